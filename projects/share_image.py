"""The picture that stands for a case where somebody shares its address.

The two signatures of the site: the split picture (before, a thin line, after), and under it the
measured change. Where a case has no picture its figures stand in, or its title alone.
"""

import io
from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from PIL import Image, ImageDraw, ImageFont, ImageOps

from projects.templatetags.figures import ShownChange, shown_change, with_unit
from projects.templatetags.sheets import lead_kind, typeset_words

SIZE = WIDTH, HEIGHT = 1200, 630
PICTURE_HEIGHT = 440
MARGIN = 48
LINE = 6
JPEG = {"quality": 84, "progressive": True, "optimize": True}
PAPER, WASH, INK, SOFT, ACCENT = "#ffffff", "#f5f3ee", "#16202a", "#505b66", "#b23317"


def draw_share_image(case: Any, site_name: str) -> bytes:
    """Return a JPEG of 1200 × 630 pixels. Takes less than a second of one core."""
    canvas = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(canvas)
    kind, change = lead_kind(case), shown_change(case.main_measure)
    if kind == "pair":
        draw_pair(canvas, pen, case.main_pair)
    elif kind == "photo":
        draw_photo(canvas, pen, case.main_photo)
    elif change:
        draw_figures(pen, change)
    else:
        pen.rectangle((0, 0, WIDTH, 2 * LINE), ACCENT)
    if case.is_fictional:
        draw_tag(pen, _("Made-up example"), (WIDTH / 2, 0), "ma")
    draw_words(pen, case, kind)
    draw_brand(pen, site_name)
    output = io.BytesIO()
    canvas.save(output, "JPEG", **JPEG)
    return output.getvalue()


def draw_pair(canvas: Image.Image, pen: ImageDraw.ImageDraw, pair: Any) -> None:
    middle = WIDTH // 2
    canvas.paste(framed(pair.before))
    canvas.paste(framed(pair.after).crop((middle, 0, WIDTH, PICTURE_HEIGHT)), (middle, 0))
    if pair.before.is_drawing:
        draw_tag(pen, _("Drawing of the principle"), (0, 0), "la")
    if pair.after.is_drawing:
        draw_tag(pen, _("Drawing of the principle"), (WIDTH, 0), "ra")
    draw_cut(pen)


def draw_photo(canvas: Image.Image, pen: ImageDraw.ImageDraw, photo: Any) -> None:
    canvas.paste(framed(photo))
    if photo.is_drawing:
        draw_tag(pen, _("Drawing of the principle"), (0, 0), "la")


def draw_figures(pen: ImageDraw.ImageDraw, change: ShownChange) -> None:
    """Set the two figures against one another, as the page does where there is no picture."""
    middle, height = WIDTH / 2, PICTURE_HEIGHT / 2
    pen.rectangle((0, 0, middle, PICTURE_HEIGHT), WASH)
    for centre, figure in ((WIDTH / 4, change.before), (3 * WIDTH / 4, change.after)):
        text = with_unit(figure, change.short_unit)
        pen.text((centre, height), text, INK, fitted(text, 150, middle - 2 * MARGIN), "mm")
    pen.line((0, PICTURE_HEIGHT, WIDTH, PICTURE_HEIGHT), WASH, 2)
    draw_cut(pen)


def draw_cut(pen: ImageDraw.ImageDraw) -> None:
    """Draw the line between before and after, and the two words that sit on it."""
    middle, size, pad = WIDTH / 2, 28, 18
    top = PICTURE_HEIGHT - size - 2 * pad
    words = pgettext("picture", "before"), pgettext("picture", "after")
    left, right = (font(size).getlength(word) + 2 * pad for word in words)
    pen.rectangle((middle - left, top, middle + right, PICTURE_HEIGHT), PAPER)
    centre = top + size / 2 + pad
    pen.text((middle - pad, centre), words[0], INK, font(size), "rm")
    pen.text((middle + pad, centre), words[1], INK, font(size), "lm")
    pen.rectangle((middle - LINE / 2, 0, middle + LINE / 2 - 1, PICTURE_HEIGHT), ACCENT)


def draw_tag(pen: ImageDraw.ImageDraw, text: str, corner: tuple[float, float], anchor: str) -> None:
    """Write a label on paper; `corner` is where its box begins (l), is centred (m), or ends (r)."""
    pad, width, height = 14, font(24).getlength(text) + 28, 50
    left = corner[0] - {"l": 0, "m": width / 2, "r": width}[anchor[0]]
    pen.rectangle((left, 0, left + width, height), PAPER)
    pen.text((left + pad, height / 2), text, INK, font(24), "lm")


