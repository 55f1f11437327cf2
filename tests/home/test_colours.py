"""An accent colour serves light and dark paper, or is refused with one that does."""

import re

import pytest
from django.contrib.staticfiles import finders
from hypothesis import assume, given
from hypothesis import strategies as st

from home import colours
from home.colours import READABLE, contrast

EVERY_COLOUR = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),  # the grey that famously just fails
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_the_one_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(EVERY_COLOUR, EVERY_COLOUR)
def test_contrast_is_symmetrical_and_bounded(one, other):
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(EVERY_COLOUR)
def test_a_readable_accent_serves_both_modes(accent):
    assume(colours.is_readable(accent))
    palette = colours.palette(accent)
    assert palette.accent == accent
    for shade, text, grounds in (
        (palette.accent, palette.on_accent, colours.LIGHT_GROUNDS),
        (palette.dark_accent, palette.on_dark_accent, colours.DARK_GROUNDS),
    ):
        assert all(contrast(shade, ground) >= READABLE for ground in grounds)
        assert contrast(text, shade) >= READABLE


@given(EVERY_COLOUR)
def test_what_is_proposed_is_accepted_and_no_further_than_needed(accent):
    shade = colours.nearest_readable(accent)
    assert colours.is_readable(shade)
    assert (shade == accent) == colours.is_readable(accent)
    assert colours.luminance(shade) <= colours.luminance(accent)


def test_the_grounds_are_those_of_the_theme():
    with open(finders.find("portfolio/neutral.css"), encoding="utf-8") as css:
        light, dark = css.read().split("prefers-color-scheme: dark", 1)

    def token(part: str, name: str) -> str:
        value = re.search(rf"--{name}: (#\w+);", part)[1]
        return value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])

    assert (token(light, "paper"), token(light, "wash")) == colours.LIGHT_GROUNDS
    assert (token(dark, "paper"), token(dark, "wash")) == colours.DARK_GROUNDS
    assert token(light, "ink") == colours.INK
