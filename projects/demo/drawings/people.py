"""Who is in the room, where they stand or sit, and which way they look."""

from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import cycle
from random import Random
from typing import Any

from .figures import Look, seated_figure, standing_figure
from .palette import INK, mix
from .pen import Pen
from .scene import Box, Solid, around

SKINS = ("#edc3a0", "#8d5a3c", "#d9a27c", "#5f3c2a", "#f2d0b1", "#b97f58", "#744a34", "#c98e66")
HAIRS = ("#2b2420", "#5a3d28", "#3a2d26", "#8b8781", "#b98a4e", "#1f1c1b", "#bfb9b0", "#7b4a2c")
STYLES = ("short", "bob", "bun", "short", "curly", "bald", "long", "scarf", "short", "long")
SEAT = 0.45


class Facing(Enum):
    """A direction in the room, as a unit vector on the floor."""

    X = (1, 0)
    Y = (0, 1)
    BACK_X = (-1, 0)
    BACK_Y = (0, -1)

    @property
    def away(self) -> bool:
        """Whether one looks away from the eye, so that the back is seen."""
        return sum(self.value) < 0

    @property
    def rightward(self) -> bool:
        """Whether one looks to the right of the sheet, in a room that is not mirrored."""
        return self in (Facing.X, Facing.BACK_Y)


@dataclass
class Cast:
    """Draws lots for people: skins, hair and styles in turn, so that no crowd looks alike."""

    rng: Random
    tops: tuple[str, ...]
    bottoms: tuple[str, ...]
    dullness: float = 0.0
    _turns: dict[str, "cycle[str]"] = field(default_factory=dict)

    def look(self, **choices: Any) -> Look:
        """Return the next person; `choices` fixes some of the fields of `Look`."""
        skin, hair, style = (
            self._next(*pair) for pair in (("skin", SKINS), ("hair", HAIRS), ("style", STYLES))
        )
        grey = "#8f9698"
        person = Look(
            skin=mix(skin, grey, self.dullness),
            hair=mix(hair, grey, self.dullness),
            style=style,
            top=self._next("top", self.tops),
            bottom=self._next("bottom", self.bottoms),
            cut=self.rng.choice(("trousers", "trousers", "trousers", "dress", "coat")),
            height=self.rng.uniform(0.95, 1.04),
        )
        return replace(person, **choices)

    def child(self, **choices: Any) -> Look:
        """Return a child, whose hair is neither grey nor gone."""
        young = {
            "height": self.rng.uniform(0.6, 0.72),
            "cut": "trousers",
            "hair": self.rng.choice(HAIRS[:3]),
            "style": self.rng.choice(("short", "bob", "curly", "long")),
        }
        return self.look(**young, **choices)

    def _next(self, name: str, values: tuple[str, ...]) -> str:
        if name not in self._turns:
            self._turns[name] = cycle(self.rng.sample(values, len(values)))
        return next(self._turns[name])


def standing(pen: Pen, look: Look, x: float, y: float, facing: Facing) -> Solid:
    """Return someone standing (or walking) at a point of the floor."""
    box = around(x, y, 0.21, 0.0, 1.76 * look.height)
    figure = standing_figure(look, facing.away)
    return Solid(box, _placed(pen, figure, look, (x, y, 0.0), facing))


def seated(
    pen: Pen,
    look: Look,
    x: float,
    y: float,
    facing: Facing,
    *,
    seat: float = SEAT,
    legs: bool = True,
) -> Solid:
    """Return someone sitting; `legs` is off for someone seen from behind, legs under a table.

    The figure's own box stops at the front of the seat: legs claim no room.
    """
    figure = seated_figure(look, facing.away, legs=legs)
    box = Box(x - 0.19, x + 0.19, y - 0.19, y + 0.19, seat + 0.005, seat + 0.9 * look.height)
    return Solid(box, _placed(pen, figure, look, (x, y, seat - SEAT), facing))


def shadow(pen: Pen, x: float, y: float, radius: float = 0.22) -> str:
    """Return the soft spot on the floor under someone."""
    return pen.disc((x, y, 0.0), radius, INK)


def _placed(
    pen: Pen, figure: str, look: Look, spot: tuple[float, float, float], facing: Facing
) -> str:
    x, y = pen.view.project(spot)
    size = pen.view.scale / 100 * look.height
    # Both outlines are authored turned to the right for a face, to the left for a back.
    turned = facing.rightward != facing.away
    across = size * pen.view.sense * (1 if turned else -1)
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({across:.4f} {size:.4f})">{figure}</g>'
