"""Tables, shelves, lamps and what is laid or painted on the floor."""

from collections.abc import Sequence
from random import Random

from .palette import BOOKS, INK, PAPER, WOOD, darken, lighten, material, mix
from .pen import Pen
from .people import Facing
from .scene import Box, Solid
from .studio import Studio, part, turned


def table(studio: Studio, box: Box, colour: str = WOOD, *things: str) -> None:
    """Add a table whose top fills `box`, on two trestles; `things` are drawn on its top."""
    pen, under = studio.pen, box.z1 - 0.06
    top = Box(box.x0, box.x1, box.y0, box.y1, under, box.z1)
    parts = [Solid(top, pen.block(top, material(colour)) + "".join(things))]
    for share in (0.12, 0.82):
        x, y = box.x0 + share * (box.x1 - box.x0), box.y0 + share * (box.y1 - box.y0)
        trestle = (
            Box(x, x + 0.08, box.y0 + 0.08, box.y1 - 0.08, 0, under)
            if box.x1 - box.x0 >= box.y1 - box.y0
            else Box(box.x0 + 0.08, box.x1 - 0.08, y, y + 0.08, 0, under)
        )
        parts.append(part(pen, trestle, material(darken(colour, 0.12))))
    studio.add(parts)


def round_table(
    studio: Studio, x: float, y: float, radius: float, height: float, colour: str = WOOD
) -> None:
    """Add a round table on one foot, with a cup on it."""
    pen, wood = studio.pen, material(colour)
    z = height - 0.06
    foot = pen.cylinder((x, y, 0), 0.07, z, material(darken(colour, 0.3)))
    base = pen.cylinder((x, y, 0), radius * 0.5, 0.03, material(darken(colour, 0.3)))
    top = pen.cylinder((x, y, z), radius, 0.06, wood)
    cup = pen.cylinder((x + 0.06, y - 0.1, height), 0.045, 0.08, material(PAPER))
    sheet = pen.slab((x - 0.2, x - 0.02), (y - 0.02, y + 0.2), height, PAPER, inked=False)
    box = Box(x - radius, x + radius, y - radius, y + radius, 0, height + 0.05)
    studio.veil(box, base, foot, top, sheet, cup)
    studio.scene.shadows.append(pen.disc((x + 0.05, y + 0.18, 0), radius, INK))


def laptop(pen: Pen, x: float, y: float, z: float, facing: Facing) -> str:
    """Return an open laptop whose user looks towards `facing`; it is drawn on a table top."""
    base = turned(x, y, facing, (-0.14, 0.1), (-0.17, 0.17), (z, z))
    keys = pen.slab((base.x0, base.x1), (base.y0, base.y1), z, "#c9ced0")
    lid = turned(x, y, facing, (0.1, 0.1), (-0.17, 0.17), (z, z + 0.24))
    screen = "#5c7f90" if facing.away else "#d5d9da"
    axis, at = ("x", lid.x0) if facing.value[0] else ("y", lid.y0)
    along = (lid.y0, lid.y1) if axis == "x" else (lid.x0, lid.x1)
    upright = pen.panel(axis, at, along, (z, z + 0.24), screen)
    return keys + upright if not facing.away else upright + keys


def shelf(
    studio: Studio,
    box: Box,
    facing: Facing,
    colour: str,
    rng: Random,
    *,
    colours: Sequence[str] = BOOKS,
) -> None:
    """Add a bookcase whose books look towards `facing` (X or Y), a shelf every 42 centimetres."""
    pen, wood = studio.pen, material(colour)
    axis, at = ("x", box.x1) if facing is Facing.X else ("y", box.y1)
    start, end = (box.y0, box.y1) if axis == "x" else (box.x0, box.x1)
    levels = max(1, round((box.z1 - box.z0) / 0.42))
    step = (box.z1 - box.z0 - 0.06) / levels
    marks = [pen.block(box, wood)]
    for i in range(levels):
        z = box.z0 + 0.05 + i * step
        niche = (start + 0.05, end - 0.05), (z, z + step - 0.05)
        marks.append(pen.panel(axis, at, *niche, darken(colour, 0.52), inked=False))
        marks.append(_books(pen, axis, at, niche, rng, colours))
    studio.veil(box, *marks)
    studio.shade(box)


def _books(
    pen: Pen,
    axis: str,
    at: float,
    niche: tuple[tuple[float, float], tuple[float, float]],
    rng: Random,
    colours: Sequence[str],
) -> str:
    (start, end), (low, high) = niche
    spines, a = [], start + 0.02
    while a < end - 0.12:
        if rng.random() < 0.12:
            a += rng.uniform(0.08, 0.3)
            continue
        width, tall = rng.uniform(0.05, 0.12), (high - low) * rng.uniform(0.66, 0.95)
        if a + width > end:
            break
        spine = (a, a + width), (low, low + tall)
        spines.append(pen.panel(axis, at, *spine, rng.choice(colours), inked=False))
        a += width + 0.008
    return "".join(spines)


def floor_lamp(studio: Studio, x: float, y: float, colour: str) -> None:
    """Add a reading lamp on a thin stem."""
    pen = studio.pen
    foot = pen.cylinder((x, y, 0), 0.15, 0.03, material(INK))
    stem = pen.stroke(((x, y, 0.03), (x, y, 1.5)), INK, 2.4)
    halo = pen.disc((x, y, 1.42), 0.3, "#fff0be", opacity=0.7)
    shade = pen.cylinder((x, y, 1.4), 0.23, 0.26, material(colour), flare=0.55)
    studio.veil(Box(x - 0.15, x + 0.15, y - 0.15, y + 0.15, 0, 1.66), foot, stem, halo, shade)
    studio.scene.shadows.append(pen.disc((x + 0.04, y + 0.1, 0), 0.2, INK))


def rug(studio: Studio, x: float, y: float, radius: float, colour: str) -> None:
    """Lay a round rug with a paler border."""
    pen = studio.pen
    studio.scene.floor.append(pen.disc((x, y, 0), radius, lighten(colour, 0.25)))
    studio.scene.floor.append(pen.disc((x, y, 0), radius - 0.14, colour))


def lane(pen: Pen, points: Sequence[tuple[float, float]], colour: str, width: float) -> str:
    """Return a wayfinding line painted on the floor."""
    return pen.stroke(((x, y, 0) for x, y in points), colour, width)


def spot(studio: Studio, x: float, y: float, name: str, colour: str, radius: float = 0.34) -> None:
    """Paint a disc on the floor, with a numeral or the sign of a book."""
    pen = studio.pen
    weight = 9 if name == "book" else 15
    sign = pen.sign(name, "z", 0, (x, y), radius * 1.05, PAPER, weight=weight)
    studio.scene.floor.append(pen.disc((x, y, 0), radius, colour) + sign)


def books_pile(
    pen: Pen, x: float, y: float, z: float, rng: Random, colours: Sequence[str] = BOOKS
) -> str:
    """Return three books lying on a table top."""
    pile = []
    for i in range(3):
        shift, tone = rng.uniform(-0.03, 0.03), material(rng.choice(colours))
        low = z + i * 0.05
        box = Box(x + shift, x + 0.24 + shift, y, y + 0.17, low, low + 0.05)
        pile.append(pen.block(box, tone))
    return "".join(pile)


def tint(floor: str, colour: str, share: float = 0.5) -> str:
    """Return the colour of a rug or floor paint over a floor."""
    return mix(floor, colour, share)
