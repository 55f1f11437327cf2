"""Colours of the drawings: hexadecimal strings, mixed by share, and three-faced materials."""

from typing import NamedTuple

INK = "#26303a"
ACCENT = "#c23c1b"
PAPER = "#fdfaf3"
WOOD = "#dcb482"
GLASS = "#bfd9df"
STEEL = "#8b959b"

FELTS = {
    "green": "#6d937d",
    "blue": "#6c90a8",
    "ochre": "#d3a95c",
    "plum": "#9a7288",
    "teal": "#659896",
    "terracotta": "#c67f5d",
}
BOOKS = ("#b5593c", "#4f7c8a", "#e0b668", "#6f8a7a", "#2f4858", "#f0e6d6", "#8a5f70", "#d88f6a")


class Material(NamedTuple):
    """The colour of each visible face of a solid, as the light finds it."""

    top: str
    left: str
    right: str


def mix(first: str, second: str, share: float) -> str:
    """Return the colour at `share` (0 to 1) of the way from `first` to `second`."""
    pairs = ((int(first[i : i + 2], 16), int(second[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def lighten(colour: str, share: float) -> str:
    return mix(colour, "#ffffff", share)


def darken(colour: str, share: float) -> str:
    return mix(colour, "#1d2831", share)


def material(colour: str, contrast: float = 1.0) -> Material:
    """Shade one colour on three faces; the left one, away from the windows, is the darkest."""
    return Material(
        lighten(colour, 0.14 * contrast),
        darken(colour, 0.25 * contrast),
        darken(colour, 0.10 * contrast),
    )
