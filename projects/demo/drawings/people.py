"""People: drawn flat and faceless, so that nobody is recognisable; many skins, ages and clothes.

Figures are drawn in centimetres, feet at the origin, turned to the right of the sheet; their
direction in the room decides whether they show their face or their back, and which way.
"""

from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import cycle
from random import Random

from .palette import INK, PAPER, darken, mix
from .pen import Pen
from .scene import Box, Solid, around

SKINS = ("#edc3a0", "#8d5a3c", "#d9a27c", "#5f3c2a", "#f2d0b1", "#b97f58", "#744a34", "#c98e66")
HAIRS = ("#2b2420", "#5a3d28", "#3a2d26", "#8b8781", "#b98a4e", "#1f1c1b", "#bfb9b0", "#7b4a2c")
STYLES = ("short", "bob", "bun", "short", "curly", "bald", "long", "scarf", "short", "long")
SEAT = 0.45
_TORSO = (
    "M-13-141C-20-140-21-128-20-116L-17-76Q0-70 17-76L20-116C21-128 20-140 13-141Q0-147-13-141z"
)
_COAT = "M-13-141C-20-140-21-128-20-116L-20-58Q0-50 20-58L20-116C21-128 20-140 13-141Q0-147-13-141z"
_DRESS = "M-13-141C-19-140-20-130-18-116L-15-98L-25-48Q0-38 25-48L15-98L18-116C20-130 19-140 13-141Q0-147-13-141z"


class Facing(Enum):
    """A direction in the room, as a unit vector on the floor."""

    X = (1, 0)
    Y = (0, 1)
    BACK_X = (-1, 0)
    BACK_Y = (0, -1)

    @property
    def away(self) -> bool:
        """Whether one looks away from the eye, so that the back is seen."""
        return sum(self.value) < 0

    @property
    def rightward(self) -> bool:
        """Whether one looks to the right of the sheet, in a room that is not mirrored."""
        return self in (Facing.X, Facing.BACK_Y)


@dataclass(frozen=True)
class Look:
    """How one person is drawn. `gesture`: relaxed, phone, paper, welcome, reading, cane, bag."""

    skin: str
    hair: str
    style: str
    top: str
    bottom: str
    cut: str = "trousers"
    gesture: str = "relaxed"
    walking: bool = False
    height: float = 1.0

    @property
    def child(self) -> bool:
        return self.height < 0.8


@dataclass
class Cast:
    """Draws lots for people: skins, hair and styles in turn, so that no crowd looks alike."""

    rng: Random
    tops: tuple[str, ...]
    bottoms: tuple[str, ...]
    dullness: float = 0.0
    _turns: dict[str, "cycle[str]"] = field(default_factory=dict)

    def look(self, **choices: object) -> Look:
        """Return the next person; `choices` fixes some of the fields of `Look`."""
        skin, hair, style = (
            self._next(*pair) for pair in (("skin", SKINS), ("hair", HAIRS), ("style", STYLES))
        )
        grey = "#8f9698"
        person = Look(
            skin=mix(skin, grey, self.dullness),
            hair=mix(hair, grey, self.dullness),
            style=style,
            top=self._next("top", self.tops),
            bottom=self._next("bottom", self.bottoms),
            cut=self.rng.choice(("trousers", "trousers", "trousers", "dress", "coat")),
            height=self.rng.uniform(0.95, 1.04),
        )
        return replace(person, **choices)

    def child(self, **choices: object) -> Look:
        """Return a child, whose hair is neither grey nor gone."""
        young = {
            "height": self.rng.uniform(0.6, 0.72),
            "cut": "trousers",
            "hair": self.rng.choice(HAIRS[:3]),
            "style": self.rng.choice(("short", "bob", "curly", "long")),
        }
        return self.look(**young, **choices)

    def _next(self, name: str, values: tuple[str, ...]) -> str:
        if name not in self._turns:
            self._turns[name] = cycle(self.rng.sample(values, len(values)))
        return next(self._turns[name])


def standing(pen: Pen, look: Look, x: float, y: float, facing: Facing) -> Solid:
    """Return someone standing (or walking) at a point of the floor."""
    legs = _walking_legs(look) if look.walking else _standing_legs(look)
    figure = legs + _upper(look, facing.away)
    box = around(x, y, 0.21, 0.0, 1.76 * look.height)
    return Solid(box, _placed(pen, figure, look, (x, y, 0.0), facing), standing=True)


