"""A state of the index as a process holds it: sets of documents as the bits of integers.

Narrowing, counting and ordering are then arithmetic on a few kilobytes. The database is asked for
the holders of words that nobody looked for yet in this state, and for what must not show.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import datetime
from functools import reduce
from operator import and_, or_
from threading import Lock
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

import numpy as np
from django.db.models import F

from projects.search.backends import backend_of
from projects.search.backends.base import Keys
from projects.search.expressions import AllOf, AnyOf, Expression, Phrase, Sought, Zone
from projects.search.models import SearchDocument, SearchState

Bits = int
MOST_KEPT = 2_000
"""Sets of holders kept; of 100,000 documents they take 25 MB."""
OLDEST_FIRST = (F("published_at").asc(nulls_first=True), "page_id")
NEWEST_FIRST = (F("published_at").desc(nulls_last=True), "-page_id")


class Row(NamedTuple):
    """What is read of a document; its values are keys between commas."""

    key: int
    values: str
    published_at: datetime | None
    path: str


def rows_of(documents: Any) -> list[Row]:
    """Return what is read of some documents, the oldest first."""
    ordered = documents.order_by(*OLDEST_FIRST)
    found = ordered.values_list("page_id", "facets", "published_at", "page__path")
    return list(map(Row._make, found))


class Snapshot:
    """The documents of one state, each a bit: the later it was published, the higher.

    A document that is no longer there keeps its place, and is in no set.
    """

    latest: ClassVar["Snapshot | None"] = None
    lock: ClassVar[Lock] = Lock()

    def __init__(self, state: UUID | None, rows: Sequence[Row], alias: str) -> None:
        self.state, self.alias = state, alias
        self.rows: list[Row] = []
        self.places: dict[int, int] = {}
        self.everything: Bits = 0
        self.having: dict[int, Bits] = {}
        self._start(rows)

    @classmethod
    def of(cls, state: UUID | None) -> "Snapshot":
        """Return the documents of a state, or of a later one, kept by this process."""
        if state is None:
            return cls.read(None)
        # One reads while the others wait: reading all of them takes a while.
        with cls.lock:
            held = cls.latest
            if held is None or held.state != state:
                held = cls.latest = held.renewed() if held else cls.read(state)
            return held

    @classmethod
    def read(cls, state: UUID | None) -> "Snapshot":
        documents = SearchDocument.objects.all()
        return cls(state, rows_of(documents), documents.db)

    def renewed(self) -> "Snapshot":
        """Return the documents as they are now; where it is known which changed, these are read."""
        state, changed = SearchState.since(self.state) if self.state else (None, None)
        if changed is None:
            return self.read(state)
        rows = rows_of(SearchDocument.objects.filter(pk__in=changed))
        return self._with(rows, changed, state) if self._keep_order(rows) else self.read(state)

    def _keep_order(self, rows: Sequence[Row]) -> bool:
        """Tell whether documents may keep their places, or come after the last one."""
        known = [row for row in rows if row.key in self.places]
        new = [row for row in rows if row.key not in self.places]
        return all(
            self.rows[self.places[row.key]].published_at == row.published_at for row in known
        ) and (not new or not self.rows or age(self.rows[-1]) < age(new[0]))

    def _with(self, rows: Sequence[Row], changed: Iterable[int], state: UUID | None) -> "Snapshot":
        """Return the documents with those that changed as rows tell."""
        fresh, others = copy(self), ~self.bits(changed)
        fresh.state = state
        fresh.rows, fresh.places = [*self.rows], {**self.places}
        fresh.everything = self.everything & others
        fresh.having = {value: bits & others for value, bits in self.having.items()}
        fresh._start(rows)
        return fresh

    def _start(self, rows: Sequence[Row]) -> None:
        """Give documents their places and their values, nothing being learnt yet."""
        held: dict[str, list[int]] = defaultdict(list)
        for row in rows:
            place = self.places.setdefault(row.key, len(self.rows))
            self.rows[place : place + 1] = [row]
            for value in row.values.split(",") if row.values else ():
                held[value].append(place)
        self._place_of = places_of(self.places)
        self.everything |= self.bits(row.key for row in rows)
        for value, places in held.items():
            self.having[int(value)] = self.having.get(int(value), 0) | self._bits(places)
        self._below: dict[str, Bits] = {}
        self._orders: dict[str, list[int]] = {}
        self.forget()

    def _bits(self, places: Keys | list[int]) -> Bits:
        """Return a set of bits; the place after the last one is that of none."""
        flags = np.zeros(len(self.rows) + 1, np.uint8)
        flags[places] = 1
        flags[-1] = 0
        return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")

    def bits(self, keys: Keys | Iterable[int]) -> Bits:
        """Return the set of some documents; those of another state are left out."""
        given = keys if isinstance(keys, np.ndarray) else np.fromiter(keys, np.int64)
        return self._bits(self._place_of[np.minimum(given, len(self._place_of) - 1)])

    def below(self, path: str) -> Bits:
        """Return the documents of the pages below a path."""
        if path not in self._below:
            self._below[path] = self.everything & self._bits(
                [place for place, row in enumerate(self.rows) if row.path.startswith(path)]
            )
        return self._below[path]

    def any_of(self, values: Iterable[int]) -> Bits:
        """Return the documents that have any of some values."""
        return reduce(or_, (self.having.get(value, 0) for value in values), 0)

    def counts(self, among: Bits, values: Iterable[int] | None = None) -> dict[int, int]:
        """Return how many of some documents have each value, those that none has left out."""
        wanted = self.having if values is None else values
        counts = ((value, (self.having.get(value, 0) & among).bit_count()) for value in wanted)
        return {value: count for value, count in counts if count}

    def matching(self, expression: Expression, zone: Zone = Zone.ANYWHERE) -> Bits:
        """Return the documents that hold an expression in a zone."""
        match expression:
            case Phrase():
                sought = Sought(expression, zone)
                held = self._holding.get(sought)
                return self._ask([sought])[sought] if held is None else held
            case AllOf(parts):
                return reduce(and_, (self.matching(part, zone) for part in parts), self.everything)
            case AnyOf(parts):
                return reduce(or_, (self.matching(part, zone) for part in parts), 0)

    def learn(self, sought: Iterable[Sought]) -> None:
        """Ask the database at once for the holders of what is not known yet."""
        self._ask([each for each in dict.fromkeys(sought) if each not in self._holding])

    def _ask(self, sought: Sequence[Sought]) -> Mapping[Sought, Bits]:
        holders = backend_of(self.alias).holders(sought)
        learnt = {each: self.bits(keys) for each, keys in zip(sought, holders, strict=True)}
        if len(self._holding) + len(learnt) > MOST_KEPT:
            self.forget()
        self._holding.update(learnt)
        return learnt

    def forget(self) -> None:
        """Forget what was learnt."""
        self._holding: dict[Sought, Bits] = {}

    def newest_first(self, among: Bits) -> Iterator[int]:
        """Yield the keys of some documents."""
        flags = f"{among:b}"
        last, found = len(flags) - 1, flags.find("1")
        while found >= 0:
            yield self.rows[last - found].key
            found = flags.find("1", found + 1)

    def ordered(self, among: Bits, name: str, ordering: Sequence[Any]) -> Iterator[int]:
        """Yield the keys of some documents in an order of the database, kept by its name."""
        if name not in self._orders:
            documents = SearchDocument.objects.order_by(*ordering, *NEWEST_FIRST).page_keys()
            self._orders[name] = [self.places[key] for key in documents if key in self.places]
        flags = f"{among:0{len(self.rows)}b}"
        return (self.rows[place].key for place in self._orders[name] if flags[~place] == "1")


def places_of(places: Mapping[int, int]) -> Keys:
    """Return the place of each key, by this key, and the place of none for any other.

    The places are those of the keys in the order of the mapping.
    """
    keys = np.fromiter(places, np.int64)
    found = np.full(keys.max(initial=0) + 2, len(places))
    found[keys] = np.arange(len(places))
    return found


def age(row: Row) -> tuple[bool, datetime | None, int]:
    """Return what sorts documents as `OLDEST_FIRST` does."""
    return row.published_at is not None, row.published_at, row.key
