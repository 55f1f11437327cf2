"""What crowds a room that nobody has looked at: screens, belts, bolted chairs, cartons."""

from collections.abc import Sequence
from random import Random

from .figures import Look
from .palette import STEEL, darken, lighten, material
from .pen import Pen
from .people import Cast, Facing, seated
from .scene import WALL_HEIGHT, Box
from .studio import Studio, part, turned
from .walls import notice

DULL_TOPS = ("#5c666e", "#737d84", "#8a9392", "#4d5760", "#8b8576", "#6b6f78", "#7d7468", "#606a62")
DULL_BOTTOMS = ("#3d464e", "#4a535a", "#565e64", "#4b4740")
CARTON = "#b3a283"
DARK = "#626d75"


def dull_cast(rng: Random) -> Cast:
    """Return the people of a grey room."""
    return Cast(rng, DULL_TOPS, DULL_BOTTOMS, dullness=0.16)


def waiting_look(cast: Cast) -> Look:
    """Return someone who waits: on a phone, with papers, with a cane, or just there."""
    gestures = ("relaxed", "relaxed", "phone", "paper", "bag", "relaxed", "bag", "cane")
    return cast.look(gesture=cast.rng.choice(gestures))


def bolted_row(
    studio: Studio, x: float, y: float, facing: Facing, places: Sequence[Look | None]
) -> None:
    """Add a row of shell chairs bolted to one beam, starting at (x, y)."""
    pen, shell, dx, dy = studio.pen, material("#7f898f", 0.9), *_row_step(facing)
    count, parts = len(places), []
    end = (x + dx * (count - 1), y + dy * (count - 1))
    beam = Box(x - 0.05, end[0] + 0.05, y - 0.05, end[1] + 0.05, 0.28, 0.36)
    parts.append(part(pen, beam, material("#565f66")))
    for i, look in enumerate(places):
        cx, cy = x + dx * i, y + dy * i
        if i in (0, count - 1):
            foot = turned(cx, cy, facing, (-0.2, 0.2), (-0.04, 0.04), (0, 0.28))
            parts.append(part(pen, foot, material("#565f66")))
        seat = turned(cx, cy, facing, (-0.22, 0.26), (-0.26, 0.26), (0.36, 0.44))
        back = turned(cx, cy, facing, (-0.29, -0.22), (-0.26, 0.26), (0.44, 0.9))
        parts += [part(pen, seat, shell), part(pen, back, shell)]
        if look:
            parts.append(seated(pen, look, cx, cy, facing))
    studio.add(parts)


def _row_step(facing: Facing) -> tuple[float, float]:
    return (0.0, 0.62) if facing.value[0] else (0.62, 0.0)


def glazed_counter(
    studio: Studio, y: tuple[float, float], closed: int, agents: Sequence[Look], colour: str
) -> None:
    """Add a line of counters along the left wall, one window per agent, `closed` being shut."""
    pen, x, step, top = studio.pen, 1.5, (y[1] - y[0]) / len(agents), 2.4
    front, post = material(colour, 0.9), material(DARK)
    for i, agent in enumerate(agents):
        low, high = y[0] + i * step, y[0] + (i + 1) * step
        if i != closed:
            # Off centre: the eye, to one side, then finds the clerk behind the middle of the glass.
            clerk = seated(pen, agent, x - 0.28, low + 0.2, Facing.X, seat=0.42)
            studio.veil(clerk.box, clerk.svg)
        desk = Box(x, x + 0.6, low + 0.06, high - 0.06, 0, 1.05)
        studio.block(desk, front)
        studio.veil(*_screen(pen, desk, top, shut=i == closed))
    for i in range(len(agents) + 1):
        edge = y[0] + i * step
        studio.block(Box(x - 0.02, x + 0.66, edge - 0.06, edge + 0.06, 0, top), post)
    header = Box(x + 0.5, x + 0.66, y[0] - 0.06, y[1] + 0.06, top, top + 0.07)
    studio.block(header, material("#4c565e"))
    # Partitions close the side of the staff at both ends.
    for edge in (y[0] - 0.06, y[1]):
        studio.block(Box(0, x - 0.02, edge, edge + 0.06, 0, top), post)