def seated(
    pen: Pen,
    look: Look,
    x: float,
    y: float,
    facing: Facing,
    *,
    seat: float = SEAT,
    legs: bool = True,
) -> Solid:
    """Return someone sitting; `legs` is off for someone seen from behind, legs under a table.

    The figure's own box stops at the front of the seat: legs claim no room.
    """
    lower = _seated_legs(look, facing.away) if legs else ""
    upper = f'<g transform="translate(0 33)">{_upper(look, facing.away, seated=True)}</g>'
    figure = lower + upper if facing.away else upper + lower + _resting_arm(look)
    box = Box(x - 0.19, x + 0.19, y - 0.19, y + 0.19, seat + 0.005, seat + 0.9 * look.height)
    return Solid(box, _placed(pen, figure, look, (x, y, seat - SEAT), facing))


def shadow(pen: Pen, x: float, y: float, radius: float = 0.22) -> str:
    """Return the soft spot on the floor under someone."""
    return pen.disc((x, y, 0.0), radius, INK)


def _placed(
    pen: Pen, figure: str, look: Look, spot: tuple[float, float, float], facing: Facing
) -> str:
    x, y = pen.view.project(spot)
    size = pen.view.scale / 100 * look.height
    # Both outlines are authored turned to the right for a face, to the left for a back.
    turned = facing.rightward != facing.away
    across = size * pen.view.sense * (1 if turned else -1)
    return f'<g transform="translate({x:.1f} {y:.1f}) scale({across:.4f} {size:.4f})">{figure}</g>'


def _limb(d: str, colour: str, width: float) -> str:
    return (
        f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}" '
        'stroke-linecap="round" stroke-linejoin="round"/>'
    )


def _shape(d: str, colour: str) -> str:
    return f'<path d="{d}" fill="{colour}"/>'


def _leg(d: str, look: Look, *, near: bool) -> str:
    bare = look.cut == "dress"
    colour = look.skin if bare else look.bottom
    return _limb(d, colour if near else darken(colour, 0.22), 8 if bare else 13)


def _shoe(x: float, y: float) -> str:
    return _limb(f"M{x:g} {y:g}l8 3.4", "#2b2f36", 7.5)


def _standing_legs(look: Look) -> str:
    far = _shoe(6, -5) + _leg("M7-82L7-8", look, near=False)
    return far + _shoe(-8, -1) + _leg("M-7-82L-7-4", look, near=True)


def _walking_legs(look: Look) -> str:
    far = _shoe(15, 1) + _leg("M5-80L9-44L15-2", look, near=False)
    return far + _shoe(-17, -9) + _leg("M-5-80L-5-46L-17-12", look, near=True)


def _seated_legs(look: Look, away: bool) -> str:
    if away:
        far = _leg("M7-54L-27-73v47", look, near=False)
        return far + _leg("M-7-46L-41-66v47", look, near=True)
    far = _shoe(43, 9) + _leg("M7-53L42-33L43 6", look, near=False)
    near = _shoe(29, 17) + _leg("M-7-46L28-25L29 14", look, near=True)
    skirt = _limb("M1-49L33-30", look.top, 25) if look.cut == "dress" else ""
    return far + near + skirt


def _upper(look: Look, away: bool, *, seated: bool = False) -> str:
    cut = {"coat": _COAT, "dress": _DRESS}.get(look.cut, _TORSO) if not seated else _TORSO
    torso = _shape(cut, look.top)
    far, near = _arms(look, away, seated)
    behind, head = _head(look, away)
    return behind + far + torso + _belongings(look, away) + near + head


def _arms(look: Look, away: bool, seated: bool) -> tuple[str, str]:
    """Return the arm behind the body and the arm before it."""
    sleeve, hidden = darken(look.top, 0.13), darken(look.top, 0.2)
    far_d, far_hand = "M15-131Q20-112 17-92", (17, -86)
    near_d, near_hand = "M-16-131Q-23-112-19-92", (-19, -86)
    if look.gesture == "welcome" and not away:
        far_d, far_hand = "M14-131L30-112L46-118", (50, -120)
    if look.gesture in ("phone", "paper") and not away:
        near_d, near_hand = "M-16-131L-19-106L2-108", (6, -109)
    if seated:
        near_d, near_hand = ("", (0, 0)) if not away else ("M-16-131Q-22-112-24-98", (-27, -96))
        far_d, far_hand = ("M15-131Q19-112 26-98", (29, -97)) if not away else (far_d, far_hand)
    far = _hand(*far_hand, darken(look.skin, 0.1)) + _limb(far_d, hidden, 9)
    near = _hand(*near_hand, look.skin) + _limb(near_d, sleeve, 9) if near_d else ""
    return far, near + (_held(look) if not (away or seated) else "")


