"""What a room gains when its welcome is thought through: desk, closed rooms, guidance, access."""

from random import Random

from .figures import Look
from .furniture import laptop, round_table, rug, table
from .palette import ACCENT, GLASS, INK, PAPER, STEEL, WOOD, darken, material, mix
from .people import Cast, Facing, seated
from .scene import Box, Solid
from .seats import chair, pouf
from .studio import Studio, part, turned

_TOPS = ("#2f4858", "#6f8a7a", "#55795a", "#e3ad3e", "#8a5f70", "#4f7c8a", "#f0e6d6", "#3d5a80")
_BOTTOMS = ("#2f3b46", "#51493f", "#3c4a55", "#6d6252")


def bright_cast(rng: Random) -> Cast:
    """Return the people of a room in daylight."""
    return Cast(rng, _TOPS, _BOTTOMS)


def agent(cast: Cast) -> Look:
    """Return someone who welcomes: the only ones who wear the colour of guidance."""
    return cast.look(top=ACCENT, cut="trousers", gesture="welcome")


def welcome_desk(
    studio: Studio, x: float, y: float, colour: str, host: Look, *, length: float = 1.5
) -> None:
    """Add a desk to stand at, with a lower leaf for a wheelchair, the agent behind it."""
    pen = studio.pen
    high, low = (
        Box(x, x + length, y, y + 0.62, 0, 1.02),
        Box(x + length, x + length + 1.0, y, y + 0.62, 0, 0.76),
    )
    ribs = [
        pen.panel(
            "y",
            high.y1,
            (x + i * 0.1, x + i * 0.1 + 0.05),
            (0.08, 0.94),
            darken(colour, 0.34),
            inked=False,
        )
        for i in range(1, round(length * 10) - 1)
    ]
    studio.veil(
        high, pen.block(high, material(colour)), *ribs, _top(studio, high), _papers(studio, high)
    )
    studio.veil(low, *_leaf(studio, low, colour))
    studio.shade(high)
    studio.shade(low)
    studio.person(host, x + length * 0.55, y - 0.36, Facing.Y)


def _top(studio: Studio, box: Box) -> str:
    lid = Box(box.x0 - 0.04, box.x1, box.y0 - 0.04, box.y1 + 0.04, box.z1, box.z1 + 0.05)
    return studio.pen.block(lid, material(WOOD))


def _papers(studio: Studio, box: Box) -> str:
    z = box.z1 + 0.05
    screen = laptop(studio.pen, box.x0 + 0.35, box.y0 + 0.3, z, Facing.Y)
    leaflet = studio.pen.slab(
        (box.x1 - 0.45, box.x1 - 0.2), (box.y0 + 0.2, box.y0 + 0.42), z, PAPER, inked=False
    )
    return screen + leaflet


def _leaf(studio: Studio, box: Box, colour: str) -> tuple[str, ...]:
    """Draw the lower leaf: open underneath, so that knees pass."""
    pen = studio.pen
    inside = Box(box.x0, box.x1 - 0.06, box.y0, box.y0 + 0.05, 0, box.z1)
    back = pen.block(inside, material(darken(colour, 0.2)))
    foot = pen.block(Box(box.x1 - 0.07, box.x1, box.y0, box.y1, 0, box.z1), material(colour))
    return back, foot, _top(studio, Box(box.x0, box.x1, box.y0, box.y1, 0, box.z1 - 0.05))


def closed_room(
    studio: Studio, y: tuple[float, float], number: str, felt: str, people: tuple[Look, Look]
) -> None:
    """Add a room for private talk against the left wall: felt, frosted glass, a number, a table."""
    pen, (low, high), depth, z = studio.pen, y, 2.5, 2.25
    studio.scene.floor.append(pen.slab((0, depth), y, 0, mix(felt, "#efe6d6", 0.62), inked=False))
    studio.scene.walls.append(pen.panel("x", 0.02, y, (0, z), felt))
    studio.block(Box(0, depth, low, low + 0.06, 0, z), material(felt))
    middle = (low + high) / 2
    chair(studio, 0.6, middle, Facing.X, WOOD, people[0])
    table(studio, Box(0.98, 1.58, middle - 0.5, middle + 0.5, 0, 0.74), WOOD)
    chair(studio, 1.95, middle, Facing.BACK_X, WOOD, people[1], legs=False)
    _side(studio, Box(0, depth, high - 0.06, high, 0, z), felt)
    _front(studio, Box(depth - 0.06, depth, low + 0.06, high - 0.06, 0, z), felt, number)


def _side(studio: Studio, box: Box, felt: str) -> None:
    """Draw the near side: felt up to the table, frosted to eye level, clear above."""
    pen, at = studio.pen, box.y1
    along = (box.x0, box.x1)
    glass = pen.panel("y", at, along, (0, box.z1), GLASS, opacity=0.34)
    frost = pen.panel("y", at, along, (0.9, 1.5), "#f6f3ea", inked=False, opacity=0.45)
    base = pen.panel("y", at, along, (0, 0.9), darken(felt, 0.22), opacity=0.93)
    studio.veil(box, glass, frost, base, _rail(studio, box))


