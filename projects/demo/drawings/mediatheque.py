"""A library: tight stacks and a fortress of a lending desk before; a place to stay after."""

from random import Random

from . import clutter
from .furniture import (
    books_pile,
    floor_lamp,
    lane,
    laptop,
    round_table,
    rug,
    shelf,
    spot,
    table,
    tint,
)
from .palette import ACCENT, BOOKS, PAPER, WOOD, darken, lighten, material, mix
from .people import Cast, Facing, seated
from .plan import Plan
from .plants import plant, wilted
from .scene import Box, Solid
from .seats import armchair, bench, chair, pouf
from .shell import FLOORS
from .studio import Studio, part
from .walls import clock, notices
from .welcome import (
    agent,
    bright_cast,
    stroller,
    totem,
    welcome_desk,
    wheelchair_user,
)

_DULL_BOOKS = tuple(mix(colour, "#7c8285", 0.72) for colour in BOOKS)
_RACK = "#8b9499"


def before(studio: Studio, plan: Plan, rng: Random) -> None:
    """Fill the library with high stacks, a lending desk like a wall, and a queue before it."""
    cast = clutter.dull_cast(rng)
    for row in range(3):
        stack = Box(0.7, 6.3, 0.9 + row * 1.5, 1.35 + row * 1.5, 0, 2.1)
        _stack(studio, stack, rng)
    shelf(studio, Box(0, 0.4, 5.4, 8.2, 0, 2.1), Facing.X, _RACK, rng, colours=_DULL_BOOKS)
    _lending_wall(studio, cast)
    _back_corner(studio, cast)
    notices(studio, "x", (8.5, 11.5), rng.randint(5, 8), rng)
    notices(studio, "y", (6.8, 10.8), rng.randint(5, 8), rng)
    clock(studio, "y", (0.62, 2.55))
    for place in range(3):
        _desk_to_the_wall(studio, 1.6, 6.0 + place * 1.25, cast)
    clutter.belts(studio, (6.95, 8.15), (6.3, 9.4))
    clutter.queue(studio, cast, (7.55,), (6.0, 9.6), 0.62)
    clutter.crowd(studio, cast, 9, (2.6, 6.4), (5.6, 9.6))
    clutter.crowd(studio, cast, 6, (8.6, 11.6), (5.6, 7.0))
    clutter.crowd(studio, cast, 3, (2.0, 5.0), (10.0, 11.6))


def _stack(studio: Studio, box: Box, rng: Random) -> None:
    """Add one long stack in bays, its books towards the eye."""
    for bay in range(4):
        width = (box.x1 - box.x0) / 4
        low = box.x0 + bay * width
        piece = Box(low, low + width, box.y0, box.y1, 0, box.z1)
        shelf(studio, piece, Facing.Y, _RACK, rng, colours=_DULL_BOOKS)


def _lending_wall(studio: Studio, cast: Cast) -> None:
    """Add the lending desk: opaque, chest high, screens on top, two clerks behind it."""
    front = material("#99907f", 0.9)
    for x in (7.6, 9.5):
        studio.person(cast.look(), x + 0.2, 4.3, Facing.Y)
    studio.block(Box(6.8, 11.2, 4.75, 5.35, 0, 1.22), front)
    studio.block(Box(6.8, 11.2, 5.2, 5.35, 1.22, 1.5), material("#7f8a90"))
    for x in (6.9, 8.5, 10.2):
        studio.block(Box(x, x + 0.5, 4.8, 5.15, 1.22, 1.6), material("#5f6970"))
    clutter.hanging_sign(studio, 8.6, 1.1, ("cross", "book"))


def _back_corner(studio: Studio, cast: Cast) -> None:
    rng = cast.rng
    wilted(studio, 0.4, 0.5, rng)
    clutter.cartons(studio, 6.7, 0.15, rng)
    clutter.cabinet(studio, Box(9.8, 10.7, 0.1, 0.7, 0, 1.9))
    _trolley(studio, 6.9, 2.2, rng)
    places = [cast.look() if rng.random() < 0.7 else None for _ in range(5)]
    clutter.bolted_row(studio, 8.2, 2.4, Facing.Y, places)


def _trolley(studio: Studio, x: float, y: float, rng: Random) -> None:
    pen, box = studio.pen, Box(x, x + 0.9, y, y + 0.45, 0.1, 0.95)
    low = pen.block(Box(x, x + 0.9, y, y + 0.45, 0.15, 0.4), material("#7b858a"))
    top = pen.block(Box(x, x + 0.9, y, y + 0.45, 0.62, 0.72), material("#7b858a"))
    posts = [
        pen.stroke(((x + dx, y + 0.45, 0), (x + dx, y + 0.45, 0.95)), "#4b545c", 2.4)
        for dx in (0.03, 0.87)
    ]
    piles = [books_pile(pen, x + dx, y + 0.12, 0.72, rng, _DULL_BOOKS) for dx in (0.1, 0.5)]
    studio.veil(box, low, *posts, top, *piles)
    studio.shade(box)


