"""What a secret link shows, which answers it takes, and when it is closed."""

from datetime import timedelta
from hashlib import sha256

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from projects.indexing import rebuild
from projects.models import CaseStudyPage, OpinionLink, PublishedFile
from projects.models.edits import last_editor_id
from tests.factories import PhotoFactory
from tests.projects.moderation.acting import act, browser, post_form, url, waiting
from tests.projects.moderation.opinions import (
    answer,
    expire,
    made,
    save_again,
    screen,
    visit,
)
from tests.worlds import world


@world
def address(case, people):
    return made(people.author, case)


@world
def link(address):
    return OpinionLink.objects.get()


def withdraw(person, link):
    name, args = "withdraw_opinion_link", [link.case_id, link.pk]
    return browser(person).post(reverse(name, args=args))


class TestReading:
    def test_the_version_is_shown_with_what_it_is_and_a_form(self, case, address):
        response = visit(address)
        assert response.status_code == 200
        page = response.text
        assert f"Pour avis\N{NO-BREAK SPACE}: {case.title}" in page
        assert "Version non publiée, pour avis." in page
        assert case.contact_service in page
        assert 'name="csrfmiddlewaretoken"' in page
        assert OpinionLink.objects.get().opinion == "", "a program that follows links says nothing"
        assert "Cheffe de l’accueil" not in page, "for those who prepare the case"

    def test_the_message_is_shown_as_text(self, case, people):
        page = visit(made(people.author, case, message="Le coût <b>surtout</b>")).text
        assert "Le coût &lt;b&gt;surtout&lt;/b&gt;" in page
        assert "Camille Autrice vous écrit" in page

    def test_what_is_private_stays_so(self, case, people):
        save_again(case, people.author, private_notes="Le maire hésite.")
        assert "Le maire hésite." not in visit(made(people.author, case)).text

    def test_a_case_that_is_online_is_shown_as_it_is_prepared(self, published, people):
        """With its own photos, and without the file made of the version that is online."""
        photo = PhotoFactory(description="Une borne neuve")
        PublishedFile.objects.create(case=published, kind="pdf", file="published/x.pdf", size=9)
        save_again(published, people.author, main_photo=photo)
        page = visit(made(people.author, published)).text
        assert "Modifiée depuis" in page
        assert "Une borne neuve" in page
        assert published.main_photo.description not in page
        assert "fiche.pdf" not in page
        assert "fiche.pdf" in visit(published.url).text

    def test_it_is_kept_by_nobody_and_tells_its_address_to_nobody(self, address, case, people):
        response = visit(address)
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "strict-origin"
        assert 'rel="canonical"' not in response.text
        assert "og:url" not in response.text
        assert address.split("/")[2] not in response.text

    def test_nothing_else_shows_the_case(self, address, case, house, client):
        rebuild()
        cache.clear()
        for place in ("/sitemap.xml", house.portfolio.url, f"{house.portfolio.url}?q=fiche"):
            page = client.get(place).text
            assert case.title not in page
            assert "/avis/" not in page
        assert client.get(case.url).status_code == 404
        assert client.get(reverse("short_address", args=[case.pk])).status_code == 404


