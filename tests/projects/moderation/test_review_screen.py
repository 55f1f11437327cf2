"""The screen of a review: what it shows, what it lets a reviewer do, and when it says why not."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from projects.models import LabReviewer, ReturnPhrase
from projects.models.edits import last_editor_id
from projects.models.review_task import CHANGED_SINCE_READ, INCOMPLETE, NO_COMMENT, OWN_EDIT
from projects.moderation.review_views import NO_ANSWER, NO_DATE, PAST
from tests.projects.moderation import opinions
from tests.projects.moderation.acting import act, browser, texts, waiting
from tests.projects.moderation.reviewing import answer, change, fresh, post, read, submit_sheet

TOMORROW = timezone.now() + timedelta(days=1)


def typed(date):
    return timezone.localtime(date).strftime("%d/%m/%Y %H:%M")


class TestShows:
    def test_the_version_that_waits_and_no_other_page(self, submitted, people, site):
        elsewhere = submit_sheet(site.lab, people.author)
        version = change(submitted, people.author, title="Une file sans queue").pk
        page = read(people.editor, "review_page", submitted.pk)
        frame = reverse("review_preview", args=[submitted.pk, version])
        assert f'<iframe src="{frame}"' in page
        assert "Une file sans queue" in browser(people.editor).get(frame).content.decode()
        other = reverse("review_preview", args=[submitted.pk, elsewhere.latest_revision_id])
        assert browser(people.editor).get(other).status_code == 404

    def test_signs_and_gaps(self, submitted, people):
        change(submitted, people.author, problem="<p>Des élèves.</p>", contact_service="")
        page = read(people.editor, "review_page", submitted.pk)
        assert "ce n’est pas un verdict" in page
        assert "élèves" in page
        assert "Elle ne peut pas être publiée avant" in page
        assert str(INCOMPLETE) in page
        assert 'value="approve" class="button" disabled' in " ".join(page.split())

    def test_the_opinions_asked_by_secret_link(self, submitted, people):
        link = f'href="{opinions.screen(submitted)}"'
        assert link in read(people.editor, "review_page", submitted.pk)
        opinions.answer(opinions.made(people.author, submitted))
        assert "(1 réponse)" in read(people.editor, "review_page", submitted.pk)

    def test_ready_phrases_that_editors_keep(self, submitted, people):
        ReturnPhrase.objects.create(text="Une phrase à nous.")
        ReturnPhrase.objects.create(text="Une phrase retirée.", active=False)
        page = read(people.editor, "review_page", submitted.pk)
        assert "Une phrase à nous." in page
        assert "Dites d’où vient ce chiffre" in page
        assert "Une phrase retirée." not in page
        add = reverse("return_phrases:add")
        assert browser(people.editor).get(add).status_code == 200
        assert browser(people.author).get(add).status_code == 302

    def test_what_changed_and_what_was_answered_before(self, submitted, people):
        act(people.editor, submitted, "approve")
        change(submitted, people.author, summary="En juin.")
        submitted.get_workflow().start(submitted, people.author)
        act(people.second_editor, submitted, "reject", comment="De quelle année ?")
        change(submitted, people.author, summary="En juin 2024.")
        fresh(submitted).current_workflow_state.resume(people.author)
        page = read(people.second_editor, "review_page", submitted.pk)
        assert "De quelle année ?" in page
        mine, _cut, online = page.partition("Depuis la version en ligne")
        assert "Depuis votre dernière lecture" in mine
        assert '<span class="addition"> 2024' in mine
        assert '<span class="deletion">' in online


class TestApproving:
    def test_publishes_what_was_read(self, submitted, people):
        response = answer(people.editor, submitted, "approve", comment="Très clair.")
        assert response.url == reverse("review_queue")
        assert "La suivante" in texts(response)[0]
        page = fresh(submitted)
        assert page.live_revision == page.latest_revision
        assert page.live_revision.task_states.get().comment == "Très clair."

    def test_publishes_a_correction_that_another_reviewer_made(self, submitted, people):
        version = change(submitted, people.second_editor, title="Retouché")
        answer(people.editor, submitted, "approve")
        assert fresh(submitted).live_revision == version

    def test_is_refused_when_the_page_changed_meanwhile(self, submitted, people):
        version = answer_key(submitted)
        change(submitted, people.second_editor, title="Retouché")
        response = answer(people.editor, submitted, "approve", version=version, comment="Bien.")
        assert str(CHANGED_SINCE_READ) in texts(response)[0]
        assert "Bien." in response.content.decode()
        assert not fresh(submitted).live

    def test_is_refused_when_what_was_read_was_overwritten(self, submitted, people):
        version = answer_key(submitted)
        submitted.title = "Réécrit"
        submitted.save_revision(user=people.author, overwrite_revision=waiting(submitted).revision)
        answer(people.editor, submitted, "approve", version=version)
        assert not fresh(submitted).live

    def test_of_ones_own_last_change_is_refused_with_the_reason(self, submitted, people):
        change(submitted, people.editor, summary="Autrement.")
        assert str(OWN_EDIT) in read(people.editor, "review_page", submitted.pk)
        response = answer(people.editor, submitted, "approve")
        assert str(OWN_EDIT) in texts(response)[0]
        assert not fresh(submitted).live

    def test_of_an_incomplete_sheet_is_refused_with_what_it_lacks(self, submitted, people):
        submitted.main_photo.delete()
        response = answer(people.editor, submitted, "approve")
        assert str(INCOMPLETE) in texts(response)[0]
        assert "<li>" in texts(response)[0]
        assert not fresh(submitted).live

    def test_at_once_forgets_a_date_that_the_page_held(self, submitted, people):
        change(submitted, people.second_editor, go_live_at=TOMORROW)
        answer(people.editor, submitted, "approve")
        page = fresh(submitted)
        assert page.live
        assert page.go_live_at is None
        assert last_editor_id(page) == people.author.pk

    def test_twice_is_answered_once(self, submitted, people):
        answer(people.editor, submitted, "approve")
        assert answer(people.editor, submitted, "approve").status_code == 404


class TestPlanning:
    def test_publishes_exactly_what_was_approved_on_the_date(self, submitted, people, monkeypatch):
        answer(people.editor, submitted, "schedule", go_live_at=typed(TOMORROW))
        page = fresh(submitted)
        assert not page.live
        approved = page.scheduled_revision
        assert approved.task_states.get().status == TaskState.STATUS_APPROVED
        assert not page.workflow_in_progress
        change(submitted, people.author, title="Glissé après")
        submitted.main_photo.delete()
        call_command("publish_scheduled")
        assert not fresh(submitted).live

        monkeypatch.setattr("django.utils.timezone.now", lambda: TOMORROW + timedelta(hours=1))
        call_command("publish_scheduled")
        page = fresh(submitted)
        assert page.live_revision == approved
        assert page.title == submitted.title

    def test_keeps_what_is_online_until_then(self, published, people):
        published.get_workflow().start(published, people.author)
        answer(people.editor, published, "schedule", go_live_at=typed(TOMORROW))
        page = fresh(published)
        assert page.live
        assert page.title != "Modifiée depuis"
        assert page.scheduled_revision.content["title"] == "Modifiée depuis"

    def test_joins_others_in_one_click(self, submitted, people, site):
        answer(people.editor, submitted, "schedule", go_live_at=typed(TOMORROW))
        moment = fresh(submitted).scheduled_revision.approved_go_live_at
        site.lab.save_revision(user=people.author)
        site.lab.get_workflow().start(site.lab, people.author)
        page = browser(people.editor).get(reverse("review_page", args=[site.lab.pk]))
        assert page.context["planned"] == [(moment, 1)]
        assert "avec 1 autre page, le" in page.content.decode()
        data = {"together": moment.isoformat(), "go_live_at": "n'importe quoi"}
        response = browser(people.editor).post(
            reverse("review_page", args=[site.lab.pk]),
            {**data, "version": page.context["version_key"]},
        )
        assert response.status_code == 302
        assert site.lab.revisions.get(approved_go_live_at=moment)

    @pytest.mark.parametrize(
        ("date", "said"),
        [
            ("", NO_DATE),
            # By a name of its own: two workers may read the clock on either side of a minute.
            pytest.param(typed(timezone.now() - timedelta(minutes=1)), PAST, id="past"),
            ("demain", "Saisissez une date et une heure valides"),
        ],
    )
    def test_without_a_date_to_come_asks_for_one_and_keeps_the_comment(
        self, submitted, people, date, said
    ):
        response = answer(people.editor, submitted, "schedule", go_live_at=date, comment="Bien vu")
        assert str(said) in response.content.decode()
        assert "Bien vu" in response.content.decode()
        assert waiting(submitted)


class TestSendingBack:
    def test_keeps_the_comment(self, submitted, people):
        answer(people.editor, submitted, "return", comment="Précisez la date.")
        state = fresh(submitted).current_workflow_state
        assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
        assert state.current_task_state.comment == "Précisez la date."

    @pytest.mark.parametrize("comment", ["", "   "])
    def test_demands_a_comment(self, submitted, people, comment):
        response = answer(people.editor, submitted, "return", comment=comment)
        assert str(NO_COMMENT) in response.content.decode()
        assert waiting(submitted)

    def test_of_what_changed_meanwhile_shows_it_first(self, submitted, people):
        version = answer_key(submitted)
        change(submitted, people.second_editor, title="Retouché")
        answer(people.editor, submitted, "return", version=version, comment="Non.")
        assert waiting(submitted)

    def test_of_ones_own_last_change_is_allowed(self, submitted, people):
        change(submitted, people.editor, summary="Autrement.")
        answer(people.editor, submitted, "return", comment="À revoir.")
        assert fresh(submitted).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES

    @pytest.mark.parametrize("what", ["", "burn"])
    def test_or_approving_is_the_only_answer(self, submitted, people, what):
        response = answer(people.editor, submitted, what)
        assert response.status_code == 200
        assert str(NO_ANSWER) in texts(response)[0]
        assert waiting(submitted)


def test_a_reviewer_that_the_lab_names_approves_too(submitted, people, site):
    LabReviewer.objects.create(lab=site.lab, user=people.named)
    answer(people.named, submitted, "approve")
    assert not fresh(submitted).live, "without access to the admin, nobody answers"
    site.lab.save_revision().publish(skip_permission_checks=True)
    answer(people.named, submitted, "approve")
    assert fresh(submitted).live


def test_a_taken_review_is_answered_by_its_holder_alone(submitted, people):
    post(people.second_editor, "take_review", submitted)
    for what in ("approve", "return"):
        answer(people.editor, submitted, what, comment="Vu.")
        assert waiting(submitted)
    answer(people.second_editor, submitted, "approve")
    assert fresh(submitted).live


def answer_key(case):
    """Return what the screen of a review names the version that it shows."""
    revision = fresh(case).latest_revision
    return f"{revision.pk}@{revision.created_at.isoformat()}"
