"""Signs of what a reviewer has to check with particular care, found in what a revision holds.

Signs, not verdicts: a word may mean something else, and what is told in other words is not found.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.text import Truncator
from wagtail.models import Revision

from projects.choices import EffectKind, People, Risk
from projects.completeness.words import words
from projects.models import Photo
from projects.models.edits import label, model_of, structure

NOT_READ = frozenset({"private_notes", "slug", "contact_email", "email", "website"})
"""What is not public, or is no text."""

KEYWORDS = {
    Risk.MINORS: (
        r"enfants?|mineure?s?|élèves?|écoli(?:er|ère)s?|collégien(?:ne)?s?|lycéen(?:ne)?s?"
        r"|adolescente?s?|bébés?|nourrissons?|crèches?"
    ),
    Risk.SECURITY: (
        r"plans? de sûreté|plans? d['’]évacuation|vidéo-?(?:surveillance|protection)|caméras?"
        r"|badges?|contrôles? d['’]accès|codes? d['’]accès|digicodes?|alarmes?"
        r"|issues? de secours|sorties? de secours"
    ),
}
WORDS = re.compile("|".join(rf"\b(?P<{risk}>{found})\b" for risk, found in KEYWORDS.items()))
NAME = re.compile(r"\b(?:M\.|MM\.|Mme|Mmes|Mlle|Monsieur|Madame|Dr)\s+[A-ZÀ-Ý][\w'’-]+")
TAG = re.compile(r"<[^>]*>")

UNSURE = frozenset({"", People.AGREED, People.NO_AGREEMENT})
"""What is said of the people on a photo when somebody may be recognised on it."""


class Sign(NamedTuple):
    """Something found: the word or the photo, and the name of the field that holds it."""

    risk: Risk
    found: str
    where: str


KNOWN: dict[tuple[int, datetime], list[Sign]] = {}
MOST_KNOWN = 2_000


def signs_of(revisions: Iterable[Revision]) -> dict[int, list[Sign]]:
    """Return the signs found in each revision, by its key, each once. One query for all of them.

    The people on a photo are those that the photo declares today, whenever it was submitted.
    """
    revisions = {each.pk: each for each in revisions}
    shown = {pk: set(photos(each.content)) for pk, each in revisions.items()}
    wanted = set().union(*shown.values())
    unsure = dict(Photo.objects.filter(pk__in=wanted, people__in=UNSURE).values_list("pk", "title"))
    return {
        pk: [
            *dict.fromkeys(
                Sign(Risk.PEOPLE, unsure[photo], str(Photo._meta.verbose_name))
                for photo in sorted(shown[pk] & unsure.keys())
            ),
            *told_by(revision),
        ]
        for pk, revision in revisions.items()
    }


def told_by(revision: Revision) -> list[Sign]:
    """Return the signs found in the texts of a revision, each once, looked for once a program."""
    state = revision.pk, revision.created_at  # an automatic save that overwrites it dates it anew
    if state not in KNOWN:
        if len(KNOWN) >= MOST_KNOWN:
            KNOWN.clear()
        KNOWN[state] = list(dict.fromkeys(signs_in(model_of(revision), revision.content)))
    return KNOWN[state]


def signs_in(model: type, content: dict[str, Any]) -> Iterator[Sign]:
    """Yield the signs found in the texts of a revision."""
    if person := content.get("contact_person", "").strip():
        yield Sign(Risk.NAMES, person, label(model, "contact_person"))
    for name, text in quotations(content):
        yield Sign(Risk.TESTIMONY, Truncator(words(text)).chars(80), label(model, name))
    for name, text in texts(model, content):
        for match in WORDS.finditer(text.lower()):
            yield Sign(Risk(match.lastgroup), match[0], label(model, name))
        for match in NAME.finditer(text):
            yield Sign(Risk.NAMES, match[0], label(model, name))


def quotations(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what people are quoted for, with the name of the field that holds it."""
    for effect in content.get("effects", ()):
        if effect["kind"] == EffectKind.QUOTATION:
            yield "effects", effect["text"]
    for block in blocks(content):
        if block["type"] == "quote":
            yield "approach", block["value"]["text"]


def texts(model: type, content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the name of each field, or relation of rows, with all the text it holds."""
    _rows, names = structure(model)
    for name in names:
        if name in content and name not in NOT_READ:
            value = blocks(content) if name == "approach" else content[name]
            yield name, TAG.sub(" ", " · ".join(leaves(value)))


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from leaves(each)


def photos(content: dict[str, Any]) -> Iterator[int]:
    """Yield the keys of the photos that a revision shows."""
    found = [content.get("main_photo"), content.get("logo")]
    found += [pair[side] for pair in content.get("photo_pairs", ()) for side in ("before", "after")]
    found += [row["photo"] for row in content.get("gallery", ())]
    found += [block["value"]["photo"] for block in blocks(content) if block["type"] == "photo"]
    yield from filter(None, found)


def blocks(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the blocks of « what we did », which a revision holds as a text."""
    return json.loads(content.get("approach") or "[]")
