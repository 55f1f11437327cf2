"""Photos that weigh what photos weigh: drawings and flat colours compress far too well.

Natural pictures are made of things of every size that hide one another ("dead leaves": as many
sizes between 10 and 20 pixels as between 100 and 200), softly lit, grained. Calibration: cut to
640 by 416 pixels and encoded as WebP of quality 78, as the site does, one weighs 37 to 48 KB, as
a photo of an interior does (35 to 55).
"""

import io
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = (1600, 1040)
THINGS = 2_200  # what the calibration settles
LARGEST, SMALLEST = 900, 5  # pixels
GRAINS = ((12, 70), (48, 34), (200, 24), (800, 16))  # grains across, strength out of 255


def photo(seed: int) -> bytes:
    """Return a JPEG of 1,600 by 1,040 pixels; the same seed gives the same one."""
    rng = Random(seed)  # noqa: S311
    picture = things(rng).filter(ImageFilter.GaussianBlur(0.8))
    for across, strength in GRAINS:
        picture = add_noise(picture, rng, across, strength)
    output = io.BytesIO()
    picture.save(output, "JPEG", quality=92)
    return output.getvalue()


def things(rng: Random) -> Image.Image:
    """Return shapes of every size, the smaller in front of the larger."""
    width, height = SIZE
    picture = Image.new("RGB", SIZE, colour(rng))
    pen = ImageDraw.Draw(picture)
    for size in sorted((size_of_a_thing(rng) for _ in range(THINGS)), reverse=True):
        across, down = size * rng.uniform(0.4, 1.6), size * rng.uniform(0.4, 1.6)
        left, top = rng.uniform(-across, width), rng.uniform(-down, height)
        draw = rng.choice((pen.rectangle, pen.ellipse))
        draw((left, top, left + across, top + down), colour(rng))
    return picture


def size_of_a_thing(rng: Random) -> float:
    """Draw a size whose density falls as its cube, so that every scale covers as much."""
    least, most = LARGEST**-2, SMALLEST**-2
    return (least + rng.random() * (most - least)) ** -0.5


def colour(rng: Random) -> tuple[int, ...]:
    light = rng.gauss(140, 45)
    return tuple(max(0, min(255, round(light + rng.gauss(0, 14)))) for _channel in "RGB")


def add_noise(picture: Image.Image, rng: Random, across: int, strength: float) -> Image.Image:
    """Return the picture with smooth noise of so many grains across, of mean zero."""
    down = across * SIZE[1] // SIZE[0]
    grains = Image.frombytes("L", (across, down), rng.randbytes(across * down))
    noise = grains.resize(SIZE, Image.Resampling.BICUBIC)
    noise = noise.point([round(128 + (value - 128) * strength / 255) for value in range(256)])
    return ImageChops.add(picture, Image.merge("RGB", [noise] * 3), offset=-128)
