"""The two states of a room, as SVG documents."""

from random import Random

from . import guichet, hopital, mediatheque
from .plan import Room, plan_of
from .shell import column, grey_tones, light_tones, odd_tiles, open_studio, pave
from .studio import Studio
from .walls import blinds, windows

_KINDS = {"guichet": guichet, "mediatheque": mediatheque, "hopital": hopital}


def compose_before(room: Room) -> Studio:
    """Return the room as it was: grey light, blinds down, full of things and people."""
    plan, rng = plan_of(room), Random(f"before {room.kind} {room.seed}")
    tones = grey_tones(plan)
    studio = open_studio(plan, tones, shadow_reach=(0.05, 0.12))
    odd_tiles(studio, tones, rng)
    pave(studio, "tile", tones, rng)
    blinds(studio, plan, tones, rng)
    column(studio, plan, plan.grey)
    _KINDS[room.kind].before(studio, plan, rng)
    return studio


def compose_after(room: Room) -> Studio:
    """Return the room as it has become: daylight, guidance, places to wait and to talk."""
    plan, rng = plan_of(room), Random(f"after {room.kind} {room.seed}")
    tones = light_tones(plan)
    studio = open_studio(plan, tones, shadow_reach=(0.14, 0.42))
    pave(studio, plan.floor, tones, rng)
    windows(studio, plan, rng)
    column(studio, plan, "#f3ede2")
    _KINDS[room.kind].after(studio, plan, rng)
    return studio


def draw_before(room: Room) -> str:
    """Return the SVG text of the room before; the same room always gives the same text."""
    return compose_before(room).scene.to_svg()


def draw_after(room: Room) -> str:
    """Return the SVG text of the room after; the same room always gives the same text."""
    return compose_after(room).scene.to_svg()