def _front(studio: Studio, box: Box, felt: str, number: str) -> None:
    """Draw the door side: a felt panel that bears the number, a glass door with a frosted band."""
    pen, at, split = studio.pen, box.x1, box.y0 + 1.15
    door = (split, box.y1)
    glass = pen.panel("x", at, door, (0, box.z1), GLASS, opacity=0.32)
    frost = pen.panel(
        "x", at, (split + 0.05, box.y1 - 0.05), (0.75, 1.45), "#f6f3ea", inked=False, opacity=0.5
    )
    handle = pen.stroke(((at, split + 0.14, 0.95), (at, split + 0.14, 1.25)), INK, 4)
    panel = pen.panel("x", at, (box.y0, split), (0, box.z1), darken(felt, 0.08))
    sign = pen.sign(number, "x", at, ((box.y0 + split) / 2, 1.5), 0.55, PAPER)
    studio.veil(box, glass, frost, handle, panel, sign, _rail(studio, box))


def _rail(studio: Studio, box: Box) -> str:
    """Draw the wooden rail along the head of a partition."""
    head = Box(box.x0, box.x1, box.y0, box.y1, box.z1 - 0.07, box.z1)
    return studio.pen.block(head, material(WOOD))


def totem(studio: Studio, x: float, y: float) -> None:
    """Add the upright sign that says where to ask."""
    pen, box = studio.pen, Box(x, x + 0.5, y, y + 0.14, 0, 2.0)
    body = pen.block(box, material(ACCENT))
    studio.veil(box, body, pen.sign("i", "y", box.y1, (x + 0.25, 1.5), 0.42, PAPER))
    studio.shade(box)


def wheelchair_user(studio: Studio, x: float, y: float, facing: Facing, look: Look) -> None:
    """Add someone in a wheelchair."""
    pen, cloth = studio.pen, material("#3b4650")
    axis = "y" if facing.value[0] else "x"
    parts = [
        part(pen, turned(x, y, facing, (-0.22, 0.24), (-0.2, 0.2), (0.4, 0.45)), cloth),
        part(pen, turned(x, y, facing, (-0.26, -0.21), (-0.2, 0.2), (0.45, 0.84)), cloth),
        seated(pen, look, x, y, facing),
    ]
    for side in (-0.27, 0.27):
        hub = turned(x, y, facing, (-0.06, -0.06), (side, side), (0.3, 0.3))
        caster = turned(x, y, facing, (0.36, 0.36), (side * 0.8, side * 0.8), (0.1, 0.1))
        span = turned(x, y, facing, (-0.36, 0.44), (side - 0.02, side + 0.02), (0, 0.6))
        centre, front = (hub.x0, hub.y0, 0.3), (caster.x0, caster.y0, 0.1)
        wheel = pen.ring(axis, centre, 0.29, INK, 4) + pen.ring(axis, centre, 0.22, STEEL, 1.6)
        parts.append(Solid(span, wheel + pen.ring(axis, front, 0.08, INK, 3.4)))
    studio.add(parts, shade=False)
    studio.scene.shadows.append(pen.disc((x, y + 0.06, 0), 0.42, INK))


def stroller(studio: Studio, x: float, y: float, parent: Look) -> None:
    """Add a pushchair and the grown-up who pushes it, towards the back of the room."""
    pen = studio.pen
    body = Box(x - 0.2, x + 0.2, y - 0.3, y + 0.25, 0.36, 0.7)
    hood = Box(x - 0.2, x + 0.2, y - 0.02, y + 0.26, 0.7, 0.95)
    marks = [
        pen.ring("x", (x + side, y + dy, 0.13), 0.12, INK, 4)
        for side in (-0.18, 0.18)
        for dy in (-0.3, 0.25)
    ]
    frame = pen.stroke(((x + 0.2, y - 0.3, 0.13), (x + 0.2, y + 0.5, 0.95)), INK, 3)
    cloth = material("#4f7c8a")
    box = Box(x - 0.22, x + 0.22, y - 0.42, y + 0.4, 0, 0.95)
    studio.veil(box, *marks, pen.block(body, cloth), pen.block(hood, cloth), frame)
    studio.shade(box)
    studio.person(parent, x, y + 0.72, Facing.BACK_Y)


def children_corner(studio: Studio, x: float, y: float, colour: str, cast: Cast) -> None:
    """Add a rug with a low table, stools and two children, in a square of about two metres."""
    rug(studio, x, y, 1.2, mix(colour, "#f4e8d2", 0.5))
    round_table(studio, x, y, 0.42, 0.42, "#efe0c4")
    pouf(studio, x - 0.85, y, colour, cast.child(), Facing.X)
    pouf(studio, x + 0.1, y + 0.9, "#e0b668", None, Facing.BACK_Y)
    pouf(studio, x + 0.05, y - 0.85, "#6f8a7a", cast.child(), Facing.Y)


def kiosk(studio: Studio, x: float, y: float, colour: str) -> None:
    """Add a stand for doing things oneself: a sloping screen at a seated or standing height."""
    pen, box = studio.pen, Box(x, x + 0.5, y, y + 0.34, 0, 1.1)
    foot = pen.block(Box(x, x + 0.5, y, y + 0.34, 0, 0.84), material(colour))
    low, high = (y + 0.38, 0.84), (y + 0.02, 1.24)
    ends = ((x, *low), (x + 0.5, *low), (x + 0.5, *high), (x, *high))
    side = pen.face(((x + 0.5, *low), (x + 0.5, *high), (x + 0.5, y, 0.84)), darken(WOOD, 0.1))
    inner = (
        (x + 0.06, y + 0.33, 0.9),
        (x + 0.44, y + 0.33, 0.9),
        (x + 0.44, y + 0.08, 1.18),
        (x + 0.06, y + 0.08, 1.18),
    )
    screen = pen.face(inner, "#4d7183", inked=False)
    studio.veil(box, foot, side, pen.face(ends, WOOD), screen)
    studio.shade(box)
