"""Windows, the light they lay on the floor, and what hangs on walls."""

from collections.abc import Iterator
from itertools import pairwise
from math import cos, pi, sin
from random import Random

from .palette import INK, PAPER, darken, mix
from .pen import Pen, on_plane
from .plan import Plan
from .scene import Point
from .shell import Tones
from .studio import Studio


def windows(studio: Studio, plan: Plan, rng: Random) -> None:
    """Open the windows: sky, trees, frames, a gleam, and the light they lay on the floor."""
    for start, end in plan.openings:
        studio.scene.walls.append(_window(studio.pen, plan, start, end, rng))
        studio.scene.daylight.extend(_sunlight(studio.pen, plan, start, end))


def _window(pen: Pen, plan: Plan, start: float, end: float, rng: Random) -> str:
    low, high = plan.sill, plan.lintel
    spots = tuple(_outline(plan, start, end))
    pane = pen.face((on_plane("y", 0, a, z) for a, z in spots), "#d3e7ee")
    hills = pen.face(_hedge(start, end, low, 0.62, rng), "#a9c7a8", inked=False)
    near = pen.face(_hedge(start, end, low, 0.34, rng), "#86ad8a", inked=False)
    lean = (high - low) * 0.45
    gleam_low, gleam_high = start + 0.2, min(start + 0.2 + lean, end - 0.4)
    gleam = pen.face(
        (
            (gleam_low, 0, low + 0.1),
            (gleam_low + 0.28, 0, low + 0.1),
            (gleam_high + 0.28, 0, high - 0.35),
            (gleam_high, 0, high - 0.35),
        ),
        "#ffffff",
        inked=False,
        opacity=0.35,
    )
    bars = [
        pen.panel("y", 0, (b - 0.03, b + 0.03), (low, high - _crown(plan)), PAPER, inked=False)
        for b in _mullions(plan, start, end)
    ]
    frame = pen.stroke((on_plane("y", 0, a, z) for a, z in (*spots, spots[0])), PAPER, 6)
    rim = pen.stroke((on_plane("y", 0, a, z) for a, z in (*spots, spots[0])), INK, 1.4)
    return pane + hills + near + gleam + "".join(bars) + frame + rim


def _crown(plan: Plan) -> float:
    return 0.02 if plan.window == "arched" else 0.0


def _mullions(plan: Plan, start: float, end: float) -> list[float]:
    panes = {"square": 2, "tall": 1, "arched": 2, "ribbon": 3}[plan.window]
    return [start + (end - start) * i / panes for i in range(1, panes)]


def _outline(plan: Plan, start: float, end: float) -> Iterator[tuple[float, float]]:
    low, high = plan.sill, plan.lintel
    yield start, low
    if plan.window == "arched":
        middle, radius, rise = (start + end) / 2, (end - start) / 2, 0.7
        for i in range(15):
            turn = pi - pi * i / 14
            yield middle + radius * cos(turn), high - rise + rise * sin(turn)
    else:
        yield start, high
        yield end, high
    yield end, low


def _hedge(start: float, end: float, low: float, rise: float, rng: Random) -> Iterator[Point]:
    yield (start, 0, low)
    steps = max(6, round((end - start) * 7))
    swell, phase = rng.uniform(0.1, 0.2), rng.uniform(0, 6)
    for i in range(steps + 1):
        a = start + (end - start) * i / steps
        yield (a, 0, low + rise + swell * sin(phase + a * 1.7) + 0.05 * sin(phase + a * 9))
    yield (end, 0, low)


def _sunlight(pen: Pen, plan: Plan, start: float, end: float) -> Iterator[str]:
    """Yield the patch of sun of each pane: a point at height z falls 0.45 z along, 1.45 z away."""
    edges = [start, *_mullions(plan, start, end), end]
    for a, b in pairwise(edges):
        spots = _pane(plan, start, end, a + 0.04, b - 0.04)
        yield pen.face(((x + 0.45 * z, 1.45 * z, 0) for x, z in spots), "#fff2c6", inked=False)


def _pane(
    plan: Plan, start: float, end: float, left: float, right: float
) -> list[tuple[float, float]]:
    if plan.window != "arched":
        low, high = plan.sill, plan.lintel
        return [(left, low), (right, low), (right, high), (left, high)]
    return [(min(max(a, left), right), z) for a, z in _outline(plan, start, end)]


def blinds(studio: Studio, plan: Plan, tones: Tones, rng: Random) -> None:
    """Close the same windows with slatted blinds, some of them askew."""
    pen, colour = studio.pen, mix(tones.right_wall, "#8d959a", 0.5)
    for start, end in plan.openings:
        spots = [on_plane("y", 0, a, z) for a, z in _outline(plan, start, end)]
        studio.scene.walls.append(pen.face(spots, darken(colour, 0.14)))
        crown = plan.lintel - (0.7 if plan.window == "arched" else 0.04)
        low = plan.sill + rng.choice((0.05, 0.05, 0.3))
        count = round((crown - low) / 0.13)
        for i in range(count):
            z = low + (crown - low) * i / count
            slat = pen.panel(
                "y", 0, (start + 0.04, end - 0.04), (z, z + 0.095), colour, inked=False
            )
            studio.scene.walls.append(slat)


def notices(studio: Studio, axis: str, along: tuple[float, float], count: int, rng: Random) -> None:
    """Stick paper notices on a wall, at all heights, some of them over others."""
    for _ in range(count):
        a, z = rng.uniform(*along), rng.uniform(1.15, 2.3)
        width, height = rng.choice(((0.3, 0.42), (0.42, 0.3), (0.4, 0.55), (0.22, 0.3)))
        paper = rng.choice(("#f3f3ef", "#e9e6da", "#dfe6e6", "#efe9d2", "#e6dfd8"))
        studio.scene.walls.append(notice(studio.pen, axis, 0, (a, z), (width, height), paper))


def notice(
    pen: Pen,
    axis: str,
    at: float,
    spot: tuple[float, float],
    size: tuple[float, float],
    paper: str,
) -> str:
    """Return one sheet of paper with grey lines for words."""
    (a, z), (width, height) = spot, size
    marks = [pen.panel(axis, at, (a, a + width), (z, z + height), paper)]
    for i in range(int(height / 0.1) - 1):
        level = z + height - 0.12 - i * 0.09
        ends = (on_plane(axis, at, a + 0.05, level), on_plane(axis, at, a + width - 0.06, level))
        marks.append(pen.stroke(ends, "#9aa0a2", 1.8))
    return "".join(marks)


def clock(studio: Studio, axis: str, spot: tuple[float, float], radius: float = 0.3) -> None:
    """Hang a round clock on a wall."""
    a, z = spot
    turns = [2 * pi * i / 28 for i in range(28)]
    rim = [on_plane(axis, 0, a + radius * cos(t), z + radius * sin(t)) for t in turns]
    hands = ((0.0, 0.7), (0.42, -0.2))
    marks = [
        studio.pen.face(rim, "#f4f4f0"),
        studio.pen.ring(axis, on_plane(axis, 0, a, z), radius, INK, 4),
    ]
    for right, up in hands:
        tip = on_plane(axis, 0, a + right * radius, z + up * radius)
        marks.append(studio.pen.stroke((on_plane(axis, 0, a, z), tip), INK, 3))
    studio.scene.walls.append("".join(marks))
