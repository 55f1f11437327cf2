"""What the public may know of the life of a case: months and events, never a person."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

PUBLISHED = "wagtail.publish"
MEASURE_WITHDRAWN = "projects.measure_withdrawn"
VERIFIED = "projects.verified"


class Month(NamedTuple):
    """A month of the history: its first day, and what happened in it, in words."""

    day: date
    events: list[str]


def public_history(case: Any) -> list[Month]:
    """Return the months in which something happened to a case, the latest first. One query."""
    if case.pk is None:
        return []
    entries = PageLogEntry.objects.filter(
        page=case.pk, action__in=(PUBLISHED, MEASURE_WITHDRAWN, VERIFIED)
    ).order_by("timestamp", "pk")
    happened = sorted(events(case, list(entries)), key=lambda event: event[0], reverse=True)
    return [
        Month(day, list(dict.fromkeys(text for _day, text in group)))
        for day, group in groupby(happened, key=lambda event: event[0])
    ]


def events(case: Any, entries: list[PageLogEntry]) -> Iterator[tuple[date, str]]:
    """Yield what happened with the first day of its month.

    A month has one publication, the first one or else an update; each counts as a verification,
    so that a verification is told only where there is none.
    """
    published = months_of(entries, PUBLISHED)
    if case.first_published_at:
        first = month_of(localtime(case.first_published_at).date())
        published.discard(first)
        yield first, _("first publication")
    else:
        first = None
    for month in published:
        yield month, _("update")
    for month in months_of(entries, VERIFIED) - {first, *published}:
        yield month, _("verification")
    for entry in entries:
        if entry.action == MEASURE_WITHDRAWN:
            text = _("measure “%(measure)s” withdrawn") % entry.data
            yield month_of(localdate(entry.timestamp)), text


def months_of(entries: list[PageLogEntry], action: str) -> set[date]:
    return {month_of(localdate(each.timestamp)) for each in entries if each.action == action}


def month_of(day: date) -> date:
    return day.replace(day=1)
