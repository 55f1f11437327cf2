"""A hospital's waiting hall: identical doors, rows of chairs before; landmarks and calm after."""

from random import Random

from . import clutter
from .furniture import floor_lamp, lane, laptop, round_table, table, tint
from .palette import ACCENT, FELTS, PAPER, WOOD, darken, lighten, material
from .people import Cast, Facing, seated
from .plan import Plan
from .plants import plant, tree
from .scene import WALL_HEIGHT, Box, Solid, around
from .seats import bench, chair, sofa
from .shell import FLOORS
from .studio import Studio
from .walls import clock, notices
from .welcome import (
    agent,
    bright_cast,
    children_corner,
    totem,
    wheelchair_user,
)

_DOORS = (1.7, 4.0, 6.3, 8.6)
_DOOR_TONES = tuple(FELTS[name] for name in ("blue", "green", "ochre", "plum", "terracotta"))
_DOOR_WIDTH, _DOOR_HEIGHT = 1.0, 2.1


def before(studio: Studio, plan: Plan, rng: Random) -> None:
    """Fill the hall with chairs face to face, parked beds, a closed booth and notices."""
    cast = clutter.dull_cast(rng)
    for y in _DOORS:
        _grey_door(studio, y)
    notices(studio, "x", (0.4, 10.8), rng.randint(10, 14), rng)
    notices(studio, "y", (1.0, 8.0), rng.randint(3, 6), rng)
    clock(studio, "y", (0.62, 2.55))
    _rows(studio, cast)
    _booth(studio, cast)
    _parked(studio, cast)
    clutter.crowd(studio, cast, 9, (1.2, 7.4), (7.4, 10.2))
    clutter.crowd(studio, cast, 5, (7.4, 9.2), (4.6, 8.4))
    clutter.crowd(studio, cast, 4, (10.6, 12.6), (3.0, 5.6))


def _grey_door(studio: Studio, y: float) -> None:
    pen, walls = studio.pen, studio.scene.walls
    leaf, height = (y, y + _DOOR_WIDTH), (0.0, _DOOR_HEIGHT)
    walls.append(pen.panel("x", 0, (y - 0.08, y + _DOOR_WIDTH + 0.08), (0, 2.18), "#8e979b"))
    walls.append(pen.panel("x", 0.01, leaf, height, "#a9b1b2"))
    walls.append(pen.panel("x", 0.02, (y + 0.6, y + 0.78), (1.3, 1.8), "#7d888d"))
    walls.append(pen.panel("x", 0.02, (y + 0.3, y + 0.6), (2.3, 2.42), "#e4e7e4", inked=False))
    handle = ((0.02, y + 0.12, 1.02), (0.02, y + 0.26, 1.02))
    walls.append(pen.stroke(handle, "#4a545c", 3.5))


def _rows(studio: Studio, cast: Cast) -> None:
    """Bolt four rows of chairs, two by two face to face, too close to stretch one's legs."""
    rng = cast.rng
    for y, facing in (
        (1.3, Facing.Y),
        (2.95, Facing.BACK_Y),
        (3.75, Facing.Y),
        (5.4, Facing.BACK_Y),
    ):
        places = [cast.look() if rng.random() < 0.8 else None for _ in range(7)]
        clutter.bolted_row(studio, 2.0, y, facing, places)


def _booth(studio: Studio, cast: Cast) -> None:
    """Add the admissions booth against the windows, one hatch open, and the queue it makes."""
    pen, box = studio.pen, Box(8.2, 11.4, 0.05, 1.5, 0, 2.4)
    body = pen.block(box, material("#949c9d"))
    hatches = []
    for x, shut in ((8.5, True), (9.55, False), (10.5, True)):
        glass = "#8a9498" if shut else "#b9c8cc"
        hatches.append(pen.panel("y", box.y1, (x, x + 0.8), (1.05, 1.9), glass))
    ledge = pen.block(Box(9.5, 10.4, 1.5, 1.65, 0.98, 1.05), material("#737d83"))
    sign = pen.sign("arrow", "y", box.y1, (8.9, 2.14), 0.26, PAPER)
    studio.veil(box, body, *hatches, ledge, sign)
    studio.shade(box)
    clutter.belts(studio, (9.35, 10.55), (2.2, 5.6))
    clutter.queue(studio, cast, (9.95,), (2.15, 7.0), 0.64)


