"""Texts of the demonstration's files: typeset, and as rich text."""

import re
from collections.abc import Iterable

from django.utils.html import format_html, format_html_join

APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
BEFORE_HIGH_PUNCTUATION = re.compile(r" (?=[;!?»])|(?<=«) ")
BEFORE_COLON = re.compile(r" (?=:)")
BEFORE_UNIT = re.compile(r"(?<=\d) (?=[%€]|m²|M€)")
WITHIN_NUMBER = re.compile(r"(?<=\d) (?=\d{3}\b)")


def typeset(text: str) -> str:
    """Return French text with its apostrophes and no-break spaces; no word or figure changes."""
    text = APOSTROPHE.sub("’", text)
    text = BEFORE_HIGH_PUNCTUATION.sub("\u202f", text)
    text = BEFORE_COLON.sub("\u00a0", text)
    return WITHIN_NUMBER.sub("\u202f", BEFORE_UNIT.sub("\u00a0", text))


def paragraphs(items: Iterable[str | dict[str, str]] | None) -> str:
    """Return escaped paragraphs; an item with a title starts with it in bold."""
    return format_html_join("", "{}", ((paragraph(item),) for item in items or ()))


def paragraph(item: str | dict[str, str]) -> str:
    if isinstance(item, str):
        return format_html("<p>{}</p>", typeset(item))
    return format_html("<p><b>{}</b><br/>{}</p>", typeset(item["title"]), typeset(item["text"]))
