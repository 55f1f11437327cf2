"""The facets that the list offers, each with the values worth showing."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import Promise

MANY = 10
"""A facet with more values than this shows but a few, unless it is asked for whole."""
FEW = 5
OPEN = 6
"""How many facets are unfolded, the first ones."""


class Option(NamedTuple):
    """A value of a facet that the panel offers, and how many cases it would give."""

    code: str
    label: str
    cases: int
    is_chosen: bool


class OfferedFacet(NamedTuple):
    """A facet as the panel offers it: all its values, or the most useful of many.

    `other` is the query string of the list that offers it the other way: whole, or in part.
    """

    name: str
    title: str | Promise
    values: Sequence[Option]
    is_whole: bool = False
    is_early: bool = False
    other: str = ""

    @property
    def chosen(self) -> list[Option]:
        return [value for value in self.values if value.is_chosen]

    @property
    def is_open(self) -> bool:
        return self.is_early or self.is_whole or bool(self.chosen)

    @property
    def is_long(self) -> bool:
        return len(self.values) > MANY

    @property
    def options(self) -> Sequence[Option]:
        """The values to show, in the order of the facet."""
        return most_useful(self.values) if self.is_long and not self.is_whole else self.values


def most_useful(values: Sequence[Option]) -> list[Option]:
    """Return every value chosen and those of the greatest counts, in the order they came in."""
    ranked = sorted(values, key=lambda value: (not value.is_chosen, -value.cases))
    kept = {*ranked[:FEW], *(value for value in values if value.is_chosen)}
    return [value for value in values if value in kept]