def _parked(studio: Studio, cast: Cast) -> None:
    """Leave a bed, a drip stand, a linen cart and cartons where they are in the way."""
    _bed(studio, 3.0, 6.55)
    clutter.cabinet(studio, Box(0.1, 0.7, 0.1, 1.1, 0, 1.8))
    clutter.cartons(studio, 0.85, 0.12, cast.rng)
    clutter.vending_machine(studio, 6.9, 0.1)
    wheelchair_user(studio, 8.1, 3.0, Facing.Y, cast.look(cut="trousers"))
    clutter.hanging_sign(studio, 4.2, 0.5, ("arrow", "arrow"))


def _bed(studio: Studio, x: float, y: float) -> None:
    pen = studio.pen
    box = Box(x, x + 2.0, y, y + 0.8, 0, 0.95)
    wheels = [pen.ring("y", (x + dx, y + 0.78, 0.09), 0.09, "#3f4850", 3.4) for dx in (0.25, 1.75)]
    frame = pen.block(Box(x, x + 2.0, y, y + 0.8, 0.3, 0.42), material("#8a949a"))
    legs = [
        pen.stroke(((x + dx, y + 0.78, 0.09), (x + dx, y + 0.78, 0.3)), "#59636b", 3)
        for dx in (0.25, 1.75)
    ]
    mattress = pen.block(
        Box(x + 0.05, x + 1.95, y + 0.04, y + 0.76, 0.42, 0.6), material("#ccd2d2")
    )
    pillow = pen.block(Box(x + 0.12, x + 0.55, y + 0.15, y + 0.65, 0.6, 0.7), material("#dfe2e0"))
    blanket = pen.block(Box(x + 1.0, x + 1.96, y + 0.02, y + 0.78, 0.5, 0.63), material("#9fb0b1"))
    rail = pen.stroke(
        (
            (x + 0.6, y + 0.8, 0.6),
            (x + 0.6, y + 0.8, 0.88),
            (x + 1.3, y + 0.8, 0.88),
            (x + 1.3, y + 0.8, 0.6),
        ),
        "#6f7a80",
        2.6,
    )
    studio.veil(box, *wheels, *legs, frame, mattress, pillow, blanket, rail)
    studio.shade(box)


def after(studio: Studio, plan: Plan, rng: Random) -> None:
    """Lay out the same hall: a colour and a number for each door, seats in small circles."""
    cast = bright_cast(rng)
    colours = rng.sample(_DOOR_TONES, len(_DOORS))
    for number, (y, colour) in enumerate(zip(_DOORS, colours, strict=True), 1):
        _landmark_door(studio, y, str(number), colour)
    _handrail(studio)
    _lines(studio, colours)
    _desk(studio, plan, cast)
    _alcoves(studio, plan, cast)
    if rng.random() < 0.5:
        planter_x, children_x = 9.2, 11.6
    else:
        planter_x, children_x = 11.2, 8.5
    _planter(studio, planter_x, plan, cast)
    children_corner(studio, children_x, 3.7, plan.second_felt, cast)
    _garden_side(studio, plan, cast)
    studio.person(cast.look(gesture="cane"), 2.2, 7.9, Facing.BACK_X)
    studio.person(cast.look(walking=True), 4.3, 9.7, Facing.BACK_X)
    studio.person(cast.child(), 4.5, 10.3, Facing.BACK_X)


def _landmark_door(studio: Studio, y: float, number: str, colour: str) -> None:
    """Frame a door in its colour up to the ceiling, with a number; carry it onto the floor."""
    pen, walls, middle = studio.pen, studio.scene.walls, y + _DOOR_WIDTH / 2
    frame = (y - 0.28, y + _DOOR_WIDTH + 0.28)
    walls.append(pen.panel("x", 0, frame, (0, WALL_HEIGHT), colour, inked=False))
    walls.append(pen.panel("x", 0.01, (y, y + _DOOR_WIDTH), (0, _DOOR_HEIGHT), lighten(WOOD, 0.2)))
    walls.append(pen.panel("x", 0.02, (y + 0.58, y + 0.78), (0.8, 1.8), "#d3e7ee"))
    handle = ((0.02, y + 0.12, 1.02), (0.02, y + 0.28, 1.02))
    walls.append(pen.stroke(handle, darken(WOOD, 0.6), 4))
    walls.append(pen.sign(number, "x", 0, (middle, 2.56), 0.5, PAPER))
    studio.scene.floor.append(pen.slab((0, 1.0), frame, 0, colour, inked=False, opacity=0.85))


