"""Counts and page numbers of a list. No queries."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from projects.templatetags.figures import number
from projects.templatetags.sheets import typeset_words

register = template.Library()


@register.filter
def in_cases(count: int) -> str:
    """« 13 réalisations »."""
    return ngettext("%(count)s case", "%(count)s cases", count) % {"count": number(count)}


@register.simple_tag
def facet_options(facet: Any) -> SafeString:
    """The boxes to tick of a facet, each with how many cases it would give.

    Written here rather than in a template: a list page has over a hundred of them.
    """
    shown = (
        box(facet.name, option.code, option.label)[option.is_chosen] + counted(option.cases)
        for option in facet.options
    )
    return SafeString("".join(shown))


@lru_cache(maxsize=5_000)
def box(facet: str, code: str, label: str) -> tuple[SafeString, SafeString]:
    """A box to tick with its label, not yet closed; and the same, ticked."""
    blank, ticked = (
        format_html(
            '<label><input type="checkbox" form="recherche" name="{}" value="{}"{}>{}',
            *(facet, code, state, typeset_words(label)),
        )
        for state in ("", SafeString(" checked"))
    )
    return blank, ticked


@lru_cache(maxsize=5_000)
def counted(count: int) -> SafeString:
    return format_html(" <small>({})</small></label>", number(count))


@register.filter
def numbers_around(page: Page) -> Iterable[int | str]:
    """The page numbers to show: the ends, those around this page, « … » in between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
