"""What editors find in the reports."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText

from projects.authoring.co_authors import add_co_author
from projects.choices import EvidenceLevel, People
from projects.models import CaseStudyPage, PhotoPair
from projects.provisioning import add_editor
from tests.factories import CaseStudyPageFactory, LabPageFactory, PhotoFactory, UserFactory
from tests.projects.authoring.desk import Desk

CASES, PHOTOS = reverse("case_report"), reverse("photo_report")


@pytest.fixture
def office(author, client):
    """The desk of an editor."""
    person = UserFactory()
    add_editor(person)
    return Desk(client, person)


def shown(office, address, query=""):
    response = office.client.get(f"{address}{query}")
    assert response.status_code == 200
    return [str(getattr(row, "draft_title", row.title)) for row in response.context["object_list"]]


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


class TestSheets:
    def test_come_from_every_lab_the_least_touched_first(self, office, house):
        other = LabPageFactory(parent=house.portfolio)
        for lab, title, days in ((house.lab, "Récente", 2), (other, "Ancienne", 400)):
            case = CaseStudyPageFactory(parent=lab, title=title)
            changed = timezone.now() - timedelta(days=days)
            CaseStudyPage.objects.filter(pk=case.pk).update(latest_revision_created_at=changed)
        assert shown(office, CASES) == ["Ancienne", "Récente"]
        assert shown(office, CASES, "?age=365") == ["Ancienne"]
        assert shown(office, CASES, f"?lab={house.lab.pk}") == ["Récente"]

    def test_are_told_apart_by_evidence(self, office, house):
        for level in (EvidenceLevel.TOLD, EvidenceLevel.PARTIAL):
            case = CaseStudyPageFactory(parent=house.lab, title=f"Niveau {level}")
            CaseStudyPage.objects.filter(pk=case.pk).update(evidence_level=level)
        assert shown(office, CASES, "?evidence_level=1") == ["Niveau 1"]

    def test_are_found_by_what_is_wrong_with_their_photos(self, office, house):
        for title, photo in (
            ("Décrite", PhotoFactory()),
            ("Sans texte", PhotoFactory(description="IMG_2041.jpg")),
            ("Bientôt", PhotoFactory(people=People.AGREED, agreement_expires_on=in_days(30))),
        ):
            CaseStudyPageFactory(parent=house.lab, title=title, main_photo=photo)
        assert shown(office, CASES, "?photos=undescribed") == ["Sans texte"]
        assert shown(office, CASES, "?photos=ending") == ["Bientôt"]


class TestPhotos:
    @pytest.mark.parametrize(
        "description", ["", "IMG_2041", "hall.jpg", "Photo avant", " dessin 2 "]
    )
    def test_that_say_nothing_are_listed(self, office, house, description):
        photo = PhotoFactory(description=description)
        CaseStudyPageFactory(parent=house.lab, title="La fiche", main_photo=photo, live=False)
        assert shown(office, PHOTOS) == [photo.title]
        page = office.read(PHOTOS)
        assert "Sans description" in page
        assert "La fiche" in page
        assert reverse("wagtailimages:edit", args=[photo.pk]) in page

    @pytest.mark.parametrize(
        ("days", "said"),
        [(-1, "Accord terminé le"), (0, "L’accord se termine le"), (60, "se termine")],
    )
    def test_whose_agreement_ends_are_listed(self, office, house, days, said):
        photo = PhotoFactory(people=People.AGREED, agreement_expires_on=in_days(days))
        CaseStudyPageFactory(parent=house.lab, main_photo=photo)
        assert shown(office, PHOTOS, "?problem=ending") == [photo.title]
        assert shown(office, PHOTOS, "?problem=undescribed") == []
        assert said in office.read(PHOTOS)

    def test_that_are_in_order_or_that_no_sheet_shows_are_not(self, office, house):
        PhotoFactory(description="")
        for days, people in ((61, People.AGREED), (1, People.NONE)):
            photo = PhotoFactory(people=people, agreement_expires_on=in_days(days))
            CaseStudyPageFactory(parent=house.lab, main_photo=photo)
        assert shown(office, PHOTOS) == []
        assert "Toutes les photos des fiches sont décrites" in office.read(PHOTOS)

    def test_are_found_wherever_the_sheet_shows_them(self, office, house):
        before, step = PhotoFactory(description=""), PhotoFactory(description="")
        CaseStudyPageFactory(
            parent=house.lab,
            photo_pairs=[PhotoPair(before=before)],
            approach=[("text", RichText("Vu.")), ("photo", {"photo": step, "caption": ""})],
        )
        assert set(shown(office, PHOTOS)) == {before.title, step.title}

    def test_are_listed_by_lab_and_exported(self, office, house):
        other = LabPageFactory(parent=house.portfolio, title="Le LAB 63")
        for lab in (house.lab, other):
            photo = PhotoFactory(title=lab.title, description="", collection=lab.collection)
            CaseStudyPageFactory(parent=lab, title=f"Fiche de {lab}", main_photo=photo)
        assert shown(office, PHOTOS, f"?lab={other.pk}") == ["Le LAB 63"]
        response = office.client.get(f"{PHOTOS}?export=csv&lab={other.pk}")
        [row] = csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode()))
        assert row["Lab"] == "Le LAB 63"
        assert row["Problème"] == "Sans description"
        assert row["Fiches"] == "Fiche de Le LAB 63"

    def test_more_of_them_ask_no_more_queries(self, office, house):
        def add(count):
            for _rank in range(count):
                CaseStudyPageFactory(parent=house.lab, main_photo=PhotoFactory(description=""))

        def queries():
            with CaptureQueriesContext(connection) as asked:
                office.read(PHOTOS)
            return len(asked)

        add(3)
        office.read(PHOTOS)
        few = queries()
        add(27)
        assert queries() == few


def test_the_menu_of_reports_is_for_editors(office, author, client):
    assert CASES in office.read(reverse("wagtailadmin_home"))
    assert CASES not in Desk(client, author).read(reverse("wagtailadmin_home"))


def test_the_history_of_the_site_tells_our_own_actions_in_french(office, author, sheet):
    add_co_author(sheet, UserFactory(username="voisin"), author)
    page = office.read(reverse("wagtailadmin_reports:site_history"))
    assert "Voisin est devenu co-auteur" in page
    assert "Co-auteur ajouté" in page
    assert "Historique du Site" in page