def _screen(pen: Pen, desk: Box, top: float, *, shut: bool) -> tuple[Box, str]:
    """Return the glass over a counter: a slot to talk through, papers stuck on it, or a shutter."""
    at, low, along = desk.x1 - 0.08, desk.z1, (desk.y0, desk.y1)
    box = Box(at - 0.02, at, *along, low, top)
    if shut:
        rim = pen.panel("x", at, along, (low, top), "#868f94")
        levels = [low + 0.05 + i * 0.104 for i in range(13)]
        slats = [pen.panel("x", at, along, (z, z + 0.08), "#969fa3", inked=False) for z in levels]
        return box, rim + "".join(slats)
    middle = (desk.y0 + desk.y1) / 2
    glass = pen.panel("x", at, along, (low, top), "#b4c3c8", opacity=0.55)
    slot = pen.panel("x", at, (middle - 0.16, middle + 0.16), (low, low + 0.12), DARK, inked=False)
    sheet = notice(pen, "x", at, (desk.y0 + 0.06, low + 0.62), (0.3, 0.4), "#eceadf")
    return box, glass + slot + sheet


def belts(studio: Studio, xs: Sequence[float], y: tuple[float, float]) -> None:
    """Add lines of belt posts along y, one at each of `xs`."""
    pen, tone = studio.pen, "#454e56"
    count = max(2, round((y[1] - y[0]) / 1.7))
    step = (y[1] - y[0]) / count
    for x in xs:
        for i in range(count + 1):
            post = Box(
                x - 0.045, x + 0.045, y[0] + i * step - 0.045, y[0] + i * step + 0.045, 0, 0.96
            )
            studio.block(post, material(tone))
            if i < count:
                span = (post.y1, post.y1 + step - 0.09)
                tape = pen.panel("x", x, span, (0.84, 0.91), tone, inked=False)
                studio.veil(Box(x - 0.02, x + 0.02, *span, 0.84, 0.91), tape)


def queue(
    studio: Studio, cast: Cast, xs: Sequence[float], y: tuple[float, float], step: float = 0.72
) -> None:
    """Add a queue that snakes between belts: one lane at each of `xs`, turning back at the ends."""
    rng = cast.rng
    for lane, x in enumerate(xs):
        facing = Facing.BACK_Y if lane % 2 else Facing.Y
        spot = y[0]
        while spot <= y[1]:
            child = rng.random() < 0.09
            look = cast.child() if child else waiting_look(cast)
            if rng.random() < 0.93:
                turn = Facing.BACK_X if rng.random() < 0.25 else facing
                studio.person(look, x + rng.uniform(-0.13, 0.13), spot, turn)
            spot += step * (0.8 if child else 1) + rng.uniform(-0.03, 0.12)


def crowd(
    studio: Studio,
    cast: Cast,
    count: int,
    x: tuple[float, float],
    y: tuple[float, float],
    gap: float = 0.24,
) -> None:
    """Scatter people who wait on their feet wherever the floor is free in a rectangle."""
    rng, left = cast.rng, count
    for _ in range(count * 12):
        if not left:
            return
        px, py = rng.uniform(*x), rng.uniform(*y)
        if studio.scene.is_free(Box(px - 0.21, px + 0.21, py - 0.21, py + 0.21, 0, 1.76), gap):
            studio.person(waiting_look(cast), px, py, rng.choice(tuple(Facing)))
            left -= 1


def cartons(studio: Studio, x: float, y: float, rng: Random) -> None:
    """Pile cartons in a corner of the floor, about one metre square."""
    for dx, dy, z, size in ((0, 0, 0, 0.6), (0.03, 0.66, 0, 0.52), (0.06, 0.05, 0.46, 0.48)):
        tone = material(lighten(CARTON, rng.uniform(0, 0.2)), 0.8)
        box = Box(x + dx, x + dx + size, y + dy, y + dy + size * 0.95, z, z + size * 0.76)
        tape = studio.pen.slab(
            (box.x0, box.x1),
            (box.y0 + size * 0.42, box.y0 + size * 0.54),
            box.z1,
            "#d8ccb0",
            inked=False,
        )
        studio.veil(box, studio.pen.block(box, tone), tape)
        if not z:
            studio.shade(box)


