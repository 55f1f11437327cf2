"""Figures as a reader meets them: numbers, changes, periods, readings. No queries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from projects.choices import FIRM_LEVELS, ChangeKind, MeasureStatus, Scale
from projects.dates import PartialDate

register = template.Library()

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MINUS = "\u2212"
POINT_SCALES = frozenset({Scale.PERCENT, Scale.BALANCE, Scale.SCORE})
"""Scales whose change is told in points."""
PLAIN_COUNT = "nombre"
"""The unit that the list of indicators gives to what is merely counted."""
SPANS = {"h": "heure"}
VOWEL = re.compile(r"[aeiouyàâéèêëîïôû]", re.IGNORECASE)


@register.filter
def number(value: Decimal | int) -> str:
    """« 18 400 », « 0,75 », « −5 »: thousands apart, no zero at the end."""
    text = number_format(Decimal(value).normalize(), force_grouping=True)
    return text.replace(NO_BREAK, NARROW).replace("-", MINUS)


def rounded(value: Decimal) -> Decimal:
    """Return the value to the unit, or to as many decimals as keep it from reading 0."""
    places = Decimal(1)
    while value and not value.quantize(places, ROUND_HALF_UP) and places > Decimal("0.001"):
        places /= 10
    return value.quantize(places, ROUND_HALF_UP)


def signed(value: Decimal) -> str:
    return ("+" if value > 0 else "") + number(value)


def unit_in_words(unit: str) -> str:
    """« nombre/an » reads « par an » and « visites/mois » « visites par mois ».

    « /10 », « kWh/m²/an » and plain units stay, « nombre » says nothing.
    """
    counted, slash, span = unit.partition("/")
    counted = counted.removeprefix(PLAIN_COUNT)
    if not slash or not unit.partition("/")[0] or "/" in span:
        return counted or unit.removeprefix(PLAIN_COUNT)
    return f"{counted} par {SPANS.get(span, span)}".strip()


def with_unit(figure: str, unit: str) -> str:
    """« 34 min », « 60 % », « 7,2/10 », « 24 »."""
    if unit.startswith("/"):
        return figure + unit
    return f"{figure}{NARROW if unit == '%' else NO_BREAK}{unit}" if unit else figure


def points(change: Decimal) -> str:
    return ngettext("%(change)s point", "%(change)s points", int(abs(change))) % {
        "change": signed(change).replace(" ", NO_BREAK)
    }


@dataclass(frozen=True)
class ShownChange:
    """« 34 → 19 min », « −44 % », and the same for those who listen."""

    before: str
    after: str
    unit: str
    delta: str
    spoken: str

    def __str__(self) -> str:
        return f"{self.before} → {with_unit(self.after, self.unit)} ({self.delta})"


def amount_of_change(measure: Any, change: Decimal) -> str:
    """Return a change that is not relative: « +20 points », « +4 dB(A) »."""
    if measure.rule.scale in POINT_SCALES:
        return points(change)
    return with_unit(signed(change), unit_in_words(measure.unit))


@register.filter
def shown_change(measure: Any) -> ShownChange | None:
    """The change of a measure that has both sides, else None."""
    change, relative = measure.assessment.change, measure.assessment.relative
    if change is None:
        return None
    if relative is None:
        delta = amount_of_change(measure, change)
    else:
        delta = with_unit(signed(rounded(relative * 100)), "%")
    before, after = number(measure.before_value), number(measure.after_value)
    unit = unit_in_words(measure.unit)
    return ShownChange(before, after, unit, delta, spoken(before, with_unit(after, unit), delta))


def spoken(before: str, after: str, delta: str) -> str:
    sides = {"before": before, "after": after, "size": delta.lstrip(f"+{MINUS}")}
    if delta.startswith("+"):
        return _("From %(before)s to %(after)s, up by %(size)s") % sides
    if delta.startswith(MINUS):
        return _("From %(before)s to %(after)s, down by %(size)s") % sides
    return _("From %(before)s to %(after)s, unchanged") % sides


@register.filter
def change_line(measure: Any) -> str:
    """One measure in one line, whatever it holds: a change, one side, or a date to come."""
    if measure.status == MeasureStatus.PLANNED:
        return planned(measure)
    if measure.status == MeasureStatus.NOT_MEASURABLE:
        return _("not measurable")
    change = shown_change(measure)
    return str(change) if change else partial_line(measure)


def planned(measure: Any) -> str:
    if measure.planned_on is None:
        return _("measure planned, no date yet")
    return _("measure planned for %(month)s") % {"month": month(measure.planned_on)}


def partial_line(measure: Any) -> str:
    """Return what is known of a measure without both sides; nothing when nothing is."""
    later = [row.value for row in measure.further_readings.all() if row.value is not None]
    after = measure.after_value if measure.after_value is not None or not later else later[0]
    if measure.reported_change is not None:
        reported = {"change": reported_change(measure)}
        if measure.before_value is None:
            return _("%(change)s according to the source, with no starting value") % reported
        reported["before"] = value_of(measure, measure.before_value)
        return _("%(change)s according to the source, from %(before)s") % reported
    if measure.before_value is not None:
        return _("%(value)s before, nothing measured after") % {
            "value": value_of(measure, measure.before_value)
        }
    if after is not None:
        return _("%(value)s after, with no starting value") % {"value": value_of(measure, after)}
    return ""


def reported_change(measure: Any) -> str:
    if measure.reported_kind == ChangeKind.ABSOLUTE:
        return amount_of_change(measure, measure.reported_change)
    return with_unit(signed(measure.reported_change), "%")


def value_of(measure: Any, value: Decimal) -> str:
    return with_unit(number(value), unit_in_words(measure.unit))


@register.filter
def interval_words(measure: Any) -> str:
    """What the interval of a change says, where a verdict rests on it; else nothing."""
    interval = measure.assessment.interval
    if interval is None or measure.assessment.level not in FIRM_LEVELS:
        return ""
    low, high = interval
    said = {"low": signed(rounded(low)), "high": points(rounded(high))}
    if low <= 0 <= high:
        return _(
            "The real change lies between %(low)s and %(high)s (95%% interval): "
            "it may be none, so nothing can be concluded."
        ) % said
    return _("The real change lies between %(low)s and %(high)s (95%% interval).") % said


@register.filter
def month(date: PartialDate | None) -> str:
    """A date in words without its day: « mai 2023 », « 2023 »; nothing for none."""
    return PartialDate(date.year, date.month).in_words() if date else ""


@register.filter
def date_words(date: PartialDate | None) -> str:
    """A date in words, as precise as it is known; nothing for none."""
    return date.in_words() if date else ""


def span(start: PartialDate | None, end: PartialDate | None) -> str:
    """« mars 2023 », « de mars à mai 2023 », « du 6 au 31 mars 2023 », « d’avril 2015 à 2017 »."""
    if start is None or end is None or start == end:
        return date_words(start or end)
    first, last = start.in_words(), end.in_words()
    if start.year == end.year and start.month and end.month:
        first = first.removesuffix(f" {start.year}")
        if start.month == end.month and start.day and end.day:
            first = first.partition(" ")[0]
    parts = {"start": first, "end": last}
    if start.day and end.day:
        return pgettext("days", "from %(start)s to %(end)s") % parts
    if VOWEL.match(first):
        return pgettext("before a vowel", "from %(start)s to %(end)s") % parts
    return _("from %(start)s to %(end)s") % parts


@dataclass(frozen=True)
class ReadingRow:
    """A line of the table of a measure."""

    label: str
    period: str
    value: str
    n: str
    method: str


@register.filter
def reading_rows(measure: Any) -> list[ReadingRow]:
    """Every reading of a measure that was taken, with what makes it believable."""
    return [row for row in _rows(measure) if row.value]


def _rows(measure: Any) -> Iterator[ReadingRow]:
    sides = (_("Before"), "before_"), (_("After"), "after_")
    for label, prefix in sides:
        yield reading_row(measure, label, measure, prefix)
    for later in measure.further_readings.all():
        yield reading_row(measure, _("Later"), later, "")
    for label, prefix in sides:
        name = f"{measure.control_name or _('Control site')}, {label.lower()}"
        side = prefix.rstrip("_")
        yield ReadingRow(
            label=name,
            period=period(measure, prefix),
            value=shown_value(measure, getattr(measure, f"control_{side}")),
            n=answers(getattr(measure, f"control_{side}_n"), measure.control_exhaustive),
            method=str(getattr(measure, f"{prefix}method") or ""),
        )


def reading_row(measure: Any, label: str, row: Any, prefix: str) -> ReadingRow:
    return ReadingRow(
        label=label,
        period=period(row, prefix),
        value=shown_value(measure, getattr(row, f"{prefix}value")),
        n=answers(getattr(row, f"{prefix}n"), getattr(row, f"{prefix}exhaustive")),
        method=str(getattr(row, f"{prefix}method") or ""),
    )


def period(row: Any, prefix: str) -> str:
    return span(getattr(row, f"{prefix}start"), getattr(row, f"{prefix}end"))


def shown_value(measure: Any, value: Decimal | None) -> str:
    return "" if value is None else value_of(measure, value)


def answers(n: int | None, exhaustive: bool) -> str:
    """« 412 », « 412, exhaustif », « exhaustif », or nothing when unknown."""
    known = [number(n)] if n is not None else []
    return ", ".join(known + [_("exhaustive")] * exhaustive)
