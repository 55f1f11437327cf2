"""The task of the review workflow: who may approve, what may be approved, and when."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState

from projects import completeness
from projects.models.case_study import CaseStudyPage
from projects.models.edits import last_editor_id, model_of, what_it_says
from projects.models.lab import named_reviewers, pages_reviewed_by
from projects.models.reviewing import TakenReview, is_agreed, taken_by_another
from projects.models.settings import PortfolioSettings

OWN_EDIT = _("You made the last change to this page: somebody else has to approve it.")
NO_COMMENT = _("Say in a comment what has to change: nothing was sent back.")
NOT_WAITING = _("The review of this version is over.")
CHANGED_SINCE = _(
    "This page has changed since it was submitted. Its review starts again from the latest "
    "version: read it, then approve it."
)
CHANGED_SINCE_READ = _("This page has changed since you opened it: read it again, then answer.")
INCOMPLETE = _("This page cannot be approved yet:")

SEND_BACK = ("reject", _("Send back with a comment"), True)
APPROVE = (
    ("approve", _("Approve and publish"), False),
    ("approve", _("Approve with a comment"), True),
)


class ReviewRefused(Exception):
    """A reviewer's action that a rule forbids: the page, the reason, and what is missing."""

    def __init__(self, page: Page, reason: str | Promise, missing: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.page, self.reason, self.missing = page, reason, missing


class SendBackForm(TaskStateCommentForm):
    comment = forms.CharField(
        label=_("What has to change"),
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": NO_COMMENT},
    )


class ReviewTask(AbstractGroupApprovalTask):
    """Approval by editors, under the rules of the portfolio, whatever way it is asked for.

    The persons that a lab names review its sheets too.
    """

    class Meta:
        verbose_name = _("review by the editors")
        verbose_name_plural = _("reviews by the editors")

    @classmethod
    def get_description(cls) -> str | Promise:
        return _("Members of the chosen groups approve; nobody approves their own last change.")

    def reviews_everything(self, user: Any) -> bool:
        return user.is_active and (user.is_superuser or self._user_in_groups(user))

    def is_reviewer(self, page: Page, user: Any) -> bool:
        """Tell whether this person reviews this page."""
        if self.reviews_everything(user):
            return True
        return user.is_active and named_reviewers(page).filter(user=user).exists()

    def user_can_access_editor(self, obj: Page, user: Any) -> bool:
        return self.is_reviewer(obj, user)

    def locked_for_user(self, obj: Page, user: Any) -> bool:
        return not self.is_reviewer(obj, user)

    def user_can_unlock(self, obj: Page, user: Any) -> bool:
        return self.is_reviewer(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        if self.reviews_everything(user):
            return waiting
        return waiting.filter(workflow_state__object_id__in=pages_reviewed_by(user))

    def why_not_answer(self, page: Page, user: Any) -> str:
        """Return the reason why this reviewer may neither approve this page nor send it back."""
        taken = taken_by_another(page, user)
        if taken is None:
            return ""
        said = gettext("%(person)s has taken this review on: take it over before you answer.")
        return said % {"person": get_user_display_name(taken.by)}

    def why_not_approve(self, page: Page, user: Any) -> str | Promise:
        """Return the reason why this reviewer may not approve this page, or nothing."""
        if reason := self.why_not_answer(page, user):
            return reason
        own_edit = PortfolioSettings.load().second_reader and last_editor_id(page) == user.pk
        return OWN_EDIT if own_edit and not is_agreed(page, user) else ""

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str | Promise, bool]]:
        if not self.is_reviewer(obj, user) or self.why_not_answer(obj, user):
            return []
        return [SEND_BACK] if self.why_not_approve(obj, user) else [SEND_BACK, *APPROVE]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return SendBackForm if action == "reject" else TaskStateCommentForm

    def on_action(
        self, task_state: TaskState, user: Any, action_name: str, comment: str = "", **_extra: Any
    ) -> None:
        """Approve or send back. Raise ReviewRefused when a rule forbids it.

        The page judged is that of the task state, whatever page the request was about. No
        transaction surrounds the checks: a refusal must not undo the restart of a review.
        """
        page = self._check_answer(task_state, user)
        if action_name == "approve":
            self._check_approval(task_state, page, user)
        elif not comment.strip():
            raise ReviewRefused(page, NO_COMMENT)
        self._answer(task_state, user, action_name, comment)

    def approve_version(
        self,
        task_state: TaskState,
        user: Any,
        read: str,
        comment: str = "",
        go_live_at: datetime | None = None,
    ) -> None:
        """Approve what the reviewer has read, to go live at once or on a date to come.

        `read` is the version that they read, as `version_key` names it. Raise ReviewRefused when
        a rule forbids it, or when the page has changed meanwhile.
        """
        page = self._check_answer(task_state, user)
        if reason := self.why_not_approve(page, user):
            raise ReviewRefused(page, reason)
        latest = page.get_latest_revision()
        if version_key(latest) != read:
            raise ReviewRefused(page, CHANGED_SINCE_READ)
        version = latest.as_object()
        check_complete(version)
        with transaction.atomic():
            task_state.revision = dated(latest, version, go_live_at, user)
            # Wagtail asks this copy of the page whether its latest revision is the one approved.
            task_state.workflow_state.content_object.latest_revision = task_state.revision
            self._answer(task_state, user, "approve", comment)

    def _check_answer(self, task_state: TaskState, user: Any) -> Page:
        """Return the page that waits for an answer, if this person may give one."""
        page = task_state.workflow_state.content_object.specific
        if not self.is_reviewer(page, user):
            raise PermissionDenied
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise ReviewRefused(page, NOT_WAITING)
        if reason := self.why_not_answer(page, user):
            raise ReviewRefused(page, reason)
        return page

    def _check_approval(self, task_state: TaskState, page: Page, user: Any) -> None:
        """Let the task state bear on the latest revision if that says what was submitted."""
        if reason := self.why_not_approve(page, user):
            raise ReviewRefused(page, reason)
        latest = page.get_latest_revision()
        if not says_what_was_submitted(latest, task_state):
            task_state.cancel(user=user, resume=True)
            raise ReviewRefused(page, CHANGED_SINCE)
        check_complete(latest.as_object())
        task_state.revision = latest

    def _answer(self, task_state: TaskState, user: Any, action_name: str, comment: str) -> None:
        super().on_action(task_state, user, action_name, comment=comment)
        TakenReview.objects.filter(workflow_state=task_state.workflow_state_id).delete()


