"""Picture files that tell more than they show, and files that are no picture."""

import io
import struct
import zlib

from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo
from pillow_heif import register_heif_opener

register_heif_opener()

SECRET = b"SECRET"
"""Stands in every piece of metadata; none of what is stored may hold it."""

XMP = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>SECRET</x:xmpmeta>"
IPTC = b"\xff\xed" + struct.pack(">H", 24) + b"Photoshop 3.0\x00 SECRET "
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def two_tones(size: tuple[int, int] = (40, 26)) -> Image.Image:
    """Return a picture that is red on the left and blue on the right."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    return picture


def metadata(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.ImageDescription] = SECRET.decode()
    exif.get_ifd(IFD.GPSInfo).update({GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (47.0, 13.0, 6.0)})
    return exif.tobytes()


def located(file_format: str, orientation: int = 1, size: tuple[int, int] = (40, 26)) -> bytes:
    """Return a picture with EXIF data, position, XMP, profile, and what else the format holds."""
    text = PngInfo()
    text.add_text("Comment", SECRET.decode())
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    options = {
        "JPEG": {"xmp": XMP, "comment": SECRET, "extra": IPTC},
        "PNG": {"pnginfo": text},
    }.get(file_format, {"xmp": XMP})
    return saved(
        two_tones(size), file_format, exif=metadata(orientation), icc_profile=SRGB, **options
    )


def saved(picture: Image.Image, file_format: str, **options: object) -> bytes:
    output = io.BytesIO()
    picture.save(output, file_format, **options)
    return output.getvalue()


def bomb(side: int) -> bytes:
    """Return a PNG of a few bytes that declares a square of `side` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(name + data))
        return struct.pack(">I", len(data)) + name + data + crc

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    image = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + image


def grey_profile() -> bytes:
    """Return the smallest ICC profile of a grey space, of gamma 1: far from what sRGB expects."""
    white = b"XYZ \0\0\0\0" + struct.pack(">iii", 0xF6D6, 0x10000, 0xD32D)
    curve = b"curv\0\0\0\0" + struct.pack(">I", 0)
    at = 128 + 4 + 2 * 12
    tags = struct.pack(">I", 2) + b"wtpt" + struct.pack(">II", at, len(white))
    tags += b"kTRC" + struct.pack(">II", at + len(white), len(curve))
    body = tags + white + curve
    header = struct.pack(
        ">I4sI4s4s4s", 128 + len(body), b"lcms", 0x02100000, b"mntr", b"GRAY", b"XYZ "
    )
    header += b"\0" * 12 + b"acsp" + b"\0" * 28 + struct.pack(">iii", 0xF6D6, 0x10000, 0xD32D)
    return header.ljust(128, b"\0") + body


TRUNCATED = located("JPEG", size=(200, 200))[:-900]
BAD_FILES = {
    "tronquee.jpg": TRUNCATED,
    "texte.jpg": b"Ceci est un texte, pas une photo.",
    "bombe.png": bomb(20_000),
    "grande.png": bomb(11_000),
    "dessin.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "tronquee.heic": located("HEIF")[:-300],
    "animee.gif": saved(two_tones(), "GIF"),
    "lourde.jpg": b"\xff\xd8\xff" + bytes(200_000),
}
