"""Re-encoding of pictures: what comes out shows the same thing and tells nothing else.

A cleaned picture is a JPEG, or a PNG if it came as one or has transparency; upright, in RGB, at
most 4,096 pixels long; with its colour profile and no other metadata. Of an animation the first
image is kept.
"""

import io
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from pillow_heif import register_heif_opener

register_heif_opener()

READ_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
LONGEST_SIDE = 4096
ORIGINAL_QUALITY = 90
EXTENSIONS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp", "AVIF": ".avif"}
# The readers of Pillow and pillow-heif raise any of these on damaged files.
DAMAGE = (OSError, ValueError, SyntaxError, EOFError, RuntimeError)


class CleanPicture(ContentFile):
    """What `clean_picture` returns: a file that may be stored as it is."""


def clean_picture(source: File) -> CleanPicture:
    """Re-encode a picture; its name keeps its stem and takes the suffix of what it became.

    Raises a `ValidationError`, in words for whoever sent the file, if it is no accepted picture,
    is damaged, or has more than `WAGTAILIMAGES_MAX_IMAGE_PIXELS` pixels.
    """
    source.seek(0)
    try:
        with Image.open(source, formats=READ_FORMATS) as picture:
            return _re_encode(picture, Path(source.name or "photo").stem)
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise ValidationError(
            _("This file is not a picture we can read. Accepted: JPEG, PNG, WebP, AVIF, HEIC."),
            code="invalid_image",
        ) from error
    except DAMAGE as error:
        raise ValidationError(
            _("This picture is damaged or incomplete. Save it again, then send it again."),
            code="damaged_image",
        ) from error


def picture_size(source: File) -> tuple[int, int] | tuple[None, None]:
    """Return width and height from the header alone, or nothing if there is no picture."""
    source.seek(0)
    try:
        with Image.open(source, formats=READ_FORMATS) as picture:
            return picture.size
    except (Image.DecompressionBombError, *DAMAGE):
        return None, None


def encode(picture: Image.Image, file_format: str, **options: Any) -> bytes:
    """Return the bytes of a picture in RGB or RGBA; where JPEG has no transparency, white shows."""
    profile = picture.info.get("icc_profile")
    if file_format == "JPEG" and picture.mode == "RGBA":
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture).convert("RGB")
    picture.info = {}  # some writers would copy a comment from there
    output = io.BytesIO()
    picture.save(output, file_format, icc_profile=profile, **options)
    return output.getvalue()


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than %(limit)d million pixels. Make it smaller, then send it."),
        code="too_many_pixels",
        params={"limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
    )


def _re_encode(picture: Image.Image, stem: str) -> CleanPicture:
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    came_as = picture.format
    # A large JPEG is decoded at a half, a quarter or an eighth: megabytes, not hundreds of them.
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    picture = _in_rgb(ImageOps.exif_transpose(picture))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if came_as == "PNG" or picture.mode == "RGBA":
        return CleanPicture(encode(picture, "PNG"), name=f"{stem}.png")
    content = encode(picture, "JPEG", quality=ORIGINAL_QUALITY, progressive=True, optimize=True)
    return CleanPicture(content, name=f"{stem}.jpg")


def _in_rgb(picture: Image.Image) -> Image.Image:
    """Bring any colour space to RGB or RGBA; a profile of RGB stays, another one is applied."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode in ("I;16", "I"):  # 16 bits of grey, which conversion would clip to white
        picture = picture.point(lambda value: value / 256).convert("L")
    profile = _profile(picture)
    if profile and profile.profile.xcolor_space.strip() != "RGB":
        picture.info.pop("icc_profile")
        if picture.mode == profile_mode...
    return picture if picture.mode == mode else picture.convert(mode)