def draw_words(pen: ImageDraw.ImageDraw, case: Any, kind: str) -> None:
    """Write the change and what was measured; without a change, the title."""
    change = shown_change(case.main_measure)
    if not kind:
        draw_title(pen, case.title, 84, WIDTH - 2 * MARGIN, (2 * LINE, HEIGHT - 120), lines=4)
    elif change is None:
        draw_title(pen, case.title, 46, WIDTH - 380, (PICTURE_HEIGHT, HEIGHT), lines=3)
    else:
        draw_change(pen, case.main_measure, change, alone=kind != "figures")


def draw_change(
    pen: ImageDraw.ImageDraw, measure: Any, change: ShownChange, *, alone: bool
) -> None:
    """Write a change, then what was measured and what the figure is worth."""
    sides = f"{change.before} → {with_unit(change.after, change.unit)}, " if alone else ""
    width, label = WIDTH - 380, typeset_words(measure.label)
    text, worth = f"{sides}{change.delta}", f"{label} · {measure.assessment.level.label}"
    pen.text((MARGIN, 520), text, INK, fitted(text, 76, width), "ls")
    face = fitted(worth, 30, width)
    if face.size < 22:
        face, worth = font(22), shortened(worth, font(22), width)
    pen.text((MARGIN, 580), worth, SOFT, face, "ls")


def draw_title(
    pen: ImageDraw.ImageDraw,
    title: str,
    size: int,
    width: float,
    between: tuple[int, int],
    lines: int,
) -> None:
    """Write a title, as large as its lines allow, centred between two heights."""
    title = typeset_words(title)
    while len(rows := wrapped(title, font(size), width)) > lines and size > 30:
        size -= 4
    if len(rows) > lines:
        rows = [*rows[: lines - 1], shortened(" ".join(rows[lines - 1 :]), font(size), width)]
    top, bottom = between
    pen.multiline_text(
        (MARGIN, (top + bottom) / 2), "\n".join(rows), INK, font(size), "lm", spacing=size * 0.3
    )


def draw_brand(pen: ImageDraw.ImageDraw, name: str) -> None:
    """Write the name of the site at the bottom right, after its mark: two halves and a line."""
    text = shortened(name, font(34, bold=True), 300)
    right, bottom = WIDTH - MARGIN, HEIGHT - 46
    left = right - font(34, bold=True).getlength(text)
    pen.text((left, bottom), text, INK, font(34, bold=True), "ls")
    mark = left - 60
    pen.rectangle((mark, bottom - 36, mark + 19, bottom + 4), SOFT)
    pen.rectangle((mark + 24, bottom - 36, mark + 43, bottom + 4), WASH, "#d8dbdc")
    pen.rectangle((mark + 20, bottom - 42, mark + 23, bottom + 10), ACCENT)


def framed(photo: Any) -> Image.Image:
    """Return the photo cropped, around its focal point, to the part that pictures take."""
    area = WIDTH, PICTURE_HEIGHT
    focus = photo.get_focal_point()
    centre = (focus.centroid.x / photo.width, focus.centroid.y / photo.height) if focus else None
    with photo.open_file() as file, Image.open(file) as original:
        original.draft("RGB", (2 * WIDTH, 2 * WIDTH))
        on_paper = Image.new("RGB", original.size, PAPER)
        picture = original.convert("RGBA")
        on_paper.paste(picture, mask=picture)
    return ImageOps.fit(on_paper, area, Image.Resampling.LANCZOS, centering=centre or (0.5, 0.5))


@cache
def font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    weight = "bold" if bold else "regular"
    return ImageFont.truetype(str(finders.find(f"portfolio/fonts/serif-{weight}.otf")), size)


def fitted(text: str, size: int, width: float) -> ImageFont.FreeTypeFont:
    """Return the font at the size given, or smaller so that the text is no wider than `width`."""
    return font(min(size, int(size * width / font(size).getlength(text))))


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    rows = [""]
    for word in text.split(" "):
        longer = f"{rows[-1]} {word}".strip()
        if face.getlength(longer) <= width:
            rows[-1] = longer
        else:
            rows.append(word)
    return [row for row in rows if row]


def shortened(text: str, face: ImageFont.FreeTypeFont, width: float) -> str:
    """Return the text, or as much of it as fits, with « … » at the end."""
    if face.getlength(text) <= width:
        return text
    while text and face.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
