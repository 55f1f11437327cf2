"""Saving over one another, and sending a sheet for review."""

import re

import pytest
from django.urls import reverse
from wagtail.models import WorkflowState

from projects.authoring.editing import OVERWRITE
from projects.models import CaseStudyPage, LabPage
from projects.provisioning import add_author, add_editor
from tests.factories import (
    CaseStudyPageFactory,
    IndicatorFactory,
    MeasureFactory,
    PhotoFactory,
    PhotoPairFactory,
    UserFactory,
)
from tests.projects.authoring.desk import ONE_MEASURE, Desk
from tests.worlds import world


@world
def colleague(house, author):
    person = UserFactory(username="marc", first_name="Marc", last_name="Petit")
    add_author(person, house.lab)
    return person


def saved_by(person, sheet, **changes):
    draft = CaseStudyPage.objects.get(pk=sheet.pk).get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    return draft.save_revision(user=person)


def draft_of(sheet):
    return CaseStudyPage.objects.get(pk=sheet.pk).get_latest_revision_as_object()


def autosaved(desk, url, answers, **changed):
    """Save as the browser does by itself; return what it is answered."""
    for name, value in changed.items():
        answers[name] = value
    return desk.client.post(url, answers, headers={"Accept": "application/json"}).json()


class TestNewerVersion:
    @pytest.mark.parametrize("action", [{}, {"action-submit": "1"}])
    def test_of_somebody_else_is_not_buried_and_nothing_typed_is_lost(
        self, desk, sheet, colleague, action
    ):
        answers = desk.open(desk.sheet_url(sheet))
        theirs = saved_by(colleague, sheet, summary="Ce que Marc a écrit")
        response = desk.send(
            desk.sheet_url(sheet), answers, title="Un titre tapé par Claire", **action
        )
        page = response.content.decode()
        assert draft_of(sheet).summary == "Ce que Marc a écrit"
        assert not WorkflowState.objects.exists()
        assert "Marc Petit a enregistré une version plus récente" in page
        assert 'value="Un titre tapé par Claire"' in page
        compare = reverse(
            "wagtailadmin_pages:revisions_compare",
            args=(sheet.pk, sheet.latest_revision_id, theirs.pk),
        )
        assert compare in page

    def test_is_still_not_buried_by_saving_again(self, desk, sheet, colleague):
        url = desk.sheet_url(sheet)
        answers = desk.open(url)
        saved_by(colleague, sheet, summary="Ce que Marc a écrit")
        refused = desk.send(url, answers, title="Un titre de Claire")
        again = desk.answers_in(refused.content.decode())
        assert again["title"] == "Un titre de Claire"
        desk.send(url, again)
        assert draft_of(sheet).summary == "Ce que Marc a écrit"

    def test_is_not_buried_after_a_mistake_either(self, desk, sheet, colleague):
        url = desk.sheet_url(sheet)
        answers = desk.open(url)
        saved_by(colleague, sheet, summary="Ce que Marc a écrit")
        faulty = desk.send(url, answers, title="")
        desk.send(url, desk.answers_in(faulty.content.decode()), title="Un titre de Claire")
        assert draft_of(sheet).summary == "Ce que Marc a écrit"

    def test_is_replaced_when_the_author_says_so(self, desk, sheet, colleague):
        answers = desk.open(desk.sheet_url(sheet))
        saved_by(colleague, sheet, summary="Ce que Marc a écrit")
        desk.send(desk.sheet_url(sheet), answers, title="Un titre de Claire", **{OVERWRITE: "1"})
        draft = draft_of(sheet)
        assert (draft.title, draft.summary) == ("Un titre de Claire", sheet.summary)

    def test_of_the_author_in_another_window_does_not_stop_them(self, desk, sheet, author):
        answers = desk.open(desk.sheet_url(sheet))
        saved_by(author, sheet, summary="Enregistré tout seul entre-temps")
        desk.send(desk.sheet_url(sheet), answers, title="Un titre de Claire")
        assert draft_of(sheet).title == "Un titre de Claire"

    def test_stops_saving_by_itself_and_says_who_and_what_to_do(self, desk, sheet, colleague):
        url = desk.sheet_url(sheet)
        answers = desk.open(url)
        saved_by(colleague, sheet, summary="Ce que Marc a écrit")
        refused = autosaved(desk, url, answers, summary="Ce que Claire tape")
        assert refused["error_code"] == "invalid_revision"
        assert "Marc Petit a enregistré une version plus récente" in refused["error_message"]
        assert draft_of(sheet).summary == "Ce que Marc a écrit"

    def test_of_a_lab_page_is_kept_too(self, desk, house, colleague):
        house.lab.save_revision()
        url = reverse("wagtailadmin_pages:edit", args=(house.lab.pk,))
        answers = desk.open(url)
        draft = house.lab.get_latest_revision_as_object()
        draft.territory = "Pays de la Loire"
        draft.save_revision(user=colleague)
        assert "Marc Petit" in desk.send(url, answers, territory="Sarthe").content.decode()
        lab = LabPage.objects.get(pk=house.lab.pk)
        assert lab.get_latest_revision_as_object().territory == "Pays de la Loire"

    def test_stops_going_back_to_an_old_one(self, desk, sheet, author, colleague):
        old = sheet.latest_revision
        saved_by(author, sheet, summary="La suite")
        url = reverse("wagtailadmin_pages:revisions_revert", args=(sheet.pk, old.pk))
        answers = desk.open(url)
        saved_by(colleague, sheet, summary="Ce que Marc a écrit")
        desk.send(url, answers)
        assert draft_of(sheet).summary == "Ce que Marc a écrit"


