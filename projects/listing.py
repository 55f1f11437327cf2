"""The list of cases as an address asks for it: words, filters, page. Imports no page model."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from projects.querysets import CaseStudyQuerySet

Labels = Mapping[str, str]
"""What people read, by the code that addresses hold."""

PER_PAGE = 20
LONGEST_QUERY = 200
MOST_WORDS = 20
PAGE = "page"
WORD = re.compile(r"[^\W_]{2,}|\d")


def searchable(text: str) -> str:
    """Return what the search engines take of a text that somebody typed: its words.

    Quotes, operators, control characters and signs have meanings, or raise, depending on the
    database. What French elides (« l' », « d' ») goes with the single letters.
    """
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text))[:MOST_WORDS])


def page_of(rows: Any, params: QueryDict) -> Page:
    """Return the page that the address asks for. Raises Http404 when there is no such page."""
    try:
        return Paginator(rows, PER_PAGE).page(params.get(PAGE) or 1)
    except InvalidPage as error:
        raise Http404(str(error)) from error


class TypedWords(forms.CharField):
    """What somebody typed, cut to a length that is still a question."""

    def clean(self, value: str | None) -> str:
        return " ".join((value or "").replace("\0", " ")[:LONGEST_QUERY].split())


class KnownChoices(forms.MultipleChoiceField):
    """The choices that exist among those asked for: an old address still works."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Iterable[str] | None) -> list[str]:
        return [code for code in dict.fromkeys(value or ()) if self.valid_value(code)]


class ListingForm(forms.Form):
    """What can be asked of the list. Never invalid: what means nothing is left out."""

    q = TypedWords(required=False)

    def __init__(self, params: QueryDict, themes: Labels, labs: Labels) -> None:
        super().__init__(params)
        self.fields["theme"] = KnownChoices(label=_("Theme"), choices=[*themes.items()])
        self.fields["lab"] = KnownChoices(label=_("Lab"), choices=[*labs.items()])


def others(code: str, codes: Iterable[str]) -> list[str]:
    return [other for other in codes if other != code]


class Chip(NamedTuple):
    """A filter in force and the query string of the same list without it."""

    label: str
    without: str


@dataclass
class Listing:
    """What an address asks of the cases that a reader may see, and what it gives.

    `cases` are all those, `themes` and `labs` what they may be filtered by.
    """

    params: QueryDict
    cases: CaseStudyQuerySet
    themes: Iterable[Any]
    labs: Iterable[Any]

    def __post_init__(self) -> None:
        self.labels: dict[str, Labels] = {
            "theme": {theme.code: theme.label for theme in self.themes},
            "lab": {lab.slug: lab.title for lab in self.labs},
        }
        self.form = ListingForm(self.params, self.labels["theme"], self.labels["lab"])
        self.form.is_valid()
        self.asked: dict[str, Any] = self.form.cleaned_data

    @property
    def typed(self) -> str:
        return self.asked["q"]

    @property
    def is_wordless(self) -> bool:
        """Tell whether something was typed that holds no word to look for."""
        return bool(self.typed) and not searchable(self.typed)

    @property
    def ignored(self) -> bool:
        """Tell whether the address asks for something that means nothing here."""
        known = {PAGE, *self.form.fields}
        return bool(set(self.params) - known) or any(
            set(self.params.getlist(name)) - {*self.asked[name], ""} for name in self.labels
        )

    @cached_property
    def page(self) -> Page:
        """The page asked for: the most recent first, or the most relevant to the words typed."""
        cases = self.cases.for_cards().most_recent()
        if self.asked["theme"]:
            cases = cases.about(self.asked["theme"])
        if self.asked["lab"]:
            cases = cases.of_labs(lab for lab in self.labs if lab.slug in self.asked["lab"])
        words = searchable(self.typed)
        return page_of(cases.search(words) if words else cases, self.params)

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(labels[code], self._address({**self.asked, name: others(code, self.asked[name])}))
            for name, labels in self.labels.items()
            for code in self.asked[name]
        ]

    @property
    def address(self) -> str:
        """The query string of this list, whatever its page."""
        return self._address(self.asked)

    def _address(self, asked: dict[str, Any]) -> str:
        params = QueryDict(mutable=True)
        for name, value in asked.items():
            params.setlist(name, value if isinstance(value, list) else [value] * bool(value))
        return params.urlencode()
