"""What somebody typed, understood: what to look for, what else that may be called, what to avoid.

Nothing here asks the database.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from projects.search.analyser import Word, joined, stem, words
from projects.search.expressions import AllOf, AnyOf, Expression, Phrase, phrases_in
from projects.search.spelling import Vocabulary
from projects.search.thesaurus import LONGEST_EXPRESSION, Meaning, Thesaurus

LONGEST_QUERY = 200
MOST_WORDS = 20
QUOTED = re.compile(r'(-?)(?:"([^"]*)"|«([^»]*)»|“([^”]*)”)')
AVOIDED = re.compile(r"(?:(?<=\s)|^)-(?=\w)(\S+)")


@dataclass(frozen=True)
class Concept:
    """One thing looked for: as it was typed, what says the same, what says part of it."""

    typed: Expression
    same: tuple[Phrase, ...] = ()
    narrower: tuple[Phrase, ...] = ()

    @cached_property
    def whole(self) -> Expression:
        """Any way to say it."""
        ways: tuple[Expression, ...] = (self.typed, *self.same, *self.narrower)
        return AnyOf(tuple(dict.fromkeys(ways)))

    @property
    def equal(self) -> Expression:
        """What was typed and what says the same."""
        return AnyOf(tuple(dict.fromkeys((self.typed, *self.same))))

    @property
    def stems(self) -> tuple[str, ...]:
        """The stems typed."""
        return tuple(stem for phrase in phrases_in(self.typed) for stem in phrase.stems)


@dataclass(frozen=True)
class Repair:
    """A word that no case holds, and the one that was looked for instead."""

    typed: str
    instead: str


@dataclass(frozen=True)
class Plan:
    """What to look for. Empty when nothing typed says anything.

    `quoted` are those of the concepts that no widening does without.
    """

    concepts: tuple[Concept, ...] = ()
    quoted: tuple[Phrase, ...] = ()
    avoided: tuple[Phrase, ...] = ()
    repairs: tuple[Repair, ...] = ()
    in_order: Phrase | None = None

    def __bool__(self) -> bool:
        return bool(self.concepts or self.avoided)

    @property
    def every(self) -> AllOf:
        return AllOf(tuple(concept.whole for concept in self.concepts))

    @property
    def loosened(self) -> tuple[Concept, ...]:
        """What any one of is enough once the search is widened: concepts, and their words."""
        free = [concept for concept in self.concepts if concept.typed not in self.quoted]
        parts = dict.fromkeys(
            single(each) for concept in free if len(concept.stems) > 1 for each in concept.stems
        )
        return (*free, *map(Concept, parts))

    @property
    def widened(self) -> Expression | None:
        """What is enough once the search is widened; None if it cannot be."""
        if self.quoted:
            return AllOf(self.quoted) if len(self.concepts) > len(self.quoted) else None
        parts = self.loosened
        return AnyOf(tuple(part.whole for part in parts)) if len(parts) > 1 else None


@dataclass(frozen=True)
class Planner:
    """Understands what is typed, with what the index and the editors know."""

    vocabulary: Vocabulary
    thesaurus: Thesaurus
    repairs: bool = True

    def plan(self, typed: str) -> Plan:
        """Return what to look for. Whatever is typed gives a plan."""
        typed = typed.replace("\0", " ")[:LONGEST_QUERY]
        quoted, avoided, free = taken_apart(typed)
        span, repairs = self._repaired(words(free)[:MOST_WORDS])
        concepts = [*(Concept(each) for each in quoted), *self._concepts(span)]
        stems = tuple(word.stem for word in span if word.stem)
        return Plan(
            tuple(dict.fromkeys(concepts)),
            tuple(quoted),
            tuple(avoided),
            tuple(repairs),
            Phrase(stems) if len(stems) > 1 else None,
        )

    def _repaired(self, span: Sequence[Word]) -> tuple[list[Word], list[Repair]]:
        """Return the words with those that nobody knows replaced, and what was replaced."""
        kept: list[Word] = []
        repairs = []
        for place, word in enumerate(span):
            instead = self._instead(word, span, place)
            if instead:
                repairs.append(Repair(word.folded, instead))
                word = word._replace(folded=instead, stem=stem(instead))
            kept.append(word)
        return kept, repairs

    def _instead(self, word: Word, span: Sequence[Word], place: int) -> str | None:
        if not (self.repairs and word.stem) or self._is_known(word):
            return None
        neighbours = (span[max(place - 1, 0) : place + 1], span[place : place + 2])
        if any(self._is_compound(pair) for pair in neighbours if len(pair) > 1):
            return None
        if self.vocabulary.split(word.folded) or self.vocabulary.completions(word.folded):
            return None
        return self.vocabulary.repaired(word.folded)

    def _is_known(self, word: Word) -> bool:
        return self.vocabulary.knows(word) or self.thesaurus.knows(word)

    def _is_compound(self, span: Sequence[Word]) -> bool:
        return joined(span) in self.vocabulary.stems or bool(self.thesaurus.meaning(span))

    def _concepts(self, span: Sequence[Word]) -> Iterator[Concept]:
        """Yield the things looked for, the longest known expressions first."""
        place = 0
        while place < len(span):
            length, meaning = self._longest(span[place : place + LONGEST_EXPRESSION])
            concept = self._concept(span[place : place + length], meaning)
            if concept:
                yield concept
            place += length

    def _longest(self, span: Sequence[Word]) -> tuple[int, Meaning | None]:
        for length in range(len(span), 0, -1):
            meaning = self.thesaurus.meaning(span[:length])
            if meaning:
                return length, meaning
            if length > 1 and joined(span[:length]) in self.vocabulary.stems:
                return length, None
        return 1, None

    def _concept(self, span: Sequence[Word], meaning: Meaning | None) -> Concept | None:
        stems = tuple(word.stem for word in span if word.stem)
        if not (stems or meaning):
            return None
        same, narrower = meaning or Meaning((), ())
        typed: Expression = AllOf(tuple(map(single, stems))) if stems else AnyOf(same)
        if len(stems) == 1:
            typed = single(stems[0])
        if len(span) > 1 and joined(span) in self.vocabulary.stems:
            # « sous-préfecture » says more than « préfecture », « co-conception » no more.
            whole = single(joined(span))
            if len(stems) < len(span):
                return Concept(whole, same, (*narrower, Phrase(stems)))
            return Concept(AnyOf((whole, typed)), same, narrower)
        return Concept(typed, (*self._written_otherwise(span), *same), narrower)

    def _written_otherwise(self, span: Sequence[Word]) -> Iterator[Phrase]:
        """Yield an unknown word in two, or in full."""
        if len(span) > 1 or self._is_known(span[0]):
            return
        if parts := self.vocabulary.split(span[0].folded):
            yield Phrase(tuple(map(stem, parts)))
        yield from map(single, self.vocabulary.completions(span[0].folded))


def single(word: str) -> Phrase:
    return Phrase((word,))


def taken_apart(typed: str) -> tuple[list[Phrase], list[Phrase], str]:
    """Return the quoted phrases, what is to be avoided, and the rest."""
    quoted: list[Phrase] = []
    avoided: list[Phrase] = []

    def take(found: re.Match[str]) -> str:
        text = next((part for part in found.groups()[1:] if part), "")
        (avoided if found[1] else quoted).extend(_phrases([text]))
        return " "

    rest = QUOTED.sub(take, typed)
    avoided += _phrases(AVOIDED.findall(rest))
    return quoted, avoided, AVOIDED.sub(" ", rest)


def _phrases(texts: Iterable[str]) -> list[Phrase]:
    stems = [tuple(word.stem for word in words(text) if word.stem) for text in texts]
    return [Phrase(each) for each in stems if each]
