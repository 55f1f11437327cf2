"""Re-encoding: the same picture, and nothing else that the file told."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile

from projects.pictures import clean_picture
from tests.projects.photo_files import (
    BAD_FILES,
    SECRET,
    SRGB,
    grey_profile,
    located,
    metadata,
    saved,
    two_tones,
)

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
RED, BLUE = (254, 0, 0), (0, 0, 254)


def clean(content: bytes, name: str = "salle d'accueil.xyz") -> tuple[Image.Image, str, bytes]:
    """Return the cleaned picture, its name and its bytes."""
    cleaned = clean_picture(ContentFile(content, name=name))
    content = cleaned.read()
    return Image.open(io.BytesIO(content)), cleaned.name, content


def is_close(pixel: tuple[int, ...], colour: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("file_format", FORMATS)
def test_metadata_are_dropped_and_the_profile_kept(file_format: str) -> None:
    original = located(file_format)
    assert SECRET in original

    picture, name, content = clean(original)

    assert SECRET not in content
    assert not picture.getexif()
    assert picture.info["icc_profile"] == SRGB
    assert (picture.format, name) == (
        ("PNG", "salle d'accueil.png") if file_format == "PNG" else ("JPEG", "salle d'accueil.jpg")
    )
    assert is_close(picture.getpixel((5, 13)), RED)
    assert is_close(picture.getpixel((35, 13)), BLUE)


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_picture_taken_upright_is_shown_upright(file_format: str) -> None:
    picture, _name, _content = clean(located(file_format, orientation=6))

    assert picture.size == (26, 40)
    assert is_close(picture.getpixel((13, 5)), RED)
    assert is_close(picture.getpixel((13, 35)), BLUE)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_applied(orientation: int) -> None:
    drawn = two_tones()
    drawn.putpixel((0, 0), (0, 255, 0))
    original = saved(drawn, "PNG", exif=metadata(orientation))

    picture, _name, _content = clean(original)

    expected = ImageOps.exif_transpose(Image.open(io.BytesIO(original)))
    assert picture.tobytes() == expected.tobytes()
    assert picture.size == expected.size


def test_garbled_exif_data_do_not_spoil_a_good_picture() -> None:
    original = located("JPEG").replace(b"Exif\0\0MM\0*", b"Exif\0\0ZZ\0*")

    picture, _name, _content = clean(original)

    assert picture.size == (40, 26)


@pytest.mark.parametrize("size", [(5000, 20), (20, 5000)])
def test_a_large_picture_is_reduced(size: tuple[int, int]) -> None:
    picture, _name, _content = clean(saved(two_tones(size), "PNG"))

    assert max(picture.size) == 4096


def test_a_large_jpeg_is_decoded_small(monkeypatch: pytest.MonkeyPatch) -> None:
    original = saved(two_tones((400, 400)), "JPEG")
    monkeypatch.setattr("projects.pictures.LONGEST_SIDE", 100)
    loaded = []
    load = JpegImageFile.load
    monkeypatch.setattr(JpegImageFile, "load", lambda self: loaded.append(self.size) or load(self))

    clean_picture(ContentFile(original, name="grande.jpg"))

    assert loaded[0] == (100, 100)


def translucent(mode: str) -> Image.Image:
    picture = two_tones().convert("RGBA")
    picture.putalpha(128)
    return picture.convert(mode)


@pytest.mark.parametrize(
    ("content", "file_format", "mode"),
    [
        (saved(two_tones().convert("CMYK"), "JPEG"), "JPEG", "RGB"),
        (saved(two_tones().convert("L"), "JPEG"), "JPEG", "RGB"),
        (saved(two_tones().convert("P"), "PNG"), "PNG", "RGB"),
        (saved(two_tones().convert("1"), "PNG"), "PNG", "RGB"),
        (saved(translucent("RGBA"), "PNG"), "PNG", "RGBA"),
        (saved(translucent("LA"), "PNG"), "PNG", "RGBA"),
        (saved(translucent("RGBA"), "WEBP"), "PNG", "RGBA"),
        (saved(two_tones(), "PNG", transparency=(255, 0, 0)), "PNG", "RGBA"),
        (saved(two_tones(), "WEBP", save_all=True, append_images=[two_tones()]), "JPEG", "RGB"),
        (saved(two_tones(), "JPEG", icc_profile=b"no profile"), "JPEG", "RGB"),
        (saved(two_tones().convert("CMYK"), "JPEG", icc_profile=grey_profile()), "JPEG", "RGB"),
    ],
    ids=[
        *("cmyk", "grey", "palette", "bits", "alpha", "grey-alpha", "webp-alpha", "key"),
        *("animation", "bad-profile", "wrong-profile"),
    ],
)
def test_every_colour_space_becomes_rgb(content: bytes, file_format: str, mode: str) -> None:
    picture, _name, _content = clean(content)

    assert (picture.format, picture.mode, picture.size) == (file_format, mode, (40, 26))


def test_sixteen_bits_of_grey_are_scaled_not_clipped() -> None:
    picture, _name, _content = clean(saved(Image.new("I;16", (4, 4), 0x8000), "PNG"))

    assert picture.getpixel((0, 0)) == (128, 128, 128)


def test_a_profile_of_another_space_is_applied() -> None:
    linear = saved(Image.new("L", (4, 4), 55), "PNG", icc_profile=grey_profile())

    picture, _name, _content = clean(linear)

    assert is_close(picture.getpixel((0, 0)), (128, 128, 128))


@pytest.mark.parametrize("name", [name for name in BAD_FILES if name != "lourde.jpg"])
def test_what_is_no_sound_picture_is_refused_in_words(name: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        clean_picture(ContentFile(BAD_FILES[name], name=name))

    too_large = name in ("bombe.png", "grande.png")
    assert refusal.value.code == ("too_many_pixels" if too_large else "invalid_image")
    expected = "plus de 100 millions de pixels" if too_large else "Nous ne pouvons pas lire"
    assert expected in refusal.value.messages[0]


def test_the_same_upload_always_gives_the_same_file() -> None:
    assert clean(located("JPEG"))[2] == clean(located("JPEG"))[2]
