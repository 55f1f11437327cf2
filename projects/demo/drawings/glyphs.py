"""Numerals and signs as pen strokes, so that no installed font is needed.

Each sign is a tuple of strokes; a stroke is a sequence of points in a box 0.6 wide and 1 high,
origin at the bottom left.
"""

from math import cos, radians, sin

Stroke = tuple[tuple[float, float], ...]


def _arc(cx: float, cy: float, rx: float, ry: float, start: int, end: int) -> Stroke:
    steps = [start + (end - start) * i / 12 for i in range(13)]
    return tuple((cx + rx * cos(radians(a)), cy + ry * sin(radians(a))) for a in steps)


SIGNS: dict[str, tuple[Stroke, ...]] = {
    "1": (((0.1, 0.78), (0.36, 1.0), (0.36, 0.0)),),
    "2": ((*_arc(0.3, 0.72, 0.26, 0.28, 165, -38), (0.04, 0.0), (0.58, 0.0)),),
    "3": ((*_arc(0.29, 0.76, 0.24, 0.24, 150, -80), *_arc(0.28, 0.27, 0.28, 0.27, 80, -150)),),
    "4": (((0.44, 0.0), (0.44, 1.0), (0.02, 0.28), (0.6, 0.28)),),
    "5": (((0.53, 1.0), (0.13, 1.0), (0.09, 0.56), *_arc(0.27, 0.31, 0.29, 0.31, 110, -150)),),
    "i": (_arc(0.3, 0.94, 0.03, 0.03, 0, 360), ((0.3, 0.62), (0.3, 0.0))),
    "arrow": (((0.3, 0.0), (0.3, 1.0)), ((0.0, 0.68), (0.3, 1.0), (0.6, 0.68))),
    "book": (
        ((0.3, 0.1), (0.3, 0.75), (-0.3, 0.95), (-0.3, 0.3), (0.3, 0.1)),
        ((0.3, 0.1), (0.9, 0.3), (0.9, 0.95), (0.3, 0.75)),
    ),
    "cross": (((0.3, 0.15), (0.3, 0.85)), ((-0.05, 0.5), (0.65, 0.5))),
}
