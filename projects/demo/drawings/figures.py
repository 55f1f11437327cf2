"""People, drawn flat and faceless, so that nobody is recognisable.

Figures are in centimetres, feet at the origin; a face is turned to the right of the sheet, a back
to the left. "Near" and "far" are the sides of the body, as the eye finds them.
"""

from dataclasses import dataclass

from .palette import PAPER, darken, mix

_SHOULDERS = "M-13-141C-20-140-21-128-20-116L{}L20-116C21-128 20-140 13-141Q0-147-13-141z"
_CUTS = {
    "trousers": _SHOULDERS.format("-17-76Q0-70 17-76"),
    "coat": _SHOULDERS.format("-20-58Q0-50 20-58"),
    "dress": _SHOULDERS.format("-15-98L-25-48Q0-38 25-48L15-98"),
}
_ARMS = {
    "far hanging": ("M15-131Q20-112 17-92", (17, -86)),
    "far resting": ("M15-131Q19-112 26-98", (29, -97)),
    "far welcoming": ("M14-131L30-112L46-118", (50, -120)),
    "near hanging": ("M-16-131Q-23-112-19-92", (-19, -86)),
    "near forward": ("M-16-131Q-22-112-24-98", (-27, -96)),
    "near holding": ("M-16-131L-19-106L2-108", (6, -109)),
}
_HELD = {
    "phone": '<path d="M4-119h7v12h-7z" fill="#2f3840"/>',
    "paper": f'<path d="M0-124l15 4v19l-15-4z" fill="{PAPER}"/>',
}


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


def standing_figure(look: Look, away: bool) -> str:
    """Return someone on their feet, seen from behind when `away`."""
    legs = _walking_legs(look) if look.walking else _standing_legs(look)
    return legs + _upper(look, away)


def seated_figure(look: Look, away: bool, *, legs: bool = True) -> str:
    """Return someone sitting, the floor under the seat at the origin; `legs` off if hidden."""
    lower = _seated_legs(look, away) if legs else ""
    upper = f'<g transform="translate(0 33)">{_upper(look, away, seated=True)}</g>'
    return lower + upper if away else upper + lower + _resting_arm(look)


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
    torso = _shape(_CUTS["trousers" if seated else look.cut], look.top)
    behind, head = _head(look, away)
    near = "" if seated and not away else _near_arm(look, away, seated)
    return behind + _far_arm(look, away, seated) + torso + _bag_or_cane(look, away) + near + head


def _far_arm(look: Look, away: bool, seated: bool) -> str:
    if away:
        pose = "far hanging"
    elif seated:
        pose = "far resting"
    else:
        pose = "far welcoming" if look.gesture == "welcome" else "far hanging"
    return _arm(pose, darken(look.top, 0.2), darken(look.skin, 0.1))


def _near_arm(look: Look, away: bool, seated: bool) -> str:
    if seated:
        pose = "near forward"
    elif look.gesture in _HELD and not away:
        pose = "near holding"
    else:
        pose = "near hanging"
    held = _HELD.get(look.gesture, "") if pose == "near holding" else ""
    return _arm(pose, darken(look.top, 0.13), look.skin) + held


def _arm(pose: str, sleeve: str, skin: str) -> str:
    d, hand = _ARMS[pose]
    return _hand(*hand, skin) + _limb(d, sleeve, 9)


def _hand(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="4.8" fill="{colour}"/>'


def _bag_or_cane(look: Look, away: bool) -> str:
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
