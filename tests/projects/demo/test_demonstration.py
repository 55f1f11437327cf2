"""The demonstration: complete, true to its sources, and careful with what people did."""

import re
import socket
from html import unescape
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from django.utils import timezone
from wagtail.models import Page

from projects import printing
from projects.choices import EvidenceLevel, Verdict
from projects.dates import months_later
from projects.demo.data import load
from projects.models import CaseStudyPage, LabPage, Photo, PublishedFile
from projects.models.keyword import key_of
from tests.factories import UserFactory


def run_demo() -> str:
    out = StringIO()
    call_command("demo", "--no-serve", "--small-pictures", stdout=out)
    return out.getvalue()


class DemonstrationTest(TestCase):
    """Seeded once: drawing and publishing take a while."""

    @classmethod
    def setUpTestData(cls) -> None:
        with cls.captureOnCommitCallbacks(execute=True):
            cls.printed = run_demo()

    def case(self, slug: str) -> CaseStudyPage:
        return CaseStudyPage.objects.get(slug=slug)

    def test_every_page_opens(self) -> None:
        pages = Page.objects.live().exclude(depth=1)
        assert pages.count() > 40
        for page in pages:
            response = self.client.get(page.url)
            assert response.status_code == 200, page.url
            assert page.title in unescape(response.text)

    def test_every_real_case_is_there_with_every_source(self) -> None:
        for given in load("cases.json"):
            case = self.case(given["id"])
            assert case.is_compiled
            assert case.get_parent().slug == "cas-documentes-par-la-veille"
            urls = {source.url for source in case.sources.all()}
            assert urls == {source["url"] or "" for source in given["sources"]}
            text = unescape(self.client.get(case.url).text)
            assert "non validé par le service" in text
            assert all(source["publisher"] in text for source in given["sources"])

    def test_facts_are_not_bent(self) -> None:
        assert self.case("mediatheque-pornichet").cost_tax == "ht"
        assert self.case("caf-vaucluse-avignon").cost_scope == "building"
        assert self.case("mediatheque-pornichet").contradictions
        assert self.case("sauj-lyon").cost_basis == ""
        assert self.case("caf-gard-accueil-dis-unimes").departement_id == "30"
        assert self.case("caf-gard-accueil-dis-unimes").commune is None

    def test_every_word_of_the_sources_has_a_home(self) -> None:
        for given in load("cases.json"):
            case = self.case(given["id"])
            tags = set(map(key_of, case.tags.names()))
            assert set(map(key_of, given["tags"])) <= tags
            for audience in given["audiences"]:
                assert case.audiences.exists() or key_of(audience) in tags

    def test_fictional_measures_reach_the_levels_they_were_written_for(self) -> None:
        for sheet in load("fictional.yaml")["sheets"]:
            measures = self.case(sheet["slug"]).measures.all()
            for measure, facts in zip(measures, sheet["measures"], strict=True):
                wanted = facts["expected"]
                assert measure.assessment.level == wanted["level"], measure.label
                if wanted.get("verdict"):
                    assert measure.assessment.shown == wanted["verdict"], measure.label

    def test_the_fictional_sheets_show_what_a_full_sheet_can_hold(self) -> None:
        sheets = CaseStudyPage.objects.filter(sheet_kind="full")
        assert {sheet.lab.is_fictional for sheet in sheets} == {True}
        assert {sheet.evidence_level for sheet in sheets} == {EvidenceLevel.CONFIRMED}
        assert any(sheet.deteriorations for sheet in sheets)
        shown = {m.assessment.shown for sheet in sheets for m in sheet.measures.all()}
        assert {Verdict.IMPROVEMENT, Verdict.DETERIORATION, Verdict.INCONCLUSIVE} <= shown
        assert all(sheet.has_kit and sheet.photo_pairs.count() >= 2 for sheet in sheets)

    @pytest.mark.usefixtures("pdf")
    def test_a_full_sheet_fits_three_printed_pages_and_a_compiled_one_two(self) -> None:
        for slug, most in (
            ("pre-accueil-remplace-la-file-unique", 3),
            ("suivre-une-couleur-au-lieu-de-demander-son-chemin", 3),
            ("mediatheque-lezoux", 2),
        ):
            with patch.dict(printing.OPTIONS, uncompressed_pdf=True):
                pages = re.findall(rb"/Type /Page\b", printing.print_case(self.case(slug)))
            assert 1 < len(pages) <= most, slug

    def test_drawings_say_that_they_are(self) -> None:
        assert not Photo.objects.filter(is_drawing=False).exists()
        assert not Photo.objects.filter(description="").exists()

    def test_every_case_has_its_share_image(self) -> None:
        cases = CaseStudyPage.objects.published()
        assert {case.pk for case in cases} == {
            made.case_id for made in PublishedFile.objects.filter(kind="share")
        }

    def test_publishing_counts_as_a_verification(self) -> None:
        case = self.case("sauj-lyon")
        assert case.verified_on == timezone.localdate()
        assert case.verify_again_on == months_later(case.verified_on, 18)

    def test_logins_and_mails_are_named(self) -> None:
        for login in ("camille", "dominique", "elise", "farid", "admin"):
            assert login in self.printed
            assert self.client.login(username=login, password="demonstration")

    def test_running_it_again_changes_nothing_that_people_did(self) -> None:
        case = self.case("sauj-lyon")
        case.title = "Titre changé par une personne"
        case.save_revision().publish(skip_permission_checks=True)
        self.case("commissariat-gueret").delete()
        before = CaseStudyPage.objects.count()
        run_demo()
        assert self.case("sauj-lyon").title == "Titre changé par une personne"
        assert CaseStudyPage.objects.count() == before


@pytest.mark.django_db
def test_refused_beside_other_content():
    UserFactory()
    with pytest.raises(CommandError, match="autre chose que la démonstration"):
        run_demo()
    assert not LabPage.objects.exists()


@pytest.mark.django_db
@override_settings(DEMONSTRATION_ALLOWED=False)
def test_refused_with_production_settings():
    with pytest.raises(CommandError, match="production"):
        run_demo()


def test_a_busy_port_is_named():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        with pytest.raises(CommandError, match=f"port {port} est déjà pris"):
            call_command("demo", "--port", str(port))
