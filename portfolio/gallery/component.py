"""What the gallery says of a component."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class State(NamedTuple):
    """A state in words, and the context in which the component shows it."""

    label: str
    context: Mapping[str, Any]


@dataclass(frozen=True)
class Component:
    """A file of `templates/components/`, named without its suffix.

    `use` tells when to take it; `size` how much room a state needs: small, medium or wide;
    `inside` what HTML it stands in, in the place of `{}`; `as_source` asks for the HTML itself,
    where nothing of it can be seen.
    """

    name: str
    title: str
    use: str
    states: tuple[State, ...]
    size: str = "wide"
    inside: str = "{}"
    as_source: bool = False


class Group(NamedTuple):
    """Components that go together."""

    title: str
    components: Iterable[Component]


def states_of(name: str, shown: dict[str, Any]) -> tuple[State, ...]:
    """Return the states of a component that is handed one thing under this name."""
    return tuple(State(label, {name: each}) for label, each in shown.items())
