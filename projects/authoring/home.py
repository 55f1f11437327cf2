"""The first screen of the admin, for those who write."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from projects.models import CaseStudyPage, LabPage
from projects.models.case_form import EDITORS

SHOWN = 8
OF_NO_USE_TO_AUTHORS = frozenset({"reports", "help"})
REPLACED_FOR_AUTHORS = frozenset({"user_objects_in_workflow_moderation", "recent_edits"})


class OwnLabsPanel(Component):
    """« Nouvelle fiche » for each lab of this person, and the sheets that wait for them."""

    name = "own_labs"
    order = 10
    template_name = "projects/admin/own_labs.html"

    class Media:
        css = {"all": ["portfolio/admin/home.css"]}

    def __init__(self, labs: list[LabPage]) -> None:
        self.labs = labs

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"labs": [(lab, unfinished_sheets(lab)) for lab in self.labs]}


def own_labs(user: Any) -> list[LabPage]:
    """Return the labs that this person writes for."""
    return list(LabPage.objects.filter(author_group__user=user).order_by("title"))


def unfinished_sheets(lab: LabPage) -> list[tuple[Any, list[CaseStudyPage]]]:
    """Return the sheets of a lab that are not published as they stand, under what they wait for.

    Those that wait for an author come first; empty headings are left out.
    """
    sheets = CaseStudyPage.objects.of_lab(lab).filter(has_unpublished_changes=True).specific()
    by_state: dict[str | None, list[CaseStudyPage]] = {}
    for sheet in sheets.prefetch_workflow_states().order_by("-latest_revision_created_at"):
        state = sheet.current_workflow_state
        by_state.setdefault(state and state.status, []).append(sheet)
    headings = (
        (_("Sent back to you"), WorkflowState.STATUS_NEEDS_CHANGES),
        (_("Drafts"), None),
        (_("Being reviewed"), WorkflowState.STATUS_IN_PROGRESS),
    )
    return [(title, by_state[state][:SHOWN]) for title, state in headings if state in by_state]


def put_own_labs_first(request: HttpRequest, panels: list[Component]) -> None:
    """Show authors their labs in place of the panels that say the same less well."""
    labs = own_labs(request.user)
    if labs:
        panels[:] = [OwnLabsPanel(labs)] + [
            panel for panel in panels if panel.name not in REPLACED_FOR_AUTHORS
        ]


def keep_what_authors_need(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.has_perm(EDITORS):
        items[:] = [item for item in items if item.name not in OF_NO_USE_TO_AUTHORS]
