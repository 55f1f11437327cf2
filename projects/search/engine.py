"""A question asked of the index: hits in order, their number, and counts to narrow them by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.core.cache import cache
from django.db.models import F, FloatField, QuerySet
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from projects.querysets import open_to_all
from projects.search.backends import backend_of
from projects.search.facets import FACETS, TAG
from projects.search.highlights import SUMMARY, TITLE, why
from projects.search.models import SearchDocument, SearchState, SearchValue, SearchWord
from projects.search.orders import Order
from projects.search.planner import Plan, Planner
from projects.search.ranking import rarity, signals
from projects.search.spelling import Vocabulary
from projects.search.thesaurus import Synonyms, Thesaurus

FEW = 3
"""With fewer hits than this, any of the words is enough, and the page says so."""
INDICATOR = "indicateur"


class Choice(NamedTuple):
    """A value that cases may be narrowed by: its key, its code in addresses, what people read."""

    key: int
    code: str
    label: str


Address = tuple[str, str]
"""A value in addresses: the name of its facet, its code."""


@dataclass(frozen=True)
class Question:
    """What is asked: the words typed, the values chosen by facet, the order.

    `literal` takes the words as they are, mistyped or not.
    """

    typed: str = ""
    chosen: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    order: str = ""
    literal: bool = False


@lru_cache(maxsize=2)
def knowledge(state: UUID | None) -> tuple[Vocabulary, Thesaurus]:
    """Return what the index and the editors know, read once for each state of the index."""
    words = Vocabulary(dict(SearchWord.objects.values_list("word", "stem")))
    sets = apps.get_model("projects", "SynonymSet")._default_manager.filter(active=True)
    rows = sets.values_list("expressions", "narrower")
    return words, Thesaurus.of(Synonyms(*row) for row in rows)


@lru_cache(maxsize=2)
def values(state: UUID | None) -> list[tuple[str, Choice]]:
    """Return every value with its facet, in the order to show them, read once for each state."""
    rows = SearchValue.objects.order_by("rank", "code").values_list("facet", "pk", "code", "label")
    return [(facet, Choice(key, code, label)) for facet, key, code, label in rows]


@lru_cache(maxsize=2)
def heirs(state: UUID | None) -> dict[Address, Address]:
    """Return the values that others took over from, read once for each state of the index.

    Editors merge terms, merge tags, and make terms of tags: old addresses go on answering.
    """
    facets = {facet.vocabulary: facet.name for facet in FACETS if facet.vocabulary}
    terms, keywords = (apps.get_model("projects", name) for name in ("Term", "Keyword"))
    merged = terms._default_manager.filter(merged_into__isnull=False, vocabulary__in=facets)
    renamed = keywords.every.filter(merged_into__isnull=False)
    adopted = keywords.every.filter(adopted_as__vocabulary__in=facets)
    return {
        **{
            (facets[vocabulary], old): (facets[vocabulary], new)
            for vocabulary, old, new in merged.values_list(
                "vocabulary", "code", "merged_into__code"
            )
        },
        **{(TAG, old): (TAG, new) for old, new in renamed.values_list("slug", "merged_into__slug")},
        **{
            (TAG, old): (facets[vocabulary], new)
            for old, vocabulary, new in adopted.values_list(
                "slug", "adopted_as__vocabulary", "adopted_as__code"
            )
        },
    }


def of_state(read: Any, state: UUID | None) -> Any:
    """Return what was read for a state of the index, or read it where there is no index yet."""
    return read(state) if state else read.__wrapped__(state)


class Catalogue:
    """The cases that a reader may see below a path, and the values they may be narrowed by."""

    def __init__(self, below: str = "") -> None:
        documents = SearchDocument.objects.all()
        if below:
            documents = documents.filter(page__path__startswith=below)
        self.documents = open_to_all(documents, "page__")
        self.backend = backend_of(self.documents.db)

    @cached_property
    def state(self) -> UUID | None:
        return SearchState.current()

    @cached_property
    def total(self) -> int:
        return self.documents.count()

    @cached_property
    def counts(self) -> dict[int, int]:
        """How many cases have each value, by its key. Kept as long as nothing changes."""
        # The number of cases too: an update in bulk hides some without telling the index.
        key = f"search-counts-{self.state}-{self.total}"
        counts: dict[int, int] | None = cache.get(key) if self.state else None
        if counts is None:
            counts = self.backend.counts([(self.documents, ())])
            cache.set(key, counts)
        return counts

    @cached_property
    def choices(self) -> dict[str, dict[str, Choice]]:
        """The values that some case has, by facet and code, in the order to show them."""
        found: dict[str, dict[str, Choice]] = {facet.name: {} for facet in FACETS}
        for facet, choice in of_state(values, self.state):
            if choice.key in self.counts and facet in found:
                found[facet][choice.code] = choice
        return found

    @cached_property
    def heirs(self) -> dict[Address, Address]:
        """The values that others took over from, each with the one that did."""
        found: dict[Address, Address] = of_state(heirs, self.state)
        return found


class Search:
    """The answer to a question among the cases of a catalogue."""

    def __init__(self, catalogue: Catalogue, question: Question) -> None:
        self.catalogue, self.question = catalogue, question
        self.backend = catalogue.backend
        self.chosen = {name: values for name, values in question.chosen.items() if values}

    @cached_property
    def plan(self) -> Plan:
        if not self.question.typed:
            return Plan()
        vocabulary, thesaurus = of_state(knowledge, self.catalogue.state)
        planner = Planner(vocabulary, thesaurus, repairs=not self.question.literal)
        return planner.plan(self.question.typed)

    def _narrowed(self, documents: QuerySet[Any], but: str = "") -> QuerySet[Any]:
        for facet, values in self.chosen.items():
            if facet != but:
                documents = documents.filter(self.backend.having(value.key for value in values))
        return documents

    @cached_property
    def _visible(self) -> QuerySet[Any]:
        documents = self.catalogue.documents
        for avoided in self.plan.avoided:
            documents = documents.exclude(self.backend.matching(avoided))
        return documents

    @cached_property
    def _strict(self) -> QuerySet[Any]:
        """What answers the whole question, whatever the values chosen."""
        if not self.plan.concepts:
            return self._visible
        return self._visible.filter(self.backend.matching(self.plan.every))

    @cached_property
    def answering(self) -> int:
        """How many cases answer the whole question."""
        if not (self.plan or self.chosen):
            return self.catalogue.total
        return self._narrowed(self._strict).count()

    @cached_property
    def _loose(self) -> QuerySet[Any] | None:
        """What answers part of the question, where too little answers it whole."""
        widened = self.plan.widened
        if widened is None or self.answering >= FEW:
            return None
        return self._visible.filter(self.backend.matching(widened))

    @cached_property
    def _loose_count(self) -> int:
        return 0 if self._loose is None else self._narrowed(self._loose).count()

    @property
    def is_widened(self) -> bool:
        """Tell whether cases that hold but a part of what was typed are given too."""
        return self._loose_count > self.answering

    @property
    def _matched(self) -> QuerySet[Any]:
        return self._loose if self._loose is not None and self.is_widened else self._strict

    @cached_property
    def hits(self) -> QuerySet[Any]:
        return self._narrowed(self._matched)

    def count(self) -> int:
        return self._loose_count if self.is_widened else self.answering

    def __len__(self) -> int:
        return self.count()

    @cached_property
    def orders(self) -> list[Order]:
        """The orders that make sense here, the usual one first."""
        usual = Order.RELEVANCE if self.plan.concepts else Order.RECENT
        orders = [usual, *(order for order in Order if order is not usual)]
        impossible = set() if self.plan.concepts else {Order.RELEVANCE}
        if not self.indicator:
            impossible.add(Order.GAIN)
        return [order for order in orders if order not in impossible]

    @property
    def order(self) -> Order:
        """The order in force: the usual one where that asked for makes no sense."""
        asked = self.question.order
        return next((order for order in self.orders if order == asked), self.orders[0])

    @property
    def indicator(self) -> str:
        """The indicator by which improvements are compared: the one chosen, if one alone is."""
        chosen = self.chosen.get(INDICATOR, ())
        return chosen[0].code if len(chosen) == 1 else ""

    def __getitem__(self, window: slice) -> list[int]:
        """Return the keys of hits, in order."""
        start, stop = window.start or 0, window.stop
        if self.order == Order.RELEVANCE:
            return self.backend.ranked(self.hits, self._signals, start, stop)
        ordered = self.hits.order_by(*self._ordering, "-published_at", "-page_id")
        return list(ordered.values_list("page_id", flat=True)[start:stop])

    @property
    def _ordering(self) -> tuple[Any, ...]:
        if self.order == Order.EVIDENCE:
            return ("-evidence",)
        if self.order == Order.COST:
            return (F("cost").asc(nulls_last=True),)
        if self.order == Order.GAIN:
            gain = Cast(KT(f"gains__{self.indicator}"), FloatField())
            return (gain.desc(nulls_last=True),)
        return ()

    def explain(self, cases: Sequence[Any]) -> None:
        """Set on cases of a page `why` they were found, None without words. One statement."""
        wanted = [case.pk for case in cases] if self.plan.concepts else []
        rows = SearchDocument.objects.filter(pk__in=wanted).values_list("pk", "texts")
        texts = dict(rows) if wanted else {}
        for case in cases:
            told = ((SUMMARY, case.summary), *texts.get(case.pk, ()), (TITLE, case.title))
            case.why = why(self.plan, told) if wanted else None

    @cached_property
    def _signals(self) -> list[Any]:
        concepts = self.plan.concepts
        if self.is_widened:
            concepts = tuple(dict.fromkeys((*concepts, *self.plan.loosened)))
        holders = self.backend.frequencies([concept.whole for concept in concepts])
        documents = max([self.catalogue.total, *holders])
        return signals(self.plan, concepts, [rarity(each, documents) for each in holders])

    @cached_property
    def counts(self) -> dict[int, int]:
        """How many hits each value would give, by its key.

        What is chosen in a facet does not bear on the counts of this facet.
        """
        if not (self.plan or self.chosen):
            return self.catalogue.counts
        if not self.plan and len(self.chosen) == 1:
            # Without its own selection this facet counts all the cases, which is known.
            return self.backend.counts([(self.hits, ())]) | self._of_all(*self.chosen)
        but_its_own = ((self._narrowed(self._matched, but=name), name) for name in self.chosen)
        return self.backend.counts(
            [(self.hits, ()), *((hits, self._keys(name)) for hits, name in but_its_own)]
        )

    def _keys(self, facet: str) -> list[int]:
        return [choice.key for choice in self.catalogue.choices[facet].values()]

    def _of_all(self, facet: str) -> dict[int, int]:
        return {key: self.catalogue.counts[key] for key in self._keys(facet)}