class TestAnswering:
    def test_an_agreement_is_kept_and_decides_nothing(self, submitted, people):
        address = made(people.author, submitted)
        response = answer(address, answered_as="Mme Roux, cheffe de service")
        assert response.status_code == 302
        link = OpinionLink.objects.get()
        assert (link.opinion, link.answered_as) == ("agreed", "Mme Roux, cheffe de service")
        assert timezone.now() - link.answered_at < timedelta(minutes=1)
        case = CaseStudyPage.objects.get(pk=submitted.pk)
        assert not case.live
        assert waiting(case)
        assert last_editor_id(case) == people.author.pk

    def test_a_second_visit_shows_the_answer_and_takes_no_other(self, address):
        answer(address, opinion="to-change", comment="Le coût\nest faux.")
        response = visit(address)
        assert "Votre avis est envoyé" in response.text
        assert "Le coût<br>est faux." in response.text
        assert "<textarea" not in response.text
        assert response["Referrer-Policy"] == "no-referrer"

        assert answer(address).status_code == 302
        assert OpinionLink.objects.get().opinion == "to-change"

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"opinion": ""}, "Choisissez l’une des deux réponses."),
            ({"opinion": "published"}, "Sélectionnez un choix valide"),
            ({"opinion": "to-change", "comment": "  "}, "Dites ce qui est à revoir."),
            ({"comment": "x" * 2001}, "2000"),
            ({"answered_as": "x" * 81}, "80"),
            ({"comment": "nul\0"}, "nul"),
        ],
    )
    def test_what_is_missing_is_said_and_what_was_written_stays(self, address, fields, said):
        response = answer(address, **{"answered_as": "La cheffe", **fields})
        assert response.status_code == 200
        assert "n’est pas encore envoyée" in response.text
        assert said in response.text
        assert fields.get("answered_as", "La cheffe") in response.text
        assert OpinionLink.objects.get().opinion == ""

    def test_a_forged_answer_is_refused(self, address):
        response = Client(enforce_csrf_checks=True).post(address, {"opinion": "agreed"})
        assert response.status_code == 403
        assert OpinionLink.objects.get().opinion == ""

    def test_nothing_but_reading_and_answering(self, address):
        assert Client().put(address).status_code == 405

    def test_the_database_keeps_no_half_answer(self, link):
        for half in (
            {"opinion": "agreed"},
            {"answered_at": timezone.now()},
            {"opinion": "to-change", "answered_at": timezone.now()},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                OpinionLink.objects.filter(pk=link.pk).update(**half)


class TestClosed:
    def expect_closed(self, address, status=410):
        """Reading and answering are refused with the page that unknown links give."""
        unknown = visit("/avis/inconnu/")
        for response in (visit(address), answer(address)):
            assert response.status_code == status
            assert response.text == unknown.text
            assert "no-store" in response["Cache-Control"]
            assert "noindex" in response["X-Robots-Tag"]
            assert response["Referrer-Policy"] == "no-referrer"
        assert not OpinionLink.objects.exclude(opinion="").exists()

    def test_unknown(self, address, case):
        self.expect_closed(f"{address[:-2]}_/", status=404)
        assert visit("/avis/inconnu/").status_code == 404
        assert case.title not in visit("/avis/inconnu/").text

    def test_the_stored_sum_opens_nothing(self, link):
        self.expect_closed(f"/avis/{link.token_hash}/", status=404)

    def test_expired(self, address, link):
        expire(link)
        self.expect_closed(address)

    def test_withdrawn(self, address, link, people):
        withdraw(people.author, link)
        self.expect_closed(address)

    def test_changed_since(self, address, case, people):
        save_again(case, people.author, summary="Une autre phrase.")
        self.expect_closed(address)

    def test_changed_and_changed_back(self, address, case, people):
        before = case.summary
        save_again(case, people.author, summary="Une autre phrase.")
        save_again(case, people.author, summary=before)
        self.expect_closed(address)

    def test_overwritten_in_place(self, address, link, case, people):
        """As an automatic save does: the version keeps its number and says something else."""
        draft = case.get_latest_revision_as_object()
        draft.summary = "Une autre phrase."
        draft.save_revision(user=people.author, overwrite_revision=case.latest_revision)
        assert CaseStudyPage.objects.get(pk=case.pk).latest_revision_id == link.revision_id
        self.expect_closed(address)

    def test_its_version_no_longer_exists(self, address, link, case, people):
        save_again(case, people.author)
        link.revision.delete()
        self.expect_closed(address)

    def test_its_version_is_online(self, address, case, people):
        case.get_workflow().start(case, people.author)
        act(people.editor, case, "approve")
        assert CaseStudyPage.objects.get(pk=case.pk).live
        self.expect_closed(address)

    def test_its_case_no_longer_exists(self, address, case):
        case.delete()
        self.expect_closed(address, status=404)


class TestStillOpen:
    def test_after_saves_that_change_nothing(self, address, case, people):
        post_form(people.author, case)
        current = CaseStudyPage.objects.get(pk=case.pk)
        assert current.revisions.count() == 2
        draft = current.get_latest_revision_as_object()
        draft.save_revision(user=people.author, overwrite_revision=current.latest_revision)
        assert visit(address).status_code == 200

    def test_after_an_automatic_save_of_its_own_version(self, address, case, people):
        draft = case.get_latest_revision_as_object()
        draft.save_revision(user=people.author, overwrite_revision=case.latest_revision)
        assert visit(address).status_code == 200

    def test_after_scheduling_submitting_and_commenting(self, address, case, people):
        save_again(case, people.author, go_live_at=timezone.now() + timedelta(days=30))
        case.get_workflow().start(CaseStudyPage.objects.get(pk=case.pk), people.author)
        assert visit(address).status_code == 200
        assert answer(address).status_code == 302

    def test_an_answer_is_kept_when_the_case_changes(self, address, case, people):
        answer(address)
        save_again(case, people.author, summary="Une autre phrase.")
        assert visit(address).status_code == 410
        page = browser(people.author).get(screen(case)).text
        assert "Bon pour accord</strong>" in page
        assert "Caduc" in page


class TestSecret:
    def test_only_a_sum_of_the_token_is_kept(self, address, link, case):
        token = address.split("/")[2]
        assert len(token) == 43, "256 bits, six to a character"
        assert link.token_hash == sha256(token.encode()).hexdigest()
        kept = [*OpinionLink.objects.values(), *PageLogEntry.objects.values()]
        assert token not in repr(kept)

    def test_two_links_differ(self, case, people, address):
        assert made(people.author, case) != address

    def test_each_link_has_its_own_answer(self, case, people, address, link):
        other = made(people.author, case)
        answer(other)
        link.refresh_from_db()
        assert link.opinion == ""
        assert "<textarea" in visit(address).text

    def test_history_says_what_happened_without_the_token(self, address, link, case, people):
        answer(address)
        withdraw(people.editor, link)
        entries = PageLogEntry.objects.filter(action__startswith="projects.opinion")
        assert list(entries.order_by("pk").values_list("action", "user", "revision")) == [
            ("projects.opinion_asked", people.author.pk, link.revision_id),
            ("projects.opinion_answered", None, link.revision_id),
            ("projects.opinion_withdrawn", people.editor.pk, link.revision_id),
        ]
        history = browser(people.editor).get(url("history", case.pk)).text
        for said in ("Avis demandé par un lien secret", "Bon pour accord", "Lien secret retiré"):
            assert said in history
        assert address.split("/")[2] not in history
