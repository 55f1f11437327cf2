"""What the index holds of a case: its texts, its values, its card."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, reduce
from typing import Any, NamedTuple

from django.db.models import Prefetch, QuerySet, Value

from projects.cards import card_of
from projects.choices import FIRM_LEVELS, Direction
from projects.completeness.words import words as plain
from projects.models import CaseStudyPage, LabPage, PracticePage, Term
from projects.querysets import OpenToAll, rows
from projects.search import facets
from projects.search.adjacency import headline, prose, version
from projects.search.analyser import compounds, sequence
from projects.search.facets import COMPUTED, FACETS, Labels
from projects.search.highlights import SUMMARY, TITLE, Told, kept
from projects.search.models import SearchDocument

TERM_FIELDS = ("themes", "audiences", "reception_zones", "journey_stages", "methods")
ONE_TERM = ("project_kind", "establishment_kind", "beneficiary_kind", "phase", "cost_band")
PROSE = (
    *("problem", "approach", "solution", "what_did_not_work", "success_conditions"),
    *("would_do_differently", "prerequisites", "transferable", "specific_to_us", "not_said"),
)
"""What is read of the text of a case. The private notes are not for readers."""
Values = dict[tuple[str, str], facets.Value]
"""What cases may be found by narrowing, by facet and code."""
Made = tuple[SearchDocument, dict[str, str]]
"""A document that is not saved, and its words, each with its stem."""


def fetch(keys: Iterable[int]) -> list[CaseStudyPage]:
    """Return the live cases among some, with all that a document holds. A constant few queries."""
    practices = PracticePage.objects.published()
    cases = list(
        CaseStudyPage.objects.live()
        .filter(pk__in=keys)
        .annotate(is_open=OpenToAll("path"))
        .select_related("commune__departement", "departement")
        .prefetch_related(
            *("tags", "resources", "effects", "parties"),
            rows(CaseStudyPage, "measures", "indicator", "before_method", "after_method"),
            rows(CaseStudyPage, "measures__further_readings", "method"),
            Prefetch("practices__practice", practices),
        )
    )
    set_terms(cases)
    labs = {lab.path: lab for lab in LabPage.objects.filter(path__in={lab_path(c) for c in cases})}
    for case in cases:
        case.lab = labs[lab_path(case)]
        for measure in case.measures.all():
            measure.page = case
    return cases


def set_terms(cases: list[CaseStudyPage]) -> None:
    """Set on cases the terms that each of their fields holds: two queries, whatever the fields."""
    links = reduce(QuerySet.union, (links_of(name, cases) for name in TERM_FIELDS))
    held: dict[tuple[str, int], set[int]] = defaultdict(set)
    for field, case, term in links:
        held[field, case].add(term)
    alone = {getattr(case, f"{name}_id") for case in cases for name in ONE_TERM}
    terms = {term.pk: term for term in Term.objects.filter(pk__in=alone.union(*held.values()))}
    for case in cases:
        for name in ONE_TERM:
            setattr(case, name, terms.get(getattr(case, f"{name}_id")))
        for name in TERM_FIELDS:
            chosen = held[name, case.pk]
            setattr(case, name, [term for key, term in terms.items() if key in chosen])


def links_of(name: str, cases: list[CaseStudyPage]) -> QuerySet:
    """Return the terms that cases have in a field: its name, the key of the case, of the term."""
    links = CaseStudyPage._meta.get_field(name).remote_field.through._default_manager
    pairs = links.filter(casestudypage__in=cases)
    return pairs.values_list(Value(name), "casestudypage_id", "term_id")


def lab_path(case: CaseStudyPage) -> str:
    return case.path[: -case.steplen]


def labels_of_terms() -> Labels:
    terms = Term.objects.filter(vocabulary__in=COMPUTED)
    return {(term.vocabulary, term.code): term for term in terms}


def values_of(case: CaseStudyPage, labels: Labels) -> Values:
    """Return what a case may be found by narrowing, by facet and code."""
    return {
        (facet.name, value.code): value for facet in FACETS for value in facet.values(case, labels)
    }


def document_of(case: CaseStudyPage, values: Iterable[int]) -> Made:
    """Return the document of a case, not saved, and its words, each with its stem.

    `values` are the keys of what it may be found by narrowing.
    """
    body = [(code, text, read(text, prose)) for code, text in texts_of(case)]
    head = [(code, text, read_again(text)) for code, text in head_of(case)]
    title, summary = read(case.title, headline), read(case.summary, headline)
    parts = (
        (SUMMARY, case.summary, summary),
        *body,
        *head,
        (TITLE, case.title, title),
    )
    document = SearchDocument(
        page=case,
        title=title.lexemes,
        head=" ".join((summary.lexemes, *(told.lexemes for _code, _text, told in head))),
        body=" ".join(told.lexemes for _code, _text, told in body),
        texts=kept(Told(code, text, told.stems) for code, text, told in parts),
        facets=",".join(map(str, sorted(set(values)))),
        published_at=case.first_published_at,
        evidence=case.evidence_level,
        cost=case.cost_amount,
        gains=gains_of(case),
        card=card_of(case),
        version=version(),
    )
    words: dict[str, str] = {}
    for _code, _text, told in parts:
        words |= told.words
    return document, words


class Read(NamedTuple):
    """A text as the index holds it: its lexemes; its stems in order; its words with their stems."""

    lexemes: str
    stems: str
    words: dict[str, str]


def read(text: str, beside: Callable[[list[str]], list[str]]) -> Read:
    """Return a text as the index holds it; `beside` gives what it holds beside the stems."""
    pieces = compounds(text)
    said = sequence(pieces)
    words = {word.folded: word.stem for piece in pieces for word in piece.parts if word.stem}
    joined = [piece for piece in pieces if piece.joined]
    words |= {"".join(word.folded for word in each.parts): each.joined for each in joined}
    lexemes = (*said, *(each.joined for each in joined), *beside(said))
    return Read(" ".join(lexemes), " ".join(said), words)


@lru_cache(maxsize=5_000)
def read_again(text: str) -> Read:
    """Return a text of a head; most are terms, which many cases share."""
    return read(text, headline)


def head_of(case: CaseStudyPage) -> Iterator[tuple[str, str]]:
    """Yield what says in a few words what a case is about, each with the name of its part."""
    yield from (("tags", name) for name in sorted(tag.name for tag in case.tags.all()))
    yield from (("practices", row.practice.title) for row in case.practices.all() if row.practice)
    yield from (("place", place) for place in places_of(case) if place)
    yield "lab", case.lab.title
    for term in terms_of_case(case):
        yield from (("terms", name) for name in (term.label, *term.aliases))


def places_of(case: CaseStudyPage) -> Iterator[str]:
    yield from (case.site_name, case.beneficiary_name, case.elsewhere)
    if case.commune:
        yield case.commune.name
    if case.departement:
        yield from (case.departement.name, case.departement.region_name)


def terms_of_case(case: CaseStudyPage) -> Iterator[Term]:
    for name in TERM_FIELDS:
        yield from getattr(case, name).all()
    yield from filter(None, (getattr(case, name) for name in ONE_TERM[:3]))


def texts_of(case: CaseStudyPage) -> Iterator[tuple[str, str]]:
    """Yield the texts of a case, each with the name of its field."""
    told = [(name, plain(getattr(case, name))) for name in PROSE]
    told += [("effects", effect.text) for effect in case.effects.all()]
    told += [("measures", measure.label) for measure in case.measures.all()]
    told += [("parties", party.name) for party in case.parties.all()]
    yield from ((name, text) for name, text in told if text)


def gains_of(case: CaseStudyPage) -> dict[str, float]:
    """Return how far each listed indicator improved, by its code, where that is established."""
    return {
        measure.indicator.code: gain
        for measure in case.measures.all()
        if measure.indicator and (gain := gain_of(measure)) is not None
    }


def gain_of(measure: Any) -> float | None:
    """Return an improvement as a positive number: relative if that has a sense, else in units."""
    assessment, direction = measure.assessment, measure.rule.direction
    if assessment.level not in FIRM_LEVELS or direction not in (Direction.LOWER, Direction.HIGHER):
        return None
    change = assessment.change if assessment.relative is None else assessment.relative
    return float(change if direction == Direction.HIGHER else -change)
