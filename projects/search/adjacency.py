"""Stems that follow one another, written in the index as one more lexeme.

The index of PostgreSQL keeps no places: to tell whether frequent words follow one another, the
vector of each document that holds them is read again, for a tenth of a second among ten thousand.
What is asked all the time is therefore written beside the stems: each pair of stems in titles and
heads, and everywhere the expressions of the synonyms that come with the site.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

from projects.data.vocabularies import read_synonyms
from projects.search import analyser
from projects.search.expressions import Sought, Zone
from projects.search.thesaurus import phrases

Stems = tuple[str, ...]


@lru_cache(maxsize=1)
def expressions() -> frozenset[Stems]:
    """Return the expressions of several words of the synonyms that come with the site."""
    told = [entry.values for entry in read_synonyms()]
    said = (*(each["expressions"] for each in told), *(each["narrower"] for each in told))
    return frozenset(
        phrase.stems for each in said for phrase in phrases(each) if len(phrase.stems) > 1
    )


@lru_cache(maxsize=1)
def version() -> int:
    """Return what stands for how documents are made: those made otherwise are made again."""
    return crc32(repr((analyser.VERSION, sorted(expressions()))).encode()) >> 1


@lru_cache(maxsize=1)
def _by_first() -> Mapping[str, Sequence[Stems]]:
    found: dict[str, list[Stems]] = defaultdict(list)
    for expression in sorted(expressions()):
        found[expression[0]].append(expression)
    return found


def lexeme(stems: Iterable[str]) -> str:
    """Return one word that stands for stems in this order; nobody writes a word that begins so."""
    return f"z0{'0'.join(stems)}"


def headline(said: Sequence[str]) -> list[str]:
    """Return what the index holds, beside its stems, of the text of a title or of a head."""
    return list(map(lexeme, dict.fromkeys((*pairwise(said), *_expressions_in(said)))))


def prose(said: Sequence[str]) -> list[str]:
    """Return what it holds so of any other text."""
    return list(map(lexeme, dict.fromkeys(_expressions_in(said))))


def _expressions_in(said: Sequence[str]) -> Iterator[Stems]:
    starting = _by_first()
    for place, stem in enumerate(said):
        for expression in starting.get(stem, ()):
            if tuple(said[place : place + len(expression)]) == expression:
                yield expression


def conditions(sought: Sought) -> list[Stems]:
    """Return what a document must hold to hold a phrase in a zone: stems in order, each."""
    stems = sought.phrase.stems
    if len(stems) == 1:
        return [stems]
    if stems in expressions():
        return [(lexeme(stems),)]
    if sought.zone is Zone.ANYWHERE:
        return [stems]
    pairs: list[Stems] = [(lexeme(pair),) for pair in pairwise(stems)]
    return pairs if len(pairs) == 1 else [*pairs, stems]
