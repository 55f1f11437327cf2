"""A measure drawn: where it stood and where it stands, on an axis with honest bounds. No queries.

Lengths are whole units of the drawing, about a pixel each. A drawing knows no font: the width of a
text is counted generously, so that labels kept apart here are apart in any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil, floor
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from projects.choices import FIRM_LEVELS, Scale
from projects.templatetags.figures import NARROW, NO_BREAK, number, unit_in_words, with_unit
from projects.templatetags.periods import month

register = template.Library()

WIDTH, SMALL_WIDTH, EDGE = 340, 96, 9
RING, DOT = 7, 5
"""Radii of the hollow mark before and of the filled mark after: equal values show as a target."""
FONT, GAP = 13, 10
VALUES_AT, DATES_AT, AXIS_AT, TICKS_AT = 14, 30, 47, 67
TRACK, TRACK_TEXT_AT, TRACK_LINE_AT = 40, 22, 34
ENDS = tuple(map(Decimal, ("1", "1.5", "2", "3", "4", "5", "6", "8", "10")))
STEPS = tuple(map(Decimal, ("1", "2", "5", "10")))
MARGIN = Decimal("0.25")
THIN = frozenset(f"{NARROW}{NO_BREAK} .,:/−'’()")


def width_of(text: str) -> int:
    """Return no less than the width of a text in any usual font."""
    return ceil(sum(0.4 if sign in THIN else 0.68 for sign in text) * FONT)


@dataclass(frozen=True)
class Label:
    """A text at `x`, which is its start, its middle or its end as `anchor` says."""

    text: str
    x: int
    y: int
    kind: str
    anchor: str = "middle"

    @property
    def left(self) -> int:
        share = {"start": 0, "middle": 0.5, "end": 1}[self.anchor]
        return self.x - ceil(width_of(self.text) * share)

    @property
    def right(self) -> int:
        return self.left + width_of(self.text)


@dataclass(frozen=True)
class Axis:
    """What a length of the drawing stands for."""

    low: Decimal
    high: Decimal
    width: int = WIDTH

    def place(self, value: Decimal) -> int:
        share = (value - self.low) / (self.high - self.low)
        return EDGE + int((share * (self.width - 2 * EDGE)).quantize(Decimal(1), ROUND_HALF_UP))

    @property
    def end(self) -> int:
        return self.width - EDGE


@dataclass(frozen=True)
class Track:
    """A lighter line below the axis: later readings, or the control site."""

    label: Label
    y: int
    hollow: tuple[int, ...]
    filled: tuple[int, ...]


@dataclass(frozen=True)
class Dumbbell:
    """What the templates draw: two marks on a line at `y`, and what joins them."""

    font = FONT
    start = EDGE
    ring, dot = RING, DOT

    axis: Axis
    before: int
    after: int
    firm: bool
    y: int = EDGE
    height: int = 2 * EDGE
    labels: tuple[Label, ...] = ()
    ticks: tuple[int, ...] = ()
    tracks: tuple[Track, ...] = ()

    @property
    def link(self) -> tuple[int, int] | None:
        """From where to where a line joins both marks; None where they touch."""
        if abs(self.after - self.before) <= RING + DOT:
            return None
        way = 1 if self.after > self.before else -1
        return self.before + way * RING, self.after - way * DOT


@register.filter
def dumbbell(measure: Any) -> Dumbbell | None:
    """The drawing of a measure that has both sides; None for another one."""
    if measure.assessment.change is None:
        return None
    tracks = tuple(tracks_of(measure, axis := axis_of(measure)))
    before, after = axis.place(measure.before_value), axis.place(measure.after_value)
    return Dumbbell(
        axis=axis,
        before=before,
        after=after,
        firm=measure.assessment.level in FIRM_LEVELS,
        y=AXIS_AT,
        height=TICKS_AT + 5 + TRACK * len(tracks),
        labels=(*side_labels(measure, before, after), *tick_labels(measure, axis)),
        ticks=tuple(map(axis.place, marks_of(axis))),
        tracks=tracks,
    )


@register.filter
def small_dumbbell(measure: Any) -> Dumbbell | None:
    """The same without words, to stand beside the figures."""
    if measure.assessment.change is None:
        return None
    axis = axis_of(measure, SMALL_WIDTH)
    return Dumbbell(
        axis=axis,
        before=axis.place(measure.before_value),
        after=axis.place(measure.after_value),
        firm=measure.assessment.level in FIRM_LEVELS,
    )


def axis_of(measure: Any, width: int = WIDTH) -> Axis:
    values = [measure.before_value, measure.after_value, *later_values(measure)]
    values += control_values(measure)
    low, high = bounds(measure.rule.scale, measure.unit, values)
    return Axis(low, high, width)


def later_values(measure: Any) -> list[Decimal]:
    rows = measure.further_readings.all()
    return [row.value for row in rows if row.value is not None]


def control_values(measure: Any) -> list[Decimal]:
    values = measure.control_before, measure.control_after
    return [] if None in values else list(values)


def bounds(scale: Scale, unit: str, values: Sequence[Decimal]) -> tuple[Decimal, Decimal]:
    """Return where an axis starts and ends: what the scale can hold, else from 0.

    A logarithmic scale has no 0 to start from: it spans what surrounds its values.
    """
    if scale == Scale.LOG:
        return around(min(values), max(values))
    limits = {
        Scale.PERCENT: (Decimal(0), Decimal(100)),
        Scale.BALANCE: (Decimal(-100), Decimal(100)),
    }
    if scale == Scale.SCORE and unit.startswith("/") and unit[1:].isdecimal() and int(unit[1:]):
        limits[scale] = Decimal(0), Decimal(unit[1:])
    low, high = limits.get(scale, (Decimal(0), Decimal(0)))
    if low <= min(values) and max(values) <= high and low < high:
        return low, high
    low, high = -ceiling(-min(values)), ceiling(max(values))
    return (low, high) if low < high else (low, low + 1)


def ceiling(value: Decimal, sizes: Sequence[Decimal] = ENDS) -> Decimal:
    """Return the next round number; 0 for what is not above 0."""
    if value <= 0:
        return Decimal(0)
    power = Decimal(10) ** value.adjusted()
    return next(size * power for size in sizes if size * power >= value)


def around(least: Decimal, most: Decimal) -> tuple[Decimal, Decimal]:
    """Return round numbers around two values, far enough for a small gap to look small."""
    size = max(abs(least), abs(most)) / 8
    step = ceiling(max(most - least, size), STEPS) or Decimal(1)
    return floor(least / step - MARGIN) * step, ceil(most / step + MARGIN) * step


def marks_of(axis: Axis) -> tuple[Decimal, Decimal, Decimal]:
    return axis.low, (axis.low + axis.high) / 2, axis.high


def tick_labels(measure: Any, axis: Axis) -> Iterator[Label]:
    """Yield both ends of the axis, the last with the unit, and the middle where there is room."""
    low, middle, high = (number(value) for value in marks_of(axis))
    first = Label(low, 0, TICKS_AT, "tick", "start")
    texts = with_unit(high, unit_in_words(measure.unit)), high
    room = WIDTH - GAP - first.right
    last = Label(fitting(room, *texts), WIDTH, TICKS_AT, "tick", "end")
    between = Label(middle, WIDTH // 2, TICKS_AT, "tick")
    yield first
    yield last
    if first.right + GAP <= between.left and between.right + GAP <= last.left:
        yield between


def side_labels(measure: Any, before: int, after: int) -> Iterator[Label]:
    """Yield each value above its mark, over its date; two that would touch part from each other."""
    dates = (
        month(measure.before_start or measure.before_end),
        month(measure.after_start or measure.after_end),
    )
    if not all(dates) or dates[0] == dates[1]:
        dates = pgettext("picture", "before"), pgettext("picture", "after")
    values = number(measure.before_value), number(measure.after_value)
    widths = [max(map(width_of, texts)) for texts in zip(values, dates, strict=True)]
    places = apart((before, after), widths)
    for x, value, date, kind in zip(places, values, dates, ("before", "after"), strict=True):
        yield Label(value, x, VALUES_AT, f"value-{kind}")
        yield Label(date, x, DATES_AT, "date")


def apart(places: tuple[int, int], widths: Sequence[int]) -> tuple[int, int]:
    """Return the middles of two texts, moved as little as keeps them apart and in the drawing."""
    (left, left_width), (right, right_width) = sorted(
        zip(places, widths, strict=True), key=lambda side: side[0]
    )
    halves = ceil(left_width / 2), ceil(right_width / 2)
    least = sum(halves) + GAP
    lacking = max(0, least - (right - left))
    left = max(halves[0], min(left - lacking // 2, WIDTH - halves[1] - least))
    right = min(WIDTH - halves[1], max(right + ceil(lacking / 2), left + least))
    return (left, right) if places[0] <= places[1] else (right, left)


def tracks_of(measure: Any, axis: Axis) -> Iterator[Track]:
    later, control = later_values(measure), control_values(measure)
    if later:
        name = _("Later")
        values = ", ".join(map(number, later))
        yield track(0, axis, (name, f"{name}{NO_BREAK}: {values}"), (), later)
    if control:
        name = _("Control site")
        values = " → ".join(map(number, control))
        texts = name, f"{name}{NO_BREAK}: {values}"
        yield track(bool(later), axis, texts, control[:1], control[1:])


def track(
    rank: int,
    axis: Axis,
    texts: tuple[str, str],
    hollow: Sequence[Decimal],
    filled: Sequence[Decimal],
) -> Track:
    top = TICKS_AT + TRACK * rank
    text = fitting(WIDTH, *reversed(texts))
    return Track(
        label=Label(text, 0, top + TRACK_TEXT_AT, "date", "start"),
        y=top + TRACK_LINE_AT,
        hollow=tuple(map(axis.place, hollow)),
        filled=tuple(map(axis.place, filled)),
    )


def fitting(room: int, *texts: str) -> str:
    """Return the first text for which there is room, else the last one."""
    return next((text for text in texts if width_of(text) <= room), texts[-1])
