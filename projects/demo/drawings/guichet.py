"""A hall of counters: one long queue before; a standing welcome and closed rooms after."""

from random import Random

from . import clutter
from .furniture import floor_lamp, lane, laptop, round_table, rug, shelf, spot, table, tint
from .palette import ACCENT, STEEL, WOOD
from .people import Cast, Facing
from .plan import Plan
from .plants import plant, wilted
from .scene import Box
from .seats import armchair, bench, chair, pouf, sofa
from .shell import FLOORS
from .studio import Studio
from .walls import clock, notices
from .welcome import (
    agent,
    bright_cast,
    children_corner,
    closed_room,
    kiosk,
    stroller,
    totem,
    welcome_desk,
    wheelchair_user,
)

_COUNTERS = ("#a1978a", "#979fa1", "#a89f86", "#929a94")


def before(studio: Studio, plan: Plan, rng: Random) -> None:
    """Fill the hall with glazed counters, belts, bolted chairs, notices and a crowd."""
    cast = clutter.dull_cast(rng)
    agents = [cast.look() for _ in range(plan.places + 2)]
    clutter.glazed_counter(
        studio, (2.3, 9.4), rng.randrange(len(agents)), agents, rng.choice(_COUNTERS)
    )
    notices(studio, "x", (0.5, 10.5), rng.randint(13, 18), rng)
    notices(studio, "y", (0.9, 9.0), rng.randint(5, 8), rng)
    clock(studio, "y", (0.62, 2.55))
    _waiting_side(studio, plan, cast)
    lanes = rng.choice(((3.2, 4.3, 5.4), (3.3, 4.5), (3.2, 4.3, 5.4)))
    edges = [x - 0.56 for x in lanes] + [lanes[-1] + 0.56]
    clutter.belts(studio, edges, (4.2, 9.8))
    clutter.queue(studio, cast, lanes, (4.1, 10.0))
    clutter.crowd(studio, cast, 8, (6.6, 9.4), (4.4, 8.6))
    clutter.crowd(studio, cast, 5, (2.6, 5.0), (10.4, 12.4))
    clutter.crowd(studio, cast, 5, (9.6, 12.4), (4.0, 6.4))


def _waiting_side(studio: Studio, plan: Plan, cast: Cast) -> None:
    rng = cast.rng
    clutter.cabinet(studio, Box(0.1, 0.7, 0.1, 1.2, 0, 1.9), STEEL)
    clutter.cartons(studio, 0.85, 0.12, rng)
    wilted(studio, 0.5, 1.6, rng)
    for row in range(2):
        places = [cast.look() if rng.random() < 0.75 else None for _ in range(6)]
        clutter.bolted_row(studio, 3.4, 1.2 + row * 1.25, Facing.Y, places)
    places = [cast.look() if rng.random() < 0.75 else None for _ in range(5)]
    clutter.bolted_row(studio, 9.3, 2.6, Facing.Y, places)
    clutter.vending_machine(studio, 7.7, 0.1)
    clutter.photo_booth(studio, 9.1, 0.1)
    clutter.ticket_machine(studio, 7.4, 4.4)
    clutter.hanging_sign(studio, 5.0, 0.5)


def after(studio: Studio, plan: Plan, rng: Random) -> None:
    """Lay out the same hall: guidance on the floor, a desk, closed rooms, seats in the light."""
    cast = bright_cast(rng)
    rooms = [(2.3 + i * 2.75, 4.75 + i * 2.75) for i in range(plan.places)]
    for number, span in enumerate(rooms, 1):
        closed_room(studio, span, str(number), plan.felt, (cast.look(), cast.look()))
    _guidance(studio, rooms)
    welcome_desk(studio, 6.2, 5.7, plan.felt, agent(cast))
    _visitors(studio, cast)
    _lounge(studio, plan, cast)
    _window_side(studio, plan, cast)
    _foreground(studio, plan, cast)
    if plan.places == 2:
        _far_corner(studio, plan, cast)


def _guidance(studio: Studio, rooms: list[tuple[float, float]]) -> None:
    pen, floor = studio.pen, studio.scene.floor
    doors = [low + 1.75 for low, _ in rooms]
    floor.append(lane(pen, ((6.9, 14.0), (6.9, 7.4)), ACCENT, 11))
    floor.append(lane(pen, ((6.9, 8.4), (3.9, 8.4)), ACCENT, 6))
    floor.append(lane(pen, ((3.9, max(8.4, doors[-1])), (3.9, doors[0])), ACCENT, 6))
    for number, door in enumerate(doors, 1):
        floor.append(lane(pen, ((3.9, door), (3.3, door)), ACCENT, 6))
        spot(studio, 3.15, door, str(number), ACCENT)


def _visitors(studio: Studio, cast: Cast) -> None:
    studio.person(cast.look(gesture="bag"), 6.6, 6.95, Facing.BACK_Y)
    wheelchair_user(studio, 8.2, 7.15, Facing.BACK_Y, cast.look(cut="trousers"))
    totem(studio, 8.9, 5.8)
    studio.person(cast.look(walking=True), 7.5, 9.3, Facing.BACK_Y)
    studio.person(cast.look(walking=True, gesture="paper"), 5.3, 8.1, Facing.BACK_X)


