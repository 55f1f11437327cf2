"""What the first screen of the admin, and its menu, say of the review."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from projects.moderation.agreement import questions_to
from projects.moderation.queue import may_review, waiting_reviews
from projects.moderation.queue_views import TITLE

SHOWN = 5
REPLACED = "workflow_objects_to_moderate"


class QueueMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_review(request.user)


def queue_menu_item() -> MenuItem:
    return QueueMenuItem(
        TITLE, reverse_lazy("review_queue"), name="review-queue", icon_name="tasks", order=10
    )


class QueuePanel(Component):
    """How many pages wait, and the first of them."""

    name = "review_queue"
    order = 5
    template_name = "projects/moderation/queue_panel.html"

    class Media:
        css = {"all": ["portfolio/admin/review.css"]}

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = list(waiting_reviews(user))
        return {
            "count": len(waiting),
            "late": sum(review.is_overdue for review in waiting),
            "mine": sum(holder(review) == user for review in waiting),
            "first": waiting[:SHOWN],
        }


def holder(review: Any) -> Any:
    taken = getattr(review, "taken", None)
    return taken and taken.by


class QuestionsPanel(Component):
    """The corrections that wait for this author's agreement."""

    name = "review_questions"
    order = 4
    template_name = "projects/moderation/questions_panel.html"

    class Media:
        css = {"all": ["portfolio/admin/review.css"]}

    def __init__(self, questions: list[Any]) -> None:
        self.questions = questions

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"questions": self.questions}


def show_reviews(request: HttpRequest, panels: list[Component]) -> None:
    """Put what waits for this person first, in place of Wagtail's list, which shows less."""
    if may_review(request.user):
        panels[:] = [panel for panel in panels if panel.name != REPLACED]
        panels.insert(0, QueuePanel())
    questions = list(questions_to(request.user))
    if questions:
        panels.insert(0, QuestionsPanel(questions))


def show_question(request: HttpRequest, page: Page) -> None:
    """Say to an author who opens a page that a correction of it waits for their agreement."""
    if request.method != "GET":
        return
    if questions_to(request.user).filter(revision__object_id=str(page.pk)).exists():
        said = _("A reviewer corrected this page and asks whether you agree.")
        address = reverse("review_agreement", args=[page.pk])
        link = format_html('<a href="{}">{}</a>', address, _("Read the correction"))
        messages.info(request, format_html("{} {}", said, link))
