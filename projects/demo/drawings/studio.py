"""A scene being furnished: blocks, objects made of parts, people, and the shadow of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from .figures import Look
from .palette import INK, Material, material
from .pen import Pen, assemble
from .people import Facing, shadow, standing
from .scene import Box, Scene, Solid


@dataclass(frozen=True)
class Studio:
    """A scene and the pen that draws into it."""

    scene: Scene
    pen: Pen

    def block(self, box: Box, colour: str | Material, *, shade: bool = True) -> None:
        """Add one upright block, with its shadow when it stands on the floor."""
        stuff = material(colour) if isinstance(colour, str) else colour
        self.scene.solids.append(Solid(box, self.pen.block(box, stuff)))
        if shade and box.z0 < 0.1:
            self.shade(box)

    def add(self, parts: Sequence[Solid], *, shade: bool = True) -> None:
        """Add an object made of parts, as one solid."""
        solid = assemble(parts)
        self.scene.solids.append(solid)
        if shade:
            self.shade(solid.box)

    def veil(self, box: Box, *svg: str) -> None:
        """Add drawn elements that take the room of a box and cast no shadow."""
        self.scene.solids.append(Solid(box, "".join(svg)))

    def shade(self, box: Box) -> None:
        """Lay on the floor the shadow of a block, cast away from the windows."""
        reach = min(box.z1, 1.1)
        dx, dy = (reach * part for part in self.scene.shadow_reach)
        outline = (
            (box.x0, box.y0),
            (box.x1, box.y0),
            (box.x1 + dx, box.y0 + dy),
            (box.x1 + dx, box.y1 + dy),
            (box.x0 + dx, box.y1 + dy),
            (box.x0, box.y1),
        )
        corners = ((x, y, 0.0) for x, y in outline)
        self.scene.shadows.append(self.pen.face(corners, INK, inked=False))

    def person(self, look: Look, x: float, y: float, facing: Facing) -> None:
        """Add someone on their feet."""
        self.scene.shadows.append(shadow(self.pen, x, y + 0.03))
        self.scene.solids.append(standing(self.pen, look, x, y, facing))


def turned(
    x: float,
    y: float,
    facing: Facing,
    ahead: tuple[float, float],
    aside: tuple[float, float],
    z: tuple[float, float],
) -> Box:
    """Return a block given along a direction: metres ahead of, and beside, the point (x, y)."""
    fx, fy = facing.value
    x0, x1 = sorted(x + (fx * ahead[i] if fx else aside[i]) for i in (0, 1))
    y0, y1 = sorted(y + (fy * ahead[i] if fy else aside[i]) for i in (0, 1))
    return Box(x0, x1, y0, y1, *z)


def part(pen: Pen, box: Box, stuff: Material) -> Solid:
    return Solid(box, pen.block(box, stuff))
