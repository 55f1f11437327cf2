"""Counts and page numbers of a list. No queries."""

from collections.abc import Iterable

from django import template
from django.core.paginator import Page
from django.utils.translation import ngettext

from projects.templatetags.figures import number

register = template.Library()


@register.filter
def in_cases(count: int) -> str:
    """« 13 réalisations »."""
    return ngettext("%(count)s case", "%(count)s cases", count) % {"count": number(count)}


@register.filter
def in_figures(count: int) -> str:
    """« 1 200 »."""
    return number(count)


@register.filter
def numbers_around(page: Page) -> Iterable[int | str]:
    """The page numbers to show: the ends, those around this page, « … » in between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
