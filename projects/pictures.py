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
from PIL import ExifTags, Image, ImageCms
from pillow_heif import register_heif_opener

register_heif_opener()

READ_FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
LONGEST_SIDE = 4096
KEPT_JPEG = {"quality": 90, "progressive": True, "optimize": True}
KEPT_PNG = {"compress_level": 3}  # twice as fast as 6, hardly heavier
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture upright, by the orientation its EXIF data gives (EXIF 2.32, 4.6.4 A)."""

# The readers of Pillow and pillow-heif raise any of these on damaged files; AttributeError comes
# from the one of AVIF, which rewrites garbled EXIF data.
DAMAGE = (OSError, ValueError, SyntaxError, EOFError, RuntimeError, AttributeError)


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
    except DAMAGE as error:
        raise ValidationError(
            _(
                "We cannot read this picture: it is damaged or incomplete, or it is none of "
                "JPEG, PNG, WebP, AVIF, HEIC. Save it again as JPEG, then send it again."
            ),
            code="invalid_image",
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
    if file_format == "jpeg" and picture.mode == "RGBA":
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture).convert("RGB")
    output = io.BytesIO()
    picture.save(output, file_format, icc_profile=profile, **options)
    return output.getvalue()


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("This picture has more than %(limit)d million pixels. Make it smaller."),
        code="too_many_pixels",
        params={"limit": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000},
    )


def _re_encode(picture: Image.Image, stem: str) -> CleanPicture:
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many_pixels()
    came_as = picture.format
    # A large JPEG is decoded at a half, a quarter or an eighth: megabytes, not hundreds of them.
    picture.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
    picture.load()
    picture = _in_rgb(_upright(picture))
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    if came_as == "PNG" or picture.mode == "RGBA":
        return CleanPicture(encode(picture, "png", **KEPT_PNG), name=f"{stem}.png")
    return CleanPicture(encode(picture, "jpeg", **KEPT_JPEG), name=f"{stem}.jpg")


def _upright(picture: Image.Image) -> Image.Image:
    try:
        turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except DAMAGE:  # garbled EXIF data do not make a picture unreadable
        turn = None
    return picture if turn is None else picture.transpose(turn)


def _in_rgb(picture: Image.Image) -> Image.Image:
    """Bring any colour space to RGB or RGBA; a profile of RGB stays, another one is applied."""
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode in ("I;16", "I"):  # 16 bits of grey, which conversion would clip to white
        picture = picture.point(lambda value: value / 256).convert("L")
    profile = picture.info.pop("icc_profile", None)
    try:
        described = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else None
        if described and described.profile.xcolor_space != "RGB ":
            srgb = ImageCms.createProfile("sRGB")
            return ImageCms.buildTransform(described, srgb, picture.mode, "RGB").apply(picture)
    except (OSError, ImageCms.PyCMSError):
        profile = None  # not a profile, or not one of this picture
    if picture.mode != mode:
        picture = picture.convert(mode)
    picture.info = {"icc_profile": profile} if profile else {}  # or a comment would come along
    return picture
