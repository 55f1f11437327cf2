"""Where to go from a list that holds nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects.search.engine import Choice, Search
from projects.search.facets import FACETS
from projects.search.fruitless import ALL, Fruitless

MOST_STARTS = 8


@dataclass(frozen=True)
class Way:
    """What to do without, how many cases that gives, and the query string of the list of them."""

    label: str
    count: int
    address: str


class Link(NamedTuple):
    """A word to look for instead, and the query string of the list that it gives."""

    label: str
    address: str


class Unknown(NamedTuple):
    """A word that no case holds, and some that look like it."""

    word: str
    nearest: Sequence[Link]


class Starts(NamedTuple):
    """A facet to start from, and its values."""

    name: str
    choices: Sequence[Choice]


@dataclass
class DeadEnd:
    """What leads out of a search that found nothing.

    `asked` is what its address asks, `address` gives the query string of the list that asks
    something else.
    """

    search: Search
    asked: Mapping[str, Any]
    address: Callable[[dict[str, Any]], str]

    @cached_property
    def fruitless(self) -> Fruitless:
        return Fruitless(self.search)

    @property
    def is_nearly_right(self) -> bool:
        """Tell whether a word close to one typed is known."""
        return any(nearest for _word, nearest in self.fruitless.unknown)

    @property
    def unknown(self) -> list[Unknown]:
        return [
            Unknown(
                word, [Link(near, self._asking(q=typed, litteral="")) for near, typed in nearest]
            )
            for word, nearest in self.fruitless.unknown
        ]

    @property
    def ways(self) -> list[Way]:
        """What gives something when something else is given up, the most first."""
        ways = [*self._without_filters(), self._without_words]
        return sorted((way for way in ways if way.count), key=lambda way: -way.count)

    def _without_filters(self) -> Iterator[Way]:
        counts, chosen = self.fruitless.without, self.search.chosen
        for name, values in chosen.items():
            text = ngettext(
                "Without the filter %(values)s", "Without the filters %(values)s", len(values)
            )
            quoted = ", ".join(_("“%(value)s”") % {"value": value.label} for value in values)
            yield Way(text % {"values": quoted}, counts[name], self._asking(**{name: []}))
        if self.asked["q"] and len(chosen) > 1:
            none: dict[str, Any] = {name: [] for name in chosen}
            yield Way(_("Without any filter"), counts[ALL], self._asking(**none))

    @property
    def _without_words(self) -> Way:
        label = _("With these filters, without the words typed")
        return Way(label, self.fruitless.without_words, self._asking(q="", litteral=""))

    def _asking(self, **changes: Any) -> str:
        return self.address({**self.asked, **changes})

    @property
    def starts(self) -> Starts:
        """The values that most cases have, in their order."""
        counts, name = self.search.catalogue.counts, FACETS[0].name
        choices = [*self.search.catalogue.choices[name].values()]
        frequent = sorted(choices, key=lambda choice: -counts[choice.key])[:MOST_STARTS]
        return Starts(name, [choice for choice in choices if choice in frequent])
