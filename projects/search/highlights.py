"""Why a case was found: the part that says so, the words looked for marked."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.search.analyser import Word, words
from projects.search.expressions import Phrase
from projects.search.planner import Plan

SUMMARY, TITLE = "summary", "title"
FIELDS: dict[str, str | Promise] = {
    SUMMARY: _("In one sentence"),
    TITLE: pgettext_lazy("of a case", "Title"),
    "problem": _("The situation before"),
    "approach": _("What was done"),
    "solution": _("What exists now"),
    "what_did_not_work": _("What did not work"),
    "success_conditions": _("Conditions of success"),
    "would_do_differently": _("What they would do differently"),
    "prerequisites": _("Prerequisites"),
    "transferable": _("What can be transferred"),
    "specific_to_us": _("What is specific to them"),
    "not_said": _("What the source does not say"),
    "effects": _("Effects"),
    "measures": _("Measures"),
    "parties": _("With whom"),
    "tags": _("Tags"),
    "practices": _("Practices"),
    "place": _("Place"),
    "lab": _("Lab"),
    "terms": _("Described by"),
}
"""What the parts of a case are called, the summary first as it says most."""
BEFORE, LENGTH = 60, 180
"""Characters shown before the first word found, and in all."""


class Why(NamedTuple):
    """The part of a case that holds what was looked for: its code, its name, its marked text."""

    code: str
    name: str | Promise
    text: SafeString


class Span(NamedTuple):
    start: int
    end: int
    stems: frozenset[str]


def why(plan: Plan, texts: Iterable[tuple[str, str]]) -> Why | None:
    """Return the first of the texts that holds most of what a plan looks for.

    `texts` come by order of preference, each with the code of its part. None if none holds any.
    """
    phrases = phrases_of(plan)
    best: tuple[int, Why] | None = None
    for code, text in texts:
        plain = unicodedata.normalize("NFC", text)
        spans = found(words(plain), phrases)
        told = len(frozenset().union(*(span.stems for span in spans)))
        if spans and (best is None or told > best[0]):
            best = told, Why(code, FIELDS[code], marked(plain, spans, whole=code == SUMMARY))
    return best[1] if best else None


def phrases_of(plan: Plan) -> set[Phrase]:
    """Return all the phrases that a plan looks for."""
    return {
        phrase
        for concept in (*plan.concepts, *plan.loosened)
        for phrase in (
            *([concept.typed] if isinstance(concept.typed, Phrase) else ()),
            *concept.same,
            *concept.narrower,
        )
    }


def found(text: Sequence[Word], phrases: Iterable[Phrase]) -> list[Span]:
    """Return where phrases are in a text, in order; those that touch or overlap as one."""
    said = [word for word in text if word.stem]
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase.stems[0], []).append(phrase.stems)
    spans = [
        Span(said[place].start, said[place + len(stems) - 1].end, frozenset(stems))
        for place, word in enumerate(said)
        for stems in by_first.get(word.stem, ())
        if tuple(each.stem for each in said[place : place + len(stems)]) == stems
    ]
    return list(merged(spans))


def merged(spans: Sequence[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in sorted(spans):
        if last and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end), last.stems | span.stems)
        else:
            if last:
                yield last
            last = span
    if last:
        yield last


def marked(text: str, spans: Sequence[Span], whole: bool) -> SafeString:
    """Return a text, or what surrounds the first span, escaped and with the spans marked."""
    start, end = (0, len(text)) if whole else window(text, spans[0])
    shown = [span for span in spans if span.end <= end]
    places = [start, *(place for span in shown for place in span[:2]), end]
    pieces = [text[one:other] for one, other in pairwise(places)]
    plain, marks = pieces[::2], [*pieces[1::2], ""]
    body = format_html_join(
        "",
        "{}{}",
        (
            (piece, format_html("<mark>{}</mark>", mark) if mark else "")
            for piece, mark in zip(plain, marks, strict=True)
        ),
    )
    return format_html("{}{}{}", "… " if start else "", body, " …" if end < len(text) else "")


def window(text: str, span: Span) -> tuple[int, int]:
    """Return what to show around a span, cut between words."""
    start = max(0, span.start - BEFORE)
    start = text.find(" ", start, span.start) + 1 or span.start if start else 0
    end = max(start + LENGTH, span.end)
    if end >= len(text):
        return start, len(text)
    cut = text.rfind(" ", span.end, end)
    return start, cut if cut > 0 else span.end
