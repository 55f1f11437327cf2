"""Plants in pots: blades, a small tree, a fern; and one that nobody waters."""

from math import cos, radians, sin
from random import Random

from .palette import INK, darken, lighten, material
from .pen import Pen
from .scene import Box
from .studio import Studio

GREENS = ("#5b8661", "#76a075", "#446b4e")
POTS = ("#e0d2bd", "#c9785a", "#f1ebe0", "#5f7f86")


def plant(studio: Studio, x: float, y: float, rng: Random, size: float = 1.0) -> None:
    """Add a healthy plant of some kind, its pot centred on (x, y)."""
    kind = rng.choice((_agave, tree, _fern, _agave, tree))
    pen, radius, height = studio.pen, 0.23 * size, 0.42 * size
    pot = pen.cylinder((x, y, 0), radius * 0.8, height, material(rng.choice(POTS)), flare=1.25)
    earth = pen.disc((x, y, height), radius * 0.85, "#6b5443")
    box = Box(x - radius, x + radius, y - radius, y + radius, 0, height + 0.7 * size)
    studio.veil(box, pot, earth, kind(pen, x, y, height, size, rng))
    studio.scene.shadows.append(pen.disc((x + 0.06, y + 0.2, 0), radius * 1.7, INK))


def wilted(studio: Studio, x: float, y: float, rng: Random) -> None:
    """Add a plant that has been forgotten in its plastic pot."""
    pen = studio.pen
    pot = pen.cylinder((x, y, 0), 0.17, 0.34, material("#7d8488"), flare=1.2)
    blades = [
        _blade(pen, (x, y, 0.34), angle, rng.uniform(40, 62), 7, ("#8a8a68", "#77795f")[i % 2])
        for i, angle in enumerate((-160, -128, -78, -40, -12))
    ]
    studio.veil(Box(x - 0.2, x + 0.2, y - 0.2, y + 0.2, 0, 0.7), pot, *blades)


def _blade(
    pen: Pen,
    base: tuple[float, float, float],
    angle: float,
    length: float,
    width: float,
    colour: str,
    bend: float = 0.0,
) -> str:
    """Return one leaf as a pointed oval, in pixels at 84 pixels a metre."""
    x, y = pen.view.project(base)
    k = pen.view.scale / 84
    tip, half = length * k, width * k
    d = f"M0 0Q{tip * 0.45:.1f} {-half:.1f} {tip:.1f} {bend:.1f}Q{tip * 0.4:.1f} {half:.1f} 0 0z"
    place = f"translate({x:.1f} {y:.1f}) rotate({angle:.0f})"
    return f'<path d="{d}" fill="{colour}" transform="{place}"/>'


def _agave(pen: Pen, x: float, y: float, z: float, size: float, rng: Random) -> str:
    leaves = []
    for i in (0, 10, 1, 9, 2, 8, 3, 7, 4, 6, 5):
        angle = -90 + (i - 5) * 16 + rng.uniform(-4, 4)
        length = (88 + rng.uniform(-8, 16) - abs(i - 5) * 4) * size
        leaves.append(_blade(pen, (x, y, z), angle, length, 15 * size, GREENS[i % 3]))
    return "".join(leaves)


def tree(pen: Pen, x: float, y: float, z: float, size: float, rng: Random) -> str:
    """Return a small tree rooted at a point: a stem and a round crown."""
    crown = z + 1.0 * size
    trunk = pen.stroke(((x, y, z), (x, y, crown)), "#7a5c43", 6 * size)
    cx, cy = pen.view.project((x, y, crown + 0.22 * size))
    unit = pen.view.scale * size
    tufts = []
    for i in range(9):
        angle, away = radians(i * 40 + rng.uniform(-12, 12)), 0.0 if i == 8 else 0.3
        px = cx + cos(angle) * away * unit
        py = cy + sin(angle) * away * unit * 0.9
        tone = (
            lighten(GREENS[1], 0.08) if py < cy - 2 else (GREENS[0] if py < cy + 8 else GREENS[2])
        )
        tufts.append(
            (py, f'<circle cx="{px:.1f}" cy="{py:.1f}" r="{0.27 * unit:.1f}" fill="{tone}"/>')
        )
    return trunk + "".join(svg for _, svg in sorted(tufts, reverse=True))


def _fern(pen: Pen, x: float, y: float, z: float, size: float, rng: Random) -> str:
    fronds = []
    for i in (0, 12, 1, 11, 2, 10, 3, 9, 4, 8, 5, 7, 6):
        angle = -90 + (i - 6) * 15 + rng.uniform(-5, 5)
        length = rng.uniform(54, 78) * size
        droop = (1 if i > 6 else -1) * abs(i - 6) * 4.2 * size
        tone = GREENS[i % 3] if i % 2 else darken(GREENS[1], 0.06)
        fronds.append(_blade(pen, (x, y, z), angle, length, 9 * size, tone, droop))
    return "".join(fronds)
