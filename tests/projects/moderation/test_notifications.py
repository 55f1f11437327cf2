"""Who is told what at each step of a review: one mail each, and ours alone."""

import logging
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, WorkflowState
from wagtail.users.models import UserProfile

from projects.models import LabReviewer
from tests.projects.moderation.acting import act, browser, url, waiting


def addressed(mails):
    return sorted(address for mail in mails for address in mail.to)


def submit(case, person):
    state = Page.objects.get(pk=case.pk).current_workflow_state
    if state:
        state.resume(person)
    else:
        case.get_workflow().start(case, person)


class TestSubmission:
    def test_tells_the_editors_where_the_lab_names_nobody(self, case, people, mails):
        sent = mails(lambda: submit(case, people.author))
        assert addressed(sent) == ["editeur@example.org", "editrice@example.org"]
        mail = sent[0]
        assert mail.subject == f"[Avant-Après] À relire : {case.title}"
        assert "Camille Autrice" in mail.body
        assert "État'LIN" in mail.body
        assert f"http://testserver{reverse('review_page', args=[case.pk])}" in mail.body

    def test_tells_the_reviewers_that_the_lab_names_alone(self, case, people, site, mails):
        LabReviewer.objects.create(lab=site.lab, user=people.named)
        LabReviewer.objects.create(lab=site.other_lab, user=people.stranger)
        sent = mails(lambda: submit(case, people.author))
        assert addressed(sent) == ["relectrice@example.org"]

    def test_tells_the_editors_what_the_lab_says_of_itself(self, people, site, mails):
        LabReviewer.objects.create(lab=site.lab, user=people.named)
        site.lab.save_revision(user=people.author)
        sent = mails(lambda: submit(site.lab, people.author))
        assert addressed(sent) == ["editeur@example.org", "editrice@example.org"]

    @pytest.mark.parametrize("left", ["closed account", "submits herself"])
    def test_tells_the_editors_when_nobody_named_can_review(self, case, people, site, mails, left):
        named = people.named if left == "closed account" else people.author
        LabReviewer.objects.create(lab=site.lab, user=named)
        people.named.is_active = False
        people.named.save()
        sent = mails(lambda: submit(case, people.author))
        assert addressed(sent) == ["editeur@example.org", "editrice@example.org"]

    def test_does_not_tell_who_submits(self, case, people, mails):
        sent = mails(lambda: submit(case, people.editor))
        assert addressed(sent) == ["editeur@example.org"]

    def test_again_after_changes_tells_again(self, submitted, people, mails):
        waiting(submitted).reject(user=people.editor, comment="Précisez.")
        assert len(mails(lambda: submit(submitted, people.author))) == 2

    def test_is_not_told_again_when_the_review_starts_again(self, submitted, people, mails):
        draft = submitted.get_latest_revision_as_object()
        draft.title = "Retouché"
        draft.save_revision(user=people.second_editor)
        assert mails(lambda: act(people.editor, submitted, "approve")) == []

    def test_may_be_declined_in_the_account(self, case, people, mails):
        profile = UserProfile.get_for_user(people.editor)
        profile.submitted_notifications = False
        profile.save()
        assert addressed(mails(lambda: submit(case, people.author))) == ["editeur@example.org"]


class TestAnswers:
    def test_a_return_tells_the_authors_what_has_to_change(self, case, people, mails):
        submit(case, people.colleague)
        sent = mails(lambda: act(people.editor, case, "reject", comment="Précisez l'année."))
        assert addressed(sent) == ["autrice@example.org", "collegue@example.org"]
        assert sent[0].subject == f"[Avant-Après] À modifier : {case.title}"
        assert "Précisez l'année." in sent[0].body
        assert "Élise Rédaction" in sent[0].body
        assert url("edit", case.pk) in sent[0].body

    def test_an_approval_gives_the_public_address(self, submitted, people, mails):
        sent = mails(lambda: act(people.editor, submitted, "approve", comment="Très clair."))
        assert addressed(sent) == ["autrice@example.org"]
        assert sent[0].subject == f"[Avant-Après] Approuvée : {submitted.title}"
        assert "/realisations/etatlin/fiche/" in sent[0].body
        assert "Très clair." in sent[0].body

    def test_an_approval_for_later_gives_the_date(self, submitted, people, mails):
        draft = submitted.get_latest_revision_as_object()
        draft.go_live_at = timezone.now() + timedelta(days=3)
        draft.save_revision(user=people.editor)
        (mail,) = mails(lambda: act(people.editor, submitted, "approve"))
        assert "Elle sera publiée le" in mail.body
        assert "/realisations/etatlin/" not in mail.body

    def test_nothing_is_told_of_what_is_refused(self, submitted, people, mails):
        submitted.main_photo.delete()
        assert mails(lambda: act(people.editor, submitted, "approve")) == []


class TestWithdrawal:
    def test_tells_the_reviewers(self, submitted, people, mails):
        state = WorkflowState.objects.get()
        sent = mails(lambda: state.cancel(user=people.author))
        assert addressed(sent) == ["editeur@example.org", "editrice@example.org"]
        assert sent[0].subject == f"[Avant-Après] Retirée de la relecture : {submitted.title}"

    def test_by_somebody_else_tells_the_author_too(self, submitted, people, mails):
        sent = mails(lambda: WorkflowState.objects.get().cancel(user=people.editor))
        assert addressed(sent) == ["autrice@example.org", "editeur@example.org"]

    def test_of_what_was_sent_back_tells_nobody(self, submitted, people, mails):
        waiting(submitted).reject(user=people.editor, comment="Précisez.")
        assert mails(lambda: WorkflowState.objects.get().cancel(user=people.author)) == []


def test_nobody_without_an_open_account_and_an_address_is_written_to(case, people, mails):
    people.editor.is_active = False
    people.editor.save()
    people.second_editor.email = ""
    people.second_editor.save()
    assert mails(lambda: submit(case, people.author)) == []


def test_a_mail_server_that_fails_breaks_nothing_and_names_nobody(
    case, people, mails, monkeypatch, caplog
):
    def fail(*args, **kwargs):
        raise ConnectionRefusedError("editrice@example.org refused")

    monkeypatch.setattr("django.core.mail.EmailMessage.send", fail)
    with caplog.at_level(logging.WARNING):
        mails(lambda: submit(case, people.author))
    assert waiting(case)
    assert "ConnectionRefusedError" in caplog.text
    assert "example.org" not in caplog.text


def test_a_title_on_two_lines_makes_one_subject(case, people, mails):
    case.draft_title = case.title = "Une file\nmoins longue"
    case.save(clean=False)
    sent = mails(lambda: submit(case, people.author))
    assert sent[0].subject == "[Avant-Après] À relire : Une file moins longue"


@pytest.mark.parametrize("person", ["editor", "administrator"])
def test_the_first_screen_lists_what_waits(submitted, people, person):
    page = browser(getattr(people, person)).get("/admin/").content.decode()
    assert submitted.title in page