def _handrail(studio: Studio) -> None:
    """Run a wooden rail along the wall between the doors."""
    ends = [0.3, *(edge for y in _DOORS for edge in (y - 0.28, y + 1.28)), 12.0]
    for low, high in zip(ends[::2], ends[1::2], strict=True):
        bar = studio.pen.panel("x", 0.02, (low, high), (0.86, 0.98), WOOD)
        studio.scene.walls.append(bar)


def _lines(studio: Studio, colours: list[str]) -> None:
    """Paint a line from the desk to each door, in its colour, and the way in."""
    pen, floor = studio.pen, studio.scene.floor
    for i, (y, colour) in enumerate(zip(_DOORS, colours, strict=True)):
        middle, bend = y + _DOOR_WIDTH / 2, 2.5 - i * 0.16
        across = 8.2 + i * 0.16
        way = ((6.6, across), (bend, across), (bend, middle), (1.0, middle))
        floor.append(lane(pen, way, darken(colour, 0.08), 7))
    floor.append(lane(pen, ((6.6, 14.0), (6.6, 7.2)), ACCENT, 11))


def _desk(studio: Studio, plan: Plan, cast: Cast) -> None:
    """Add a low desk: agents and visitors are seated at the same height."""
    pen = studio.pen
    chair(studio, 6.2, 5.15, Facing.Y, plan.felt, agent(cast))
    chair(studio, 7.6, 5.15, Facing.Y, plan.felt, agent(cast))
    screens = [laptop(pen, x, 5.75, 0.76, Facing.Y) for x in (6.2, 7.6)]
    table(studio, Box(5.5, 8.3, 5.5, 6.2, 0, 0.76), WOOD, *screens)
    totem(studio, 4.75, 5.7)
    wheelchair_user(studio, 7.5, 6.85, Facing.BACK_Y, cast.look(cut="trousers"))
    chair(studio, 6.1, 6.55, Facing.BACK_Y, plan.second_felt, cast.look(), legs=False)
    studio.person(cast.look(gesture="bag"), 8.5, 6.9, Facing.BACK_Y)


def _alcoves(studio: Studio, plan: Plan, cast: Cast) -> None:
    """Add high-backed sofas facing each other, so that two families do not hear each other."""
    floor = tint(FLOORS[plan.floor], plan.second_felt, 0.4)
    studio.scene.floor.append(studio.pen.slab((2.9, 6.1), (1.3, 3.5), 0, floor, inked=False))
    sofa(studio, 3.3, 2.4, Facing.X, plan.second_felt, [cast.look(), cast.look()], back=1.3)
    round_table(studio, 4.45, 2.4, 0.36, 0.45)
    low = [cast.look(gesture="reading"), None]
    sofa(studio, 5.7, 2.4, Facing.BACK_X, plan.second_felt, low, back=1.05)
    floor_lamp(studio, 4.4, 1.35, plan.felt)


def _planter(studio: Studio, x: float, plan: Plan, cast: Cast) -> None:
    """Add a round bench about a tree."""
    pen, y = studio.pen, 3.3
    seat = pen.cylinder((x, y, 0), 1.0, 0.43, material(WOOD))
    soil = pen.cylinder((x, y, 0.43), 0.5, 0.22, material(lighten(plan.felt, 0.1)))
    parts = [
        Solid(around(x, y, 0.95, 0, 0.43), seat),
        Solid(around(x, y, 0.4, 0.43, 1.9), soil + tree(pen, x, y, 0.65, 1.35, cast.rng)),
        seated(pen, cast.look(), x + 0.72, y + 0.05, Facing.X, seat=0.43),
        seated(pen, cast.look(gesture="reading"), x - 0.1, y + 0.72, Facing.Y, seat=0.43),
    ]
    studio.add(parts, shade=False)
    studio.scene.shadows.append(pen.disc((x + 0.08, y + 0.35, 0), 1.1, "#26303a"))


def _garden_side(studio: Studio, plan: Plan, cast: Cast) -> None:
    rng = cast.rng
    plant(studio, 0.6, 0.6, rng, 1.15)
    for start, end in plan.openings:
        if rng.random() < 0.6:
            look = cast.look(gesture=rng.choice(("relaxed", "reading")))
            bench(studio, Box(start, end, 0.1, 0.62, 0, 0.45), Facing.Y, WOOD, [(0.5, look)])
        else:
            plant(studio, (start + end) / 2, 0.45, rng, 0.8)
    plant(studio, 11.6, 1.4, rng, 1.3)
    plant(studio, 1.0, 11.0, rng, 1.2)
