"""The task of the review workflow: who may approve, what may be approved, and when."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm
from wagtail.models import AbstractGroupApprovalTask, Page, Revision, TaskState

from projects import completeness
from projects.models.case_study import CaseStudyPage
from projects.models.edits import last_editor_id, what_it_says
from projects.models.settings import PortfolioSettings

OWN_EDIT = _("You made the last change to this page: somebody else has to approve it.")
NO_COMMENT = _("Say in a comment what has to change: nothing was sent back.")
NOT_WAITING = _("The review of this version is over.")
CHANGED_SINCE = _(
    "This page has changed since it was submitted. Its review starts again from the latest "
    "version: read it, then approve it."
)
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
    """Approval by editors, under the rules of the portfolio, whatever way it is asked for."""

    class Meta:
        verbose_name = _("review by the editors")
        verbose_name_plural = _("reviews by the editors")

    @classmethod
    def get_description(cls) -> str | Promise:
        return _("Members of the chosen groups approve; nobody approves their own last change.")

    def is_reviewer(self, user: Any) -> bool:
        return user.is_active and (user.is_superuser or self._user_in_groups(user))

    def user_can_unlock(self, obj: Page, user: Any) -> bool:
        return self.is_reviewer(user)

    def why_not_approve(self, page: Page, user: Any) -> str | Promise:
        """Return the reason why this reviewer may not approve this page, or nothing."""
        own_edit = PortfolioSettings.load().second_reader and last_editor_id(page) == user.pk
        return OWN_EDIT if own_edit else ""

    def get_actions(self, obj: Page, user: Any) -> list[tuple[str, str | Promise, bool]]:
        if not self.is_reviewer(user):
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
        page = task_state.workflow_state.content_object.specific
        if not self.is_reviewer(user):
            raise PermissionDenied
        if task_state.status != TaskState.STATUS_IN_PROGRESS:
            raise ReviewRefused(page, NOT_WAITING)
        if action_name == "approve":
            self._check_approval(task_state, page, user)
        elif not comment.strip():
            raise ReviewRefused(page, NO_COMMENT)
        super().on_action(task_state, user, action_name, comment=comment)

    def _check_approval(self, task_state: TaskState, page: Page, user: Any) -> None:
        """Let the task state bear on the latest revision if that says what was submitted."""
        if reason := self.why_not_approve(page, user):
            raise ReviewRefused(page, reason)
        latest = page.get_latest_revision()
        if not says_what_was_submitted(latest, task_state):
            task_state.cancel(user=user, resume=True)
            raise ReviewRefused(page, CHANGED_SINCE)
        if missing := missing_from(latest.as_object()):
            raise ReviewRefused(page, INCOMPLETE, missing)
        task_state.revision = latest


def says_what_was_submitted(revision: Revision, task_state: TaskState) -> bool:
    """Tell whether a revision says what the submitted one said on the day it was submitted.

    An automatic save may overwrite a revision in place, which then is younger than the review.
    """
    submitted = task_state.revision
    if submitted.created_at > task_state.started_at:
        return False
    model = revision.content_type.model_class()
    return what_it_says(model, submitted.content) == what_it_says(model, revision.content)


def missing_from(page: Page) -> tuple[str, ...]:
    """Return what keeps this version of a page from being published, one sentence each."""
    gaps = completeness.blocking(page) if isinstance(page, CaseStudyPage) else ()
    return tuple(gap.message for gap in gaps)
