"""Sheets that resemble the title being typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from projects.indexing import rebuild
from projects.models import CaseStudyPage
from projects.provisioning import add_editor
from tests.factories import CaseStudyPageFactory, LabPageFactory, UserFactory
from tests.projects.authoring.desk import Desk
from tests.worlds import world

TITLE = "Un comptoir abaissé à l’entrée de la mairie"


@world
def other_lab(house):
    return LabPageFactory(parent=house.portfolio, title="Le LAB 63")


def shown(desk, lab, title=TITLE, sheet=""):
    answer = desk.client.get(
        reverse("similar_sheets", args=(lab.pk,)), {"title": title, "sheet": sheet}
    )
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        "COMPTOIR ABAISSE MAIRIE ENTREE",
        "à la mairie, les comptoirs de l'entrée abaissés",
        "Comptoir abaissé en mairie",
    ],
)
def test_a_published_sheet_of_any_lab_is_shown_whatever_accents_and_order(
    desk, house, other_lab, typed
):
    sheet = CaseStudyPageFactory(parent=other_lab, title=TITLE)
    rebuild()
    page = shown(desk, house.lab, typed)
    assert TITLE in page
    assert f'href="{sheet.get_url()}"' in page
    assert "Le LAB 63" in page
    assert "fiche publiée" in page


@pytest.mark.parametrize(
    "typed",
    ["", "Mairie", "Un comptoir", "Une salle d’attente silencieuse à la mairie", "!!!", "%"],
)
def test_another_title_shows_nothing(desk, house, other_lab, typed):
    CaseStudyPageFactory(parent=other_lab, title=TITLE)
    rebuild()
    assert shown(desk, house.lab, typed).strip() == ""


def test_a_draft_of_the_lab_is_shown_with_a_link_to_its_form(desk, house):
    draft = CaseStudyPageFactory(parent=house.lab, title=TITLE, live=False)
    page = shown(desk, house.lab)
    assert f'href="{desk.sheet_url(draft)}"' in page
    assert "brouillon de ce lab" in page
    assert shown(desk, house.lab, sheet=draft.pk).strip() == ""


def test_what_another_lab_has_not_published_is_never_told(desk, house, other_lab):
    CaseStudyPageFactory(parent=other_lab, title=TITLE, live=False)
    renamed = CaseStudyPageFactory(parent=other_lab, title="Une fresque dans le couloir")
    CaseStudyPage.objects.filter(pk=renamed.pk).update(draft_title=TITLE)
    private = CaseStudyPageFactory(parent=other_lab, title=TITLE, slug="prive")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    rebuild()
    assert shown(desk, house.lab).strip() == ""


def test_those_who_do_not_write_for_a_lab_learn_nothing_of_its_drafts(desk, client, other_lab):
    CaseStudyPageFactory(parent=other_lab, title=TITLE, live=False)
    url = reverse("similar_sheets", args=(other_lab.pk,))
    assert TITLE not in desk.client.get(url, {"title": TITLE}, follow=True).content.decode()
    assert desk.client.post(url).status_code in (302, 405)
    editor = UserFactory()
    add_editor(editor)
    assert TITLE in shown(Desk(client, editor), other_lab)
    client.logout()
    assert client.get(url, {"title": TITLE}).status_code == 302


def test_titles_are_escaped(desk, house):
    CaseStudyPageFactory(parent=house.lab, title=f"<b>{TITLE}</b>", live=False)
    assert "<b>" not in shown(desk, house.lab)


def test_the_queries_do_not_grow_with_what_is_found(desk, house, other_lab):
    def queries():
        rebuild()
        with CaptureQueriesContext(connection) as captured:
            shown(desk, house.lab)
        return len(captured)

    def add(number):
        same = {"title": TITLE, "slug": f"comptoir-{number}"}
        CaseStudyPageFactory(parent=other_lab, **same)
        CaseStudyPageFactory(parent=house.lab, **same, live=False)

    add(1)
    queries()
    few = queries()
    for number in range(2, 6):
        add(number)
    assert queries() == few


def test_the_field_of_the_title_says_where_to_ask(desk, house):
    page = desk.read(desk.new_sheet_url(house.lab))
    assert f'data-aa-similar="{reverse("similar_sheets", args=(house.lab.pk,))}"' in page
