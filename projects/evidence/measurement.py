"""What a measure says: the indicator's rule, the readings, and what makes them believable."""

from dataclasses import dataclass
from decimal import Decimal

from projects.choices import Direction, MeasureStatus, Scale
from projects.dates import PartialDate
from projects.evidence.periods import Period

SURVEYS = frozenset({"enquete-place", "enquete-ligne", "borne", "entretiens", "usager-mystere"})
OBSERVATIONS = frozenset({"observation", "chronometrage"})
SAMPLING_METHODS = SURVEYS | OBSERVATIONS
"""Codes of measurement methods that need a sample of some size: surveys, observation, timing."""

SMALLEST_SAMPLE = 30


@dataclass(frozen=True)
class Rule:
    """What an indicator says about its arithmetic.

    `direction` is None when nobody said which way is better; `sampled` means answers of
    independent respondents; `threshold` is the smallest change that counts, in per cent of the
    value before for a ratio, in the unit otherwise (points for a percentage or a balance);
    `listed` is False for an author's own indicator.
    """

    direction: Direction | None
    scale: Scale
    sampled: bool
    threshold: Decimal
    listed: bool = True

    def counts(self, before: Decimal, change: Decimal) -> bool:
        """Tell whether a change reaches the threshold; no change never does.

        A ratio that starts from 0 (or below) has no share to compare with: any change counts.
        """
        if not change:
            return False
        if self.scale == Scale.RATIO:
            return abs(change) * 100 >= self.threshold * before
        return abs(change) >= self.threshold


@dataclass(frozen=True)
class Reading:
    """One side of a measure. No value means that this side is missing; 0 is a value.

    `method` is a code of the measurement methods, empty when unknown; `n` is the number of
    answers or observations, None when unknown; `exhaustive` says that everyone was counted.
    Raises ValueError for a value that is not a number or a sample of nobody.
    """

    value: Decimal | None = None
    period: Period | None = None
    method: str = ""
    n: int | None = None
    exhaustive: bool = False

    def __post_init__(self) -> None:
        if self.value is not None and not self.value.is_finite():
            raise ValueError(f"{self.value} is not a value")
        if self.n is not None and self.n < 1:
            raise ValueError(f"a sample cannot count {self.n}")

    @property
    def is_large_enough(self) -> bool:
        """Tell whether everyone was counted, or a known number that suits the method."""
        least = SMALLEST_SAMPLE if self.method in SAMPLING_METHODS else 1
        return self.exhaustive or (self.n is not None and self.n >= least)

    def matches(self, other: "Reading") -> bool:
        """Tell whether two readings, of two sites, have the same method and the same days."""
        if self.period is None or other.period is None:
            return False
        return self.method == other.method and self.period.covers_same_days_as(other.period)

    def comes_long_after(self, first: "Reading") -> bool:
        """Tell whether this reading is far enough from a first one to confirm it."""
        if self.period is None or first.period is None:
            return False
        return self.period.comes_long_after(first.period)


@dataclass(frozen=True)
class Control:
    """The same indicator on a site that did not change, with periods and methods of its own."""

    before: Reading
    after: Reading


@dataclass(frozen=True)
class Measurement:
    """All that a measure says, by which it is judged.

    `further` holds later after-readings; `reported_change` is a change that a source gives
    without its levels, whatever its unit; `has_source` and `has_context` tell that both
    questions are answered; `same_people` tells that the same persons answered twice.
    Raises ValueError for a percentage outside 0–100.
    """

    rule: Rule
    before: Reading
    after: Reading
    further: tuple[Reading, ...] = ()
    control: Control | None = None
    status: MeasureStatus = MeasureStatus.MEASURED
    reported_change: Decimal | None = None
    opened_on: PartialDate | None = None
    has_source: bool = False
    has_context: bool = False
    same_people: bool = False

    def __post_init__(self) -> None:
        readings = [self.before, self.after, *self.further]
        if self.control:
            readings += [self.control.before, self.control.after]
        values = [reading.value for reading in readings if reading.value is not None]
        if self.rule.scale == Scale.PERCENT and not all(0 <= value <= 100 for value in values):
            raise ValueError("a percentage lies between 0 and 100")

    @property
    def sides(self) -> tuple[Decimal, Decimal] | None:
        """The values before and after, None unless both are known."""
        if self.before.value is None or self.after.value is None:
            return None
        return self.before.value, self.after.value

    @property
    def has_figure(self) -> bool:
        """Tell whether there is any value, be it a reported change or a later reading alone."""
        values = [reading.value for reading in (self.before, self.after, *self.further)]
        return any(value is not None for value in (*values, self.reported_change))
