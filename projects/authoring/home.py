"""The first screen of the admin, for those who write."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from projects.authoring.followed import (
    describe,
    lab_path,
    own_labs,
    sharing_labs,
    written_cases,
)
from projects.choices import SheetState
from projects.models import CaseStudyPage, LabPage
from projects.models.case_form import EDITORS

SHOWN = 5
OF_NO_USE_TO_AUTHORS = frozenset({"reports", "help"})
REPLACED_FOR_AUTHORS = frozenset({"user_objects_in_workflow_moderation", "recent_edits"})
DUE = "verification=due"
HEADINGS = {
    f"state={SheetState.SENT_BACK}": _("Sent back to you"),
    f"state={SheetState.DRAFT}": _("Drafts"),
    f"state={SheetState.IN_REVIEW}": _("Being reviewed"),
    f"state={SheetState.SCHEDULED}": _("Publication scheduled"),
    f"state={SheetState.CHANGED}": _("Published, changed since"),
    DUE: _("To verify again"),
    f"state={SheetState.UNPUBLISHED}": _("Taken offline"),
}
"""What sheets wait for, by the filter of the tracker that lists them; authors' turn first."""


class Waiting(NamedTuple):
    """Sheets that wait for the same thing: the latest of them, and how many there are."""

    heading: str | Promise
    filter: str
    count: int
    sheets: list[CaseStudyPage]


class LabSection(NamedTuple):
    lab: LabPage
    is_own: bool
    waiting: list[Waiting]


class OwnLabsPanel(Component):
    """« Nouvelle fiche » for each lab of this person, and the sheets that wait for them."""

    name = "own_labs"
    order = 10
    template_name = "projects/admin/own_labs.html"

    class Media:
        css = {"all": ["portfolio/admin/home.css"]}

    def __init__(self, sections: list[LabSection]) -> None:
        self.sections = sections

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"sections": self.sections, "several": len(self.sections) > 1}


def sections(user: Any) -> list[LabSection]:
    """Return the labs of this person, then those that share a case, with what waits in each."""
    waiting = waiting_by_lab(user)
    labs = [(lab, True) for lab in own_labs(user)] + [(lab, False) for lab in sharing_labs(user)]
    return [LabSection(lab, is_own, waiting[lab.path]) for lab, is_own in labs]


def waiting_by_lab(user: Any) -> dict[str, list[Waiting]]:
    """Return the sheets that wait for something, by the path of the page of their lab."""
    cases = written_cases(user).with_state()
    keys = keys_by_wait(cases)
    shown = {pk for by_lab in keys.values() for pks in by_lab.values() for pk in pks[:SHOWN]}
    sheets = {case.pk: case for case in describe(list(cases.filter(pk__in=shown)))}
    found: dict[str, list[Waiting]] = defaultdict(list)
    for lookup, heading in HEADINGS.items():
        for lab, pks in keys[lookup].items():
            latest = [sheets[pk] for pk in pks[:SHOWN]]
            found[lab].append(Waiting(heading, lookup, len(pks), latest))
    return found


def keys_by_wait(cases: Any) -> dict[str, dict[str, list[int]]]:
    """Return the keys of the cases by what they wait for and by lab, the latest changed first."""
    keys: dict[str, dict[str, list[int]]] = {lookup: defaultdict(list) for lookup in HEADINGS}
    latest = cases.exclude(state=SheetState.PUBLISHED).order_by("-latest_revision_created_at", "pk")
    for pk, path, state in latest.values_list("pk", "path", "state"):
        keys[f"state={state}"][lab_path(path)].append(pk)
    for pk, path in cases.to_verify().order_by("verify_again_on", "pk").values_list("pk", "path"):
        keys[DUE][lab_path(path)].append(pk)
    return keys


def put_own_labs_first(request: HttpRequest, panels: list[Component]) -> None:
    """Show authors their labs in place of the panels that say the same less well."""
    found = sections(request.user)
    if found:
        panels[:] = [OwnLabsPanel(found)] + [
            panel for panel in panels if panel.name not in REPLACED_FOR_AUTHORS
        ]


def keep_what_authors_need(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.has_perm(EDITORS):
        items[:] = [item for item in items if item.name not in OF_NO_USE_TO_AUTHORS]
