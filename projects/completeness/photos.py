"""Question 10: photos, what they show to those who cannot see them, and the right to show them."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.choices import People
from projects.completeness.rule import FULL_SHEETS, OWN_SHEETS, Case, Item, Rule

# « IMG_1234 », « hall.jpg », « accueil-v2 »: one token with a digit, an underscore or an extension;
# « le hall.jpg »: several, with the extension of a picture.
FILE_NAME = re.compile(
    r"\S*[\d_]\S*|\S+\.[a-z]{3,4}|.*\.(?:jpe?g|png|webp|avif|hei[cf]|gif|tiff?|bmp)", re.IGNORECASE
)
# What telephones, computers and hurried people call a picture, whatever they number it with.
NOTHING_SAID = re.compile(
    r"(?:(?:photo|image|img|dsc|picture|dessin|capture|scan|avant|après|before|after|whatsapp"
    r"|sans titre|untitled|d['’]écran|screenshot|copie|n°|de|du|à|at|\d+(?!\d))s?[\W_]*)+",
    re.IGNORECASE,
)


class PhotoUse(NamedTuple):
    """A photo where the sheet shows it, with the alternative text that it has there.

    `row` is the rank of its row, `own` the field of that row when the text is the row's own.
    """

    photo: Any
    alternative: str
    field: str
    row: int | None = None
    own: str = ""


def photo_uses(case: Case) -> Iterator[PhotoUse]:
    """Yield every photo shown, in the order a reader meets them; a photo may come again."""
    for row, pair in enumerate(case.photo_pairs.all()):
        for photo, text, own in (
            (pair.before, pair.before_text, pair.before_alt and "before_alt"),
            (pair.after, pair.after_text, pair.after_alt and "after_alt"),
        ):
            if photo:
                yield PhotoUse(photo, text, "photo_pairs", row, own)
    alone: list[tuple[Any, str, int | None]] = [(case.main_photo, "main_photo", None)]
    alone += [(row.photo, "gallery", rank) for rank, row in enumerate(case.gallery.all())]
    alone += [
        (b.value["photo"], "approach", None) for b in case.approach if b.block_type == "photo"
    ]
    for photo, field, rank in alone:
        if photo:
            yield PhotoUse(photo, photo.description, field, rank)


def is_description(text: str) -> bool:
    """Tell whether a text may describe a picture: neither a file name nor the word « photo »."""
    text = text.strip()
    return bool(text) and not (FILE_NAME.fullmatch(text) or NOTHING_SAID.fullmatch(text))


def photos(case: Case) -> list[Item]:
    """Return each photo once, where it is met first."""
    return [_item(use, use.photo) for use in _once(case, key=lambda use: use.photo.pk)]


def alternatives(case: Case) -> list[Item]:
    """Return each alternative text of each photo once."""
    uses = _once(case, key=lambda use: (use.photo.pk, use.alternative))
    return [_item(use, use.alternative, own=use.own) for use in uses]


def agreed_photos(case: Case) -> list[Item]:
    return [item for item in photos(case) if item.value.people == People.AGREED]


def shows_the_place(case: Case) -> bool:
    """Tell whether there is a photo: a drawing is none, unless the whole case is invented."""
    return any(_counts(use.photo, case) for use in photo_uses(case))


def shows_before_and_after(case: Case) -> bool:
    return any(
        pair.is_complete and _counts(pair.before, case) and _counts(pair.after, case)
        for pair in case.photo_pairs.all()
    )


def is_still_agreed(photo: Any) -> bool:
    return photo.agreement_expires_on is None or photo.agreement_expires_on >= localdate()


def _counts(photo: Any, case: Case) -> bool:
    return not photo.is_drawing or case.accepts_drawings


def _once(case: Case, key: Callable[[PhotoUse], Hashable]) -> Iterable[PhotoUse]:
    found: dict[Hashable, PhotoUse] = {}
    for use in photo_uses(case):
        found.setdefault(key(use), use)
    return found.values()


def _item(use: PhotoUse, value: Any, own: str = "") -> Item:
    """Return what is judged of a photo; `own` is where its row says it instead of the photo."""
    name = gettext("Photo “%(title)s”") % {"title": use.photo.title}
    return Item(value, use.field, name, use.row, own, None if own else use.photo.pk)


PHOTO_RULES = (
    Rule(
        code="photo",
        field="main_photo",
        message=_("Add at least one photo; a drawing does not count as a photo."),
        why=_("One photo shows a place better than ten lines."),
        sheets=OWN_SHEETS,
        satisfied=shows_the_place,
    ),
    Rule(
        code="photo_pair",
        field="photo_pairs",
        message=_("Add a photo from before and a photo from after, as a pair."),
        why=_("Seen side by side, they show at once what changed."),
        sheets=FULL_SHEETS,
        applies=lambda case: case.is_space,
        satisfied=shows_before_and_after,
    ),
    Rule(
        code="photo_alternative",
        field="main_photo",
        message=_("%(name)s: describe what it shows; a file name or “photo” is no description."),
        why=_("Without a description, a blind person does not know what the photo shows."),
        items=alternatives,
        satisfied=is_description,
    ),
    Rule(
        code="photo_credit",
        field="main_photo",
        message=_("%(name)s: say who made it."),
        why=_("Authors have the right to be named beside their pictures."),
        items=photos,
        satisfied=lambda photo: photo.credit.strip(),
    ),
    Rule(
        code="photo_licence",
        field="main_photo",
        message=_("%(name)s: choose its licence."),
        why=_("Without a licence, nobody knows whether they may show the picture again."),
        items=photos,
        satisfied=lambda photo: photo.licence,
    ),
    Rule(
        code="photo_people",
        field="main_photo",
        message=_("%(name)s: say whether people can be recognised."),
        why=_("Everyone has a right to their image: this is checked before publishing."),
        items=photos,
        satisfied=lambda photo: photo.people,
    ),
    Rule(
        code="photo_no_agreement",
        field="main_photo",
        message=_(
            "%(name)s: people can be recognised and did not agree. Get their written agreement, "
            "blur the faces or choose another photo."
        ),
        why=_("Anyone may refuse that their image be published."),
        items=photos,
        satisfied=lambda photo: photo.people != People.NO_AGREEMENT,
    ),
    Rule(
        code="photo_agreement",
        field="main_photo",
        message=_("%(name)s: give the reference of the written agreement."),
        why=_("It must be found again if someone asks."),
        items=agreed_photos,
        satisfied=lambda photo: photo.agreement_reference.strip(),
    ),
    Rule(
        code="photo_agreement_expired",
        field="main_photo",
        message=_(
            "%(name)s: the agreement of the people has expired. Renew it or choose another photo."
        ),
        why=_("Past its date, an agreement no longer allows publication."),
        items=agreed_photos,
        satisfied=is_still_agreed,
    ),
)
