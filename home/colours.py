"""The contrast of colours, and what a theme needs to be readable in a colour of one's own.

Relative luminance and contrast ratio as defined by WCAG 2.2, "relative luminance" and "contrast
ratio"; 4.5 is what success criterion 1.4.3 asks of text. Colours are written `#rrggbb`.
"""

import re
from dataclasses import dataclass

HEX = re.compile(r"#[0-9a-f]{6}")
READABLE = 4.5
BLACK, WHITE = "#000000", "#ffffff"
INK = "#16202a"
LIGHT_GROUNDS = (WHITE, "#f5f3ee")
DARK_GROUNDS = ("#11161b", "#1b242b")
"""The ink, and the paper and wash in each mode, of the neutral theme."""

STEPS = 100

Channels = tuple[int, int, int]


@dataclass(frozen=True)
class Palette:
    """An accent and the text written on it, on light paper and on dark paper."""

    accent: str
    on_accent: str
    dark_accent: str
    on_dark_accent: str


def channels(colour: str) -> Channels:
    """Return red, green and blue, from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Return the relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, grounds: tuple[str, ...]) -> float:
    return min(contrast(colour, ground) for ground in grounds)


def mix(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another one in it, from 0 (none) to 1 (nothing else)."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def until_readable(colour: str, towards: str, grounds: tuple[str, ...]) -> str:
    """Return the colour with the least of another one that makes it readable on these grounds.

    `towards` itself must be readable there.
    """
    mixed = (mix(colour, towards, step / STEPS) for step in range(STEPS + 1))
    return next(each for each in mixed if least_contrast(each, grounds) >= READABLE)


def text_on(ground: str) -> str:
    """Return white or ink, whichever is easier to read on this ground."""
    return max(WHITE, INK, key=lambda text: contrast(text, ground))


def is_readable(accent: str) -> bool:
    """Tell whether text in this colour can be read on light paper; white on it then can, too."""
    return least_contrast(accent, LIGHT_GROUNDS) >= READABLE


def nearest_readable(accent: str) -> str:
    """Return the accent, darkened no more than it takes to be readable on light paper."""
    return until_readable(accent, BLACK, LIGHT_GROUNDS)


def palette(accent: str) -> Palette:
    """Return what both modes need, from one colour that is readable on light paper."""
    dark_accent = until_readable(accent, WHITE, DARK_GROUNDS)
    return Palette(accent, text_on(accent), dark_accent, text_on(dark_accent))