def cabinet(studio: Studio, box: Box, colour: str = STEEL) -> None:
    """Add a metal cabinet with two doors, seen from the side of the windows' light."""
    pen = studio.pen
    body = pen.block(box, material(colour, 0.9))
    middle = (box.y0 + box.y1) / 2
    seam = pen.stroke(
        ((box.x1, middle, box.z0), (box.x1, middle, box.z1)), darken(colour, 0.4), 1.6
    )
    knob = pen.stroke(
        ((box.x1, middle + 0.07, 0.95), (box.x1, middle + 0.07, 1.1)), darken(colour, 0.5), 4
    )
    studio.veil(box, body, seam, knob)
    studio.shade(box)


def vending_machine(studio: Studio, x: float, y: float) -> None:
    """Add a drinks machine against the wall of the windows."""
    pen, box = studio.pen, Box(x, x + 0.9, y, y + 0.72, 0, 1.85)
    body = pen.block(box, material("#868f95"))
    glass = pen.panel("y", box.y1, (x + 0.08, x + 0.6), (0.55, 1.72), "#48535c")
    rows = [
        pen.panel(
            "y",
            box.y1,
            (x + 0.13 + i * 0.15, x + 0.21 + i * 0.15),
            (z, z + 0.17),
            tone,
            inked=False,
        )
        for z in (0.66, 0.94, 1.22, 1.48)
        for i, tone in enumerate(("#a9aeb0", "#8f9a9a", "#b3a78f"))
    ]
    slot = pen.panel("y", box.y1, (x + 0.68, x + 0.82), (1.0, 1.4), "#5c666e")
    studio.veil(box, body, glass, *rows, slot)
    studio.shade(box)


def photo_booth(studio: Studio, x: float, y: float) -> None:
    """Add a photo booth with its curtain, too big for where it stands."""
    pen, box = studio.pen, Box(x, x + 1.7, y, y + 0.85, 0, 2.05)
    body = pen.block(box, material("#8d979c"))
    gap = pen.panel("y", box.y1, (x + 0.75, x + 1.55), (0.35, 1.9), "#3e474f")
    folds = [
        pen.panel(
            "y", box.y1, (x + 0.75 + i * 0.1, x + 0.84 + i * 0.1), (0.75, 1.9), tone, inked=False
        )
        for i, tone in enumerate(("#7b7468", "#6b655a", "#7b7468", "#6b655a", "#7b7468"))
    ]
    window = pen.panel("y", box.y1, (x + 0.15, x + 0.6), (1.0, 1.7), "#c3c9ca")
    studio.veil(box, body, gap, *folds, window)
    studio.shade(box)


def ticket_machine(studio: Studio, x: float, y: float) -> None:
    """Add the machine that gives out numbers."""
    pen, box = studio.pen, Box(x, x + 0.42, y, y + 0.36, 0, 1.4)
    body = pen.block(box, material("#707b82"))
    face = pen.panel("y", box.y1, (x + 0.07, x + 0.35), (0.92, 1.28), "#b9c4c6")
    slip = pen.panel("y", box.y1, (x + 0.13, x + 0.29), (0.72, 0.84), "#f3f3ef")
    studio.veil(box, body, face, slip)
    studio.shade(box)


def hanging_sign(studio: Studio, x: float, y: float, arrows: Sequence[str] = ("arrow",)) -> None:
    """Hang a grey board with an arrow and words too small to read."""
    pen, box = studio.pen, Box(x, x + 1.9, y, y + 0.08, 2.3, 2.75)
    rods = [
        pen.stroke(((a, y + 0.04, 2.75), (a, y + 0.04, WALL_HEIGHT)), "#4a545c", 2)
        for a in (box.x0 + 0.2, box.x1 - 0.2)
    ]
    body = pen.block(box, material("#5f6a72"))
    signs = [
        pen.sign(name, "y", box.y1, (x + 0.25 + 0.35 * i, 2.525), 0.24, "#dfe4e4")
        for i, name in enumerate(arrows)
    ]
    words = [
        pen.stroke(
            ((x + 0.25 + 0.35 * len(arrows), box.y1, z), (box.x1 - 0.15 - cut, box.y1, z)),
            "#bcc5c7",
            2.4,
        )
        for z, cut in ((2.61, 0.0), (2.52, 0.3), (2.43, 0.12))
    ]
    studio.veil(box, *rods, body, *signs, *words)
