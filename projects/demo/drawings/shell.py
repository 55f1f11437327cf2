"""The empty room in either state: its colours, its floor, its two walls."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from .palette import INK, darken, lighten, material, mix
from .pen import Pen
from .plan import Plan
from .scene import WALL_HEIGHT, Box, Point, Scene
from .studio import Studio

FAR = 17.0
THICKNESS = 0.3
FLOORS = {
    "plank": "#eadac0",
    "tile": "#ebe4d6",
    "slab": "#e8e2d7",
    "terrazzo": "#ece7de",
    "chevron": "#e6d3b5",
}


@dataclass(frozen=True)
class Tones:
    """The colours of the shell of a room."""

    floor: str
    joint: str
    left_wall: str
    right_wall: str
    cut: str
    outside: str


def grey_tones(plan: Plan) -> Tones:
    grey = plan.grey
    return Tones(
        floor=grey,
        joint=mix(grey, "#7d868b", 0.3),
        left_wall=lighten(grey, 0.24),
        right_wall=lighten(grey, 0.42),
        cut="#39434d",
        outside=lighten(grey, 0.66),
    )


def light_tones(plan: Plan) -> Tones:
    floor = FLOORS[plan.floor]
    return Tones(
        floor=floor,
        joint=mix(floor, "#a88d66", 0.26),
        left_wall=mix("#f7f1e6", plan.felt, 0.3 if plan.tinted else 0.05),
        right_wall="#fcf8f0",
        cut=INK,
        outside=mix("#f2ede2", plan.felt, 0.06),
    )


def open_studio(plan: Plan, tones: Tones, shadow_reach: tuple[float, float]) -> Studio:
    """Return an empty room: floor and the two walls, their cut in ink."""
    scene = Scene(plan.view, tones.outside, shadow_reach)
    pen = Pen(plan.view)
    _gradients(scene, tones)
    scene.floor.append(pen.slab((0, FAR), (0, FAR), 0, "url(#floor)", inked=False))
    wall = (0, WALL_HEIGHT)
    scene.walls.append(pen.panel("x", 0, (0, FAR), wall, "url(#left)", inked=False))
    scene.walls.append(pen.panel("y", 0, (0, FAR), wall, "url(#right)", inked=False))
    for axis in "xy":
        skirting = pen.panel(axis, 0, (0, FAR), (0, 0.12), darken(tones.floor, 0.18), inked=False)
        scene.walls.append(skirting)
    z, t = WALL_HEIGHT, THICKNESS
    outline = ((0, 0), (FAR, 0), (FAR, -t), (-t, -t), (-t, FAR), (0, FAR))
    scene.walls.append(pen.face(((x, y, z) for x, y in outline), tones.cut, inked=False))
    return Studio(scene, pen)


def _gradients(scene: Scene, tones: Tones) -> None:
    """Define the slow shading of the floor and walls, darker away from the eye's centre."""
    x, y = scene.view.corner
    shades = (
        ("floor", (x, y + 330), 900.0, lighten(tones.floor, 0.1), darken(tones.floor, 0.07)),
        ("left", (x, y - 60), 950.0, tones.left_wall, darken(tones.left_wall, 0.05)),
        (
            "right",
            (x + scene.view.sense * 380, y),
            900.0,
            tones.right_wall,
            darken(tones.right_wall, 0.04),
        ),
    )
    for name, (cx, cy), radius, inner, outer in shades:
        scene.definitions.append(
            f'<radialGradient id="{name}" gradientUnits="userSpaceOnUse" cx="{cx:.0f}" '
            f'cy="{cy:.0f}" r="{radius:.0f}"><stop offset=".2" stop-color="{inner}"/>'
            f'<stop offset="1" stop-color="{outer}"/></radialGradient>'
        )


def column(studio: Studio, plan: Plan, colour: str) -> None:
    """Raise the structural column, if the room has one, up to the cut."""
    if not plan.column:
        return
    box = Box(8.9, 9.35, 1.6, 2.05, 0, WALL_HEIGHT)
    head = studio.pen.slab((box.x0, box.x1), (box.y0, box.y1), WALL_HEIGHT, "#39434d")
    studio.veil(box, studio.pen.block(box, material(colour)), head)
    studio.shade(box)


def pave(studio: Studio, kind: str, tones: Tones, rng: Random) -> None:
    """Draw the joints of the floor, with here and there an odd tile or plank."""
    d = "".join(studio.pen.path(line) for line in _joints(kind, rng))
    if kind == "terrazzo":
        studio.scene.floor.append(_chips(studio.pen, tones, rng))
    studio.scene.floor.append(
        f'<path d="{d}" fill="none" stroke="{tones.joint}" stroke-width="1.5"/>'
    )


def odd_tiles(studio: Studio, tones: Tones, rng: Random, count: int = 34) -> None:
    """Replace some tiles of a one-metre grid by darker ones."""
    for _ in range(count):
        x, y = rng.randrange(0, 12), rng.randrange(0, 12)
        tone = mix(tones.floor, rng.choice(("#9aa2a3", "#b5b5a8", "#e4e6e4")), 0.16)
        tile = studio.pen.slab((x, x + 1), (y, y + 1), 0, tone, inked=False)
        studio.scene.floor.append(tile)


def _joints(kind: str, rng: Random) -> Iterator[tuple[Point, ...]]:
    if kind == "plank":
        return _planks(rng)
    if kind == "chevron":
        return _chevrons()
    return _tiles(1.0 if kind == "tile" else 2.2)


def _planks(rng: Random) -> Iterator[tuple[Point, ...]]:
    y = 0.0
    while y < FAR:
        yield ((0, y, 0), (FAR, y, 0))
        x = rng.uniform(0.4, 2.6)
        while x < FAR:
            yield ((x, y, 0), (x, y + 0.36, 0))
            x += rng.uniform(1.8, 3.2)
        y += 0.36


def _tiles(step: float) -> Iterator[tuple[Point, ...]]:
    for i in range(1, int(FAR / step)):
        yield ((i * step, 0, 0), (i * step, FAR, 0))
        yield ((0, i * step, 0), (FAR, i * step, 0))


def _chevrons() -> Iterator[tuple[Point, ...]]:
    band, step = 0.9, 0.36
    for i in range(int(FAR / band) + 1):
        x, slope = i * band, 0.5 if i % 2 else -0.5
        yield ((x, 0, 0), (x, FAR, 0))
        for j in range(int(FAR / step) + 2):
            yield ((x, j * step, 0), (x + band, j * step + slope * band, 0))


def _chips(pen: Pen, tones: Tones, rng: Random) -> str:
    tints = ("#c9b79b", "#b9a79a", "#d9c3b0", "#a9b0a6", tones.joint)
    chips = []
    for _ in range(520):
        x, y = pen.view.project((rng.uniform(0, 14), rng.uniform(0, 14), 0))
        radius = rng.uniform(1.6, 4.2)
        chips.append(
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{radius:.1f}" ry="{radius * 0.6:.1f}" '
            f'fill="{rng.choice(tints)}"/>'
        )
    return "".join(chips)
