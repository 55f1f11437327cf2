"""Why a case was found: the part that says so, the words looked for marked."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, starmap
from operator import itemgetter
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from projects.search.analyser import placed
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


class Told(NamedTuple):
    """A part of a case: its code, its text, and the stems of this text in order, between spaces."""

    code: str
    text: str
    stems: str


def kept(parts: Iterable[Told]) -> str:
    """Return the parts of a case as a document keeps them in its `texts`."""
    return json.dumps([*parts], ensure_ascii=False)


def parts_of(texts: str) -> Iterator[Told]:
    """Yield the parts of a case that a document keeps."""
    return starmap(Told, json.loads(texts))


class Span(NamedTuple):
    start: int
    end: int


class Reasons:
    """Why cases answer a plan."""

    def __init__(self, plan: Plan) -> None:
        self.phrases = phrases_of(plan)
        firsts = {phrase.stems[0] for phrase in self.phrases}
        self._any_first = re.compile(rf"\b(?:{'|'.join(sorted(firsts))})\b")
        self._written = {f" {' '.join(each.stems)} ": each.stems for each in self.phrases}

    def why(self, parts: Iterable[Told]) -> Why | None:
        """Return the first of the parts that holds most of what is looked for.

        They come by order of preference. None if none holds any.
        """
        held, best = max(
            ((self._held(each.stems), each) for each in parts), key=itemgetter(0), default=(0, None)
        )
        if not (held and best):
            return None
        plain = unicodedata.normalize("NFC", best.text)
        spans = found(plain, self.phrases)
        return Why(best.code, FIELDS[best.code], marked(plain, spans, whole=best.code == SUMMARY))

    def _held(self, said: str) -> int:
        """Return how many of the stems looked for are in a text, given by its stems."""
        if not self._any_first.search(said):
            return 0  # as most texts: the question that costs least
        whole = f" {said} "
        phrases = (stems for written, stems in self._written.items() if written in whole)
        return len({stem for stems in phrases for stem in stems})


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


def found(text: str, phrases: Iterable[Phrase]) -> list[Span]:
    """Return where phrases are in a text, in order; those that touch or overlap as one."""
    said = [
        (at + word.start, at + word.end, word.stem)
        for at, piece in placed(text)
        for word in piece.parts
        if word.stem
    ]
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase.stems[0], []).append(phrase.stems)
    spans = [
        Span(start, said[place + len(stems) - 1][1])
        for place, (start, _end, first) in enumerate(said)
        for stems in by_first.get(first, ())
        if tuple(stem for _start, _end, stem in said[place : place + len(stems)]) == stems
    ]
    return list(merged(spans))


def merged(spans: Sequence[Span]) -> Iterator[Span]:
    last: Span | None = None
    for span in sorted(spans):
        if last and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
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
    places = [start, *(place for span in shown for place in span), end]
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
