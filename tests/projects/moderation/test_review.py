"""Who may approve what, what is published by it, and what is refused with which words."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    ModelLogEntry,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
    WorkflowTask,
)

from projects.models import PortfolioSettings
from projects.models.edits import last_editor_id
from projects.models.review_task import (
    CHANGED_SINCE,
    INCOMPLETE,
    NO_COMMENT,
    NOT_WAITING,
    OWN_EDIT,
    ReviewRefused,
)
from tests.factories import CaseStudyPageFactory
from tests.projects.moderation.acting import (
    act,
    browser,
    filled_form,
    post_form,
    texts,
    url,
    waiting,
)
from tests.projects.moderation.reviewing import change, fresh


def act_from_form(person, case, action="approve", extra=None, **changes):
    return post_form(
        person,
        case,
        **{
            "action-workflow-action": "true",
            "workflow-action-name": action,
            "workflow-action-extra-data": json.dumps(extra or {}),
            **changes,
        },
    )


class TestWhatGoesLive:
    @pytest.mark.parametrize("approve", [act_from_form, lambda *who: act(*who, "approve")])
    def test_the_reviewed_version(self, submitted, people, approve):
        approve(people.editor, submitted)
        page = fresh(submitted)
        assert page.live
        assert page.live_revision == page.latest_revision
        assert page.live_revision.task_states.get().status == TaskState.STATUS_APPROVED
        assert last_editor_id(page) == people.author.pk

    def test_a_version_changed_since_is_reviewed_again(self, submitted, people):
        newer = change(submitted, people.second_editor, title="Retouché")
        response = act(people.editor, submitted, "approve")
        assert str(CHANGED_SINCE) in texts(response)[0]
        assert not fresh(submitted).live
        assert waiting(submitted).revision == newer

        act(people.editor, submitted, "approve")
        assert fresh(submitted).live_revision == newer

    def test_a_version_overwritten_in_place_is_reviewed_again(self, submitted, people):
        reviewed = waiting(submitted).revision
        draft = fresh(submitted).get_latest_revision_as_object()
        draft.title = "Réécrit"
        draft.save_revision(user=people.author, overwrite_revision=reviewed)
        act(people.editor, submitted, "approve")
        assert not fresh(submitted).live

    def test_a_future_date_waits_for_that_date_and_is_not_checked_again(
        self, submitted, people, monkeypatch
    ):
        tomorrow = timezone.now() + timedelta(days=1)
        change(submitted, people.editor, go_live_at=tomorrow)
        act(people.editor, submitted, "approve")
        assert not fresh(submitted).live
        assert fresh(submitted).approved_schedule

        submitted.main_photo.delete()
        monkeypatch.setattr("django.utils.timezone.now", lambda: tomorrow + timedelta(hours=1))
        call_command("publish_scheduled")
        assert fresh(submitted).live

    def test_nothing_when_the_task_is_taken_away(self, submitted, people, site):
        with pytest.raises(PermissionDenied):
            site.task.deactivate(user=people.administrator)
        assert not fresh(submitted).live
        assert waiting(submitted)

    def test_nothing_when_another_kind_of_task_approves(self, case, people, site):
        task = GroupApprovalTask.objects.create(name="Autre")
        task.groups.add(Group.objects.get(user=people.stranger))
        workflow = Workflow.objects.create(name="Autre")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.create(workflow=workflow, page=site.lab)
        workflow.start(case, people.author)
        act(people.stranger, case, "approve")
        assert not fresh(case).live
        assert waiting(case)

    def test_and_its_editor_says_so(self, submitted, people):
        response = act_from_form(people.editor, submitted)
        assert "est approuvée" in texts(response)[-1]

    def test_an_automatic_save_does_not_repeat_the_approval(self, submitted, people):
        client = browser(people.editor)
        data = filled_form(client, submitted)
        data.update({"action-workflow-action": "true", "workflow-action-name": "approve"})
        before = submitted.revisions.count()
        response = client.post(
            url("edit", submitted.pk), data, headers={"accept": "application/json"}
        )
        assert response.json()["success"] is False
        assert submitted.revisions.count() == before
        assert waiting(submitted)


class TestOwnLastChange:
    def test_an_editor_does_not_approve_it(self, submitted, people):
        change(submitted, people.editor, summary="Autrement.")
        act(people.editor, submitted, "approve")
        assert not fresh(submitted).live
        with pytest.raises(ReviewRefused, match=str(OWN_EDIT)):
            waiting(submitted).task.specific.on_action(waiting(submitted), people.editor, "approve")

    def test_nor_by_changing_and_approving_at_once(self, submitted, people):
        response = act_from_form(people.editor, submitted, title="Retouché")
        assert str(OWN_EDIT) in texts(response)[0]
        page = fresh(submitted)
        assert not page.live
        assert page.latest_revision.content["title"] == "Retouché"

    def test_nor_when_the_form_was_opened_before(self, submitted, people):
        change(submitted, people.administrator, summary="Autrement.")
        response = act_from_form(people.administrator, submitted)
        assert str(OWN_EDIT) in " ".join(texts(response))
        assert not fresh(submitted).live

    def test_nor_through_the_address_of_another_page(self, submitted, people, site):
        change(submitted, people.editor, summary="Autrement.")
        other = CaseStudyPageFactory(parent=site.lab, live=False, complete=True)
        other.save_revision(user=people.author)
        other.get_workflow().start(other, people.author)
        browser(people.editor).post(
            url("workflow_action", other.pk, "approve", waiting(submitted).pk)
        )
        assert not fresh(submitted).live

    def test_somebody_else_approves_it(self, submitted, people):
        change(submitted, people.editor, summary="Autrement.")
        act(people.second_editor, submitted, "approve")  # the review starts again
        act(people.second_editor, submitted, "approve")
        assert fresh(submitted).live

    def test_it_may_be_sent_back(self, submitted, people):
        change(submitted, people.editor, summary="Autrement.")
        act(people.editor, submitted, "reject", comment="À revoir.")
        assert fresh(submitted).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES

    @pytest.mark.parametrize(
        "values",
        [
            {},
            {"go_live_at": timezone.now() + timedelta(days=1)},
            {"expire_at": timezone.now() + timedelta(days=9)},
            {"problem": '<p data-block-key="k1">Trente personnes debout le lundi.</p>'},
        ],
    )
    def test_a_save_that_says_the_same_is_no_change(self, submitted, people, values):
        change(submitted, people.editor, **values)
        assert last_editor_id(fresh(submitted)) == people.author.pk

    def test_an_automatic_save_counts_for_what_it_ends_up_saying(self, submitted, people):
        stray = change(submitted, people.editor, summary="Une frappe égarée")
        assert last_editor_id(fresh(submitted)) == people.editor.pk
        original = waiting(submitted).revision.as_object()
        original.latest_revision = stray
        original.save_revision(user=people.editor, overwrite_revision=stray)
        assert last_editor_id(fresh(submitted)) == people.author.pk

    def test_the_menu_says_why(self, submitted, people):
        page = browser(people.editor).get(url("edit", submitted.pk))
        assert 'data-workflow-action-name="approve"' in page.content.decode()
        change(submitted, people.editor, summary="Autrement.")
        page = browser(people.editor).get(url("edit", submitted.pk))
        assert 'data-workflow-action-name="approve"' not in page.content.decode()
        assert str(OWN_EDIT) in page.content.decode()

    def test_one_person_may_turn_the_rule_off_and_that_is_logged(self, submitted, people, client):
        client.force_login(people.administrator)
        preferences = PortfolioSettings.load()
        client.post(
            f"/admin/settings/projects/portfoliosettings/{preferences.pk}/",
            {"verification_months": 18, "review_days": 10},
        )
        entry = ModelLogEntry.objects.get(action="projects.second_reader")
        assert entry.user == people.administrator
        assert entry.message == "Relecture par une seconde personne désactivée"

        change(submitted, people.editor, summary="Autrement.")
        act(people.editor, submitted, "approve")  # the review starts again
        act(people.editor, submitted, "approve")
        assert fresh(submitted).live


class TestSendingBack:
    def test_keeps_the_comment(self, submitted, people):
        act(people.editor, submitted, "reject", comment="Précisez la date.")
        state = fresh(submitted).current_workflow_state
        assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
        assert state.current_task_state.comment == "Précisez la date."

    @pytest.mark.parametrize("comment", ["", "   "])
    def test_without_a_comment_asks_for_one(self, submitted, people, comment):
        headers = {"x-requested-with": "XMLHttpRequest"}
        response = act(people.editor, submitted, "reject", comment=comment, **headers)
        assert str(NO_COMMENT) in response.json()["html"]
        assert waiting(submitted)

    @pytest.mark.parametrize("extra", [{}, {"comment": " "}])
    def test_without_a_comment_from_the_form_keeps_what_was_typed(self, submitted, people, extra):
        response = act_from_form(people.editor, submitted, "reject", extra, title="Retouché")
        assert str(NO_COMMENT) in texts(response)[0]
        assert waiting(submitted)
        assert fresh(submitted).latest_revision.content["title"] == "Retouché"

    def test_in_any_other_way_is_refused_too(self, submitted, people):
        with pytest.raises(ReviewRefused, match=str(NO_COMMENT)):
            waiting(submitted).task.specific.on_action(waiting(submitted), people.editor, "reject")

    def test_only_a_comment_comes_with_an_action(self, submitted, people):
        act_from_form(people.editor, submitted, "reject", {"comment": "Non.", "update": False})
        assert fresh(submitted).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES

    def test_twice_is_refused(self, submitted, people):
        state = waiting(submitted)
        act(people.editor, submitted, "reject", comment="Non.")
        state.refresh_from_db()
        with pytest.raises(ReviewRefused, match=str(NOT_WAITING)):
            state.task.specific.on_action(state, people.second_editor, "approve")


class TestCompleteness:
    @pytest.mark.parametrize("approve", [act_from_form, lambda *who: act(*who, "approve")])
    def test_is_checked_when_approving(self, submitted, people, approve):
        submitted.main_photo.people = "no-agreement"
        submitted.main_photo.save()
        response = approve(people.editor, submitted)
        assert str(INCOMPLETE) in texts(response)[0]
        assert "<li>" in texts(response)[0]
        assert not fresh(submitted).live

    def test_is_not_checked_when_sending_back(self, submitted, people):
        submitted.main_photo.delete()
        act(people.editor, submitted, "reject", comment="Il manque une photo.")
        assert fresh(submitted).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES

    def test_is_not_asked_of_a_lab(self, site, people):
        site.lab.save_revision(user=people.author)
        site.lab.get_workflow().start(site.lab, people.author)
        act(people.editor, site.lab, "approve")
        site.lab.refresh_from_db()
        assert site.lab.live_revision == site.lab.latest_revision
