"""A state of the index as a process holds it: sets of documents as the bits of integers.

Narrowing, counting and ordering are then arithmetic on a few kilobytes. The database is asked for
the holders of words that nobody looked for yet in this state, and for what must not show.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_

from django.db.models import F

from projects.search.backends import backend_of
from projects.search.expressions import AllOf, AnyOf, Expression, Phrase, Sought, Zone
from projects.search.models import SearchDocument

Bits = int
MOST_KEPT = 2_000
"""Sets of holders kept; of 100,000 documents they take 25 MB."""
OLDEST_FIRST = (F("published_at").asc(nulls_first=True), "page_id")
NEWEST_FIRST = (F("published_at").desc(nulls_last=True), "-page_id")


class Snapshot:
    """The documents of one state, each a bit: the later it was published, the higher."""

    def __init__(self, rows: Iterable[tuple[int, str]], alias: str) -> None:
        """`rows` give the key of each page and its values, the oldest first."""
        self.alias = alias
        self.keys: list[int] = []
        held: dict[str, list[int]] = defaultdict(list)
        for place, (key, values) in enumerate(rows):
            self.keys.append(key)
            for value in values.split(",") if values else ():
                held[value].append(place)
        self.places = {key: place for place, key in enumerate(self.keys)}
        self.everything: Bits = (1 << len(self.keys)) - 1
        self.having = {int(value): self._bits(places) for value, places in held.items()}
        self._holding: dict[Sought, Bits] = {}
        self._below: dict[str, Bits] = {}
        self._orders: dict[str, list[int]] = {}

    @classmethod
    def read(cls) -> "Snapshot":
        documents = SearchDocument.objects.order_by(*OLDEST_FIRST)
        return cls(documents.values_list("page_id", "facets"), documents.db)

    def _bits(self, places: Iterable[int]) -> Bits:
        flags = bytearray(b"0" * (len(self.keys) or 1))
        for place in places:
            flags[~place] = 49  # "1"
        return int(flags, 2)

    def bits(self, keys: Iterable[int]) -> Bits:
        """Return the set of some documents; those of another state are left out."""
        places = self.places
        return self._bits([places[key] for key in keys if key in places])

    def below(self, path: str) -> Bits:
        """Return the documents of the pages below a path."""
        if path not in self._below:
            self._below[path] = self.bits(SearchDocument.objects.below(path).page_keys())
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
                return self.learn([sought])[sought] if held is None else held
            case AllOf(parts):
                return reduce(and_, (self.matching(part, zone) for part in parts), self.everything)
            case AnyOf(parts):
                return reduce(or_, (self.matching(part, zone) for part in parts), 0)

    def learn(self, sought: Iterable[Sought]) -> Mapping[Sought, Bits]:
        """Ask the database at once for the holders of what is not known yet, and return them."""
        unknown = [each for each in dict.fromkeys(sought) if each not in self._holding]
        holders = backend_of(self.alias).holders(unknown)
        learnt = {each: self.bits(keys) for each, keys in zip(unknown, holders, strict=True)}
        if len(self._holding) + len(learnt) > MOST_KEPT:
            self.forget()
        self._holding.update(learnt)
        return learnt

    def forget(self) -> None:
        """Forget what was learnt."""
        self._holding = {}

    def newest_first(self, among: Bits) -> Iterator[int]:
        """Yield the keys of some documents."""
        flags = f"{among:b}"
        last, found = len(flags) - 1, flags.find("1")
        while found >= 0:
            yield self.keys[last - found]
            found = flags.find("1", found + 1)

    def ordered(self, among: Bits, name: str, ordering: Sequence[object]) -> Iterator[int]:
        """Yield the keys of some documents in an order of the database, kept by its name."""
        if name not in self._orders:
            documents = SearchDocument.objects.order_by(*ordering, *NEWEST_FIRST).page_keys()
            self._orders[name] = [self.places[key] for key in documents if key in self.places]
        flags = f"{among:0{len(self.keys)}b}"
        return (self.keys[place] for place in self._orders[name] if flags[~place] == "1")