def _lounge(studio: Studio, plan: Plan, cast: Cast) -> None:
    carpet = tint(FLOORS[plan.floor], plan.felt)
    if cast.rng.random() < 0.6:
        rug(studio, 5.0, 2.7, 1.75, carpet)
        _circle_of_seats(studio, plan, cast)
    else:
        studio.scene.floor.append(studio.pen.slab((3.2, 6.9), (1.2, 3.8), 0, carpet, inked=False))
        _facing_sofas(studio, plan, cast)
    round_table(studio, 5.05, 2.75, 0.38, 0.4)


def _circle_of_seats(studio: Studio, plan: Plan, cast: Cast) -> None:
    armchair(studio, 3.75, 2.7, Facing.X, plan.second_felt, cast.look(gesture="reading"))
    sofa(studio, 5.1, 1.7, Facing.Y, plan.felt, [cast.look(), None])
    armchair(studio, 6.3, 2.9, Facing.BACK_X, plan.second_felt, cast.look())
    floor_lamp(studio, 3.9, 1.75, plan.felt)
    if cast.rng.random() < 0.6:
        pouf(studio, 4.9, 3.75, plan.second_felt, cast.child(), Facing.BACK_Y)


def _facing_sofas(studio: Studio, plan: Plan, cast: Cast) -> None:
    sofa(studio, 3.8, 2.5, Facing.X, plan.felt, [cast.look(gesture="reading"), cast.look()])
    sofa(studio, 6.3, 2.5, Facing.BACK_X, plan.second_felt, [cast.look(), None])
    floor_lamp(studio, 5.0, 1.5, plan.second_felt)


def _window_side(studio: Studio, plan: Plan, cast: Cast) -> None:
    rng = cast.rng
    plant(studio, 0.6, 0.6, rng, 1.25)
    plant(studio, 0.75, 1.6, rng, 0.9)
    for start, end in plan.openings:
        sitters = [
            (share, cast.look(gesture=rng.choice(("relaxed", "reading"))))
            for share in ((0.3, 0.72) if end - start > 1.8 else (0.5,))
            if rng.random() < 0.45
        ]
        bench(studio, Box(start, end, 0.1, 0.62, 0, 0.45), Facing.Y, WOOD, sitters)


def _foreground(studio: Studio, plan: Plan, cast: Cast) -> None:
    corner = cast.rng.choice((_work_table, _self_service, _children))
    corner(studio, plan, cast)
    plant(studio, 12.4, 2.2, cast.rng, 1.3)
    stroller(studio, 10.1, 5.9, cast.look(walking=True))


def _work_table(studio: Studio, plan: Plan, cast: Cast) -> None:
    computer = laptop(studio.pen, 9.9, 3.75, 0.74, Facing.Y)
    chair(studio, 9.9, 3.2, Facing.Y, plan.second_felt, cast.look())
    chair(studio, 10.9, 3.2, Facing.Y, plan.second_felt)
    table(studio, Box(9.4, 11.4, 3.5, 4.2, 0, 0.74), WOOD, computer)
    studio.person(agent(cast), 8.95, 3.7, Facing.X)
    studio.person(cast.look(gesture="bag"), 11.9, 4.6, Facing.Y)
    studio.person(cast.look(), 11.7, 5.3, Facing.BACK_Y)


def _self_service(studio: Studio, plan: Plan, cast: Cast) -> None:
    for i, x in enumerate((9.2, 10.2, 11.2)):
        kiosk(studio, x, 2.9, plan.second_felt)
        if i != 1:
            studio.person(cast.look(gesture="bag"), x + 0.25, 3.75, Facing.BACK_Y)
    studio.person(agent(cast), 10.3, 3.9, Facing.X)
    studio.person(cast.look(walking=True), 11.9, 4.8, Facing.BACK_Y)


def _children(studio: Studio, plan: Plan, cast: Cast) -> None:
    children_corner(studio, 10.6, 3.3, plan.second_felt, cast)
    studio.person(cast.look(gesture="bag"), 11.9, 4.5, Facing.BACK_X)
    studio.person(agent(cast), 9.1, 3.9, Facing.X)


def _far_corner(studio: Studio, plan: Plan, cast: Cast) -> None:
    """Furnish the end of the left wall, where the closed rooms leave it free."""
    rng = cast.rng
    if rng.random() < 0.5:
        children_corner(studio, 1.5, 9.3, plan.second_felt, cast)
    else:
        shelf(studio, Box(0, 0.36, 8.2, 10.4, 0, 1.5), Facing.X, WOOD, rng)
        bench(studio, Box(1.3, 1.9, 8.7, 10.2, 0, 0.45), Facing.X, WOOD, [(0.4, cast.look())])
    plant(studio, 1.0, 11.2, rng, 1.2)
