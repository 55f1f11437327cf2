"""Small measures to judge: comparable as they come, spoilt by the tests that use them."""

from dataclasses import replace
from decimal import Decimal

from projects.choices import Direction, Scale
from projects.dates import PartialDate
from projects.evidence import Measurement, Period, Reading, Rule

WAIT = Rule(Direction.LOWER, Scale.RATIO, sampled=False, threshold=Decimal(5))
SATISFIED = Rule(Direction.HIGHER, Scale.PERCENT, sampled=True, threshold=Decimal(3))
NET = Rule(Direction.HIGHER, Scale.BALANCE, sampled=True, threshold=Decimal(3))
MARK = Rule(Direction.HIGHER, Scale.SCORE, sampled=True, threshold=Decimal("0.3"))
NOISE = Rule(Direction.LOWER, Scale.LOG, sampled=False, threshold=Decimal(3))
VISITS = replace(WAIT, direction=Direction.NEUTRAL)
UNKNOWN = replace(WAIT, direction=None)
NOTHING = Reading()


def period(start, end=None):
    return Period(PartialDate.parse(start), PartialDate.parse(end or start))


def reading(value, start, end=None, *, n=200, method="gfa", exhaustive=False):
    return Reading(Decimal(value), period(start, end), method, n, exhaustive)


def measurement(rule=WAIT, before="34", after="19", **changes):
    """A comparable before/after, March on March, unless something is changed.

    Sides are values, or readings that replace the usual ones.
    """
    usual = Measurement(
        rule=rule,
        before=before if isinstance(before, Reading) else reading(before, "2023-03"),
        after=after if isinstance(after, Reading) else reading(after, "2024-03"),
        opened_on=PartialDate(2023, 10),
        has_source=True,
        has_context=True,
    )
    return replace(usual, **changes)
