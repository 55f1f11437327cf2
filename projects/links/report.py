"""« Liens cassés », among the reports of the editors."""

from typing import Any

import django_filters
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import path, reverse, reverse_lazy
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import permission_required
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from projects.models import ExternalLink, LabPage, LinkStatus
from projects.models.case_form import EDITORS


class LinkFilters(WagtailFilterSet):
    """The broken links, unless something else is asked for."""

    status = django_filters.ChoiceFilter(
        label=_("Status"), choices=LinkStatus.choices, empty_label=_("All")
    )
    lab = django_filters.ModelChoiceFilter(
        label=_("Lab"), queryset=LabPage.objects.order_by("title"), method="of_lab"
    )

    class Meta:
        model = ExternalLink
        fields = ("status", "lab")

    def __init__(self, data: Any, *args: Any, **kwargs: Any) -> None:
        data = data.copy()
        data.setdefault("status", LinkStatus.BROKEN)
        super().__init__(data, *args, **kwargs)

    def of_lab(self, links: Any, name: str, lab: LabPage) -> Any:
        return links.on_pages(lab.get_descendants(inclusive=True))


def address(link: ExternalLink) -> SafeString:
    return format_html('<a href="{0}" rel="noreferrer">{0}</a>', link.url)


def uses(link: ExternalLink) -> SafeString:
    """Return where a link is used, as what leads to changing it."""
    places = (
        (reverse("wagtailadmin_pages:edit", args=[page.pk]), page.title)
        for page in link.pages.all()
    )
    return format_html_join(SafeString("<br>"), '<a href="{}">{}</a>', places)


class LinkReport(ReportView):
    page_title = _("Broken links")
    header_icon = "link"
    index_url_name = "broken_links"
    index_results_url_name = "broken_links_results"
    filterset_class = LinkFilters
    columns = (
        Column("url", label=_("Link"), accessor=address),
        Column("pages", label=_("Used in"), accessor=uses, width="35%"),
        DateColumn("failing_since", label=_("Broken since")),
        Column("answer", label=_("Answer")),
        Column("status", label=_("Status"), accessor="get_status_display"),
        DateColumn("checked_on", label=_("Last checked")),
    )
    list_export = ("url", "titles", "failing_since", "answer", "get_status_display", "checked_on")
    export_headings = {
        "url": _("Link"),
        "titles": _("Used in"),
        "failing_since": _("Broken since"),
        "answer": _("Answer"),
        "get_status_display": _("Status"),
        "checked_on": _("Last checked"),
    }
    export_filename = "liens"

    def get_queryset(self) -> Any:
        pages = Prefetch("pages", Page.objects.live().order_by("title"))
        links = ExternalLink.objects.in_use().prefetch_related(pages)
        return links.order_by("failing_since", "url")


class LinkReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(EDITORS)


def menu_item() -> MenuItem:
    return LinkReportMenuItem(
        _("Broken links"),
        reverse_lazy("broken_links"),
        name="broken-links",
        icon_name="link",
        order=1200,
    )


for_editors = permission_required(EDITORS)
urlpatterns = [
    path("reports/liens/", for_editors(LinkReport.as_view()), name="broken_links"),
    path(
        "reports/liens/results/",
        for_editors(LinkReport.as_view(results_only=True)),
        name="broken_links_results",
    ),
]