def _desk_to_the_wall(studio: Studio, x: float, y: float, cast: Cast) -> None:
    """Add a small table where one reads facing a partition."""
    grey = "#98a1a4"
    studio.block(Box(x - 0.75, x - 0.7, y - 0.5, y + 0.5, 0, 1.2), material("#7f898e"))
    table(studio, Box(x - 0.7, x - 0.2, y - 0.5, y + 0.5, 0, 0.74), grey)
    chair(studio, x + 0.15, y, Facing.BACK_X, grey, cast.look(), legs=False)


def after(studio: Studio, plan: Plan, rng: Random) -> None:
    """Lay out the same library: books on walls, steps for children, tables, seats in the light."""
    cast = bright_cast(rng)
    _bookcases(studio, plan, cast)
    _steps(studio, plan, cast)
    _windows(studio, plan, cast)
    _lounge(studio, plan, cast)
    _islands(studio, rng)
    _study_place(studio, plan, cast)
    _welcome(studio, plan, cast)


def _bookcases(studio: Studio, plan: Plan, cast: Cast) -> None:
    """Line the left wall with books, around an alcove where someone reads."""
    rng = cast.rng
    start = rng.choice((3.2, 5.0))
    alcove = (start, start + 1.7)
    spans = ((0.9, 2.55), (2.55, 3.2), (3.2, 5.0), (5.0, 6.7), (6.7, 8.2))
    for low, high in spans:
        if high <= alcove[0] or low >= alcove[1]:
            shelf(studio, Box(0, 0.36, low, high, 0, 2.35), Facing.X, WOOD, rng)
        elif low < alcove[1] < high:
            shelf(studio, Box(0, 0.36, alcove[1], high, 0, 2.35), Facing.X, WOOD, rng)
    pen = studio.pen
    studio.scene.walls.append(pen.panel("x", 0.02, alcove, (0.0, 2.35), plan.felt))
    seat = Box(0.02, 0.62, *alcove, 0, 0.45)
    reader = cast.look(gesture="reading")
    bench(studio, seat, Facing.X, plan.felt, [(0.5, reader)])
    head = Box(0, 0.36, *alcove, 2.05, 2.35)
    shelf(studio, head, Facing.X, WOOD, rng)


def _steps(studio: Studio, plan: Plan, cast: Cast) -> None:
    """Add three wooden steps to sit on, with cushions and children who read."""
    pen, parts = studio.pen, []
    for i, height in enumerate((1.2, 0.8, 0.4)):
        tread = Box(i * 0.75, (i + 1) * 0.75, 8.5, 11.2, 0, height)
        parts.append(part(pen, tread, material(WOOD)))
    spots = ((0.42, 9.3, 1.2), (1.17, 10.4, 0.8), (1.92, 9.2, 0.4))
    tones = (plan.felt, plan.second_felt, "#e0b668")
    for (x, y, z), tone in zip(spots, tones, strict=True):
        pad = Box(x - 0.24, x + 0.24, y - 0.26, y + 0.26, z, z + 0.06)
        parts.append(part(pen, pad, material(tone)))
        look = cast.child(gesture="reading")
        parts.append(seated(pen, look, x, y, Facing.X, seat=z + 0.12))
    grown = cast.look(gesture="reading")
    parts.append(seated(pen, grown, 1.92, 10.7, Facing.X, seat=0.42))
    studio.add(parts)


def _windows(studio: Studio, plan: Plan, cast: Cast) -> None:
    rng = cast.rng
    plant(studio, 0.7, 0.5, rng, 1.1)
    for start, end in plan.openings:
        if rng.random() < 0.5:
            shelf(studio, Box(start, end, 0.05, 0.4, 0, 0.5), Facing.Y, WOOD, rng)
            continue
        look = cast.look(gesture=rng.choice(("reading", "relaxed")))
        bench(studio, Box(start, end, 0.08, 0.6, 0, 0.45), Facing.Y, WOOD, [(0.45, look)])
    shelf(studio, Box(9.4, 11.8, 0, 0.36, 0, 2.0), Facing.Y, WOOD, rng)


def _lounge(studio: Studio, plan: Plan, cast: Cast) -> None:
    rng = cast.rng
    rug(studio, 3.9, 2.75, 1.6, tint(FLOORS[plan.floor], plan.second_felt))
    armchair(studio, 2.75, 2.4, Facing.X, plan.second_felt, cast.look(gesture="reading"))
    armchair(studio, 3.9, 1.65, Facing.Y, plan.felt, cast.look(gesture="reading"))
    armchair(studio, 5.15, 2.9, Facing.BACK_X, plan.felt, cast.look())
    round_table(studio, 4.0, 2.8, 0.36, 0.4)
    pouf(studio, 3.5, 3.9, plan.second_felt, None, Facing.Y)
    floor_lamp(studio, 2.85, 1.55, plan.felt)
    if rng.random() < 0.7:
        plant(studio, 5.3, 1.7, rng, 1.0)


