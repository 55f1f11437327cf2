"""The lists of terms and of tags, as editors see them."""

from collections import Counter
from functools import cached_property
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button

from projects.keeping.terms import can_merge
from projects.keeping.uses import drafts_by_tag
from projects.models import Keyword, Term

VOCABULARY = "vocabulary"


class TermIndexView(IndexView):
    """The terms. Those of one vocabulary can be put in order; across several it has no sense."""

    merge_url_name = ""

    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("merged_into")

    @property
    def is_one_vocabulary(self) -> bool:
        return self.is_filtering and self.filters.form.changed_data == [VOCABULARY]

    def get_valid_orderings(self) -> list[str]:
        orderings = super().get_valid_orderings()
        if self.is_one_vocabulary and not self.is_searching:
            return [*orderings, self.sort_order_field]
        return [each for each in orderings if each != self.sort_order_field]

    @cached_property
    def reorder_button(self) -> Button | None:
        button = super().reorder_button
        if not (button and self.is_one_vocabulary):
            return None
        button.url += f"&{VOCABULARY}={self.request.GET[VOCABULARY]}"
        return button

    def get_list_more_buttons(self, instance: Term) -> list[Any]:
        buttons = super().get_list_more_buttons(instance)
        if self.user_has_permission("change") and (can_merge(instance) or instance.merged_into_id):
            label = _("Separate") if instance.merged_into_id else _("Merge into another")
            address = reverse(self.merge_url_name, args=[instance.pk])
            buttons.append(MenuItem(label, url=address, icon_name="link", priority=20))
        return buttons


class KeywordFilters(WagtailFilterSet):
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Show"),
        choices=[("new", gettext_lazy("New ones")), ("unused", gettext_lazy("Unused ones"))],
        empty_label=gettext_lazy("All"),
        method="filter_state",
    )

    class Meta:
        model = Keyword
        fields = ()

    def filter_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if value == "new":
            return queryset.filter(kept=False)
        return queryset.filter(items=None).exclude(pk__in=drafts_by_tag())


class StateColumn(Column):
    """Whether an editor has looked at a tag, and the button to say so."""

    cell_template_name = "projects/admin/keyword_state.html"

    def get_cell_context_data(self, instance: Keyword, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {
            **context,
            "keep_url": reverse("keywords:keep", args=[instance.pk]),
            "csrf_token": parent_context.get("csrf_token"),
        }


class KeywordIndexView(IndexView):
    """The tags in use, each with how many cases have it online and in a draft."""

    table_classname = "listing aa-rows"

    def get_base_queryset(self) -> QuerySet:
        live = Q(items__content_object__live=True)
        count = Count("items__content_object", filter=live, distinct=True)
        return super().get_base_queryset().annotate(live_cases=count)

    @cached_property
    def drafts(self) -> Counter[int]:
        return drafts_by_tag()

    def paginate_queryset(self, queryset: QuerySet, page_size: int) -> Any:
        paginator, page, rows, is_paginated = super().paginate_queryset(queryset, page_size)
        for keyword in rows:
            keyword.draft_cases = self.drafts[keyword.pk]
        return paginator, page, rows, is_paginated

    def get_list_more_buttons(self, instance: Keyword) -> list[Any]:
        changes = (
            ("edit", _("Rename"), "edit"),
            ("merge", _("Merge into another"), "link"),
            ("adopt", _("Make a term of it"), "list-ul"),
        )
        buttons: list[Any] = [
            MenuItem(label, url=reverse(f"keywords:{name}", args=[instance.pk]), icon_name=icon)
            for name, label, icon in changes
        ]
        if not (instance.live_cases or instance.draft_cases):
            address = reverse(self.delete_url_name, args=[instance.pk])
            buttons.append(MenuItem(_("Delete"), url=address, icon_name="bin"))
        return buttons
