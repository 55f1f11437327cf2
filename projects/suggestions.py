"""What the search field suggests while somebody types: pages by title, values to narrow by.

Whether anybody may see them is asked of the pages themselves, each time.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from projects.folding import fold
from projects.models.lab import LabPage, PortfolioIndexPage
from projects.models.place import ABBREVIATIONS
from projects.models.practice import PracticePage
from projects.querysets import open_to_all
from projects.search.analyser import Word
from projects.search.beginnings import beginnings, begun, held, titled
from projects.search.facets import FACETS
from projects.search.models import SearchDocument, SearchState, SearchValue
from projects.templatetags.sheets import typeset_words

MOST_CASES = 4
MOST_OTHERS = 3
"""How many cases, and how many of each other group, are suggested at once."""
MOST_CANDIDATES = 8
"""Values of a group that are looked up: some may be those of hidden cases alone."""

WORDS = ("theme", "tag", "zone", "public")
PLACES = ("etablissement", "commune", "departement", "region")
KINDS = {facet.name: facet.title for facet in FACETS}


class Suggestion(NamedTuple):
    """What may have been meant: its name, where it leads, and of what kind it is if that helps."""

    label: str
    url: str
    kind: str | Promise = ""


class Group(NamedTuple):
    title: str | Promise
    suggestions: list[Suggestion]


class Named(NamedTuple):
    """A value that cases may be narrowed by. In `name`, folded, each word follows a space."""

    key: int
    facet: str
    code: str
    label: str
    name: str


def suggest(typed: str, portfolio: PortfolioIndexPage, request: HttpRequest) -> list[Group]:
    """Return what is suggested to somebody who typed this much, by group; no group is empty.

    `portfolio` is where the cases are, and where values lead. A constant few queries.
    """
    words = begun(typed)
    if not words:
        return []
    letters = [word.folded for word in words]
    documents = open_to_all(
        SearchDocument.objects.filter(page__path__startswith=portfolio.path), "page__"
    )
    labs, practices = pages_named(letters)
    values = values_named(letters, documents)

    def leading(pages: Iterable[Page]) -> list[Suggestion]:
        return [Suggestion(typeset_words(page.title), page.get_url(request)) for page in pages]

    def narrowing(facets: Sequence[str]) -> list[Suggestion]:
        chosen = (value for value in values if value.facet in facets)
        return [narrowed(portfolio.get_url(request), each) for each in islice(chosen, MOST_OTHERS)]

    groups = (
        Group(_("Case studies"), leading(cases_titled(words, documents))),
        Group(_("Practices"), leading(practices)),
        Group(_("Themes and tags"), narrowing(WORDS)),
        Group(_("Places"), narrowing(PLACES)),
        Group(_("Labs"), leading(labs)),
    )
    return [group for group in groups if group.suggestions]


def cases_titled(words: Sequence[Word], documents: QuerySet[Any]) -> list[Page]:
    """Return the most recent cases, among these documents, whose title holds the words typed."""
    found = titled(documents, beginnings(words)).select_related("page")
    shown = found.only("page__title", "page__url_path").order_by("-published_at", "-page_id")
    return [document.page for document in shown[:MOST_CASES]]


def pages_named(letters: Sequence[str]) -> tuple[list[Page], list[Page]]:
    """Return the labs and the practices whose name holds the words typed. One query."""
    # All are read: no database folds accents alike, and there are few of them.
    shown = open_to_all(Page.objects.type(LabPage, PracticePage)).select_related("content_type")
    named = sorted_by_name(shown, letters, lambda page: f" {fold(page.title)}")
    labs = (page for page in named if issubclass(page.specific_class, LabPage))
    practices = (page for page in named if issubclass(page.specific_class, PracticePage))
    return [*islice(labs, MOST_OTHERS)], [*islice(practices, MOST_OTHERS)]


def values_named(letters: Sequence[str], documents: QuerySet[Any]) -> list[Named]:
    """Return the values named so that some of these documents have. Two queries at most."""
    found = sorted_by_name(names(SearchState.current()), letters, lambda value: value.name)
    candidates = [
        value
        for facets in (WORDS, PLACES)
        for value in islice((each for each in found if each.facet in facets), MOST_CANDIDATES)
    ]
    keys = held(documents, (value.key for value in candidates))
    return [value for value in candidates if value.key in keys]


@lru_cache(maxsize=2)
def names(state: UUID | None) -> list[Named]:
    """Return the values that are suggested by name, read once for each state of the index."""
    rows = SearchValue.objects.filter(facet__in=(*WORDS, *PLACES)).order_by("label")
    return [
        Named(key, facet, code, typeset_words(label), f" {fold(label)}")
        for key, facet, code, label in rows.values_list("pk", "facet", "code", "label")
    ]


def sorted_by_name(
    rows: Iterable[Any], letters: Sequence[str], name_of: Callable[[Any], str]
) -> list[Any]:
    """Return the rows whose name holds words begun so; first those that it begins with."""
    named = [(name_of(row), row) for row in rows]
    ways = [(f" {each}", f" {ABBREVIATIONS.get(each, each)}") for each in letters]
    found = [
        (not name.startswith(ways[0]), name, row)
        for name, row in named
        if all(any(way in name for way in each) for each in ways)
    ]
    return [row for _rank, _name, row in sorted(found, key=lambda each: each[:2])]


def narrowed(address: str, value: Named) -> Suggestion:
    """Return the suggestion of the list narrowed by a value."""
    return Suggestion(
        value.label, f"{address}?{urlencode({value.facet: value.code})}", KINDS[value.facet]
    )
