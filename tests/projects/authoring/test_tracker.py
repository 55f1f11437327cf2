"""Where each project stands, for those who write it and for editors."""

import csv
import io
from datetime import date, timedelta
from types import SimpleNamespace

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState
from wagtail.rich_text import RichText

from projects.authoring.co_authors import add_co_author
from projects.choices import SheetKind, SheetState
from projects.models import CaseStudyPage, GalleryPhoto, Vocabulary
from projects.provisioning import add_author, add_editor
from tests.factories import (
    CaseStudyPageFactory,
    LabPageFactory,
    MeasureFactory,
    PhotoFactory,
    PhotoPairFactory,
    TermFactory,
    UserFactory,
)
from tests.projects.authoring.desk import Desk
from tests.worlds import world

ADDRESS = reverse("tracker")
COMMENT = "Dites d’où vient le chiffre."


@world
def other_lab(house):
    return LabPageFactory(parent=house.portfolio, title="Le LAB 63")


@world
def editor(author):
    person = UserFactory(first_name="Élise", last_name="Rédaction")
    add_editor(person)
    return person


def add(lab, title, **given):
    return CaseStudyPageFactory(parent=lab, title=title, **given)


def submit(case, author):
    case.save_revision(user=author)
    case.get_workflow().start(case, author)
    return TaskState.objects.for_instance(case).get(status=TaskState.STATUS_IN_PROGRESS)


@world
def stages(house, author, editor):
    """A sheet in each state, by the name of its state."""
    cases = SimpleNamespace()
    for state in SheetState:
        seen = (
            {"first_published_at": timezone.now()} if state in PUBLISHED_ONCE else {"live": False}
        )
        sheet = add(house.lab, f"Fiche {state.label}", complete=True, owner=author, **seen)
        setattr(cases, state.name.lower(), sheet)
    submit(cases.in_review, author)
    waiting = submit(cases.sent_back, author)
    waiting.task.specific.on_action(waiting, editor, "reject", comment=COMMENT)
    scheduled = cases.scheduled.save_revision(user=author)
    scheduled.approved_go_live_at = timezone.now() + timedelta(days=2)
    scheduled.save()
    cases.changed.save_revision(user=author)
    cases.unpublished.unpublish()
    return cases


PUBLISHED_ONCE = {SheetState.CHANGED, SheetState.PUBLISHED, SheetState.UNPUBLISHED}


def titles(desk, query=""):
    """Return the titles that the list shows, in its order."""
    response = desk.client.get(f"{ADDRESS}{query}")
    assert response.status_code == 200
    return [case.draft_title for case in response.context["object_list"]]


def test_each_state_is_told_apart(desk, stages):
    for state in SheetState:
        assert titles(desk, f"?state={state}") == [f"Fiche {state.label}"]
    assert titles(desk, f"?state={SheetState.DRAFT}&state={SheetState.PUBLISHED}&ordering=state")
    page = desk.read(f"{ADDRESS}?ordering=state")
    assert [page.index(f"Fiche {state.label}<") for state in SheetState] == sorted(
        page.index(f"Fiche {state.label}<") for state in SheetState
    )


def test_what_was_sent_back_comes_with_the_comment_and_its_author(desk, stages):
    page = desk.read(f"{ADDRESS}?state={SheetState.SENT_BACK}")
    assert COMMENT in page
    assert "par Élise Rédaction" in page


def test_the_first_screen_tells_the_essentials(desk, stages):
    page = desk.read(reverse("wagtailadmin_home"))
    assert COMMENT in page
    for heading in ("À reprendre", "Brouillons", "En relecture", "Publiée, modifiée depuis"):
        assert heading in page
    assert f"Fiche {SheetState.PUBLISHED.label}<" not in page
    assert ADDRESS in page


def test_the_list_is_parted_by_phase_in_the_order_of_the_vocabulary(desk, house):
    late = TermFactory(vocabulary=Vocabulary.PHASES, code="en-service", label="En service", order=2)
    early = TermFactory(vocabulary=Vocabulary.PHASES, code="idee", label="Idée", order=1)
    for title, phase in (("C", late), ("D", None), ("A", early), ("B", late)):
        add(house.lab, title, phase=phase)
    assert titles(desk) == ["A", "B", "C", "D"]
    page = desk.read(ADDRESS)
    assert page.count('class="aa-phase"') == 3
    assert "2 fiches" in page
    assert titles(desk, f"?phase={late.pk}") == ["B", "C"]
    assert titles(desk, "?phase=null") == ["D"]
    assert 'class="aa-phase"' not in desk.read(f"{ADDRESS}?ordering=draft_title")


def test_sheets_to_verify_again(desk, house):
    today = timezone.localdate()
    for title, day, live in (
        ("Dépassée", today - timedelta(days=1), True),
        ("Aujourd’hui", today, True),
        ("Demain", today + timedelta(days=1), True),
        ("Hors ligne", today - timedelta(days=1), False),
    ):
        add(house.lab, title, verify_again_on=day, live=live)
    due = titles(desk, "?verification=due&ordering=verify_again_on")
    assert due == ["Dépassée", "Aujourd’hui"]
    assert "À vérifier" in desk.read(reverse("wagtailadmin_home"))


def test_what_is_missing_is_told_and_complete_sheets_are_told_apart(desk, house):
    add(house.lab, "Complète", complete=True)
    add(house.lab, "Entamée", live=False)
    assert titles(desk, "?completeness=full") == ["Complète"]
    assert titles(desk, "?completeness=partial") == ["Entamée"]
    assert "Ajoutez au moins une photo" in desk.read(f"{ADDRESS}?completeness=partial")


