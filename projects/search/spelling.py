"""The words of the index, and what somebody who mistyped one may have meant."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from projects.search.analyser import Word
from projects.search.french import SOUNDS

SHORTEST_REPAIRED = 4
SHORTEST_PREFIX = 4
MOST_COMPLETIONS = 4
MOST_CANDIDATES = 20
MOST_NEAREST = 3
ALIKE = 0.6
"""How much of two words must be the same for one to be proposed, not looked for, instead."""
LONG = 7
"""Letters of a word in which two may be wrong."""


@dataclass(frozen=True)
class Vocabulary:
    """The words of the index, folded, each with its stem."""

    stem_of: Mapping[str, str]

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(self.stem_of.values())

    @cached_property
    def sorted_words(self) -> list[str]:
        return sorted(self.stem_of)

    def knows(self, word: Word) -> bool:
        return word.stem in self.stems

    def split(self, word: str) -> tuple[str, str] | None:
        """Return the two known words that one was made of: « coconception »."""
        for cut in range(2, len(word) - SHORTEST_REPAIRED + 1):
            first, second = word[:cut], word[cut:]
            if first in self.stem_of and second in self.stem_of:
                return first, second
        return None

    def completions(self, word: str) -> tuple[str, ...]:
        """Return the stems of the words that one begins, unless it begins too many."""
        if len(word) < SHORTEST_PREFIX:
            return ()
        found = {stem for known, stem in self.stem_of.items() if known.startswith(word)}
        return tuple(sorted(found)) if len(found) <= MOST_COMPLETIONS else ()

    def repaired(self, word: str) -> str | None:
        """Return the known word that one was most probably meant to be, None if none is close."""
        if len(word) < SHORTEST_REPAIRED or any(letter.isdigit() for letter in word):
            return None
        return self._spelt_nearly(word) or self._sounding_like(word)

    def nearest(self, word: str) -> list[str]:
        """Return the known words that look most like one, the closest first."""
        close = process.extract(
            word,
            self.sorted_words,
            scorer=OSA.normalized_similarity,
            score_cutoff=ALIKE,
            limit=MOST_NEAREST,
        )
        return [known for known, _likeness, _place in close]

    def _spelt_nearly(self, word: str) -> str | None:
        close = process.extract(
            word,
            self.sorted_words,
            scorer=OSA.distance,
            score_cutoff=1 if len(word) < LONG else 2,
            limit=MOST_CANDIDATES,
        )
        # Few people miss the first letter; then the ending is what is missed most.
        best = min(
            close,
            key=lambda found: (found[1], found[0][0] != word[0], -shared(found[0], word)),
            default=None,
        )
        return best[0] if best else None

    def _sounding_like(self, word: str) -> str | None:
        heard = sound(word)
        if len(heard) < SHORTEST_REPAIRED:
            return None
        best = process.extractOne(heard, self.sounds, scorer=OSA.distance, score_cutoff=1)
        return best[2] if best else None

    @cached_property
    def sounds(self) -> dict[str, str]:
        """How each word sounds, by the word."""
        return {word: sound(word) for word in self.sorted_words}


def shared(one: str, other: str) -> int:
    """Return how many first letters two words share."""
    return sum(
        1 for _pair in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )


def sound(word: str) -> str:
    """Return a word as it sounds, roughly."""
    for written, heard in SOUNDS:
        word = re.sub(written, heard, word)
    return word
