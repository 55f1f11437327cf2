"""The cases whose title holds words that begin as those being typed, on either database."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from projects.search.analyser import Word, words
from projects.search.backends import postgresql, sqlite
from projects.search.backends.base import TABLE
from projects.search.expressions import Zone
from projects.search.models import SearchWord

MOST_WORDS = 6
MOST_STEMS = 40
SHORTEST = 2
"""Letters below which anything could still be meant."""
SHORTEST_STEM = 3


class Beginning(NamedTuple):
    """The letters of a word being typed, folded, and the stems that the word may have in the end.

    Those stems that begin with the letters themselves may be missing.
    """

    letters: str
    stems: tuple[str, ...]


def begun(typed: str) -> list[Word]:
    """Return the words being typed, small ones left out unless there is no other.

    Nothing as long as too few letters are typed.
    """
    said = words(typed)[:MOST_WORDS]
    kept = [word for word in said if word.stem] or said
    return kept if sum(len(word.folded) for word in kept) >= SHORTEST else []


def beginnings(begun: Sequence[Word]) -> list[Beginning]:
    """Return words being typed with the stems that they may have in the end. One query at most.

    « réaménagem » is longer than the stem of « réaménagement », hence not its beginning.
    """
    longer = [word.folded for word in begun if len(word.folded) > SHORTEST_STEM]
    meant = (Q(word__startswith=each) & ~Q(stem__startswith=each) for each in longer)
    found = SearchWord.objects.filter(reduce(or_, meant, Q(pk__in=())))
    known = list(found.values_list("word", "stem")[:MOST_STEMS])
    return [
        Beginning(letters, tuple(filter(None, {stem, *stems_begun(letters, known)})))
        for _start, _end, letters, stem in begun
    ]


def stems_begun(letters: str, known: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (stem for word, stem in known if word.startswith(letters))


def titled(documents: QuerySet[Any], wanted: Sequence[Beginning]) -> QuerySet[Any]:
    """Return those of some documents whose title holds all the words being typed."""
    condition, written = CONDITIONS[connections[documents.db].vendor]
    query = RawSQL(condition, [written(wanted)], output_field=BooleanField())  # noqa: S611
    return documents.filter(query)


def for_sqlite(wanted: Sequence[Beginning]) -> str:
    ways = (
        " OR ".join((f'"{letters}" *', *(f'"{stem}"' for stem in stems)))
        for letters, stems in wanted
    )
    return f"{sqlite.ZONES[Zone.TITLE]}({' AND '.join(f'({each})' for each in ways)})"


def for_postgresql(wanted: Sequence[Beginning]) -> str:
    ways = (
        " | ".join((f"'{letters}':*", *(f"'{stem}'" for stem in stems)))
        for letters, stems in wanted
    )
    return " & ".join(f"({each})" for each in ways)


CONDITIONS: dict[str, tuple[str, Callable[[Sequence[Beginning]], str]]] = {
    "sqlite": (
        f'"{TABLE}"."page_id" IN '  # noqa: S608
        f"(SELECT rowid FROM {sqlite.INDEX} WHERE {sqlite.INDEX} MATCH %s)",
        for_sqlite,
    ),
    "postgresql": (
        f'"{TABLE}"."page_id" IN '  # noqa: S608
        f"(SELECT page_id FROM {postgresql.INDEX} WHERE title_vector @@ %s::tsquery)",
        for_postgresql,
    ),
}
