"""What the search field suggests while somebody types: pages by title, values to narrow by.

Whether anybody may see them is asked of the pages themselves, each time.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from projects.folding import fold
from projects.models.case_study import CaseStudyPage
from projects.models.lab import LabPage, PortfolioIndexPage
from projects.models.place import ABBREVIATIONS, Commune
from projects.models.practice import PracticePage
from projects.querysets import CaseStudyQuerySet, open_to_all
from projects.search.analyser import Word
from projects.search.beginnings import beginnings, begun, titled
from projects.search.engine import Catalogue, Choice
from projects.search.facets import FACETS
from projects.search.models import SearchDocument
from projects.templatetags.sheets import typeset_words

MOST_CASES = 4
MOST_OTHERS = 3
"""How many cases, and how many of each other group, are suggested at once."""

WORDS = ("theme", "tag", "zone", "public")
PLACES = ("etablissement", "departement", "region")
KINDS = {facet.name: facet.title for facet in FACETS}


class Suggestion(NamedTuple):
    """What may have been meant: its name, where it leads, and of what kind it is if that helps."""

    label: str
    url: str
    kind: str | Promise = ""


class Group(NamedTuple):
    title: str | Promise
    suggestions: list[Suggestion]


def suggest(typed: str, portfolio: PortfolioIndexPage, request: HttpRequest) -> list[Group]:
    """Return what is suggested to somebody who typed this much, by group; no group is empty.

    `portfolio` is where the cases are, and where values lead. A constant few queries.
    """
    words = begun(typed)
    if not words:
        return []
    letters = [word.folded for word in words]
    cases = CaseStudyPage.objects.descendant_of(portfolio).published()
    choices, address = Catalogue(portfolio.path).choices, portfolio.get_url(request)
    labs, practices = pages_named(letters)

    def leading(pages: Iterable[Page]) -> list[Suggestion]:
        return [Suggestion(typeset_words(page.title), page.get_url(request)) for page in pages]

    def narrowing(facets: Sequence[str]) -> list[Suggestion]:
        values = [(facet, choice) for facet in facets for choice in choices[facet].values()]
        found = sorted_by_name(values, letters, lambda value: value[1].label)
        return [narrowed(address, *value) for value in found[:MOST_OTHERS]]

    places = [*narrowing(PLACES), *communes_named(typed, cases, address)]
    groups = (
        Group(_("Case studies"), leading(cases_titled(words, cases))),
        Group(_("Practices"), leading(practices)),
        Group(_("Themes and tags"), narrowing(WORDS)),
        Group(_("Places"), places[:MOST_OTHERS]),
        Group(_("Labs"), leading(labs)),
    )
    return [group for group in groups if group.suggestions]


def cases_titled(words: Sequence[Word], cases: CaseStudyQuerySet) -> list[Page]:
    """Return the most recent of these cases whose title holds the words typed."""
    documents = titled(SearchDocument.objects.all(), beginnings(words))
    found = cases.filter(search_document__in=documents.order_by()).most_recent()
    return list(found.only("title", "url_path")[:MOST_CASES])


def pages_named(letters: Sequence[str]) -> tuple[list[Page], list[Page]]:
    """Return the labs and the practices whose name holds the words typed. One query."""
    # All are read: no database folds accents alike, and there are few of them.
    shown = open_to_all(Page.objects.type(LabPage, PracticePage)).select_related("content_type")
    named = sorted_by_name(shown, letters, lambda page: page.title)
    labs = (page for page in named if issubclass(page.specific_class, LabPage))
    practices = (page for page in named if issubclass(page.specific_class, PracticePage))
    return [*islice(labs, MOST_OTHERS)], [*islice(practices, MOST_OTHERS)]


def communes_named(typed: str, cases: CaseStudyQuerySet, address: str) -> list[Suggestion]:
    """Return suggestions of the communes so named where some of these cases are. One query.

    They are too many to be a filter: each leads to a search of its name in its département.
    """
    found = Commune.objects.search(typed).filter(pk__in=cases.order_by().values("commune"))
    return [
        Suggestion(
            typeset_words(str(commune)),
            f"{address}?{urlencode({'q': commune.name, 'departement': commune.departement_id})}",
            _("Commune"),
        )
        for commune in found[:MOST_OTHERS]
    ]


def sorted_by_name(
    rows: Iterable[Any], letters: Sequence[str], name_of: Callable[[Any], str]
) -> list[Any]:
    """Return the rows whose name holds words begun so; first those that it begins with."""
    named = [(f" {fold(name_of(row))}", row) for row in rows]
    ways = [(f" {each}", f" {ABBREVIATIONS.get(each, each)}") for each in letters]
    found = [
        (not name.startswith(ways[0]), name, row)
        for name, row in named
        if all(any(way in name for way in each) for each in ways)
    ]
    return [row for _rank, _name, row in sorted(found, key=lambda each: each[:2])]


def narrowed(address: str, facet: str, choice: Choice) -> Suggestion:
    """Return the suggestion of the list narrowed by a value."""
    query = urlencode({facet: choice.code})
    return Suggestion(typeset_words(choice.label), f"{address}?{query}", KINDS[facet])
