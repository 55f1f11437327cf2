"""Merging terms, taking a merge back, and putting terms in order."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from projects.freshness import later
from projects.keeping.uses import pages_saying, repoint
from projects.models import CaseStudyPage, Term, Vocabulary
from projects.search.facets import FACETS, of_term
from projects.search.models import SearchState, SearchValue

MERGED = "projects.merged"
SEPARATED = "projects.separated"
TOOK_OVER = "projects.took_over"
MERGED_AT_ONCE = 1_000
"""Cases that the search reads again at once after a merge, in some seconds; the others wait."""
COMPUTED = frozenset(
    {Vocabulary.COST_BANDS, Vocabulary.DURATION_BANDS, Vocabulary.POPULATION_BANDS}
)
"""Vocabularies whose terms are found from a figure: each has its bounds, and none can go."""
JUDGED_BY = frozenset({Vocabulary.MEASUREMENT_METHODS, Vocabulary.PROJECT_KINDS})
"""Vocabularies on which the evidence or the completeness of a case depends."""


def can_merge(term: Term) -> bool:
    """Tell whether a term may be merged into another at all."""
    return term.vocabulary not in COMPUTED and term.merged_into_id is None


def check_merge(old: Term, new: Term) -> None:
    """Raise ValidationError, with a sentence, if one term may not be merged into the other."""
    if old.vocabulary in COMPUTED:
        raise ValidationError(_("These bands are computed from figures: none can be merged."))
    if old.merged_into_id:
        raise ValidationError(_("“%(term)s” is merged already.") % {"term": old})
    if new.merged_into_id or new == old or new.vocabulary != old.vocabulary:
        raise ValidationError(_("Choose another term of the same vocabulary, still in use."))


@transaction.atomic
def merge_terms(old: Term, new: Term, user: Any) -> int:
    """Merge a term into another of its vocabulary; return how many cases said it.

    What is stored says the new one at once; drafts and past versions are read so. The old term
    stays and leads to the new one, which is also found by its names. Raises ValidationError.
    """
    locked = Term.objects.select_for_update().in_bulk([old.pk, new.pk])
    old, new = locked[old.pk], locked[new.pk]
    check_merge(old, new)
    changed = pages_saying(old)
    repoint(old, new)
    old.merged_into, old.active = new, False
    old.save(update_fields=["merged_into", "active"])
    call_also(new, [old.label, *old.aliases])
    if old.vocabulary in JUDGED_BY:
        judge_again(changed)
    log_heir(MERGED, old, new, user, changed)
    tell_search(new)
    return len(changed)


@transaction.atomic
def separate_term(term: Term, user: Any) -> None:
    """Give a merged term back to authors. What is stored keeps the term it was merged into."""
    data = {"old": term.label, "new": str(term.merged_into)}
    term.merged_into, term.active = None, True
    term.save(update_fields=["merged_into", "active"])
    log(instance=term, action=SEPARATED, user=user, data=data)
    transaction.on_commit(SearchState.renew, robust=True)


def log_heir(action: str, old: Any, new: Any, user: Any, cases: Iterable[int]) -> None:
    """Log, on both words, which one took over from the other and in which cases."""
    data = {"old": str(old), "new": str(new), "cases": sorted(cases)}
    log(instance=old, action=action, user=user, data=data)
    # Of the entries of one request, Wagtail shows a single one for each action.
    log(instance=new, action=TOOK_OVER, user=user, data=data)


def call_also(term: Term, names: Iterable[str]) -> None:
    """Add names by which a term is searched too."""
    others = dict.fromkeys((*term.aliases, *names))
    others.pop(term.label, None)
    term.aliases = list(others)
    Term.objects.filter(pk=term.pk).update(aliases=term.aliases)


def judge_again(cases: Iterable[int]) -> None:
    """Store anew what is computed of some cases, which is nobody's edit."""
    computed = ("evidence_level", "deteriorations", "completeness")
    for case in CaseStudyPage.objects.filter(pk__in=cases).iterator(chunk_size=100):
        case.fill_computed()
        values = {name: getattr(case, name) for name in computed}
        CaseStudyPage.objects.filter(pk=case.pk).update(**values)


def tell_search(term: Term) -> None:
    """Have the search read, once committed, the cases that say a term, and follow old addresses."""
    transaction.on_commit(SearchState.renew, robust=True)
    later(sorted(pages_saying(term)), MERGED_AT_ONCE)


@transaction.atomic
def move_term(term: Term, position: int) -> None:
    """Put a term at a place, counted from 0, among those of its vocabulary. Else it goes last."""
    terms = list(Term.objects.of(Vocabulary(term.vocabulary)).order_by("order", "label"))
    terms.remove(term)
    terms.insert(position if 0 <= position <= len(terms) else len(terms), term)
    for place, each in enumerate(terms, start=1):
        each.order = place
    Term.objects.bulk_update(terms, ["order"])
    transaction.on_commit(partial(rank_values, terms), robust=True)


def rank_values(terms: Iterable[Term]) -> None:
    """Have the search offer terms in their order. No case needs to be read again."""
    for term in terms:
        facets = [facet.name for facet in FACETS if facet.vocabulary == term.vocabulary]
        value = of_term(term)
        held = SearchValue.objects.filter(facet__in=facets, code=value.code)
        held.update(rank=value.rank)
    SearchState.renew()
