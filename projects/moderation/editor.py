"""What the page editor tells a reviewer who may not approve."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.functional import Promise
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from projects.models import ReviewTask


def why_not_approve(page: Page, user: Any) -> str | Promise:
    """Return why this reviewer may not approve the page under review, or nothing."""
    task = page.current_workflow_task
    if not isinstance(task, ReviewTask) or not task.is_reviewer(user):
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


def explain_missed_approval(request: HttpRequest, page: Page) -> None:
    """Say why an approval became a mere save: an automatic save made its author the last editor."""
    if request.POST.get("workflow-action-name") == "approve":
        reason = why_not_approve(page, request.user)
        if reason:
            messages.warning(request, reason)
