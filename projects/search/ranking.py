"""What a document is worth for a question: what it holds, where, and how rare that is.

Only presence counts, zone by zone, so that both databases give the same order.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

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
PRECISION = 1_000_000
"""Parts of a unit of worth that make a difference."""


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


def best(hits: int, signals: Iterable[tuple[int, float]], wanted: int) -> list[int]:
    """Return hits, as sets of bits, in groups of equal worth, the worthiest first.

    `signals` are the documents that each gives its worth to. Groups without which there are as
    many hits as wanted may be left out.
    """
    groups = {0: hits}
    # Whole numbers, so that sums are exact; the weightiest first: soon most groups cannot make up
    # for what they lack.
    weighed = [(round(worth * PRECISION), holders) for holders, worth in signals]
    remaining = sum(worth for worth, _holders in weighed)
    for worth, holders in sorted(weighed, reverse=True):
        remaining -= worth
        split: dict[int, int] = defaultdict(int)
        for score, group in groups.items():
            having = group & holders
            split[score + worth] |= having
            split[score] |= group ^ having
        groups = worthy(split, remaining, wanted)
    return list(groups.values())


def worthy(groups: dict[int, int], remaining: int, wanted: int) -> dict[int, int]:
    """Return the groups, the best first, that may still be among the wanted, others being better.

    `remaining` is the most that a group may still gain.
    """
    ranked = sorted(((score, group) for score, group in groups.items() if group), reverse=True)
    totals = accumulate(group.bit_count() for _score, group in ranked)
    enough = (
        score for (score, _group), total in zip(ranked, totals, strict=True) if total >= wanted
    )
    least = next(enough, 0)
    return {score: group for score, group in ranked if score + remaining >= least}
