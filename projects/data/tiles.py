"""Where each département stands on the map of tiles: one tile each, all of the same size.

Neighbours stay near one another, as far as a grid lets them; what is overseas stands below.
Pure: nothing here knows the database.
"""

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SIDE = 24
"""A tile and the gap around it, in units of the drawing."""
CAPTION_HEIGHT = 26
MAINLAND = """
 .   .   .   .   .   .  62  59   .   .   .   .
 .   .   .   .   .  76  80  02  08   .   .   .
 .   .   .   .  27  95  60  93  51  55   .   .
 .  22  50  14  78  92  75  94  77  54  57  67
29  35  53  72  61  28  91  89  10  52  88  68
 .  56  44  49  37  41  45  58  21  70  25  90
 .   .  85  79  86  36  18  03  71  39  74   .
 .   .   .  17  16  87  23  63  69  01  73   .
 .   .   .  33  24  19  15  43  42  38  05   .
 .   .   .  40  47  46  12  48  07  26  04   .
 .   .   .  64  32  82  81  34  30  84  06  2B
 .   .   .  65  31  09  11  66  13  83   .  2A
"""
BLOCKS: tuple[tuple[str | Promise, str], ...] = (
    ("", MAINLAND),
    (_("Overseas départements and regions"), "971 972 973 974 976"),
    (_("Other overseas collectivities"), "975 977 978 986 987 988"),
)
EMPTY = "."


class Point(NamedTuple):
    """The top left corner of something drawn."""

    x: int
    y: int


class Caption(NamedTuple):
    text: str | Promise
    y: int


def lay_out() -> tuple[dict[str, Point], tuple[Caption, ...], Point]:
    """Return the place of each code, the captions, and the bottom right corner of it all."""
    points: dict[str, Point] = {}
    captions: list[Caption] = []
    y = 0
    for caption, block in BLOCKS:
        if caption:
            captions.append(Caption(caption, y))
            y += CAPTION_HEIGHT
        for row in block.strip().splitlines():
            for column, code in enumerate(row.split()):
                if code != EMPTY:
                    points[code] = Point(column * SIDE, y)
            y += SIDE
    width = SIDE + max(point.x for point in points.values())
    return points, tuple(captions), Point(width, y)


POINTS, CAPTIONS, CORNER = lay_out()
