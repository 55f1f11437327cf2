"""What people search for, as editors read it, and what they search for in vain."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, NumberColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from projects.folding import fold
from projects.models import LoggedSearch, PortfolioIndexPage, SynonymSet
from projects.models.logged_search import SHOWN_FROM_DAYS
from projects.viewsets import EXPRESSION

KEEPERS = ModelPermissionPolicy(SynonymSet)
"""Who reads what is searched for: those who can help, by keeping the synonyms."""


class PeriodFilter(WagtailFilterSet):
    day = DateFromToRangeFilter(label=_("Period"), widget=DateRangePickerWidget)

    class Meta:
        model = LoggedSearch
        fields = ()


class FruitlessColumn(TitleColumn):
    """Words, and a link to a new set of synonyms that begins with them."""

    cell_template_name = "projects/admin/fruitless_search.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        address = f"{reverse('synonyms:add')}?{urlencode({EXPRESSION: instance['words']})}"
        may_add = KEEPERS.user_has_permission(user, "add")
        return {**context, "new_synonym": address if may_add else ""}


class FrequentSearches(ReportView):
    """The searches of a period, the most frequent first; rare ones are left out."""

    page_title = _("Frequent searches")
    header_icon = "search"
    permission_policy = KEEPERS
    permission_required = "change"
    index_url_name = "frequent_searches"
    index_results_url_name = "frequent_searches_results"
    results_template_name = "projects/admin/searches_results.html"
    verbose_name_plural = LoggedSearch._meta.verbose_name_plural
    filterset_class = PeriodFilter
    is_searchable = True
    search_fields = ("words",)
    default_ordering = "-total"
    list_export = ("words", "total", "found", "last")
    export_headings = {
        "words": _("Words searched for"),
        "total": _("Times"),
        "found": _("Cases found"),
        "last": _("Last time"),
    }
    export_filename = "recherches-frequentes"
    words_column = TitleColumn
    nothing_yet = _("No search has been made on three different days yet.")

    def get_base_queryset(self) -> Any:
        return LoggedSearch.objects.shown().by_words()

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by(self.ordering, "words")

    @cached_property
    def search_query(self) -> str:
        return fold(super().search_query)

    @cached_property
    def columns(self) -> list[Column]:
        labels = self.export_headings
        return [
            self.words_column(
                "words", label=labels["words"], sort_key="words", get_url=self.list_of
            ),
            NumberColumn("total", label=labels["total"], sort_key="total"),
            NumberColumn("found", label=labels["found"], sort_key="found"),
            DateColumn("last", label=labels["last"], sort_key="last"),
        ]

    @cached_property
    def portfolio(self) -> PortfolioIndexPage | None:
        return PortfolioIndexPage.objects.live().first()

    def list_of(self, row: dict[str, Any]) -> str | None:
        """Return the address of what these words find now."""
        portfolio = self.portfolio and self.portfolio.get_url(self.request)
        return f"{portfolio}?{urlencode({'q': row['words']})}" if portfolio else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "masked": LoggedSearch.objects.masked_count(),
            "days": SHOWN_FROM_DAYS,
            "nothing_yet": self.nothing_yet,
        }


class FruitlessSearches(FrequentSearches):
    """Those of them that no case answered, the last time."""

    page_title = _("Fruitless searches")
    header_icon = "help"
    index_url_name = "fruitless_searches"
    index_results_url_name = "fruitless_searches_results"
    export_filename = "recherches-sans-resultat"
    words_column = FruitlessColumn
    nothing_yet = _("Every search that was made on three different days finds something.")

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().filter(found=0)


class ReportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return KEEPERS.user_has_permission(request.user, "change")


REPORTS = (FrequentSearches, FruitlessSearches)


def urls() -> list[URLPattern]:
    return [
        path(f"reports/{where}", view.as_view(results_only=partly), name=name)
        for view in REPORTS
        for where, partly, name in (
            (f"{view.export_filename}/", False, view.index_url_name),
            (f"{view.export_filename}/results/", True, view.index_results_url_name),
        )
    ]


def frequent_menu_item() -> MenuItem:
    return menu_item(FrequentSearches, 1_300)


def fruitless_menu_item() -> MenuItem:
    return menu_item(FruitlessSearches, 1_310)


def menu_item(view: type[FrequentSearches], order: int) -> MenuItem:
    return ReportMenuItem(
        view.page_title,
        reverse_lazy(view.index_url_name),
        name=view.index_url_name.replace("_", "-"),
        icon_name=view.header_icon,
        order=order,
    )
