"""Renaming and merging tags, making terms of them, looking at new ones."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from projects.freshness import later
from projects.keeping.terms import MERGED, MERGED_AT_ONCE, call_also, log_heir, tell_search
from projects.keeping.uses import pages_saying, repoint
from projects.models import CaseStudyPage, Keyword, Term, Vocabulary
from projects.models.keyword import key_of
from projects.search.facets import TAG
from projects.search.models import SearchState, SearchValue

RENAMED = "projects.renamed"
ADOPTED = "projects.adopted"
ADOPTING = (
    Vocabulary.THEMES,
    Vocabulary.RECEPTION_ZONES,
    Vocabulary.JOURNEY_STAGES,
    Vocabulary.AUDIENCES,
    Vocabulary.METHODS,
)
"""Vocabularies of which a case may have several terms, each in the field of that name."""
LONGEST_CODE = 48


def check_free(keyword: Keyword, name: str) -> None:
    """Raise ValidationError if a name, however it is written, is that of another tag."""
    others = Keyword.every.filter(key=key_of(name)).exclude(pk=keyword.pk)
    taken = others.exclude(merged_into=keyword).select_related("merged_into", "adopted_as").first()
    if taken:
        leads_to = taken.merged_into or taken.adopted_as or taken
        message = _("“%(name)s” exists already: merge this tag into it.") % {"name": leads_to}
        raise ValidationError(message)


@transaction.atomic
def rename_keyword(keyword: Keyword, name: str, user: Any) -> None:
    """Give a tag another name. Its former address and name lead to it. Raises ValidationError."""
    name = " ".join(name.split())
    check_free(keyword, name)
    former = Keyword(name=keyword.name, slug=keyword.slug, merged_into=keyword, kept=True)
    slug = keyword.slugify(name) or keyword.slug
    Keyword.every.filter(merged_into=keyword, name=name).delete()
    Keyword.every.filter(merged_into=keyword, slug=slug).delete()
    if Keyword.every.filter(slug=slug).exclude(pk=keyword.pk).exists():
        slug = f"{slug}_{keyword.pk}"
    keyword.name, keyword.slug, keyword.kept = name, slug, True
    keyword.save()
    if slug != former.slug:
        former.save()
    SearchValue.objects.filter(facet=TAG, code=former.slug).update(code=slug, label=name)
    data = {"old": former.name, "new": name}
    log(instance=keyword, action=RENAMED, user=user, data=data)
    transaction.on_commit(SearchState.renew, robust=True)


@transaction.atomic
def merge_keywords(old: Keyword, new: Keyword, user: Any) -> int:
    """Merge a tag into another, to which it leads; return how many cases had it.

    Raises ValidationError.
    """
    locked = Keyword.objects.select_for_update().in_bulk([old.pk, new.pk])
    if len(locked) < 2:
        raise ValidationError(_("Choose another tag, still in use."))
    changed = pages_saying(old)
    repoint(old, new)
    Keyword.every.filter(pk=old.pk).update(merged_into=new, kept=True)
    Keyword.every.filter(pk=new.pk).update(kept=True)
    log_heir(MERGED, old, new, user, changed)
    transaction.on_commit(SearchState.renew, robust=True)
    later(sorted(changed), MERGED_AT_ONCE)
    return len(changed)


@transaction.atomic
def adopt_keyword(keyword: Keyword, term: Term, user: Any) -> int:
    """Have the cases that have a tag say a term instead; return how many they are.

    The tag stays and leads to the term, which is also found by its name. Raises ValidationError.
    """
    if term.vocabulary not in ADOPTING or term.merged_into_id:
        raise ValidationError(_("Choose a term still in use, of which a case may have several."))
    changed = pages_saying(keyword)
    give(term, changed)
    keyword.items.all().delete()
    pointing = {"merged_into": None, "adopted_as": term, "kept": True}
    Keyword.every.filter(merged_into=keyword).update(**pointing)
    Keyword.every.filter(pk=keyword.pk).update(**pointing)
    call_also(term, [keyword.name])
    log_heir(ADOPTED, keyword, term, user, changed)
    tell_search(term)
    return len(changed)


def give(term: Term, cases: set[int]) -> None:
    """Add a term to the cases that do not have it."""
    through = CaseStudyPage._meta.get_field(term.vocabulary).remote_field.through
    having = through.objects.filter(term=term).values_list("casestudypage_id", flat=True)
    through.objects.bulk_create(
        through(casestudypage_id=key, term=term) for key in cases - set(having)
    )


def new_term(keyword: Keyword, vocabulary: Vocabulary) -> Term:
    """Make the term that a tag becomes, the last of a vocabulary. Raises ValidationError."""
    terms = Term.objects.of(vocabulary)
    label = keyword.name[:1].upper() + keyword.name[1:]
    for term in terms.filter(merged_into=None):
        if key_of(term.label) == keyword.key:
            message = _("“%(term)s” is in this vocabulary already: choose it.") % {"term": term}
            raise ValidationError(message)
    code = slugify(keyword.slug)[:LONGEST_CODE] or f"mot-{keyword.pk}"
    if terms.filter(code=code).exists():
        suffix = f"-{keyword.pk}"
        code = code[: LONGEST_CODE - len(suffix)] + suffix
    last = terms.aggregate(last=Max("order"))["last"] or 0
    return Term.objects.create(vocabulary=vocabulary, code=code, label=label, order=last + 1)


def keep_keyword(keyword: Keyword) -> None:
    """Note that an editor looked at a tag and keeps it."""
    Keyword.objects.filter(pk=keyword.pk).update(kept=True)
