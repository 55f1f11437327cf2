"""What follows from a measurement: change, interval, verdict, level, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from projects.choices import (
    FIRM_LEVELS,
    Direction,
    EvidenceLevel,
    MeasureStatus,
    Missing,
    Scale,
    Verdict,
)
from projects.evidence.intervals import ARITHMETIC, newcombe
from projects.evidence.measurement import Measurement
from projects.evidence.periods import comparable, settled, unmet


@dataclass(frozen=True)
class Assessment:
    """What follows from a measurement.

    `change` is after − before in the unit of the indicator (points for a percentage), exact;
    `relative` is change ÷ before, for a ratio that starts above 0, to 50 digits; `interval` is
    that of `change`, at 95 %. `verdict` is what the arithmetic says and `shown` what people may
    be told of it, None when a side is missing. `level` is None unless the measure was taken;
    `missing` is what keeps it from the next level. `neutral` measures count for no case.
    """

    change: Decimal | None = None
    relative: Decimal | None = None
    interval: tuple[Decimal, Decimal] | None = None
    verdict: Verdict | None = None
    shown: Verdict | None = None
    level: EvidenceLevel | None = None
    missing: tuple[Missing, ...] = ()
    neutral: bool = False


def assess(measurement: Measurement) -> Assessment:
    """Return everything that follows from a measurement.

    Planned and not measurable: nothing. A reported change is never taken for a computed one; it
    only makes the measure partial, and is ignored once both values are known. Without a verdict
    (neutral or unknown direction), a comparable change is shown as an observed one.
    """
    rule, sides = measurement.rule, measurement.sides
    neutral = rule.direction == Direction.NEUTRAL
    if measurement.status != MeasureStatus.MEASURED:
        return Assessment(neutral=neutral)
    level, missing = _level(measurement)
    if sides is None:
        return Assessment(level=level, missing=missing, neutral=neutral)
    before, after = sides
    with localcontext(ARITHMETIC):
        change = after - before
        relative = change / before if rule.scale == Scale.RATIO and before > 0 else None
    verdict = _verdict(measurement)
    return Assessment(
        change=change,
        relative=relative,
        interval=_interval(measurement),
        verdict=verdict,
        shown=(verdict or Verdict.NEUTRAL) if level in FIRM_LEVELS else Verdict.NO_CONCLUSION,
        level=level,
        missing=missing,
        neutral=neutral,
    )


def case_level(assessments: Iterable[Assessment]) -> EvidenceLevel:
    """Return the highest level among measures whose indicator is not neutral, else TOLD."""
    levels = (a.level for a in assessments if a.level is not None and not a.neutral)
    return max(levels, default=EvidenceLevel.TOLD)


def _interval(measurement: Measurement) -> tuple[Decimal, Decimal] | None:
    """Return the interval of the change in points, None where none is due.

    Independent samples of respondents have one; a census, be it of one side, or the same people
    asked twice are no such samples.
    """
    rule, before, after = measurement.rule, measurement.before, measurement.after
    independent = not (measurement.same_people or before.exhaustive or after.exhaustive)
    if not (rule.scale == Scale.PERCENT and rule.sampled and independent):
        return None
    if measurement.sides is None or before.n is None or after.n is None:
        return None
    with localcontext(ARITHMETIC):
        p1, p2 = (value / 100 for value in measurement.sides)
        low, high = newcombe(p1, before.n, p2, after.n)
        return low * 100, high * 100


def _verdict(measurement: Measurement) -> Verdict | None:
    """Return what the arithmetic says; a significant change may still be too small to count."""
    rule, sides = measurement.rule, measurement.sides
    if sides is None or rule.direction not in (Direction.LOWER, Direction.HIGHER):
        return None
    interval = _interval(measurement)
    if interval and interval[0] <= 0 <= interval[1]:
        return Verdict.INCONCLUSIVE
    before, after = sides
    with localcontext(ARITHMETIC):
        if not rule.counts(before, after - before):
            return Verdict.STABLE
    better = (after > before) == (rule.direction == Direction.HIGHER)
    return Verdict.IMPROVEMENT if better else Verdict.DETERIORATION


def _level(measurement: Measurement) -> tuple[EvidenceLevel, tuple[Missing, ...]]:
    """Return the level and what keeps the measurement from the next one."""
    if not measurement.has_figure:
        return EvidenceLevel.TOLD, (Missing.VALUE,)
    if measurement.sides is None:
        return EvidenceLevel.PARTIAL, (Missing.SIDE,)
    gaps = _gaps(measurement)
    if gaps:
        return EvidenceLevel.FRAGILE, gaps
    if _is_repeated(measurement) or _is_controlled(measurement):
        return EvidenceLevel.CONFIRMED, ()
    return EvidenceLevel.COMPARABLE, (Missing.CONFIRMATION,)


def _gaps(measurement: Measurement) -> tuple[Missing, ...]:
    """Return all that keeps a measurement from being a comparable before/after."""
    before, after = measurement.before, measurement.after
    same_method = before.method == after.method != ""
    large_enough = before.is_large_enough and after.is_large_enough
    return (
        *unmet({Missing.SIDE: measurement.sides is not None}),
        *unmet({Missing.LISTED: measurement.rule.listed}),
        *comparable(before.period, after.period),
        *unmet({Missing.METHOD: same_method, Missing.SAMPLE_SIZE: large_enough}),
        *settled(after.period, measurement.opened_on),
        *unmet({Missing.SOURCE: measurement.has_source, Missing.CONTEXT: measurement.has_context}),
    )


def _is_repeated(measurement: Measurement) -> bool:
    """Tell whether a later reading bears out the verdict of a comparable measurement.

    Without a verdict there is nothing to bear out.
    """
    verdict = _verdict(measurement)
    if verdict is None:
        return False
    seconds = (replace(measurement, after=later) for later in measurement.further)
    return any(
        second.after.comes_long_after(measurement.after)
        and not _gaps(second)
        and _verdict(second) == verdict
        for second in seconds
    )


def _is_controlled(measurement: Measurement) -> bool:
    """Tell whether a control site is comparable too, by the same methods over the same days.

    What the control site shows is for the reader to weigh, and takes nothing from the level.
    """
    control = measurement.control
    return (
        control is not None
        and control.before.matches(measurement.before)
        and control.after.matches(measurement.after)
        and not _gaps(replace(measurement, before=control.before, after=control.after))
    )
