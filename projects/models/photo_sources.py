"""What pages show of a photo: a few shapes, each prepared in a few widths and formats."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Any

Widths = Mapping[str, tuple[int, ...]]
"""The widths in pixels made in each format, the preferred format first."""

# Wider AVIF takes longer to encode than it saves. JPEG serves old browsers, mails and share images.
ON_A_PAGE: Widths = {
    "avif": (360, 640, 960),  # a card takes 336 px in a list
    "webp": (360, 640, 960, 1280),
    "jpeg": (640, 1280),
}
ALSO_ON_A_WHOLE_SCREEN: Widths = {**ON_A_PAGE, "webp": (*ON_A_PAGE["webp"], 1920)}
# Twenty on a page of the list: a browser that knows no AVIF gets what does for it.
OF_A_CARD: Widths = {"avif": (360, 640, 960), "webp": (360, 640), "jpeg": (640,)}
# Of the split picture, half of which is made: a card is 328 px wide on a phone, which has two or
# three pixels for each; the first screen of a case takes 668 px.
IN_HALVES: Widths = {"avif": (360, 720, 1080), "webp": (360, 720), "jpeg": (720,)}


@dataclass(frozen=True)
class PictureSources:
    """What a `<picture>` needs: addresses, and the size of `src` in pixels.

    A `srcset` is empty where nothing was made in that format, and where it would but repeat `src`:
    the widest JPEG, or the photo itself until its renditions exist. `largest` is the widest of all
    that was made.
    """

    src: str
    width: int
    height: int
    largest: str
    avif_srcset: str = ""
    webp_srcset: str = ""
    jpeg_srcset: str = ""


@dataclass(frozen=True)
class Shape:
    """A way of framing a photo.

    `ratio` is (width, height), or None for the whole photo; `half` keeps only the « left » or the
    « right » one of that frame.
    """

    ratio: tuple[int, int] | None = None
    half: str = ""
    widths: Widths = field(default_factory=lambda: ON_A_PAGE, hash=False)

    def spec(self, width: int, file_format: str) -> str:
        """Return the filter of one rendition, in Wagtail's words."""
        if self.ratio is None:
            return f"width-{width}|format-{file_format}"
        across, down = self.ratio
        half = f"|half-{self.half}" if self.half else ""
        return f"fill-{width}x{width * down // across}{half}|format-{file_format}"

    def all_specs(self, *formats: str) -> Iterator[str]:
        """Yield the filters of every width, in these formats or in all."""
        for file_format in formats or self.widths:
            for width in self.widths[file_format]:
                yield self.spec(width, file_format)

    def specs(self, photo: Any) -> Iterator[str]:
        """Yield the filters to make: each width up to the first that shows all the photo has."""
        across, down = self.ratio or (photo.width, photo.height)
        widest = min(photo.width, photo.height * across // down)
        for file_format, widths in self.widths.items():
            for smaller, width in zip((0, *widths), widths, strict=False):
                if smaller < widest:
                    yield self.spec(width, file_format)

    @cached_property
    def _specs_by_format(self) -> dict[str, list[str]]:
        return {file_format: [*self.all_specs(file_format)] for file_format in self.widths}

    def sources(self, photo: Any) -> PictureSources:
        """Return what exists of this shape, else of the whole photo, making nothing.

        One query, or none where `made` was read.
        """
        made = photo.made
        found = {
            file_format: [made[spec] for spec in specs if spec in made]
            for file_format, specs in self._specs_by_format.items()
        }
        if self.ratio and not any(found.values()):
            return WHOLE.sources(photo)
        widest_of_each = [some[-1] for some in reversed(found.values()) if some] or [photo]
        widest = widest_of_each[0]
        return PictureSources(
            src=widest.url,
            width=widest.width,
            height=widest.height,
            largest=max(widest_of_each, key=attrgetter("width")).url,
            **{
                f"{file_format}_srcset": ", ".join(f"{each.url} {each.width}w" for each in some)
                for file_format, some in found.items()
                if some != [widest]
            },
        )


WHOLE = Shape(widths=ALSO_ON_A_WHOLE_SCREEN)
SPLIT = Shape(ratio=(20, 13), widths=OF_A_CARD)
LEFT_HALF = Shape(ratio=(20, 13), half="left", widths=IN_HALVES)
RIGHT_HALF = Shape(ratio=(20, 13), half="right", widths=IN_HALVES)
SHAPES = (WHOLE, SPLIT, LEFT_HALF, RIGHT_HALF)
