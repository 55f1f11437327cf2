"""Figures as a reader meets them: numbers, values with their unit, changes. No queries."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.choices import FIRM_LEVELS, ChangeKind, Scale

register = template.Library()

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MINUS = "\u2212"
TOLD_IN_POINTS = frozenset({Scale.PERCENT, Scale.BALANCE, Scale.SCORE})
PLAIN_COUNT = "nombre"
"""The unit that the list of indicators gives to what is merely counted."""
SPANS = {"h": "heure"}
FINEST = Decimal("0.001")


@register.filter
@lru_cache(maxsize=2048)  # a list writes a thousand of them, mostly the same small ones
def number(value: Decimal | int) -> str:
    """« 18 400 », « 0,75 », « −5 »: thousands apart, no zero at the end."""
    text = number_format(Decimal(value).normalize(), force_grouping=True)
    return text.replace(NO_BREAK, NARROW).replace("-", MINUS)


def rounded(value: Decimal) -> Decimal:
    """Return the value to the unit, or to as many decimals as keep it from reading 0."""
    places = Decimal(1)
    while value and not value.quantize(places, ROUND_HALF_UP) and places > FINEST:
        places /= 10
    return value.quantize(places, ROUND_HALF_UP)


def signed(value: Decimal) -> str:
    return ("+" if value > 0 else "") + number(value)


def unit_in_words(unit: str) -> str:
    """« nombre/an » reads « par an », « visites/mois » « visites par mois ».

    « min », « /10 » and « kWh/m²/an » stay as they are; a plain count needs no unit.
    """
    counted, _slash, span = unit.partition("/")
    counted = "" if counted == PLAIN_COUNT else counted
    if not span or unit.startswith("/") or "/" in span:
        return counted if not span else unit
    return f"{counted} par {SPANS.get(span, span)}".strip()


@register.filter
def with_unit(figure: str, unit: str) -> str:
    """« 34 min », « 60 % », « 7,2/10 », « 24 »."""
    if unit.startswith("/"):
        return figure + unit
    return f"{figure}{NARROW if unit == '%' else NO_BREAK}{unit}" if unit else figure


def value_of(measure: Any, value: Decimal) -> str:
    """A value in the unit of its measure."""
    return with_unit(number(value), unit_in_words(measure.unit))


def percentage(change: Decimal) -> str:
    return with_unit(signed(rounded(change)), "%")


def points(change: Decimal) -> str:
    text = ngettext("%(change)s point", "%(change)s points", int(abs(change)))
    return text % {"change": signed(change)}


def absolute(measure: Any, change: Decimal) -> str:
    """« +20 points » for what is told in points, else « +4 dB(A) »."""
    if measure.rule.scale in TOLD_IN_POINTS:
        return points(change)
    return with_unit(signed(change), unit_in_words(measure.unit))


@dataclass(frozen=True)
class ShownChange:
    """« 34 → 19 », « min », « −44 % », and the same for those who listen."""

    before: str
    after: str
    unit: str
    delta: str

    def __str__(self) -> str:
        return f"{self.before} → {with_unit(self.after, self.unit)} ({self.delta})"

    @property
    def short_unit(self) -> str:
        """The unit where there is room for no word."""
        return self.unit if self.unit == "%" or self.unit.startswith("/") else ""

    @property
    def spoken(self) -> str:
        sides = {
            "before": self.before,
            "after": with_unit(self.after, self.unit),
            "size": self.delta.lstrip(f"+{MINUS}"),
        }
        if self.delta.startswith("+"):
            return _("From %(before)s to %(after)s, up by %(size)s") % sides
        if self.delta.startswith(MINUS):
            return _("From %(before)s to %(after)s, down by %(size)s") % sides
        return _("From %(before)s to %(after)s, unchanged") % sides


@register.filter
def shown_change(measure: Any) -> ShownChange | None:
    """The change of a measure that has both sides; None for another one, or for none."""
    if measure is None or measure.assessment.change is None:
        return None
    change, relative = measure.assessment.change, measure.assessment.relative
    return ShownChange(
        before=number(measure.before_value),
        after=number(measure.after_value),
        unit=unit_in_words(measure.unit),
        delta=absolute(measure, change) if relative is None else percentage(relative * 100),
    )


@register.filter
def partial_line(measure: Any) -> str:
    """What is known of a measure without both sides; nothing when nothing is.

    « +30 % selon la source, sans valeur de départ », « 34 min avant, rien de mesuré après ».
    """
    before, after = measure.before_value, first_after(measure)
    if measure.reported_change is not None:
        change = {"change": reported(measure)}
        if before is None:
            return _("%(change)s according to the source, with no starting value") % change
        change["before"] = value_of(measure, before)
        return _("%(change)s according to the source, from %(before)s") % change
    if before is not None:
        return _("%(value)s before, nothing measured after") % {"value": value_of(measure, before)}
    if after is not None:
        return _("%(value)s after, with no starting value") % {"value": value_of(measure, after)}
    return ""


def first_after(measure: Any) -> Decimal | None:
    readings = [measure.after_value, *(row.value for row in measure.further_readings.all())]
    return next((value for value in readings if value is not None), None)


def reported(measure: Any) -> str:
    change = measure.reported_change
    if measure.reported_kind == ChangeKind.ABSOLUTE:
        return absolute(measure, change)
    return with_unit(signed(change), "%")


@register.filter
def interval_words(measure: Any) -> str:
    """What the interval of a change says, where a verdict rests on it; else nothing."""
    interval = measure.assessment.interval
    if interval is None or measure.assessment.level not in FIRM_LEVELS:
        return ""
    low, high = interval
    said = {"low": signed(rounded(low)), "high": points(rounded(high))}
    if low <= 0 <= high:
        return (
            _(
                "The real change lies between %(low)s and %(high)s (95%% interval): "
                "it may be none, so nothing can be concluded."
            )
            % said
        )
    return _("The real change lies between %(low)s and %(high)s (95%% interval).") % said
