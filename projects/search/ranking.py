"""What a document is worth for a question: what it holds, where, and how rare that is.

Only presence counts, zone by zone, so that both databases give the same order.
"""

import math
from collections.abc import Iterator, Sequence

from projects.search.expressions import Expression, Signal, Zone
from projects.search.planner import Concept, Plan

WHOLE = 1_000.0
"""Worth of answering the whole question: more than any sum of parts."""
ZONES = {Zone.ANYWHERE: 1.0, Zone.HEAD: 1.0, Zone.TITLE: 1.0}
"""What an expression adds for being in each zone: a title is worth all three."""
EQUAL, TYPED = 1.0, 0.5
"""What a document adds for holding what says the same, and the very words, rather than part."""
IN_ORDER = 2.0
"""What the words typed are worth when they follow one another."""


def rarity(holders: int, documents: int) -> float:
    """Return how much an expression tells, as BM25 has it, from those that hold it."""
    return math.log(1 + (documents - holders + 0.5) / (holders + 0.5))


def signals(plan: Plan, concepts: Sequence[Concept], rarities: Sequence[float]) -> list[Signal]:
    """Return what documents are worth for holding parts of a plan. Worths add up."""
    found = [Signal(plan.every, Zone.ANYWHERE, WHOLE)]
    for concept, rare in zip(concepts, rarities, strict=True):
        found += _of_concept(concept, rare)
    if plan.in_order:
        found += [Signal(plan.in_order, zone, IN_ORDER) for zone in (Zone.HEAD, Zone.TITLE)]
    return found


def _of_concept(concept: Concept, rare: float) -> Iterator[Signal]:
    yield from _in_zones(concept.whole, rare)
    if concept.narrower:
        yield from _in_zones(concept.equal, EQUAL * rare)
    if concept.same:
        yield from _in_zones(concept.typed, TYPED * rare)


def _in_zones(expression: Expression, worth: float) -> Iterator[Signal]:
    for zone, factor in ZONES.items():
        yield Signal(expression, zone, factor * worth)
