"""A question asked of the index: hits in order, their number, and counts to narrow them by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain, islice
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db.models import F, FloatField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from projects.search.expressions import Expression, Sought, Zone, phrases_in
from projects.search.facets import FACETS, TAG
from projects.search.highlights import Reasons, parts_of
from projects.search.models import SearchDocument, SearchState, SearchValue, SearchWord
from projects.search.orders import Order
from projects.search.planner import Plan, Planner
from projects.search.ranking import best, rarity, signals
from projects.search.snapshot import Bits, Snapshot
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
    """Return what the index and the editors know, read once for each state of these."""
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
        self.below = below

    @cached_property
    def _states(self) -> tuple[UUID | None, UUID | None]:
        return SearchState.current()

    @cached_property
    def snapshot(self) -> Snapshot:
        return Snapshot.of(self._states[0])

    @property
    def knowledge(self) -> tuple[Vocabulary, Thesaurus]:
        """What the index and the editors know of words."""
        known: tuple[Vocabulary, Thesaurus] = of_state(knowledge, self._states[1])
        return known

    @cached_property
    def visible(self) -> Bits:
        """The documents that readers may see, asked each time: an update in bulk tells nobody."""
        held = self.snapshot
        placed = held.below(self.below) if self.below else held.everything
        return placed & ~held.bits(SearchDocument.objects.hidden_keys())

    @cached_property
    def total(self) -> int:
        return self.visible.bit_count()

    @cached_property
    def counts(self) -> dict[int, int]:
        """How many cases have each value, by its key."""
        return self.snapshot.counts(self.visible)

    @cached_property
    def choices(self) -> dict[str, dict[str, Choice]]:
        """The values that some case has, by facet and code, in the order to show them."""
        found: dict[str, dict[str, Choice]] = {facet.name: {} for facet in FACETS}
        for facet, choice in of_state(values, self._states[0]):
            if choice.key in self.counts and facet in found:
                found[facet][choice.code] = choice
        return found

    @cached_property
    def heirs(self) -> dict[Address, Address]:
        """The values that others took over from, each with the one that did."""
        found: dict[Address, Address] = of_state(heirs, self._states[0])
        return found


class Search:
    """The answer to a question among the cases of a catalogue."""

    def __init__(self, catalogue: Catalogue, question: Question) -> None:
        self.catalogue, self.question = catalogue, question
        self.chosen = {name: values for name, values in question.chosen.items() if values}

    @cached_property
    def plan(self) -> Plan:
        if not self.question.typed:
            return Plan()
        planner = Planner(*self.catalogue.knowledge, repairs=not self.question.literal)
        return planner.plan(self.question.typed)

    @cached_property
    def _snapshot(self) -> Snapshot:
        """The documents, all that the plan looks for learnt in one statement."""
        sought = [*self.plan.avoided, *phrases_in(self.plan.every)]
        self.catalogue.snapshot.learn(Sought(phrase, Zone.ANYWHERE) for phrase in sought)
        return self.catalogue.snapshot

    def narrowed(self, among: Bits, but: str = "") -> Bits:
        """Return which of some documents have the values chosen, those of one facet left out."""
        for facet, values in self.chosen.items():
            if facet != but:
                among &= self._snapshot.any_of(value.key for value in values)
        return among

    def matching(self, expression: Expression) -> Bits:
        """Return the documents that hold an expression, and nothing that is to be avoided."""
        found = self.catalogue.visible & self._snapshot.matching(expression)
        for avoided in self.plan.avoided:
            found &= ~self._snapshot.matching(avoided)
        return found

    @cached_property
    def _strict(self) -> Bits:
        """What answers the whole question, whatever the values chosen."""
        return self.matching(self.plan.every)

    @cached_property
    def answering(self) -> int:
        """How many cases answer the whole question."""
        return self.narrowed(self._strict).bit_count()

    @cached_property
    def _loose(self) -> Bits:
        """What answers part of the question, where too little answers it whole."""
        widened = self.plan.widened
        if widened is None or self.answering >= FEW:
            return 0
        self._snapshot.learn(Sought(phrase, Zone.ANYWHERE) for phrase in phrases_in(widened))
        return self.matching(widened)

    @cached_property
    def is_widened(self) -> bool:
        """Tell whether cases that hold but a part of what was typed are given too."""
        return self.narrowed(self._loose).bit_count() > self.answering

    @property
    def _matched(self) -> Bits:
        return self._loose if self.is_widened else self._strict

    @cached_property
    def hits(self) -> Bits:
        """The documents found, as a set of bits of the snapshot."""
        return self.narrowed(self._matched)

    def count(self) -> int:
        return self.hits.bit_count()

    def __len__(self) -> int:
        return self.count()

    @cached_property
    def counts(self) -> dict[int, int]:
        """How many hits each value would give, by its key.

        What is chosen in a facet does not bear on the counts of this facet.
        """
        is_all = self.hits == self.catalogue.visible
        counts = {**self.catalogue.counts} if is_all else self._snapshot.counts(self.hits)
        for name in self.chosen:
            keys = [choice.key for choice in self.catalogue.choices[name].values()]
            counts |= self._snapshot.counts(self.narrowed(self._matched, but=name), keys)
        return counts

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
        start = window.start or 0
        stop = self.count() if window.stop is None else window.stop
        return list(islice(self._in_order(stop), start, stop))

    def _in_order(self, stop: int) -> Iterator[int]:
        if self.order == Order.RELEVANCE:
            groups = best(self.hits, self._signals, stop)
            return chain.from_iterable(map(self._snapshot.newest_first, groups))
        if self.order == Order.RECENT:
            return self._snapshot.newest_first(self.hits)
        return self._snapshot.ordered(self.hits, f"{self.order} {self.indicator}", self._ordering)

    @property
    def _ordering(self) -> tuple[Any, ...]:
        if self.order == Order.EVIDENCE:
            return ("-evidence",)
        if self.order == Order.COST:
            return (F("cost").asc(nulls_last=True),)
        gain = Cast(KT(f"gains__{self.indicator}"), FloatField())
        return (gain.desc(nulls_last=True),)

    @property
    def _signals(self) -> list[tuple[Bits, float]]:
        """The documents that each part of the question gives its worth to."""
        held, concepts = self._snapshot, self.plan.concepts
        if self.is_widened:
            concepts = tuple(dict.fromkeys((*concepts, *self.plan.loosened)))
        holders = [held.matching(concept.whole).bit_count() for concept in concepts]
        documents = max([self.catalogue.total, *holders])
        told = signals(self.plan, concepts, [rarity(each, documents) for each in holders])
        held.learn(
            Sought(phrase, each.zone) for each in told for phrase in phrases_in(each.expression)
        )
        return [(held.matching(signal.expression, signal.zone), signal.worth) for signal in told]

    def tell(self, cases: Sequence[Any]) -> None:
        """Set on cases of a page what their `card` says, and `why` they were found. One statement.

        Without words nothing is to be explained.
        """
        asked = ("card", "texts") if self.plan.concepts else ("card",)
        rows = SearchDocument.objects.filter(pk__in=[case.pk for case in cases])
        found = {key: held for key, *held in rows.values_list("pk", *asked)}
        reasons = Reasons(self.plan) if self.plan.concepts else None
        for case in cases:
            card, *texts = found.get(case.pk, ({},))
            if card:  # an index of before cards were kept says nothing: the case then does
                case.card = card
            case.why = reasons and reasons.why(chain.from_iterable(map(parts_of, texts)))
