"""Dates, periods and durations in words. No queries."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from projects.dates import PartialDate
from projects.templatetags.figures import number

register = template.Library()

VOWEL = re.compile(r"[aàâeéèêioôuy]", re.IGNORECASE)
WEEKS_PER_MONTH = Decimal(52) / 12


@register.filter
def month(date: PartialDate | None) -> str:
    """A date in words without its day: « mai 2023 », « 2023 »; nothing for none."""
    return PartialDate(date.year, date.month).in_words() if date else ""


@register.filter
def date_words(date: PartialDate | None) -> str:
    """A date in words, as precise as it is known; nothing for none."""
    return date.in_words() if date else ""


def span(start: PartialDate | None, end: PartialDate | None) -> str:
    """« mars 2023 », « de mars à mai 2023 », « du 6 au 31 mars 2023 », « de 2015 à 2017 »."""
    if start is None or end is None or start == end:
        return date_words(start or end)
    first = start.in_words()
    if start.year == end.year and start.month and end.month:
        first = first.removesuffix(f" {start.year}")
        if start.month == end.month:
            first = first.partition(" ")[0]
    parts = {"start": first, "end": end.in_words()}
    if start.day and end.day:
        return pgettext("days", "from %(start)s to %(end)s") % parts
    if VOWEL.match(first):
        return pgettext("before a vowel", "from %(start)s to %(end)s") % parts
    return _("from %(start)s to %(end)s") % parts


@register.filter
def years(case: Any) -> str:
    """« 2023 » or « de 2015 à 2017 »: when it was done, as far as the sheet tells."""
    ends = case.started_on, case.opened_on or case.ended_on
    return span(*(PartialDate(date.year) if date else None for date in ends))


@register.filter
def duration(case: Any) -> str:
    """« 9 mois, dont 3 semaines de travaux », from the start to the opening (or the end).

    Months are counted when both ends are known to the month; else the years stand for them.
    """
    start, end = case.started_on, case.opened_on or case.ended_on
    works = length(case.works_months)
    if start is None or end is None:
        return _("%(works)s of works") % {"works": works} if works else ""
    whole = years(case)
    if start.month and end.month:
        whole = months(12 * (end.year - start.year) + end.month - start.month)
    if not works:
        return whole
    return _("%(whole)s, including %(works)s of works") % {"whole": whole, "works": works}


def months(count: int) -> str:
    if count < 1:
        return _("less than a month")
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": number(count)}


def length(works_months: Decimal | None) -> str:
    """« 3 semaines », « 2,5 mois », or nothing when unknown."""
    if not works_months:
        return ""
    if works_months >= 1:
        return ngettext("%(count)s month", "%(count)s months", int(works_months)) % {
            "count": number(works_months)
        }
    weeks = int((works_months * WEEKS_PER_MONTH).quantize(Decimal(1), ROUND_HALF_UP)) or 1
    return ngettext("%(count)s week", "%(count)s weeks", weeks) % {"count": weeks}
