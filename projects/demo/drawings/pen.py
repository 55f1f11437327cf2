"""Elementary marks in perspective: faces, blocks, cylinders, discs, strokes and signs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

from .glyphs import SIGNS
from .palette import INK, Material
from .scene import Box, Point, Solid, View, painters_order, union

Span = tuple[float, float]

LINE = 1.5
_ACROSS, _DOWN = sqrt(1.5), sqrt(0.5)  # half-axes of a unit circle laid on the floor


@dataclass(frozen=True)
class Pen:
    """Turns shapes given in metres into SVG elements."""

    view: View

    def path(self, points: Iterable[Point], *, closed: bool = False) -> str:
        """Return the `d` of the projected polyline."""
        pairs = (f"{x:.1f} {y:.1f}" for x, y in map(self.view.project, points))
        return "M" + "L".join(pairs) + ("z" if closed else "")

    def face(
        self, points: Iterable[Point], fill: str, *, inked: bool = True, opacity: float = 1.0
    ) -> str:
        """Fill a polygon, outlined in ink unless told otherwise."""
        d = self.path(points, closed=True)
        return f'<path d="{d}" fill="{fill}"{_outline(inked)}{_veil(opacity)}/>'

    def stroke(self, points: Iterable[Point], colour: str, width: float) -> str:
        """Draw a line; `width` is in pixels at a scale of 84 pixels a metre."""
        thick = width * self.view.scale / 84
        return (
            f'<path d="{self.path(points)}" fill="none" stroke="{colour}" '
            f'stroke-width="{thick:.2f}" stroke-linejoin="round" stroke-linecap="round"/>'
        )

    def slab(
        self,
        x: Span,
        y: Span,
        z: float,
        fill: str,
        *,
        inked: bool = True,
        opacity: float = 1.0,
    ) -> str:
        """Draw a level rectangle at height z."""
        corners = ((x[0], y[0], z), (x[1], y[0], z), (x[1], y[1], z), (x[0], y[1], z))
        return self.face(corners, fill, inked=inked, opacity=opacity)

    def panel(
        self,
        axis: str,
        at: float,
        along: Span,
        z: Span,
        fill: str,
        *,
        inked: bool = True,
        opacity: float = 1.0,
    ) -> str:
        """Draw an upright rectangle on the plane `axis` ("x" or "y") = `at`."""
        spots = ((along[0], z[0]), (along[1], z[0]), (along[1], z[1]), (along[0], z[1]))
        return self.face(
            (on_plane(axis, at, a, h) for a, h in spots), fill, inked=inked, opacity=opacity
        )

    def block(self, box: Box, stuff: Material, *, inked: bool = True, opacity: float = 1.0) -> str:
        """Draw the three visible faces of an upright block."""
        x, y, z = (box.x0, box.x1), (box.y0, box.y1), (box.z0, box.z1)
        return (
            self.panel("y", box.y1, x, z, stuff.left, inked=inked, opacity=opacity)
            + self.panel("x", box.x1, y, z, stuff.right, inked=inked, opacity=opacity)
            + self.slab(x, y, box.z1, stuff.top, inked=inked, opacity=opacity)
        )

    def disc(
        self, centre: Point, radius: float, fill: str, *, inked: bool = False, opacity: float = 1.0
    ) -> str:
        """Draw a level circle."""
        x, y = self.view.project(centre)
        size = radius * self.view.scale
        return (
            f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{size * _ACROSS:.1f}" '
            f'ry="{size * _DOWN:.1f}" fill="{fill}"{_outline(inked)}{_veil(opacity)}/>'
        )

    def cylinder(
        self, base: Point, radius: float, height: float, stuff: Material, *, flare: float = 1.0
    ) -> str:
        """Draw an upright cylinder; `flare` is the ratio of the top radius to the base radius."""
        x, y = self.view.project(base)
        rise, low = height * self.view.scale, radius * self.view.scale
        high = low * flare
        side = (
            f"M{x - high * _ACROSS:.1f} {y - rise:.1f}L{x - low * _ACROSS:.1f} {y:.1f}"
            f"A{low * _ACROSS:.1f} {low * _DOWN:.1f} 0 0 0 {x + low * _ACROSS:.1f} {y:.1f}"
            f"L{x + high * _ACROSS:.1f} {y - rise:.1f}z"
        )
        top = (base[0], base[1], base[2] + height)
        body = f'<path d="{side}" fill="{stuff.left}"{_outline(True)}/>'
        return body + self.disc(top, radius * flare, stuff.top, inked=True)

    def ring(self, axis: str, centre: Point, radius: float, colour: str, width: float) -> str:
        """Draw an upright circle as a line, on the plane `axis` = constant."""
        x, y, z = centre
        turns = [2 * pi * i / 28 for i in range(29)]
        rim = ((radius * cos(a), z + radius * sin(a)) for a in turns)
        at, along = (x, y) if axis == "x" else (y, x)
        return self.stroke((on_plane(axis, at, along + a, h) for a, h in rim), colour, width)

    def sign(
        self,
        name: str,
        axis: str,
        at: float,
        spot: tuple[float, float],
        size: float,
        colour: str,
        *,
        weight: float = 15,
    ) -> str:
        """Write a sign upright on a plane, or on the floor when `axis` is "z".

        `spot` is its middle: (along, height) on a plane, (x, y) on the floor; `size` its height;
        `weight` the stroke's width, in pixels at a height of one metre.
        It always reads from left to right, whichever way the room is turned.
        """
        marks = []
        for strokes in SIGNS[name]:
            points = [
                self._written(axis, at, spot, size * (a - 0.3), size * (h - 0.5))
                for a, h in strokes
            ]
            marks.append(self.stroke(points, colour, size * weight))
        return "".join(marks)

    def _written(
        self, axis: str, at: float, spot: tuple[float, float], right: float, up: float
    ) -> Point:
        sense = self.view.sense
        if axis == "z":
            dx, dy = (right, -up) if sense > 0 else (-up, right)
            return spot[0] + dx, spot[1] + dy, at
        along = right * (sense if axis == "y" else -sense)
        return on_plane(axis, at, spot[0] + along, spot[1] + up)


def on_plane(axis: str, at: float, along: float, z: float) -> Point:
    """Return the point of the upright plane `axis` = `at`."""
    return (at, along, z) if axis == "x" else (along, at, z)


def assemble(parts: Sequence[Solid]) -> Solid:
    """Join the parts of one object, painted in the right order, into one solid."""
    return Solid(union(p.box for p in parts), "".join(p.svg for p in painters_order(parts)))


def _outline(inked: bool) -> str:
    return f' stroke="{INK}" stroke-width="{LINE}" stroke-linejoin="round"' if inked else ""


def _veil(opacity: float) -> str:
    # An element's own `opacity` makes the renderer paint a layer apart, several times slower.
    return f' fill-opacity="{opacity:g}" stroke-opacity="{opacity:g}"' if opacity < 1 else ""
