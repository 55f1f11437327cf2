"""From drawing to file."""

from io import BytesIO

import resvg_py
from PIL import Image

QUALITY = 86


def render_webp(svg: str, width: int = 1600) -> bytes:
    """Render a drawing `width` pixels wide, its height following, as lossy WebP.

    Raises ValueError when `svg` is not a drawing.
    """
    png = resvg_py.svg_to_bytes(svg_string=svg, width=width, skip_system_fonts=True)
    buffer = BytesIO()
    with Image.open(BytesIO(png)) as image:
        image.convert("RGB").save(buffer, "WEBP", quality=QUALITY, method=2)
    return buffer.getvalue()
