"""Counts and page numbers of a list. No queries."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from projects.templatetags.figures import number
from projects.templatetags.sheets import typeset_words

register = template.Library()

CHECKED = SafeString(" checked")


@register.filter
def in_cases(count: int) -> str:
    """« 13 réalisations »."""
    return ngettext("%(count)s case", "%(count)s cases", count) % {"count": number(count)}


@register.simple_tag
def facet_options(facet: Any) -> SafeString:
    """The boxes to tick of a facet, each with how many cases it would give.

    Written here rather than in a template: a list page has hundreds of them.
    """
    return format_html_join(
        "",
        '<label><input type="checkbox" form="recherche" name="{}" value="{}"{}>'
        "{} <small>({})</small></label>",
        (
            (
                facet.name,
                option.code,
                CHECKED if option.is_chosen else "",
                typeset_words(option.label),
                number(option.count),
            )
            for option in facet.options
        ),
    )


@register.filter
def numbers_around(page: Page) -> Iterable[int | str]:
    """The page numbers to show: the ends, those around this page, « … » in between."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
