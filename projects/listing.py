"""The list of cases as an address asks for it: words, filters, order, view, page.

Imports no page model.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.core.paginator import InvalidPage, Page, Paginator
from django.http import Http404, QueryDict
from django.utils.functional import cached_property

from projects.dead_end import DeadEnd
from projects.listing_form import LITERAL, WHOLE, ListingForm, View
from projects.panel import OPEN, OfferedFacet, Option
from projects.querysets import CaseStudyQuerySet, fetch_renditions
from projects.search.engine import Address, Catalogue, Order, Question, Search
from projects.search.facets import FACETS, Facet

PER_PAGE = 20
PAGE = "page"


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


def others(code: str, codes: Iterable[str]) -> list[str]:
    return [other for other in codes if other != code]


def followed(params: QueryDict, heirs: Mapping[Address, Address]) -> QueryDict:
    """Return the parameters with the values that took over from those asked for, each once."""
    names = [facet.name for facet in FACETS if facet.name in params]
    old = [(name, code) for name in names for code in params.getlist(name) if (name, code) in heirs]
    if not old:
        return params
    params = params.copy()
    for name, code in old:
        params.setlist(name, others(code, params.getlist(name)))
        heir, its_code = heirs[name, code]
        params.setlist(heir, [*others(its_code, params.getlist(heir)), its_code])
    return params


class Chip(NamedTuple):
    """A filter in force and the query string of the same list without it."""

    label: str
    without: str


class Link(NamedTuple):
    """A way of showing or ordering the results, and the query string of this list that way."""

    label: str
    address: str
    is_current: bool


@dataclass
class Listing:
    """What an address asks of the cases that a reader may see, and what it gives.

    `cases` are all those; `below` is the path of the page that they are below.
    """

    params: QueryDict
    cases: CaseStudyQuerySet
    below: str = ""

    def __post_init__(self) -> None:
        self.catalogue = Catalogue(self.below)
        self.params = followed(self.params, self.catalogue.heirs)
        self.form = ListingForm(self.params, self.catalogue.choices)
        self.form.is_valid()
        self.asked: dict[str, Any] = {**self.form.cleaned_data}
        self.whole: str = self.asked.pop(WHOLE)
        self.search = Search(self.catalogue, self._question)

    @property
    def _question(self) -> Question:
        choices = self.catalogue.choices
        return Question(
            typed=self.typed,
            chosen={
                facet.name: [choices[facet.name][code] for code in self.asked[facet.name]]
                for facet in FACETS
            },
            order=self.asked["ordre"],
            literal=bool(self.asked["litteral"]),
        )

    @property
    def typed(self) -> str:
        return self.asked["q"]

    @property
    def is_table(self) -> bool:
        return self.asked["vue"] == View.TABLE

    @cached_property
    def panel(self) -> list[OfferedFacet]:
        """The facets that the panel offers: those that have a choice."""
        offered = ((facet, self._values(facet)) for facet in FACETS)
        return [
            OfferedFacet(
                name=facet.name,
                title=facet.title,
                values=values,
                is_whole=facet.name == self.whole,
                is_early=rank < OPEN,
                other=self._with_whole("" if facet.name == self.whole else facet.name),
            )
            for rank, (facet, values) in enumerate(pair for pair in offered if pair[1])
        ]

    @property
    def whole_facet(self) -> OfferedFacet | None:
        """The facet that the address asks for whole, if it has a choice."""
        return next((facet for facet in self.panel if facet.is_whole), None)

    def _values(self, facet: Facet) -> list[Option]:
        counts, chosen = self.search.counts, self.asked[facet.name]
        return [
            Option(choice.code, choice.label, counts.get(choice.key, 0), choice.code in chosen)
            for choice in self.catalogue.choices[facet.name].values()
            if choice.key in counts or choice.code in chosen
        ]

    def _with_whole(self, name: str) -> str:
        return "&".join(filter(None, (self.address, name and urlencode({WHOLE: name}))))

    @property
    def dead_end(self) -> DeadEnd:
        """Where to go from a list that holds nothing."""
        return DeadEnd(self.search, self.asked, self._address)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What a new search keeps of this list, but for what the panel shows."""
        view = [("vue", self.asked["vue"])] if self.is_table else []
        order = [("ordre", self.asked["ordre"])] if self.asked["ordre"] else []
        return view + order

    @property
    def is_wordless(self) -> bool:
        """Tell whether something was typed that holds no word to look for."""
        return bool(self.typed) and not self.search.plan

    @property
    def ignored(self) -> bool:
        """Tell whether the address asks for something that means nothing here."""
        known = {PAGE, *self.form.fields}
        return bool(set(self.params) - known) or any(
            set(self.params.getlist(name)) - {*as_list(self.form.cleaned_data[name]), ""}
            for name in self.form.fields
            if name != "q"
        )

    @cached_property
    def page(self) -> Page:
        """The page asked for, with what its cards show."""
        page = page_of(self.search, self.params)
        keys = page.object_list
        found = {case.pk: case for case in self.cases.filter(pk__in=keys).order_by().for_results()}
        page.object_list = [found[key] for key in keys if key in found]
        fetch_renditions(page.object_list)
        self.search.tell(page.object_list)
        return page

    @cached_property
    def first_partial(self) -> Any:
        """The first case of the page that answers only part of the question, where these follow."""
        if not self.search.is_widened or self.search.order != Order.RELEVANCE:
            return None
        rank = max(self.search.answering - self.page.start_index() + 1, 0)
        return next(iter(self.page.object_list[rank:]), None)

    @property
    def chips(self) -> list[Chip]:
        return [
            Chip(
                self.catalogue.choices[facet.name][code].label,
                self._address({**self.asked, facet.name: others(code, self.asked[facet.name])}),
            )
            for facet in FACETS
            for code in self.asked[facet.name]
        ]

    @property
    def views(self) -> list[Link]:
        return [
            Link(view.label, self._address({**self.asked, "vue": view}), view == self.asked["vue"])
            for view in View
        ]

    @property
    def orders(self) -> list[Link]:
        usual, *others = self.search.orders
        addresses = [(usual, ""), *((order, order.value) for order in others)]
        return [
            Link(
                order.label,
                self._address({**self.asked, "ordre": value}),
                order == self.search.order,
            )
            for order, value in addresses
        ]

    @property
    def literally(self) -> str:
        """The query string of this list with the words typed taken as they are."""
        return self._address({**self.asked, "litteral": LITERAL})

    @cached_property
    def address(self) -> str:
        """The query string of this list, whatever its page."""
        return self._address(self.asked)

    def _address(self, asked: dict[str, Any]) -> str:
        """Return a query string, the view left out where it is the usual one."""
        params = QueryDict(mutable=True)
        for name, value in asked.items():
            if name != "vue" or value != View.CARDS:
                params.setlist(name, [each for each in as_list(value) if each])
        return params.urlencode()


def as_list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
