"""A room to draw, and what its seed decides once for both of its states."""

from dataclasses import dataclass
from random import Random

from .palette import FELTS
from .scene import View

KINDS = ("guichet", "mediatheque", "hopital")
_WINDOWS = {
    "square": (1.9, 0.6, 0.55, 2.5),
    "tall": (1.35, 0.7, 0.06, 2.6),
    "arched": (1.9, 0.7, 0.45, 2.65),
    "ribbon": (3.4, 0.5, 0.8, 2.45),
}


@dataclass(frozen=True)
class Room:
    """One room, drawn before and after from the same viewpoint.

    `seed` varies it; `kind` is one of `KINDS`: "guichet" (counters and queue), "mediatheque"
    (shelves, lending desk), "hopital" (doors, soft waiting). Raises ValueError for another kind.
    """

    seed: int
    kind: str

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"unknown kind of room: {self.kind!r}; expected one of {KINDS}")


@dataclass(frozen=True)
class Plan:
    """What does not move between the two states, and the colours of the second one."""

    view: View
    window: str
    openings: tuple[tuple[float, float], ...]
    sill: float
    lintel: float
    floor: str
    felt: str
    second_felt: str
    places: int
    column: bool
    tinted: bool
    grey: str


def plan_of(room: Room) -> Plan:
    """Draw lots for a room; the same room always gives the same plan."""
    rng = Random(f"{room.kind} {room.seed}")
    window = rng.choice(tuple(_WINDOWS))
    width, gap, sill, lintel = _WINDOWS[window]
    felt, second = rng.sample(sorted(FELTS.values()), 2)
    return Plan(
        view=View(
            scale=rng.uniform(81.0, 88.0),
            corner=(800.0 + rng.uniform(-50, 50), 296.0 + rng.uniform(-14, 10)),
            mirrored=rng.random() < 0.5,
        ),
        window=window,
        openings=_openings(width, gap, rng.uniform(1.1, 1.5), until=9.0),
        sill=sill,
        lintel=lintel,
        floor=rng.choice(("plank", "tile", "slab", "terrazzo", "chevron")),
        felt=felt,
        second_felt=second,
        places=rng.choice((2, 3, 3)),
        tinted=rng.random() < 0.45,
        column=rng.random() < 0.45,
        grey=rng.choice(("#cdd1d1", "#d0cfc8", "#c9cfd2", "#cdcec6", "#c8cdc9")),
    )


def _openings(
    width: float, gap: float, start: float, until: float
) -> tuple[tuple[float, float], ...]:
    """Spread as many windows as fit from `start` to `until`, at least `gap` apart."""
    count = int((until - start + gap) / (width + gap))
    step = (until - start - width) / (count - 1)
    lows = (start + i * step for i in range(count))
    return tuple((round(low, 2), round(low + width, 2)) for low in lows)
