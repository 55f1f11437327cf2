"""A room's corner in true isometric projection, and the order in which things are painted.

Lengths are metres. The two walls stand on the planes x = 0 and y = 0 and meet at the origin; the
eye looks from +x, +y, +z, so that every metre along an axis has the same length on the sheet.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heapify, heappop, heappush
from math import sqrt

WIDTH, HEIGHT = 1600, 1040
COS30, SIN30 = sqrt(3) / 2, 0.5
WALL_HEIGHT = 3.0
_TOUCH = 1e-6

Point = tuple[float, float, float]


@dataclass(frozen=True)
class View:
    """Projects metres to pixels. `scale` is pixels a metre; `corner` is where the origin falls."""

    scale: float = 84.0
    corner: tuple[float, float] = (800.0, 290.0)
    mirrored: bool = False

    @property
    def sense(self) -> int:
        """1 when the wall of the windows is on the right of the sheet, -1 when on the left."""
        return -1 if self.mirrored else 1

    def project(self, point: Point) -> tuple[float, float]:
        x, y, z = point
        across = self.sense * (x - y) * COS30 * self.scale
        down = ((x + y) * SIN30 - z) * self.scale
        return self.corner[0] + across, self.corner[1] + down


@dataclass(frozen=True)
class Box:
    """An upright block of space, from its lowest corner to its highest."""

    x0: float
    x1: float
    y0: float
    y1: float
    z0: float
    z1: float

    @property
    def depth(self) -> float:
        return self.x0 + self.x1 + self.y0 + self.y1 + self.z0 + self.z1

    def covers(self, other: "Box") -> bool:
        """Whether the two outlines meet on the sheet (the three hexagon widths overlap)."""
        return (
            self.x0 - self.y1 < other.x1 - other.y0 - _TOUCH
            and other.x0 - other.y1 < self.x1 - self.y0 - _TOUCH
            and self.x0 - self.z1 < other.x1 - other.z0 - _TOUCH
            and other.x0 - other.z1 < self.x1 - self.z0 - _TOUCH
            and self.y0 - self.z1 < other.y1 - other.z0 - _TOUCH
            and other.y0 - other.z1 < self.y1 - self.z0 - _TOUCH
        )

    def behind(self, other: "Box") -> bool:
        """Whether this block is farther from the eye; overlapping ones compare by their middle."""
        if (
            self.x1 <= other.x0 + _TOUCH
            or self.y1 <= other.y0 + _TOUCH
            or self.z1 <= other.z0 + _TOUCH
        ):
            return True
        if (
            other.x1 <= self.x0 + _TOUCH
            or other.y1 <= self.y0 + _TOUCH
            or other.z1 <= self.z0 + _TOUCH
        ):
            return False
        return self.depth < other.depth

    def intersects(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether the two blocks share space, or come nearer than `gap` on the floor plan."""
        return (
            self.x0 < other.x1 + gap
            and other.x0 < self.x1 + gap
            and self.y0 < other.y1 + gap
            and other.y0 < self.y1 + gap
            and self.z0 < other.z1
            and other.z0 < self.z1
        )


@dataclass(frozen=True)
class Solid:
    """Something standing in the room: the space it takes and how it is drawn."""

    box: Box
    svg: str


def around(x: float, y: float, half: float, z0: float, z1: float) -> Box:
    """Return the block of a square footprint centred on (x, y)."""
    return Box(x - half, x + half, y - half, y + half, z0, z1)


def union(boxes: Iterable[Box]) -> Box:
    """Return the smallest block that holds them all."""
    lows_and_highs = list(zip(*((b.x0, b.x1, b.y0, b.y1, b.z0, b.z1) for b in boxes), strict=True))
    picks = (min, max) * 3
    return Box(*(pick(values) for pick, values in zip(picks, lows_and_highs, strict=True)))


def painters_order(solids: Sequence[Solid]) -> list[Solid]:
    """Sort from back to front so that what is nearer covers what is farther.

    Three blocks may cover each other in a ring, where no order is right: the ring is then cut at
    its farthest block.
    """
    after: list[list[int]] = [[] for _ in solids]
    blockers = [0] * len(solids)
    for i, first in enumerate(solids):
        for j in range(i):
            if not first.box.covers(solids[j].box):
                continue
            back, front = (i, j) if first.box.behind(solids[j].box) else (j, i)
            after[back].append(front)
            blockers[front] += 1
    return [solids[i] for i in _release(after, blockers, [s.box.depth for s in solids])]


def _release(after: list[list[int]], blockers: list[int], depths: list[float]) -> list[int]:
    ready = [(depths[i], i) for i, count in enumerate(blockers) if not count]
    heapify(ready)
    waiting = set(range(len(blockers)))
    order: list[int] = []
    while waiting:
        i = heappop(ready)[1] if ready else min(waiting, key=lambda k: (depths[k], k))
        if i not in waiting:
            continue
        waiting.discard(i)
        order.append(i)
        for j in after[i]:
            blockers[j] -= 1
            if not blockers[j]:
                heappush(ready, (depths[j], j))
    return order


@dataclass
class Scene:
    """What is drawn, in layers: floor, its markings, daylight, shadows, walls, then solids."""

    view: View
    outside: str
    shadow_reach: tuple[float, float]
    definitions: list[str] = field(default_factory=list)
    floor: list[str] = field(default_factory=list)
    daylight: list[str] = field(default_factory=list)
    shadows: list[str] = field(default_factory=list)
    walls: list[str] = field(default_factory=list)
    solids: list[Solid] = field(default_factory=list)

    def is_free(self, box: Box, gap: float = 0.0) -> bool:
        return not any(box.intersects(solid.box, gap) for solid in self.solids)

    def to_svg(self) -> str:
        """Return the whole drawing as one SVG document, 1600 by 1040."""
        layers = (
            *self.floor,
            f'<g opacity=".62">{"".join(self.daylight)}</g>',
            f'<g opacity=".13">{"".join(self.shadows)}</g>',
            *self.walls,
            *(solid.svg for solid in painters_order(self.solids)),
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'width="{WIDTH}" height="{HEIGHT}"><defs>{"".join(self.definitions)}</defs>'
            f'<path fill="{self.outside}" d="M0 0H{WIDTH}V{HEIGHT}H0z"/>{"".join(layers)}</svg>'
        )
