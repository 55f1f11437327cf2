"""What pages show of a photo: two shapes, each prepared in a few widths and formats."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

FORMATS = {
    "avif": (320, 640, 960),
    "webp": (320, 640, 960, 1280),
    "jpeg": (640, 1280),
}
"""The widths in pixels made in each format, the preferred format first. Wider AVIF takes longer to
encode than it saves; JPEG serves old browsers, mails and share images."""


@dataclass(frozen=True)
class PictureSources:
    """What a `<picture>` needs: addresses, and the size of `src` in pixels.

    A `srcset` is empty where nothing was made in that format. `src` is the widest JPEG, or the
    photo itself until its renditions exist.
    """

    src: str
    width: int
    height: int
    avif_srcset: str = ""
    webp_srcset: str = ""
    jpeg_srcset: str = ""


@dataclass(frozen=True)
class Shape:
    """A way of framing a photo. `ratio` is (width, height), or None for the whole photo."""

    ratio: tuple[int, int] | None = None

    def spec(self, width: int, file_format: str) -> str:
        """Return the filter of one rendition, in Wagtail's words."""
        if self.ratio is None:
            return f"width-{width}|format-{file_format}"
        across, down = self.ratio
        return f"fill-{width}x{width * down // across}|format-{file_format}"

    def specs(self, photo: Any) -> Iterator[str]:
        """Yield the filters to make: each width up to the first that shows all the photo has."""
        across, down = self.ratio or (photo.width, photo.height)
        widest = min(photo.width, photo.height * across // down)
        for file_format, widths in FORMATS.items():
            for smaller, width in zip((0, *widths), widths, strict=False):
                if smaller < widest:
                    yield self.spec(width, file_format)

    def sources(self, photo: Any) -> PictureSources:
        """Return what exists of this shape, making nothing.

        One query, or none where `renditions` was prefetched.
        """
        prefetch_related_objects([photo], "renditions")
        # After a new focal point, two crops stand side by side for a moment: the later one counts.
        made = {r.filter_spec: r for r in sorted(photo.renditions.all(), key=lambda r: r.pk)}
        found = {
            file_format: [
                made[spec] for width in widths if (spec := self.spec(width, file_format)) in made
            ]
            for file_format, widths in FORMATS.items()
        }
        widest = next((some[-1] for some in reversed(found.values()) if some), photo)
        return PictureSources(
            src=widest.file.url,
            width=widest.width,
            height=widest.height,
            **{
                f"{file_format}_srcset": ", ".join(f"{r.url} {r.width}w" for r in some)
                for file_format, some in found.items()
            },
        )


WHOLE = Shape()
SPLIT = Shape(ratio=(20, 13))
SHAPES = (WHOLE, SPLIT)
