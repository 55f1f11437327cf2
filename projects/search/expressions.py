"""What is looked for, as a tree that each database puts in its own words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


@dataclass(frozen=True)
class Phrase:
    """Stems that follow one another, one of them alone included."""

    stems: tuple[str, ...]


@dataclass(frozen=True)
class AllOf:
    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Expression", ...]


Expression = Phrase | AllOf | AnyOf


def phrases_in(expression: Expression) -> Iterator[Phrase]:
    if isinstance(expression, Phrase):
        yield expression
    else:
        for part in expression.parts:
            yield from phrases_in(part)


class Zone(Enum):
    """Where in a document to look; each holds those before it."""

    TITLE = 1
    HEAD = 2
    ANYWHERE = 3


class Sought(NamedTuple):
    """A phrase looked for in a zone."""

    phrase: Phrase
    zone: Zone


class Signal(NamedTuple):
    """What a document is worth for holding an expression in a zone."""

    expression: Expression
    zone: Zone
    worth: float
