"""What means the same to somebody who searches, looked up by how it is typed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from projects.search.analyser import Word, joined, words
from projects.search.expressions import Phrase

LONGEST_EXPRESSION = 6
Key = tuple[str, ...]


class Synonyms(NamedTuple):
    """Expressions that mean the same, and narrower ones that these also find."""

    expressions: Sequence[str]
    narrower: Sequence[str] = ()


class Meaning(NamedTuple):
    """Other phrases for what was typed: those that say the same, and those that say part of it."""

    same: tuple[Phrase, ...]
    narrower: tuple[Phrase, ...]


def phrase(expression: str) -> Phrase | None:
    """Return the stems of an expression, None if it has small words only."""
    stems = tuple(word.stem for word in words(expression) if word.stem)
    return Phrase(stems) if stems else None


def keys(span: Sequence[Word]) -> Iterator[Key]:
    """Yield the ways to look up some words: in one, with their small words, without them."""
    yield (joined(span),)
    yield tuple(word.stem or word.folded for word in span)
    content = tuple(word.stem for word in span if word.stem)
    if len(content) > 1 and span[0].stem and span[-1].stem:
        yield content


@dataclass(frozen=True)
class Thesaurus:
    """The sets of synonyms, ready to be looked up."""

    meanings: Mapping[Key, Meaning] = field(default_factory=dict)

    @classmethod
    def of(cls, sets: Iterable[Synonyms]) -> "Thesaurus":
        same: dict[Key, list[Phrase]] = defaultdict(list)
        narrower: dict[Key, list[Phrase]] = defaultdict(list)
        for each in sets:
            equal, part = phrases(each.expressions), phrases(each.narrower)
            for expression in each.expressions:
                for key in set(keys(words(expression))) if words(expression) else ():
                    same[key] += equal
                    narrower[key] += part
        return cls(
            {
                key: Meaning(tuple(dict.fromkeys(same[key])), tuple(dict.fromkeys(narrower[key])))
                for key in same
            }
        )

    def meaning(self, span: Sequence[Word]) -> Meaning | None:
        """Return what else some words may be said as; None if nothing is known of them."""
        return next((self.meanings[key] for key in keys(span) if key in self.meanings), None)

    def knows(self, word: Word) -> bool:
        return (word.stem,) in self.meanings


def phrases(expressions: Iterable[str]) -> list[Phrase]:
    """Return the phrases of expressions; what is hyphenated is also looked for in one word."""
    found: list[Phrase | None] = []
    for expression in expressions:
        span = words(expression)
        hyphenated = "-" in expression and " " not in expression and len(span) > 1
        if hyphenated:
            found.append(Phrase((joined(span),)))
        if not hyphenated or all(word.stem for word in span):
            found.append(phrase(expression))
    return [each for each in found if each]
