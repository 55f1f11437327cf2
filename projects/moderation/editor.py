"""What the page editor lets reviewers do, and what it tells them."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin.action_menu import ActionMenuItem, WorkflowMenuItem
from wagtail.models import Page

from projects.models import ReviewTask


def why_not_approve(page: Page, user: Any) -> str | Promise:
    """Return why this reviewer may not approve the page under review, or nothing."""
    task = page.current_workflow_task
    if not isinstance(task, ReviewTask) or not task.is_reviewer(page, user):
        return ""
    return task.why_not_approve(page, user)


class ApprovalUnavailable(ActionMenuItem):
    """The approval in the menu of actions, with the reason why it is not offered."""

    template_name = "projects/moderation/approval_unavailable.html"
    order = 110

    def is_shown(self, context: dict[str, Any]) -> bool:
        return context["view"] == "edit" and bool(self.reason(context))

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {
            **super().get_context_data(parent_context),
            "reason": self.reason(parent_context),
        }

    def reason(self, context: dict[str, Any]) -> str | Promise:
        return why_not_approve(context["page"], context["request"].user)


def approve_once(items: list[ActionMenuItem], request: HttpRequest, context: Any) -> None:
    """Let the buttons that act at once be pressed once: a second request could undo the first."""
    for item in items:
        if isinstance(item, WorkflowMenuItem) and not item.launch_modal:
            item.template_name = "projects/moderation/act_once.html"


def ignore_echo(request: HttpRequest, page: Page) -> JsonResponse | None:
    """Refuse the automatic save that repeats a reviewer's action while it is being sent.

    The button adds the action to the form; a save that starts meanwhile posts it a second time.
    """
    if "action-workflow-action" not in request.POST or request.accepts("text/html"):
        return None
    error = {"error_code": "invalid_revision", "error_message": _("Your answer is being sent.")}
    return JsonResponse({"success": False, **error}, status=HTTPStatus.CONFLICT)


def tell_outcome(request: HttpRequest, page: Page) -> None:
    """Say that a page is approved, or why approving it was only a save.

    It is only a save when an automatic one has just made the reviewer the last editor.
    """
    if request.POST.get("workflow-action-name") != "approve":
        return
    page = Page.objects.get(pk=page.pk)
    if not page.workflow_in_progress:
        said = _("“%(title)s” is approved: it is online, or will be on the date set.")
        messages.success(request, said % {"title": page.draft_title})
    elif reason := why_not_approve(page, request.user):
        messages.warning(request, str(reason))
