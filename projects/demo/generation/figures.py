"""Measures of a generated case: plausible values, believable to every degree."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from projects.choices import ChangeKind, Direction, MeasureStatus, Scale
from projects.dates import PartialDate
from projects.demo.data import load
from projects.demo.generation import chance
from projects.demo.generation.subject import LAST_YEAR, Subject
from projects.demo.vocabulary import Lookup
from projects.evidence import SAMPLING_METHODS
from projects.models import FurtherReading, Measure

COUNTS = {0: 22, 1: 33, 2: 26, 3: 13, 4: 6}
ACCOUNTS = {
    "planned": 6,
    "not_measurable": 2,
    "reported": 7,
    "one_side": 10,
    "fragile": 33,
    "comparable": 28,
    "confirmed": 14,
}
"""How much a case says of a measure, and how often."""

OWN_SHARE = 0.06
WORSE, UNCHANGED = 0.13, 0.10
BOUNDS = {Scale.PERCENT: (0, 100), Scale.BALANCE: (-100, 100), Scale.SCORE: (0, 10)}
NO_BOUNDS = (0, float("inf"))


class Figures:
    """Draws the measures of one case."""

    def __init__(self, subject: Subject, lookup: Lookup) -> None:
        self.subject, self.rng, self.lookup = subject, subject.rng, lookup
        self.words = load("prose.yaml")["measures"]

    def measures(self) -> list[Measure]:
        """Return the unsaved measures of the case, none twice of one indicator."""
        codes = [c for c in self.subject.gathered("indicators") if c in self.lookup.indicators]
        drawn = chance.several(self.rng, chance.by_rank(codes), chance.one(self.rng, COUNTS))
        figures = load("chances.yaml")["figures"]
        return [self.measure(self.named(code), figures[code]) for code in drawn] + self.own()

    def named(self, code: str) -> Measure:
        indicator = self.lookup.indicators[code]
        method = indicator.advised_method or self.lookup.term("measurement_methods", "comptage")
        return Measure(indicator=indicator, before_method=method, after_method=method)

    def own(self) -> list[Measure]:
        if self.rng.random() > OWN_SHARE:
            return []
        facts = self.rng.choice(self.words["own"])
        method = self.lookup.term("measurement_methods", "comptage")
        measure = Measure(
            own_label=facts["label"],
            own_unit=facts["unit"],
            own_direction=facts["direction"],
            before_method=method,
            after_method=method,
        )
        return [self.measure(measure, {**facts, "digits": 0})]

    def measure(self, measure: Measure, figure: Mapping[str, Any]) -> Measure:
        """Complete a measure that knows its indicator and its methods."""
        measure.further_readings = []
        measure.before_value, measure.after_value = self.values(measure, figure)
        self.date(measure)
        self.count_answers(measure)
        measure.source_name = self.rng.choice(self.words["sources"])
        measure.context = self.rng.choice(self.words["contexts"])
        if self.rng.random() < 0.15:
            measure.target = self.rng.choice(self.words["targets"])
        getattr(self, chance.one(self.rng, ACCOUNTS))(measure)
        return measure

    def values(self, measure: Measure, figure: Mapping[str, Any]) -> tuple[Decimal, Decimal]:
        rule = measure.rule
        before, change = self.rng.uniform(*figure["before"]), self.rng.uniform(*figure["change"])
        luck = self.rng.random()
        if luck < WORSE:
            change *= -0.5
        elif luck < WORSE + UNCHANGED:
            change *= 0.04
        rises = rule.direction == Direction.HIGHER
        if rule.direction not in (Direction.HIGHER, Direction.LOWER):
            rises = self.rng.random() < 0.5
        change = change if rises else -change
        low, high = BOUNDS.get(rule.scale, NO_BOUNDS)
        after = before * (1 + change) if rule.scale == Scale.RATIO else before + change
        return as_decimal(before, figure), as_decimal(min(max(after, low), high), figure)

    def date(self, measure: Measure) -> None:
        """Same months of the year before the opening and of the year after it."""
        year, first = self.subject.opening // 12, self.rng.randint(1, 8)
        last = first + self.rng.randint(0, 2)
        for side, shift in (("before", -1), ("after", 1)):
            setattr(measure, f"{side}_start", chance.month(12 * (year + shift) + first))
            setattr(measure, f"{side}_end", chance.month(12 * (year + shift) + last))

    def count_answers(self, measure: Measure) -> None:
        if measure.before_method.code not in SAMPLING_METHODS and self.rng.random() < 0.5:
            measure.before_exhaustive = measure.after_exhaustive = True
            return
        measure.before_n = self.sample(measure.before_method.code)
        measure.after_n = self.sample(measure.before_method.code)

    def sample(self, method: str) -> int:
        least, usual = (30, 4.9) if method in SAMPLING_METHODS else (80, 7.0)
        return max(least, chance.rounded(self.rng.lognormvariate(usual, 0.7), 3))

    # What each account takes from a measure that would be comparable, or adds to it.

    def planned(self, measure: Measure) -> None:
        measure.status = MeasureStatus.PLANNED
        clear(measure, "after")
        measure.planned_on = chance.month(12 * (LAST_YEAR + 2) + self.rng.randrange(12))

    def not_measurable(self, measure: Measure) -> None:
        measure.status = MeasureStatus.NOT_MEASURABLE
        clear(measure, "before", "after")
        measure.note = self.rng.choice(self.words["reasons"])

    def reported(self, measure: Measure) -> None:
        measure.reported_change = measure.after_value - measure.before_value
        measure.reported_kind = ChangeKind.ABSOLUTE
        clear(measure, "before", "after")

    def one_side(self, measure: Measure) -> None:
        clear(measure, self.rng.choice(("before", "after")))

    def fragile(self, measure: Measure) -> None:
        for doubt in chance.some(self.rng, (self.undated, self.uncounted, self.mixed), 1, 2):
            doubt(measure)

    def comparable(self, measure: Measure) -> None:
        """It already is, unless the opening is too recent."""

    def confirmed(self, measure: Measure) -> None:
        if self.subject.opening // 12 + 2 <= LAST_YEAR and self.rng.random() < 0.7:
            self.repeat(measure)
        else:
            self.control(measure)

    def undated(self, measure: Measure) -> None:
        for name in ("before_start", "before_end", "after_start", "after_end"):
            setattr(measure, name, chance.month(12 * getattr(measure, name).year, known=False))

    def uncounted(self, measure: Measure) -> None:
        measure.before_exhaustive, measure.before_n = False, None
        measure.context = ""

    def mixed(self, measure: Measure) -> None:
        """Another method after than before."""
        others = {"comptage", "observation", "enquete-ligne"} - {measure.before_method.code}
        other = self.rng.choice(sorted(others))
        measure.after_method = self.lookup.term("measurement_methods", other)

    def repeat(self, measure: Measure) -> None:
        gap = measure.after_value - measure.before_value
        kept = Decimal(str(round(self.rng.uniform(0.7, 1.0), 2)))
        reading = FurtherReading(
            sort_order=0,
            value=(measure.before_value + gap * kept).quantize(measure.after_value),
            start=a_year_after(measure.after_start),
            end=a_year_after(measure.after_end),
            method=measure.after_method,
            n=measure.after_n,
            exhaustive=measure.after_exhaustive,
        )
        measure.further_readings = [reading]

    def control(self, measure: Measure) -> None:
        measure.control_name = self.rng.choice(self.words["controls"])
        measure.control_before = measure.before_value
        measure.control_after = (measure.before_value * 3 + measure.after_value) / 4
        measure.control_after = measure.control_after.quantize(measure.after_value)
        measure.control_before_n, measure.control_after_n = measure.before_n, measure.after_n
        measure.control_exhaustive = measure.before_exhaustive


def clear(measure: Measure, *sides: str) -> None:
    """Forget the reading of a side, or of both."""
    for side in sides:
        for name in ("value", "start", "end", "method", "n"):
            setattr(measure, f"{side}_{name}", None)
        setattr(measure, f"{side}_exhaustive", False)


def as_decimal(value: float, figure: Mapping[str, Any]) -> Decimal:
    return Decimal(f"{value:.{figure['digits']}f}")


def a_year_after(date: PartialDate) -> PartialDate:
    return PartialDate(date.year + 1, date.month)