def _islands(studio: Studio, rng: Random) -> None:
    """Add low bookcases one sees over, with books laid out on top."""
    pen = studio.pen
    for x, y, length in ((2.6, 5.0, 1.9), (2.6, 7.6, 1.7)):
        box = Box(x, x + 0.5, y, y + length, 0, 0.95)
        shelf(studio, box, Facing.X, lighten(WOOD, 0.15), rng)
        covers = [
            pen.slab((x + 0.12, x + 0.38), (a, a + 0.34), 0.95, rng.choice(BOOKS))
            for a in (y + 0.2, y + 0.75, y + 1.25)
        ]
        studio.veil(Box(x + 0.1, x + 0.4, y + 0.1, y + length - 0.1, 0.95, 0.97), *covers)


def _study_place(studio: Studio, plan: Plan, cast: Cast) -> None:
    """Add where one works: a long table, or two round ones."""
    if cast.rng.random() < 0.6:
        _long_table(studio, plan, cast)
    else:
        for x, y in ((8.3, 3.3), (10.6, 3.3)):
            chair(studio, x - 0.85, y, Facing.X, plan.felt, cast.look())
            chair(studio, x, y - 0.85, Facing.Y, plan.felt, cast.look(gesture="reading"))
            round_table(studio, x, y, 0.55, 0.74)
            chair(studio, x + 0.85, y, Facing.BACK_X, plan.felt, None)
    plant(studio, 12.1, 2.5, cast.rng, 1.25)


def _long_table(studio: Studio, plan: Plan, cast: Cast) -> None:
    pen, rng, z = studio.pen, cast.rng, 0.74
    things = [
        laptop(pen, 8.1, 3.3, z, Facing.Y),
        pen.slab((9.0, 9.3), (3.15, 3.4), z, PAPER),
        books_pile(pen, 9.7, 3.35, z, rng),
        laptop(pen, 9.2, 3.85, z, Facing.BACK_Y),
    ]
    for x in (8.1, 9.2, 10.3):
        sitter = cast.look() if rng.random() < 0.8 else None
        chair(studio, x, 2.75, Facing.Y, plan.felt, sitter)
    table(studio, Box(7.6, 10.8, 3.05, 4.1, 0, z), WOOD, *things)
    for x, sitter in ((9.2, cast.look()), (10.3, None)):
        chair(studio, x, 4.4, Facing.BACK_Y, plan.felt, sitter, legs=False)


def _welcome(studio: Studio, plan: Plan, cast: Cast) -> None:
    pen = studio.pen
    trunk = lane(pen, ((6.6, 14.0), (6.6, 7.4)), ACCENT, 11)
    branch = lane(pen, ((6.6, 8.2), (4.6, 8.2), (4.6, 4.4)), ACCENT, 6)
    studio.scene.floor += [trunk, branch]
    spot(studio, 4.6, 4.3, "book", ACCENT, 0.46)
    welcome_desk(studio, 5.9, 5.8, darken(plan.felt, 0.08), agent(cast))
    totem(studio, 8.6, 5.9)
    wheelchair_user(studio, 7.9, 7.25, Facing.BACK_Y, cast.look(cut="trousers"))
    studio.person(cast.look(gesture="bag"), 6.2, 7.05, Facing.BACK_Y)
    studio.person(cast.look(walking=True), 5.6, 9.0, Facing.BACK_Y)
    stroller(studio, 9.6, 6.1, cast.look(walking=True))
    studio.person(cast.child(), 10.2, 6.5, Facing.BACK_Y)
    studio.person(cast.look(), 3.6, 6.2, Facing.BACK_X)
    _drum(studio, 11.6, 4.9, plan)


def _drum(studio: Studio, x: float, y: float, plan: Plan) -> None:
    """Add a round table of new books."""
    pen = studio.pen
    body = pen.cylinder((x, y, 0), 0.55, 0.7, material(plan.second_felt))
    books = [
        pen.slab((x + dx, x + dx + 0.22), (y + dy, y + dy + 0.3), 0.7, tone)
        for dx, dy, tone in (
            (-0.35, -0.2, BOOKS[0]),
            (0.0, -0.35, BOOKS[2]),
            (0.05, 0.05, BOOKS[1]),
        )
    ]
    studio.add([Solid(Box(x - 0.5, x + 0.5, y - 0.5, y + 0.5, 0, 0.72), body + "".join(books))])