def test_other_filters_search_and_orders(desk, house):
    add(house.lab, "Courte")
    add(house.lab, "Complète", sheet_kind=SheetKind.FULL)
    assert titles(desk, f"?sheet_kind={SheetKind.FULL}") == ["Complète"]
    assert titles(desk, "?q=court") == ["Courte"]
    assert titles(desk, "?ordering=draft_title") == ["Complète", "Courte"]
    assert titles(desk, "?ordering=-draft_title") == ["Courte", "Complète"]


@pytest.mark.parametrize(
    "query",
    ["?state=zz", "?phase=zz", "?lab=0", "?p=999", "?p=a", "?ordering=owner__password", "?q=%00"],
)
def test_a_query_that_means_nothing_is_no_failure(desk, house, query):
    add(house.lab, "Fiche")
    assert desk.client.get(f"{ADDRESS}{query}").status_code == 200


class TestWhoSeesWhat:
    def test_authors_see_their_labs_and_choose_among_them(self, desk, author, house, other_lab):
        add(house.lab, "Ici")
        add(other_lab, "Ailleurs")
        assert titles(desk) == ["Ici"]
        assert 'name="lab"' not in desk.read(ADDRESS)
        assert titles(desk, f"?lab={other_lab.pk}") == ["Ici"]
        add_author(author, other_lab)
        assert sorted(titles(desk)) == ["Ailleurs", "Ici"]
        assert titles(desk, f"?lab={other_lab.pk}") == ["Ailleurs"]

    def test_co_authors_see_what_is_shared_and_nothing_else(self, desk, author, house, other_lab):
        shared = add(other_lab, "Partagée", live=False)
        shared.save_revision()
        add(other_lab, "Pas partagée")
        add_co_author(shared, author, author)
        assert titles(desk) == ["Partagée"]
        assert titles(desk, f"?lab={other_lab.pk}") == ["Partagée"]
        assert desk.new_sheet_url(other_lab) not in desk.read(f"{ADDRESS}?lab={other_lab.pk}")
        home = desk.read(reverse("wagtailadmin_home"))
        assert "Partagée" in home
        assert desk.new_sheet_url(other_lab) not in home
        assert desk.new_sheet_url(house.lab) in home

    def test_editors_see_any_lab(self, client, editor, house, other_lab):
        desk = Desk(client, editor)
        add(house.lab, "Ici")
        add(other_lab, "Ailleurs")
        assert sorted(titles(desk)) == ["Ailleurs", "Ici"]
        assert titles(desk, f"?lab={house.lab.pk}") == ["Ici"]

    def test_an_empty_list_offers_a_first_sheet(self, desk, house):
        page = desk.read(ADDRESS)
        assert "Aucune fiche pour l’instant" in page
        assert desk.new_sheet_url(house.lab) in page
        add(house.lab, "Fiche")
        assert "Voir toutes les fiches" in desk.read(f"{ADDRESS}?state={SheetState.DRAFT}")


class TestSpreadsheets:
    @pytest.fixture
    def row(self, house, stages):
        CaseStudyPage.objects.filter(pk=stages.sent_back.pk).update(
            verify_again_on=date(2027, 3, 1)
        )
        return {
            "Titre": stages.sent_back.title,
            "Lab": "État'LIN",
            "État": "À reprendre",
            "Commentaire de relecture": COMMENT,
            "Complétude (%)": "100",
            "Il manque": "",
            "À vérifier le": "2027-03-01",
        }

    def test_csv_holds_what_is_filtered(self, desk, row):
        response = desk.client.get(f"{ADDRESS}?export=csv&state={SheetState.SENT_BACK}")
        text = b"".join(response.streaming_content).decode()
        [found] = csv.DictReader(io.StringIO(text))
        assert row.items() <= found.items()

    def test_xlsx_says_the_same(self, desk, row):
        response = desk.client.get(f"{ADDRESS}?export=xlsx&state={SheetState.SENT_BACK}")
        sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
        heading, values = sheet.iter_rows(values_only=True)
        found = dict(zip(heading, values, strict=True))
        assert found["Titre"] == row["Titre"]
        assert found["Commentaire de relecture"] == COMMENT


def rich(lab, author, ranks):
    """Add sheets that hold everything that a rule looks at."""
    for rank in ranks:
        photo = PhotoFactory()
        case = add(
            lab,
            f"Riche {rank}",
            live=rank % 2 == 0,
            full=True,
            owner=author,
            approach=[("text", RichText("<p>Vu.</p>")), ("photo", {"photo": photo, "caption": ""})],
            phase=TermFactory(vocabulary=Vocabulary.PHASES, code=f"phase-{rank}"),
            verify_again_on=timezone.localdate() if rank % 4 == 0 else None,
        )
        case.gallery = [GalleryPhoto(photo=photo)]
        case.measures = [MeasureFactory.build(indicator=None), MeasureFactory.build(indicator=None)]
        case.photo_pairs = [PhotoPairFactory.build(before=photo, after=PhotoFactory())]
        case.save()
        if rank % 3 == 0:
            submit(case, author)


def test_thirty_sheets_ask_no_more_queries_than_three(desk, author, house):
    addresses = (ADDRESS, f"{ADDRESS}?ordering=state", reverse("wagtailadmin_home"))

    def queries():
        found = []
        for address in addresses:
            desk.read(address)
            with CaptureQueriesContext(connection) as asked:
                desk.read(address)
            found.append(len(asked))
        return found

    rich(house.lab, author, range(3))
    few = queries()
    rich(house.lab, author, range(3, 30))
    assert queries() == few
