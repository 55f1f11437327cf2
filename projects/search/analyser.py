"""Texts as the search compares them: the same for what is indexed and for what is typed.

Accents, case, elisions, hyphens, plurals and endings are evened out, small words dropped. Both
databases are given the result as plain words of ASCII letters and digits, so that they agree.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from projects.folding import unaccented
from projects.search.french import (
    ELIDED,
    KEPT,
    LONGEST_ONE_WORD,
    ONE_WORD,
    SHORTEST_BASE,
    STOP_WORDS,
    SUFFIXES,
    singular,
)

VERSION = 5
"""To be raised with any change here, in `french`, `adjacency`, `projects.search_documents` or
`projects.cards`: documents of another version are redone."""

LONGEST_WORD = 48
COMPOUND = re.compile(
    rf"(?:\b(?:{'|'.join(ELIDED)})['’ʼ])?([^\W_]+(?:[-‐‑][^\W_]+|(?<=\bquelqu)['’ʼ][^\W_]+)*)",
    re.IGNORECASE,
)
RUN = re.compile(r"[^\W_]+(?:['’ʼ\-‐‑][^\W_]+)*")
"""Whatever pieces may be in, without a space: the same runs come again and again."""
BEGINNINGS = frozenset(word[:length] for word in ONE_WORD for length in range(2, len(word) + 1))
PART = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A word of a text: where it stands, folded, and its stem, "" for a small word."""

    start: int
    end: int
    folded: str
    stem: str


class Compound(NamedTuple):
    """What is written in one piece, hyphens included: its parts, and its stem without hyphens.

    The places of the parts are counted from the start of the piece. `begins` tells whether it may
    be the beginning of what makes one word with what follows.
    """

    parts: tuple[Word, ...]
    joined: str
    begins: bool = False


Placed = tuple[int, Compound]
"""A piece of a text, and where it starts."""


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return a word in ASCII letters and digits; what has no such letters is spelt by its codes."""
    plain = unaccented(word).lower()[:LONGEST_WORD]
    plain = plain if plain.isascii() else "u" + plain.encode().hex()
    plain = "".join(PART.findall(plain))[:LONGEST_WORD]
    # A database may part « 3e4x » in two.
    return f"n{plain}" if plain[:1].isdigit() and not plain.isdigit() else plain


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded word. The stem of a stem is itself."""
    if any(letter.isdigit() for letter in word):
        return word
    if (one := singular(word)) in KEPT:
        return one
    # Each step on what the others leave, until none changes anything.
    while (shorter := _shortened(word)) != word:
        word = shorter
    return word


def _shortened(word: str) -> str:
    for step, shortest in STEPS:
        shorter = step(word)
        if len(shorter) >= shortest and shorter not in STOP_WORDS:
            word = shorter
    return word


def _base(word: str) -> str:
    for suffix, instead in SUFFIXES:
        base = word.removesuffix(suffix)
        if base != word and len(base + instead) >= SHORTEST_BASE:
            return base + instead
    return word


def _radical(word: str) -> str:
    # One stemmer for each call: none may be shared by two threads, and making one costs little.
    return str(Stemmer.Stemmer("french", 0).stemWord(word))


def _without_vowel(word: str) -> str:
    return word[:-1] if word.endswith(("i", "y")) else word


STEPS = ((singular, 3), (_base, SHORTEST_BASE), (_radical, 4), (_without_vowel, SHORTEST_BASE))
"""What shortens a word, and the fewest letters that it must leave."""


def compounds(text: str) -> list[Compound]:
    """Return what is written in one piece, in the order of the text, wherever it stands."""
    runs = RUN.findall(unicodedata.normalize("NFC", text))
    found = [piece for run in runs for _at, piece in pieces(run)]
    for first, end, plain in reversed(list(in_one_word(found))):
        found[first:end] = [Compound((Word(0, len(plain), plain, stem(plain)),), "")]
    return found


def placed(text: str) -> Iterator[Placed]:
    """Yield what is written in one piece, and where it starts."""
    runs = RUN.finditer(unicodedata.normalize("NFC", text))
    found = [(run.start() + at, piece) for run in runs for at, piece in pieces(run[0])]
    done = 0
    for first, end, plain in in_one_word([piece for _start, piece in found]):
        yield from found[done:first]
        (start, _piece), (at, last) = found[first], found[end - 1]
        length = at + last.parts[-1].end - start
        yield start, Compound((Word(0, length, plain, stem(plain)),), "")
        done = end
    yield from found[done:]


@lru_cache(maxsize=50_000)
def pieces(run: str) -> tuple[Placed, ...]:
    """Return the pieces of a run, elided words left out. Most come again and again: kept."""
    found = ((each.start(1), compound(each[1])) for each in COMPOUND.finditer(run))
    return tuple(piece for piece in found if piece[1].parts)


def compound(piece: str) -> Compound:
    parts = tuple(_words(piece))
    one = joined(parts) if len(parts) > 1 else ""
    begins = bool(parts) and parts[0].folded in BEGINNINGS
    return Compound(parts, "" if one in STOP_WORDS else one, begins)


def _words(piece: str) -> Iterator[Word]:
    for part in PART.finditer(piece):
        if plain := folded(part[0]):
            yield Word(part.start(), part.end(), plain, "" if plain in STOP_WORDS else stem(plain))


def in_one_word(found: Sequence[Compound]) -> Iterator[tuple[int, int, str]]:
    """Yield from which piece to which one there is one word, and it, written in one."""
    done = 0
    for first in [place for place, piece in enumerate(found) if piece.begins]:
        length, plain = _one_word(found[first : first + LONGEST_ONE_WORD])
        if length and first >= done:
            done = first + length
            yield first, done, plain


def _one_word(found: Sequence[Compound]) -> tuple[int, str]:
    """Return how many of the first pieces make one word, and it; none if they do not."""
    for length in range(len(found), 0, -1):
        plain = "".join(word.folded for each in found[:length] for word in each.parts)
        if plain in ONE_WORD:
            return length, plain
    return 0, ""


def joined(words: Iterable[Word]) -> str:
    """Return the stem of words as if they were written in one: « co conception »."""
    return stem(folded("".join(word.folded for word in words)))


def words(text: str) -> list[Word]:
    """Return the words of a text, small ones included. Their places are those of its NFC form."""
    return [
        word._replace(start=at + word.start, end=at + word.end)
        for at, piece in placed(text)
        for word in piece.parts
    ]


def analyse(text: str) -> list[str]:
    """Return the stems of a text in order, then those of its compounds written in one word."""
    return stems(compounds(text))


def stems(pieces: Sequence[Compound]) -> list[str]:
    """Return the stems of the pieces of a text, as `analyse` does."""
    return sequence(pieces) + [piece.joined for piece in pieces if piece.joined]


def sequence(pieces: Sequence[Compound]) -> list[str]:
    """Return the stems of the pieces of a text in order, small words left out."""
    return [word.stem for piece in pieces for word in piece.parts if word.stem]
