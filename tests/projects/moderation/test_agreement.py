"""« D'accord »: an author agrees with a reviewer's correction, who may then approve it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from projects.models import EditAgreement
from projects.provisioning import add_author
from tests.projects.moderation.acting import act, browser, texts, url, waiting
from tests.projects.moderation.reviewing import answer, change, fresh, post, read
from tests.worlds import world


@world
def corrected(submitted, people):
    """A sheet in review that an editor has corrected."""
    change(submitted, people.editor, summary="Une phrase sans faute.")
    return submitted


@world
def asked(corrected, people):
    post(people.editor, "ask_agreement", corrected)
    return corrected


def agree(person, case, key=None):
    key = key or EditAgreement.objects.get().key
    return post(person, "review_agreement", case, agreement=key)


class TestAsking:
    def test_tells_the_author_what_changed(self, corrected, people, mails):
        (mail,) = mails(lambda: post(people.editor, "ask_agreement", corrected))
        assert mail.to == ["autrice@example.org"]
        assert mail.subject == f"[Avant-Après] Une correction à lire : {corrected.title}"
        assert "Élise Rédaction" in mail.body
        assert "Après : Une phrase sans faute." in mail.body
        assert f"Avant : {corrected.summary}" in mail.body
        assert reverse("review_agreement", args=[corrected.pk]) in mail.body

    def test_tells_the_lab_when_its_author_has_left(self, corrected, people, mails):
        people.author.groups.clear()
        (mail,) = mails(lambda: post(people.editor, "ask_agreement", corrected))
        assert mail.to == ["collegue@example.org"]

    def test_is_offered_to_the_last_editor_alone(self, corrected, people):
        label = "Demander l’accord des auteurs"
        assert label in read(people.editor, "review_page", corrected.pk)
        assert label not in read(people.second_editor, "review_page", corrected.pk)
        post(people.second_editor, "ask_agreement", corrected)
        assert not EditAgreement.objects.exists()

    def test_is_not_offered_where_nobody_writes_for_the_lab(self, corrected, people, site):
        site.lab.author_group.user_set.clear()
        assert "Demander l’accord" not in read(people.editor, "review_page", corrected.pk)
        response = post(people.editor, "ask_agreement", corrected)
        assert "Aucune correction" in texts(response)[0]

    def test_once_done_is_said_on_the_screen(self, asked, people):
        assert "Les auteurs ont été interrogés" in read(people.editor, "review_page", asked.pk)

    def test_shows_on_the_first_screen_and_on_the_page_of_the_author(self, asked, people):
        address = reverse("review_agreement", args=[asked.pk])
        assert address in browser(people.author).get("/admin/").content.decode()
        assert address in browser(people.author).get(url("edit", asked.pk)).content.decode()
        for person in (people.stranger, people.editor):
            assert address not in browser(person).get("/admin/").content.decode()

    def test_shows_nothing_any_more_once_answered_or_changed(self, asked, people):
        address = reverse("review_agreement", args=[asked.pk])
        change(asked, people.second_editor, title="Autre")
        assert address not in browser(people.author).get("/admin/").content.decode()


class TestAgreeing:
    def test_shows_the_correction_then_lets_that_editor_approve(self, asked, people):
        page = read(people.author, "review_agreement", asked.pk)
        assert '<span class="addition">' in page
        assert "Une phrase sans faute" in page
        agree(people.author, asked)
        answer(people.editor, asked, "approve")
        assert fresh(asked).live_revision.content["summary"] == "Une phrase sans faute."

    def test_lets_that_editor_approve_from_wagtails_own_buttons(self, asked, people):
        agree(people.author, asked)
        act(people.editor, asked, "approve")
        assert fresh(asked).live

    def test_changes_nothing_by_being_looked_at(self, asked, people):
        read(people.author, "review_agreement", asked.pk)
        assert EditAgreement.objects.get().agreed_by is None
        answer(people.editor, asked, "approve")
        assert not fresh(asked).live

    def test_is_void_after_any_later_edit(self, asked, people):
        agree(people.author, asked)
        change(asked, people.editor, title="Encore une retouche")
        answer(people.editor, asked, "approve")
        act(people.editor, asked, "approve")
        act(people.editor, asked, "approve")
        assert not fresh(asked).live

    def test_is_void_after_an_automatic_save_over_what_was_agreed(self, asked, people):
        agree(people.author, asked)
        draft = fresh(asked).get_latest_revision_as_object()
        draft.title = "Une frappe égarée"
        draft.save_revision(user=people.editor, overwrite_revision=draft.latest_revision)
        answer(people.editor, asked, "approve")
        assert not fresh(asked).live

    def test_does_not_help_another_editor(self, asked, people):
        agree(people.author, asked)
        change(asked, people.second_editor, title="Autre")
        answer(people.second_editor, asked, "approve")
        assert not fresh(asked).live

    def test_survives_a_date(self, asked, people):
        agree(people.author, asked)
        change(asked, people.editor, expire_at=timezone.now() + timedelta(days=9))
        answer(people.editor, asked, "approve")
        assert fresh(asked).live

    def test_bears_on_the_question_that_was_read(self, asked, people):
        key = EditAgreement.objects.get().key
        change(asked, people.editor, title="Autre chose")
        post(people.editor, "ask_agreement", asked)
        response = agree(people.author, asked, key)
        assert "Cette correction a changé" in texts(response)[0]
        assert not EditAgreement.objects.filter(agreed_by__isnull=False).exists()

    def test_is_logged_and_told_to_the_editor(self, asked, people, mails):
        (mail,) = mails(lambda: agree(people.author, asked))
        assert mail.to == ["editrice@example.org"]
        assert "Camille Autrice est d’accord" in mail.body
        assert reverse("review_page", args=[asked.pk]) in mail.body
        entry = PageLogEntry.objects.get(action="projects.agreement_given")
        assert (entry.user, entry.revision) == (people.author, fresh(asked).latest_revision)
        assert entry.message == "D’accord avec la correction de Élise Rédaction"
        assert PageLogEntry.objects.filter(action="projects.agreement_asked").exists()

    def test_twice_tells_once(self, asked, people, mails):
        agree(people.author, asked)
        assert mails(lambda: agree(people.colleague, asked)) == []
        assert EditAgreement.objects.get().agreed_by == people.author

    def test_after_the_review_is_over_is_refused(self, asked, people):
        act(people.second_editor, asked, "reject", comment="Non.")
        assert "Aucune correction n’attend" in read(people.author, "review_agreement", asked.pk)
        agree(people.author, asked)
        assert EditAgreement.objects.get().agreed_by is None

    def test_is_not_for_the_editor_who_asks_even_as_an_author(self, asked, people, site):
        add_author(people.editor, site.lab)
        agree(people.editor, asked)
        assert EditAgreement.objects.get().agreed_by is None
        with pytest.raises(IntegrityError):
            EditAgreement.objects.update(agreed_by=people.editor)

    def test_does_not_restart_the_delay(self, asked, people):
        since = waiting(asked).started_at
        agree(people.author, asked)
        assert waiting(asked).started_at > since
        page = browser(people.editor).get(reverse("review_queue"))
        (review,) = page.context["table"].data
        assert review.waiting_since == since
