"""Drawing things that are not all as likely."""

import math
from collections.abc import Collection, Mapping, Sequence
from random import Random
from typing import Any, TypeVar

from projects.dates import PartialDate

T = TypeVar("T")


def several(rng: Random, weights: Mapping[T, float], count: int) -> list[T]:
    """Return so many different keys, or all there are; the heaviest come more often and first."""
    # Efraimidis and Spirakis, 2006: the largest u^(1/w) are a weighted sample.
    keys = {key: math.log(rng.random()) / weight for key, weight in weights.items()}
    return sorted(keys, key=keys.__getitem__, reverse=True)[:count]


def one(rng: Random, weights: Mapping[T, float]) -> T:
    return rng.choices(list(weights), list(weights.values()))[0]


def by_rank(things: Collection[T]) -> dict[T, float]:
    """Return weights that fall as 1, 1/2, 1/3… in the order given (Zipf)."""
    return {thing: 1 / rank for rank, thing in enumerate(things, start=1)}


def weights_of(entries: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Return the `weight` of each entry of a data file."""
    return {code: entry["weight"] for code, entry in entries.items()}


def some(rng: Random, things: Sequence[T], low: int, high: int) -> list[T]:
    """Return between `low` and `high` of them, at most all, each once, in a random order."""
    return rng.sample(things, min(rng.randint(low, high), len(things)))


def rounded(value: float, figures: int = 2) -> int:
    """Return a positive number rounded as people do, 1 834 to 1 800."""
    digits = figures - 1 - math.floor(math.log10(max(value, 1)))
    return int(round(value, min(digits, 0)))


def month(index: int, known: bool = True) -> PartialDate:
    """Return the month that comes so many after January of year 0, or its year alone."""
    year, past = divmod(index, 12)
    return PartialDate(year, past + 1) if known else PartialDate(year)
