"""What to tell somebody whose question found nothing."""

import unicodedata
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from projects.search.analyser import Word, words
from projects.search.engine import FEW, Search
from projects.search.expressions import Expression

ALL = "all"
"""Stands for every facet where one is named."""


class Nearest(NamedTuple):
    """A word that cases hold, and the whole question with it in the place of an unknown one."""

    word: str
    typed: str


class Unknown(NamedTuple):
    """A word that no case holds, as it was typed, and those that look most like it."""

    word: str
    nearest: list[Nearest]


class Fruitless:
    """Why a search found nothing, and what would find something.

    Each property costs a statement at most, whatever is typed or chosen.
    """

    def __init__(self, search: Search) -> None:
        self.search = search
        self.plan = search.plan

    @cached_property
    def unknown(self) -> list[Unknown]:
        """The words typed that no case holds, but for those that another was looked for instead."""
        vocabulary, thesaurus = self.search.catalogue.knowledge
        repaired = {repair.typed for repair in self.plan.repairs}
        text = unicodedata.normalize("NFC", self.search.question.typed)
        unknown: dict[str, Word] = {
            word.folded: word
            for word in words(text)
            if word.stem and not (vocabulary.knows(word) or thesaurus.knows(word))
        }
        return [
            Unknown(
                text[word.start : word.end],
                [
                    Nearest(near, text[: word.start] + near + text[word.end :])
                    for near in vocabulary.nearest(folded)
                ],
            )
            for folded, word in unknown.items()
            if folded not in repaired
        ]

    @cached_property
    def without(self) -> dict[str, int]:
        """How many cases would answer without the values chosen of one facet, by its name.

        By ALL, without those of any.
        """
        if not self.search.chosen:
            return {}
        strict, widened = self._counts(self.plan.every), self.plan.widened
        if widened is None or all(count >= FEW for count in strict.values()):
            return strict
        loose = self._counts(widened)
        return {
            name: count if count >= FEW else max(count, loose[name])
            for name, count in strict.items()
        }

    def _counts(self, wanted: Expression) -> dict[str, int]:
        found = self.search.matching(wanted)
        others = {name: self.search.narrowed(found, but=name) for name in self.search.chosen}
        return {name: held.bit_count() for name, held in {**others, ALL: found}.items()}

    @cached_property
    def without_words(self) -> int:
        """How many cases have the values chosen; 0 unless words narrow them too."""
        if not (self.plan and self.search.chosen):
            return 0
        return Search(self.search.catalogue, replace(self.search.question, typed="")).count()
