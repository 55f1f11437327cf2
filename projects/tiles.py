"""How many cases each département has, as a map of tiles and as a list. No queries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count, groupby
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.data.tiles import CAPTIONS, CORNER, POINTS, Point
from projects.folding import fold

SHADES = 3
FEW = 3
OVERSEAS = _("Overseas")
OVERSEAS_CODE_LENGTH = 3


class Shade(NamedTuple):
    """A class of counts: from `low` to `high`; the last one has no end."""

    level: int
    low: int
    high: int | None


@dataclass(frozen=True)
class Tile:
    """A département on the map. `shade` is the level of its class, 0 where there is no case."""

    departement: Any
    count: int
    shade: int
    point: Point


@dataclass(frozen=True)
class Region:
    """Départements of one région, each with its number of cases."""

    name: str | Promise
    rows: list[tuple[Any, int]]

    @property
    def count(self) -> int:
        return sum(number for _departement, number in self.rows)


@dataclass(frozen=True)
class TileMap:
    """The map of some cases: `counts` tells how many each département has, by its code.

    `departements` are the rows of the official code. One that no longer exists shows only in
    the list, and only if it has a case.
    """

    departements: Iterable[Any]
    counts: Mapping[str, int]

    captions = CAPTIONS
    corner = CORNER

    @cached_property
    def tiles(self) -> list[Tile]:
        """The départements that have a place on the map, in the order of the map."""
        drawn = {each.code: each for each in self.departements if each.active}
        return [
            Tile(drawn[code], self.count_of(code), self.shade_of(self.count_of(code)), point)
            for code, point in POINTS.items()
            if code in drawn
        ]

    @cached_property
    def shades(self) -> list[Shade]:
        """Classes of equal width: 1, 2, « 3 and more » while numbers are small.

        The width grows, by 1, 2, 5, 10, 20…, so that the last class stays the exception.
        """
        largest = max(self.counts.values(), default=0)
        width = next(width for width in widths() if largest < 2 * SHADES * width)
        lows = [level * width + 1 for level in range(SHADES)]
        return [
            Shade(level, low, None if level == SHADES else low + width - 1)
            for level, low in enumerate(lows, start=1)
        ]

    def shade_of(self, number: int) -> int:
        return sum(1 for shade in self.shades if number >= shade.low)

    def count_of(self, code: str) -> int:
        return self.counts.get(code, 0)

    @property
    def total(self) -> int:
        """How many cases have a département."""
        return sum(self.counts.values())

    @cached_property
    def reached(self) -> list[tuple[Any, int]]:
        """The départements that have a case, with how many, in the order of their codes."""
        return [(each, n) for each in self.departements if (n := self.count_of(each.code))]

    @cached_property
    def unreached(self) -> list[Any]:
        """The départements that have none."""
        return [each for each in self.departements if each.active and not self.count_of(each.code)]

    @property
    def says_more_than_words(self) -> bool:
        """Tell whether to draw it: a few départements are read faster than found on a map."""
        return len(self.reached) > FEW

    @property
    def regions(self) -> list[Region]:
        """The régions that have a case, with the départements that do."""
        return by_region(self.reached)

    @property
    def unreached_regions(self) -> list[Region]:
        """The régions that have a département without a case, with these."""
        return by_region((each, 0) for each in self.unreached)


def by_region(rows: Iterable[tuple[Any, int]]) -> list[Region]:
    """Return the départements by région, in alphabetical order; what is overseas comes last."""
    ordered = sorted(rows, key=lambda row: (region_key(row[0]), row[0].code))
    return [
        Region(OVERSEAS if overseas else group[0][0].region_name, group)
        for (overseas, _name), rows_of in groupby(ordered, key=lambda row: region_key(row[0]))
        for group in [list(rows_of)]
    ]


def region_key(departement: Any) -> tuple[bool, str]:
    """Return what sorts régions; all that is overseas, often a région by itself, is one."""
    overseas = len(departement.code) == OVERSEAS_CODE_LENGTH
    return overseas, "" if overseas else fold(departement.region_name)


def widths() -> Iterator[int]:
    """Yield 1, 2, 5, 10, 20, 50…"""
    return (digit * 10**power for power in count() for digit in (1, 2, 5))
