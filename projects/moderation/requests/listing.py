"""« Demandes de retrait » and « Demandes de reprise », for editors."""

from typing import Any

import django_filters
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView

from projects.columns import NamedColumn
from projects.models import CaseRequest, LabPage, RequestKind, RequestState
from projects.moderation.requests.rights import may_answer


class RequestFilters(WagtailFilterSet):
    """The requests that wait, unless something else is asked for."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=RequestState.choices, empty_label=_("All of them")
    )
    lab = django_filters.ModelChoiceFilter(
        label=_("Lab"), queryset=LabPage.objects.order_by("title")
    )

    class Meta:
        model = CaseRequest
        fields = ("state", "lab")

    def __init__(self, data: Any, *args: Any, **kwargs: Any) -> None:
        data = data.copy()
        data.setdefault("state", RequestState.OPEN)
        super().__init__(data, *args, **kwargs)


class RequestList(ReportView):
    """The requests of one kind; the oldest first, those that wait unless others are asked for."""

    kind: RequestKind
    header_icon = "mail"
    table_classname = "listing aa-rows"
    results_template_name = "projects/moderation/requests/results.html"
    filterset_class = RequestFilters
    columns = (
        TitleColumn(
            "case",
            label=_("Case"),
            accessor="case.title",
            get_url=lambda asked: reverse("answer_request", args=(asked.pk,)),
        ),
        NamedColumn("lab", label=_("Lab"), accessor="lab.title"),
        NamedColumn("asked_by", label=_("Asked by"), accessor=lambda asked: person(asked.asked_by)),
        DateColumn("asked_at", label=_("Asked on")),
        NamedColumn("state", label=_("State"), accessor="get_state_display"),
    )
    list_export = ("case.title", "lab.title", "asked_at", "get_state_display", "answered_at")
    export_headings = {
        "case.title": _("Case"),
        "lab.title": _("Lab"),
        "asked_at": _("Asked on"),
        "get_state_display": _("State"),
        "answered_at": _("Answered on"),
    }

    def get_queryset(self) -> Any:
        requests = CaseRequest.objects.filter(kind=self.kind)
        return requests.select_related("case", "lab", "asked_by").order_by("asked_at", "pk")


class WithdrawalRequests(RequestList):
    kind = RequestKind.WITHDRAWAL
    page_title = _("Requests for withdrawal")
    counted = ngettext_lazy(
        "%(count)d request for withdrawal", "%(count)d requests for withdrawal", "count"
    )
    index_url_name = "withdrawal_requests"
    index_results_url_name = "withdrawal_requests_results"
    export_filename = "demandes-de-retrait"


class ClaimRequests(RequestList):
    kind = RequestKind.CLAIM
    page_title = _("Requests for takeover")
    counted = ngettext_lazy(
        "%(count)d request for takeover", "%(count)d requests for takeover", "count"
    )
    index_url_name = "claim_requests"
    index_results_url_name = "claim_requests_results"
    export_filename = "demandes-de-reprise"


def person(user: Any) -> str:
    return (user.get_full_name() or user.get_username()) if user else ""


class EditorsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_answer(request.user)


def withdrawals_menu_item() -> MenuItem:
    return EditorsMenuItem(
        WithdrawalRequests.page_title,
        reverse_lazy(WithdrawalRequests.index_url_name),
        name="withdrawal-requests",
        icon_name="mail",
        order=1300,
    )


def claims_menu_item() -> MenuItem:
    return EditorsMenuItem(
        ClaimRequests.page_title,
        reverse_lazy(ClaimRequests.index_url_name),
        name="claim-requests",
        icon_name="mail",
        order=1310,
    )


class RequestsPanel(Component):
    """What waits for the editors, and the lists of it."""

    name = "case_requests"
    order = 15
    template_name = "projects/moderation/requests/panel.html"

    def __init__(self, kinds: list[str]) -> None:
        self.kinds = kinds

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        counts = (
            (view, self.kinds.count(view.kind)) for view in (WithdrawalRequests, ClaimRequests)
        )
        return {
            "waiting": [
                (reverse(view.index_url_name), view.counted % {"count": count})
                for view, count in counts
                if count
            ]
        }


def show_waiting_requests(request: HttpRequest, panels: list[Component]) -> None:
    """Tell editors what waits for an answer of theirs, if anything does."""
    if not may_answer(request.user):
        return
    kinds = list(CaseRequest.objects.open().values_list("kind", flat=True))
    if kinds:
        panels.append(RequestsPanel(kinds))