def says_what_was_submitted(revision: Revision, task_state: TaskState) -> bool:
    """Tell whether a revision says what the submitted one said on the day it was submitted.

    An automatic save may overwrite a revision in place, which then is younger than the review.
    """
    submitted = task_state.revision
    if submitted.created_at > task_state.started_at:
        return False
    model = model_of(revision)
    return what_it_says(model, submitted.content) == what_it_says(model, revision.content)


def version_key(revision: Revision) -> str:
    """Name what a revision says now: an automatic save may overwrite it in place."""
    return f"{revision.pk}@{revision.created_at.isoformat()}"


def check_complete(page: Page) -> None:
    """Raise ReviewRefused, with one sentence for each thing missing, if this may not go live."""
    gaps = completeness.blocking(page) if isinstance(page, CaseStudyPage) else ()
    if gaps:
        raise ReviewRefused(page, INCOMPLETE, tuple(gap.message for gap in gaps))


def dated(revision: Revision, page: Page, go_live_at: datetime | None, user: Any) -> Revision:
    """Return a revision that goes live at this moment, or at once: a new one if need be.

    `page` is what the revision holds. Only the date differs, which is nobody's edit.
    """
    if page.go_live_at == go_live_at:
        return revision
    page.go_live_at = go_live_at
    return page.save_revision(user=user, changed=False, clean=False)