def _hand(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="4.8" fill="{colour}"/>'


def _held(look: Look) -> str:
    if look.gesture == "phone":
        return _shape("M4-119h7v12h-7z", "#2f3840")
    if look.gesture == "paper":
        return _shape("M0-124l15 4v19l-15-4z", PAPER)
    return ""


def _belongings(look: Look, away: bool) -> str:
    if look.gesture == "cane":
        return _limb("M-22-86L-25-2", "#4b4038", 3)
    if look.gesture == "bag":
        strap = _limb("M-12-139L15-92" if not away else "M12-139L-15-92", "#4a3b33", 3)
        side = 8 if not away else -25
        return strap + f'<rect x="{side}" y="-95" width="17" height="19" rx="3" fill="#6d5444"/>'
    return ""


def _resting_arm(look: Look) -> str:
    """Return the near arm of someone seated, over the lap, with a book when reading."""
    arm = _limb("M-16-97Q-21-78-6-70L8-62", darken(look.top, 0.13), 9) + _hand(12, -60, look.skin)
    if look.gesture != "reading":
        return arm
    return (
        _shape("M8-82L22-76L36-80V-62L22-57L8-63z", PAPER)
        + _limb("M22-76V-58", "#b9ad98", 1.5)
        + arm
    )


def _head(look: Look, away: bool) -> tuple[str, str]:
    """Return what hangs behind the shoulders and the head itself."""
    grown = 1.22 if look.child else 1.0
    neck = _limb("M0-150V-140", darken(look.skin, 0.16), 10)
    skull = f'<ellipse cx="1" cy="-158" rx="11.6" ry="13" fill="{look.skin}"/>'
    if look.style == "scarf":
        return "", neck + _scarf(look, away, skull)
    hair = _hair_from_behind(look) if away else _hair(look)
    behind = _long_hair(look) if look.style in ("long", "bob") and not away else ""
    curls = f'<circle cx="-1" cy="-162" r="16.5" fill="{look.hair}"/>'
    crown = (curls if look.style == "curly" else "") + skull + hair
    if grown > 1:
        crown = f'<g transform="translate(0 {145 * (grown - 1):.1f}) scale({grown})">{crown}</g>'
    return behind, neck + crown


def _hair(look: Look) -> str:
    if look.style == "bald":
        return _shape("M-11-160Q-12-150-8-147Q-6-152-6-158z", look.hair)
    cap = "M-11-151C-16-177 11-181 13.4-162C6-165 0-166-3-160C-4-156-6-150-9-148z"
    bun = f'<circle cx="-8" cy="-172" r="6" fill="{look.hair}"/>' if look.style == "bun" else ""
    return _shape(cap, look.hair) + bun


def _hair_from_behind(look: Look) -> str:
    if look.style == "bald":
        return _shape(
            "M-10.6-156Q-9-145 1-144.6Q11-145 12.4-156Q8-150 1-149.6Q-6-150-10.6-156z", look.hair
        )
    lower = {"long": -126, "bob": -139}.get(look.style, -147)
    d = f"M-11-156C-14-178 15-178 13.4-156L12 {lower + 4}Q1 {lower - 1}-10 {lower + 4}z"
    bun = f'<circle cx="4" cy="-171" r="6.4" fill="{darken(look.hair, 0.15)}"/>'
    return _shape(d, look.hair) + (bun if look.style == "bun" else "")


def _long_hair(look: Look) -> str:
    end = -124 if look.style == "long" else -139
    return _shape(f"M-11-160C-17-146-16-136-15 {end}L6 {end}L10-152z", darken(look.hair, 0.12))


def _scarf(look: Look, away: bool, skull: str) -> str:
    cloth = mix(look.top, look.hair, 0.45)
    hood = _shape("M-13-158C-14-177 15-177 14-158L15-142Q18-134 12-132H-12Q-17-134-14-142z", cloth)
    face = f'<ellipse cx="4.6" cy="-157" rx="7.6" ry="9.6" fill="{look.skin}"/>'
    return skull + hood + ("" if away else face)
