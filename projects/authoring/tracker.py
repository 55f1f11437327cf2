"""The tracker: where every project of a lab stands, and what it waits for."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F
from django.db.models.expressions import OrderBy
from django.forms import CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, Table
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import Button, HeaderButton

from projects.authoring.followed import (
    describe,
    followed_cases,
    followed_labs,
    follows_any,
    own_labs,
)
from projects.choices import SheetKind, SheetState
from projects.models import CaseStudyPage, LabPage, Term, Vocabulary
from projects.phases import grouped_by_phase
from projects.querysets import PHASE_ORDER

PHASE = "phase"
"""The order in which the list is parted by phase."""


def boxes(label: Any, **given: Any) -> django_filters.MultipleChoiceFilter:
    """Return a filter by any of several answers, each a box to tick."""
    return django_filters.MultipleChoiceFilter(
        label=label, widget=CheckboxSelectMultiple, distinct=False, **given
    )


def phase_choices() -> list[tuple[str, str]]:
    phases = Term.objects.filter(vocabulary=Vocabulary.PHASES).order_by("order", "pk")
    return [(str(pk), label) for pk, label in phases.values_list("pk", "label")]


def radios(label: Any, choices: Any, method: str) -> django_filters.ChoiceFilter:
    """Return a filter by one answer, or none."""
    return django_filters.ChoiceFilter(
        label=label,
        choices=choices,
        method=method,
        empty_label=gettext_lazy("All"),
        widget=RadioSelect,
    )


class CaseFilterSet(WagtailFilterSet):
    lab = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Lab"),
        queryset=lambda request: followed_labs(request.user),
        method="of_lab",
        empty_label=gettext_lazy("All"),
    )
    state = boxes(gettext_lazy("State"), choices=SheetState.choices)
    verification = radios(
        gettext_lazy("Verification"), [("due", gettext_lazy("To verify again"))], "by_verification"
    )
    completeness = radios(
        gettext_lazy("Completeness"),
        [("partial", gettext_lazy("Something is missing")), ("full", gettext_lazy("Complete"))],
        "by_completeness",
    )
    # Not a filter of models: Wagtail cannot show « none » as an active one.
    phase = boxes(gettext_lazy("Phase"), choices=phase_choices, null_label=gettext_lazy("Not told"))
    sheet_kind = boxes(gettext_lazy("Kind of sheet"), choices=SheetKind.choices)

    class Meta:
        model = CaseStudyPage
        fields = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if followed_labs(self.request.user).count() < 2:
            del self.filters["lab"]

    def of_lab(self, cases: Any, name: str, lab: LabPage | None) -> Any:
        return cases.of_lab(lab) if lab else cases

    def by_verification(self, cases: Any, name: str, value: str) -> Any:
        return cases.to_verify() if value else cases

    def by_completeness(self, cases: Any, name: str, value: str) -> Any:
        complete = {"completeness": 100}
        wanted = {"full": cases.filter(**complete), "partial": cases.exclude(**complete)}
        return wanted.get(value, cases)


class Cell(Column):
    """A column whose cells the template of its name draws, given the row as `subject`."""

    folder, subject = "tracker", "case"

    def __init__(self, name: str, label: Any, sort_key: str | None = None) -> None:
        super().__init__(name, label=label, sort_key=sort_key, classname=f"aa-{name}")
        self.cell_template_name = f"projects/admin/{self.folder}/{name}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, self.subject: instance}


class CaseTable(Table):
    """Cases, under the name of their phase where they come phase after phase."""

    template_name = "projects/admin/tracker/table.html"
    classname = "listing aa-cases"

    class Media:
        css = {"all": ["portfolio/admin/tracker.css"]}

    @property
    def in_groups(self) -> bool:
        return self.ordering == PHASE

    @cached_property
    def today(self) -> Any:
        return localdate()

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        if self.in_groups:
            groups = grouped_by_phase(parent_context["page_obj"], parent_context["phase_counts"])
        return {**context, "groups": self.rows_by(groups) if self.in_groups else None}

    def rows_by(self, groups: list[Any]) -> Iterator[tuple[Any, list[Any]]]:
        rows = iter(self.rows)
        for group in groups:
            yield group, [next(rows) for _case in group.cases]


COLUMNS = (
    Cell("sheet", gettext_lazy("Title"), "draft_title"),
    Cell("state", gettext_lazy("State"), "state"),
    Cell("completeness", gettext_lazy("Completeness"), "completeness"),
    Cell("changed", gettext_lazy("Changed"), "latest_revision_created_at"),
    Cell("verification", gettext_lazy("Next verification"), "verify_again_on"),
)

EXPORTED = {
    "draft_title": gettext_lazy("Title"),
    "lab": gettext_lazy("Lab"),
    "get_sheet_kind_display": gettext_lazy("Kind of sheet"),
    "phase": gettext_lazy("Phase"),
    "state_label": gettext_lazy("State"),
    "submitted_on": gettext_lazy("Submitted on"),
    "comment": gettext_lazy("Comment of the reviewer"),
    "completeness": gettext_lazy("Completeness (%)"),
    "missing": gettext_lazy("Missing"),
    "get_evidence_level_display": gettext_lazy("Evidence level"),
    "latest_revision_created_at": gettext_lazy("Changed"),
    "verified_on": gettext_lazy("Verified on"),
    "verify_again_on": gettext_lazy("Verify again on"),
    "full_url": gettext_lazy("Address"),
}


def unknown_last(ordering: str) -> OrderBy:
    """Return an order of rows by a column whose empty values come last on every database."""
    key = F(ordering.removeprefix("-"))
    order = key.desc if ordering.startswith("-") else key.asc
    return order(nulls_last=True)


def spelt_out(case: CaseStudyPage) -> CaseStudyPage:
    """Set on a described case what a spreadsheet says of it besides its fields."""
    answer = case.review and case.review.current_task_state
    case.submitted_on = answer.started_at if answer else None
    case.comment = answer.comment if answer else ""
    case.missing = [gap.message for gap in case.gaps]
    return case


def new_sheet_url(lab: LabPage) -> str:
    return reverse("wagtailadmin_pages:add", args=("projects", "casestudypage", lab.pk))


class TrackerView(ReportView):
    """The cases that a person follows: all of a lab's, and those that others share."""

    model = CaseStudyPage
    page_title = gettext_lazy("Projects followed")
    header_icon = "list-ul"
    template_name = "wagtailadmin/reports/base_report.html"
    results_template_name = "projects/admin/tracker/results.html"
    index_url_name = "tracker"
    index_results_url_name = "tracker_results"
    filterset_class = CaseFilterSet
    table_class = CaseTable
    columns = COLUMNS
    default_ordering = PHASE
    paginate_by = 25
    is_searchable = True
    search_backend_name = None
    search_fields = ("draft_title",)
    list_export = [*EXPORTED]
    export_headings = EXPORTED
    export_filename = "suivi"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not follows_any(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def own_labs(self) -> list[LabPage]:
        return list(own_labs(self.request.user))

    @cached_property
    def chosen_lab(self) -> LabPage | None:
        """The lab that the filter names, if it is one of those that may be chosen."""
        filters = self.filters
        return filters.form.cleaned_data.get("lab") if filters.is_valid() else None

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """« Nouvelle fiche », where the lab is known; else each lab has its own, in the menu."""
        labs = [self.chosen_lab] if self.chosen_lab else self.own_labs
        if len(labs) != 1 or not labs[0].permissions_for_user(self.request.user).can_add_subpage():
            return []
        return [HeaderButton(_("New sheet"), new_sheet_url(labs[0]), icon_name="plus")]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        labs = [] if self.header_buttons or self.chosen_lab else self.own_labs
        return super().header_more_buttons + [
            Button(
                _("New sheet: %(lab)s") % {"lab": lab.title},
                url=new_sheet_url(lab),
                icon_name="plus",
                priority=rank,
            )
            for rank, lab in enumerate(labs)
        ]

    def get_base_queryset(self) -> Any:
        return followed_cases(self.request.user).with_state()

    def get_filtered_queryset(self) -> Any:
        return self.get_queryset()

    def get_table_kwargs(self) -> dict[str, Any]:
        return {**super().get_table_kwargs(), "caption": self.page_title}

    def get_valid_orderings(self) -> list[str]:
        return [PHASE, *super().get_valid_orderings()]

    def order_queryset(self, queryset: Any) -> Any:
        if self.ordering == PHASE:
            return queryset.order_by(*PHASE_ORDER, "-latest_revision_created_at", "-pk")
        return queryset.order_by(unknown_last(self.ordering), "draft_title", "pk")

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        cases = describe(list(object_list))
        return list(map(spelt_out, cases)) if self.is_export else cases

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        return {**context, **self.counts(), "own_labs": self.own_labs}

    def counts(self) -> dict[str, Any]:
        """Count the cases of the list by phase; those of the lab, or of all, by state."""
        cases = self.get_base_queryset()
        cases = cases.of_lab(self.chosen_lab) if self.chosen_lab else cases
        by_state = dict(cases.values_list("state").annotate(Count("pk")).order_by("state"))
        return {
            "phase_counts": self.object_list.counts_by_phase(),
            "state_counts": [(SheetState(state), count) for state, count in by_state.items()],
            "due_count": cases.to_verify().count(),
        }


def addresses(address: str, view: type[ReportView], name: str) -> tuple[URLPattern, URLPattern]:
    """Return the addresses of a list, and of its rows alone, which filters and searches ask for."""
    rows = view.as_view(results_only=True)
    return (
        path(address, view.as_view(), name=name),
        path(f"{address}resultats/", rows, name=f"{name}_results"),
    )


class TrackerMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return follows_any(request.user)


def menu_item() -> MenuItem:
    return TrackerMenuItem(
        gettext_lazy("Projects followed"),
        reverse_lazy("tracker"),
        name="tracker",
        icon_name="list-ul",
        order=110,
    )
