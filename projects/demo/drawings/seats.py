"""Seats of every kind, and who sits on them.

Every function adds one object to a scene; `x` and `y` are the middle of the seat.
"""

from collections.abc import Sequence

from .figures import Look
from .palette import INK, darken, material
from .people import SEAT, Facing, seated
from .scene import Box, Solid
from .studio import Studio, part, turned


def armchair(
    studio: Studio, x: float, y: float, facing: Facing, colour: str, sitter: Look | None = None
) -> None:
    """Add an upholstered armchair, with arms, on low wooden feet."""
    cloth = material(colour)
    spans = (
        ((-0.38, 0.4), (-0.4, 0.4), (0.06, 0.43)),
        ((-0.4, -0.22), (-0.4, 0.4), (0.43, 0.92)),
        ((-0.22, 0.36), (-0.4, -0.26), (0.43, 0.62)),
        ((-0.22, 0.36), (0.26, 0.4), (0.43, 0.62)),
    )
    parts = [part(studio.pen, turned(x, y, facing, *span), cloth) for span in spans]
    if sitter:
        parts.append(seated(studio.pen, sitter, x, y, facing))
    studio.add(parts)


def sofa(
    studio: Studio,
    x: float,
    y: float,
    facing: Facing,
    colour: str,
    sitters: Sequence[Look | None],
    *,
    back: float = 0.86,
) -> None:
    """Add a sofa with one place for each of `sitters` (None leaves it empty)."""
    cloth, width = material(colour), 0.74 * len(sitters)
    half = width / 2
    spans = (
        ((-0.4, 0.4), (-half, half), (0.06, 0.43)),
        ((-0.44, -0.24), (-half - 0.12, half + 0.12), (0.06, back)),
        ((-0.24, 0.38), (-half - 0.12, -half), (0.06, 0.6)),
        ((-0.24, 0.38), (half, half + 0.12), (0.06, 0.6)),
    )
    parts = [part(studio.pen, turned(x, y, facing, *span), cloth) for span in spans]
    for i, sitter in enumerate(sitters):
        if sitter:
            aside = 0.74 * (i + 0.5) - half
            sx, sy = (x, y + aside) if facing.value[0] else (x + aside, y)
            parts.append(seated(studio.pen, sitter, sx, sy, facing))
    studio.add(parts)


def chair(
    studio: Studio,
    x: float,
    y: float,
    facing: Facing,
    colour: str,
    sitter: Look | None = None,
    *,
    legs: bool = True,
) -> None:
    """Add a light chair on four legs; `legs` is off for a sitter seen from behind at a table."""
    pen, wood = studio.pen, material(colour)
    corners = ((-0.2, -0.2), (-0.2, 0.2), (0.2, -0.2), (0.2, 0.2))
    ends = [turned(x, y, facing, (a, a), (b, b), (0, 0)) for a, b in corners]
    feet = "".join(
        pen.stroke(((e.x0, e.y0, 0), (e.x0, e.y0, SEAT - 0.04)), wood.left, 3.4) for e in ends
    )
    under = turned(x, y, facing, (-0.22, 0.22), (-0.22, 0.22), (0, SEAT - 0.05))
    seat = turned(x, y, facing, (-0.23, 0.23), (-0.23, 0.23), (SEAT - 0.05, SEAT))
    back = turned(x, y, facing, (-0.25, -0.2), (-0.21, 0.21), (SEAT + 0.14, SEAT + 0.46))
    parts = [Solid(under, feet), part(pen, seat, wood), part(pen, back, wood)]
    if sitter:
        parts.append(seated(pen, sitter, x, y, facing, legs=legs))
    studio.add(parts, shade=False)
    studio.scene.shadows.append(pen.disc((x, y + 0.05, 0), 0.27, INK))


def pouf(
    studio: Studio, x: float, y: float, colour: str, sitter: Look | None, facing: Facing
) -> None:
    """Add a round stool, low enough for a child."""
    drum = Solid(
        Box(x - 0.26, x + 0.26, y - 0.26, y + 0.26, 0, 0.36),
        studio.pen.cylinder((x, y, 0), 0.26, 0.36, material(colour)),
    )
    person = [seated(studio.pen, sitter, x, y, facing, seat=0.36)] if sitter else []
    studio.add([drum, *person], shade=False)
    studio.scene.shadows.append(studio.pen.disc((x + 0.03, y + 0.1, 0), 0.3, INK))


def bench(
    studio: Studio,
    box: Box,
    facing: Facing,
    colour: str,
    sitters: Sequence[tuple[float, Look]],
) -> None:
    """Add a wooden bench filling `box`; `sitters` are placed by a share (0 to 1) of its length."""
    pen, wood = studio.pen, material(colour)
    plinth = Box(box.x0 + 0.06, box.x1 - 0.06, box.y0 + 0.06, box.y1 - 0.06, 0, box.z1 - 0.07)
    top = Box(box.x0, box.x1, box.y0, box.y1, box.z1 - 0.07, box.z1)
    parts = [part(pen, plinth, material(darken(colour, 0.1))), part(pen, top, wood)]
    for share, look in sitters:
        x = box.x0 + (box.x1 - box.x0) * (0.55 if facing.value[0] else share)
        y = box.y0 + (box.y1 - box.y0) * (share if facing.value[0] else 0.55)
        parts.append(seated(pen, look, x, y, facing))
    studio.add(parts)
