"""The list of cases as an address asks for it: words, filters, view, page.

Imports no page model.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import TextChoices
from django.http import Http404, QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from projects.querysets import CaseStudyQuerySet, fetch_renditions

PER_PAGE = 20
LONGEST_QUERY = 200
MOST_WORDS = 20
PAGE = "page"
WORD = re.compile(r"[^\W_]{2,}|\d")


class View(TextChoices):
    """How the results are shown. The values are those of addresses."""

    CARDS = "fiches", _("Cards")
    TABLE = "tableau", _("Table")


@dataclass(frozen=True)
class Filter:
    """Something that narrows the list.

    `name` is that of its parameter in the address; `labels` are what people read, by the code
    that addresses hold; `narrow` keeps the cases that have any of some codes. One that is not
    `in_panel` is reached by links alone: its choices would be too many to list.
    """

    name: str
    title: str | Promise
    labels: Mapping[str, str]
    narrow: Callable[[CaseStudyQuerySet, list[str]], CaseStudyQuerySet]
    in_panel: bool = True


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


def cards_of(cases: Any, params: QueryDict) -> Page:
    """Return the page of these cases that the address asks for, with what their cards show."""
    page = page_of(cases, params)
    page.object_list = list(page.object_list)
    fetch_renditions(page.object_list)
    return page


class TypedWords(forms.CharField):
    """What somebody typed, cut to a length that is still a question."""

    def clean(self, value: str | None) -> str:
        return " ".join((value or "").replace("\0", " ")[:LONGEST_QUERY].split())


class KnownChoices(forms.MultipleChoiceField):
    """The choices that exist among those asked for: an old address still works."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Iterable[str] | None) -> list[str]:
        return [code for code in dict.fromkeys(value or ()) if self.valid_value(code)]


class KnownView(forms.ChoiceField):
    """The view asked for if there is such a one, else the cards."""

    def clean(self, value: str | None) -> str:
        return value if value in View.values else View.CARDS.value


class ListingForm(forms.Form):
    """What can be asked of the list. Never invalid: what means nothing is left out."""

    q = TypedWords(required=False)
    vue = KnownView(required=False)

    def __init__(self, params: QueryDict, filters: Iterable[Filter]) -> None:
        super().__init__(params)
        for each in filters:
            self.fields[each.name] = KnownChoices(label=each.title, choices=[*each.labels.items()])


def others(code: str, codes: Iterable[str]) -> list[str]:
    return [other for other in codes if other != code]


class Chip(NamedTuple):
    """A filter in force and the query string of the same list without it."""

    label: str
    without: str


class ViewLink(NamedTuple):
    """A way of showing the results, and the query string of this list shown so."""

    label: str
    address: str
    is_current: bool


@dataclass
class Listing:
    """What an address asks of the cases that a reader may see, and what it gives.

    `cases` are all those, `filters` what they may be narrowed by.
    """

    params: QueryDict
    cases: CaseStudyQuerySet
    filters: Sequence[Filter]

    def __post_init__(self) -> None:
        self.form = ListingForm(self.params, self.filters)
        self.form.is_valid()
        self.asked: dict[str, Any] = self.form.cleaned_data

    @property
    def typed(self) -> str:
        return self.asked["q"]

    @property
    def is_table(self) -> bool:
        return self.asked["vue"] == View.TABLE

    @property
    def panel(self) -> list[forms.BoundField]:
        """The filters that the panel offers: those that have a choice."""
        return [self.form[each.name] for each in self.filters if each.in_panel and each.labels]

    @property
    def is_wordless(self) -> bool:
        """Tell whether something was typed that holds no word to look for."""
        return bool(self.typed) and not searchable(self.typed)

    @property
    def ignored(self) -> bool:
        """Tell whether the address asks for something that means nothing here."""
        known = {PAGE, *self.form.fields}
        return (
            bool(set(self.params) - known)
            or self.params.get("vue", "") not in ("", *View.values)
            or any(
                set(self.params.getlist(each.name)) - {*self.asked[each.name], ""}
                for each in self.filters
            )
        )

    @cached_property
    def page(self) -> Page:
        """The page asked for: the most recent first, or the most relevant to the words typed."""
        cases = self.cases
        for each in self.filters:
            if codes := self.asked[each.name]:
                cases = each.narrow(cases, codes)
        words = searchable(self.typed)
        cards = cases.matching(words) if words else cases.for_cards().most_recent()
        return cards_of(cards, self.params)

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(
                each.labels[code],
                self._address({**self.asked, each.name: others(code, self.asked[each.name])}),
            )
            for each in self.filters
            for code in self.asked[each.name]
        ]

    @property
    def views(self) -> list[ViewLink]:
        return [
            ViewLink(
                view.label, self._address({**self.asked, "vue": view}), view == self.asked["vue"]
            )
            for view in View
        ]

    @property
    def address(self) -> str:
        """The query string of this list, whatever its page."""
        return self._address(self.asked)

    def _address(self, asked: dict[str, Any]) -> str:
        """Return a query string, the view left out where it is the usual one."""
        params = QueryDict(mutable=True)
        for name, value in asked.items():
            if name != "vue" or value != View.CARDS:
                params.setlist(name, value if isinstance(value, list) else [value] * bool(value))
        return params.urlencode()