class TestSubmission:
    def test_of_a_complete_sheet_starts_its_review(self, desk, sheet):
        desk.send(desk.sheet_url(sheet), **{"action-submit": "1"})
        assert WorkflowState.objects.get().status == WorkflowState.STATUS_IN_PROGRESS

    def test_of_an_incomplete_sheet_saves_it_and_says_what_it_lacks(self, desk, sheet):
        page = desk.submit(desk.sheet_url(sheet), summary="", title="Un autre titre")
        assert not WorkflowState.objects.exists()
        assert draft_of(sheet).title == "Un autre titre"
        assert "pas encore envoyée" in page
        assert "#:w:contentpath=summary" in page
        assert "Résumez le projet en une phrase." in page
        assert "Choisissez le type de projet." not in page

    def test_looks_at_the_rows_just_entered(self, desk, sheet):
        figure = {"measures-0-own_label": "Visites", "measures-0-after_value": "140"}
        page = desk.submit(desk.sheet_url(sheet), **ONE_MEASURE, **figure)
        assert "dites d’où vient le chiffre" in page
        assert [measure.own_label for measure in draft_of(sheet).measures.all()] == ["Visites"]

    def test_of_a_new_sheet_keeps_it_as_a_draft(self, desk, house):
        page = desk.submit(desk.new_sheet_url(house.lab), title="Un banc")
        assert CaseStudyPage.objects.get().title == "Un banc"
        assert "Choisissez au moins un thème." in page
        assert not WorkflowState.objects.exists()


class TestPreview:
    def test_shows_a_sheet_that_was_never_saved(self, desk, house):
        url = reverse(
            "wagtailadmin_pages:preview_on_add",
            args=("projects", "casestudypage", house.lab.pk),
        )
        answers = desk.open(desk.new_sheet_url(house.lab))
        answers["title"] = "Un banc devant la mairie"
        assert desk.client.post(url, answers).json() == {"is_valid": True, "is_available": True}
        assert "Un banc devant la mairie" in desk.read(url)
        assert not CaseStudyPage.objects.exists()

    def test_shows_what_is_being_typed(self, desk, sheet):
        url = reverse("wagtailadmin_pages:preview_on_edit", args=(sheet.pk,))
        answers = desk.open(desk.sheet_url(sheet))
        answers["summary"] = "Ce que je suis en train d’écrire"
        desk.client.post(url, answers)
        assert "Ce que je suis en train d’écrire" in desk.read(url)


def test_saving_by_itself_works_with_this_form(desk, sheet):
    """Autosave is Wagtail's: our form must accept what it sends, without a title of its own."""
    url = desk.sheet_url(sheet)
    saved = autosaved(desk, url, desk.open(url), summary="Enregistré tout seul")
    assert saved["success"] is True
    assert draft_of(sheet).summary == "Enregistré tout seul"


class TestChecklist:
    def test_says_what_the_sheet_lacks_before_it_is_sent(self, desk, house):
        sheet = CaseStudyPageFactory(parent=house.lab, live=False)
        sheet.save_revision()
        page = desk.read(desk.sheet_url(sheet))
        assert "Choisissez au moins un thème." in page[page.index("aa-checklist") :]

    def test_says_when_nothing_is_missing(self, desk, sheet):
        assert "vous pouvez envoyer la fiche" in desk.read(desk.sheet_url(sheet))

    def test_follows_each_automatic_save_beside_the_form_and_below_it(self, desk, sheet):
        url = desk.sheet_url(sheet)
        html = autosaved(desk, url, desk.open(url), contact_email="")["html"]
        assert html.count("Indiquez l’adresse de messagerie du service.") == 2
        assert 'data-aa-blocking="1"' in html

    def test_leads_to_the_row_the_answer_and_the_photo_concerned(self, desk, sheet, house):
        undescribed = PhotoFactory(description="", title="Le hall")
        sheet.photo_pairs = [PhotoPairFactory.build(before=undescribed, after=PhotoFactory())]
        sheet.measures = [
            MeasureFactory.build(indicator=IndicatorFactory(), source_name="Registre"),
            MeasureFactory.build(indicator=IndicatorFactory(), source_name=""),
        ]
        sheet.save_revision()
        page = desk.read(desk.sheet_url(sheet))
        gap = r'href="#:w:contentpath=%s"\s+data-aa-row="%s"\s+data-aa-%s="%s"'
        assert re.search(gap % ("measures", 1, "answer", "source_name"), page)
        assert re.search(gap % ("photo_pairs", 0, "photo", undescribed.pk), page)

    def test_says_what_keeps_it_from_judging_when_a_field_is_wrong(self, desk, sheet):
        faulty = desk.send(desk.sheet_url(sheet), title="").content.decode()
        assert faulty.count("Corrigez d’abord ce qui est en rouge") == 2

    def test_is_the_same_for_the_reviewer(self, desk, client, sheet):
        sheet.contact_email = ""
        sheet.save_revision()
        editor = UserFactory()
        add_editor(editor)
        page = Desk(client, editor).read(desk.sheet_url(sheet))
        assert page.count("Indiquez l’adresse de messagerie du service.") == 2


def test_the_page_can_say_that_nothing_is_saved_and_how_to_sign_in_again(desk, house):
    page = desk.read(desk.new_sheet_url(house.lab))
    banner = page[page.index('id="aa-connection"') :]
    assert "Laissez cette page ouverte" in banner
    assert f'href="{reverse("wagtailadmin_login")}"' in banner
    assert desk.client.get(reverse("wagtailadmin_tag_autocomplete")).status_code == 200


def test_other_desks_are_not_mistaken_for_this_one(sheet, colleague, client):
    """The sheet that a colleague opens after the author is theirs to save."""
    desk = Desk(client, colleague)
    desk.send(desk.sheet_url(sheet), title="Un titre de Marc")
    assert draft_of(sheet).title == "Un titre de Marc"
