"""What makes the search index read cases again, once the change is committed.

Whatever else changes without a signal (an update in bulk, a fixture) is caught by `reconcile`.
"""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_migrate, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from projects.indexing import in_batches, index, mark_stale
from projects.models import (
    AppliedPractice,
    CaseStudyPage,
    CaseStudyTag,
    Commune,
    Departement,
    Indicator,
    Keyword,
    LabPage,
    Measure,
    PracticePage,
    SynonymSet,
    Term,
)
from projects.search.backends import backend_of
from projects.search.models import SearchDocument, SearchState

AT_ONCE = 100
"""Cases that are read again at once when a word that they share changes; the others wait."""
OF_DRAFTS = frozenset(
    {
        *("has_unpublished_changes", "latest_revision", "latest_revision_id"),
        *("latest_revision_created_at", "draft_title", "live_revision", "go_live_at"),
        *("expire_at", "locked", "locked_at", "locked_by"),
    }
)
"""Fields that Wagtail saves alone while somebody works on a draft: readers see none of them."""
TERM_LOOKUPS = tuple(
    field.name
    for field in CaseStudyPage._meta.get_fields()
    if field.concrete and field.related_model is Term
)


def later(keys: Iterable[int], at_once: int | None = None) -> None:
    """Read some cases again once the transaction is over: their rows are all written then."""
    wanted = list(keys)
    if wanted:
        # The publication stands even if the index fails: that is logged, and reconciled later.
        transaction.on_commit(partial(catch_up, wanted, at_once or AT_ONCE), robust=True)


def catch_up(keys: list[int], at_once: int) -> None:
    """Read the first cases now, and leave the others to the next reconciliation."""
    for _count, batch in in_batches(keys[:at_once]):
        index(batch)
    mark_stale(keys[at_once:])


def below(page: Page) -> Any:
    """The keys of the cases at or below a page."""
    # The page at hand may not know its new path yet.
    path = Page.objects.values_list("path", flat=True).get(pk=page.pk)
    return holders(path__startswith=path)


@receiver(post_save, sender=CaseStudyPage)
def read_case(
    instance: CaseStudyPage,
    raw: bool = False,
    update_fields: frozenset[str] | None = None,
    **kwargs: Any,
) -> None:
    is_draft_alone = update_fields is not None and update_fields <= OF_DRAFTS
    if not (raw or is_draft_alone):
        later([instance.pk])


@receiver((page_published, page_unpublished), sender=CaseStudyPage)
def read_published_case(instance: CaseStudyPage, **kwargs: Any) -> None:
    later([instance.pk])


@receiver(post_delete, sender=CaseStudyPage)
def forget_case(instance: CaseStudyPage, **kwargs: Any) -> None:
    # Its document goes with it; what is kept of the former index must not stay.
    transaction.on_commit(partial(SearchState.renew, [instance.pk]), robust=True)


@receiver((page_published, page_unpublished), sender=LabPage)
def read_cases_of_lab(instance: LabPage, **kwargs: Any) -> None:
    later(below(instance))


@receiver((page_published, page_unpublished, pre_delete), sender=PracticePage)
def read_cases_of_practice(instance: PracticePage, **kwargs: Any) -> None:
    later(cases_applying(PracticePage.objects.filter(pk=instance.pk)))


def cases_applying(practices: Any) -> list[int]:
    applied = AppliedPractice.objects.filter(practice__in=practices)
    return list(applied.values_list("page_id", flat=True).distinct())


@receiver(post_page_move)
def read_moved_cases(instance: Page, **kwargs: Any) -> None:
    """Only the page that moves tells so, not what is below it."""
    later(below(instance))


@receiver((post_save, post_delete), sender=PageViewRestriction)
def read_restricted(instance: PageViewRestriction, **kwargs: Any) -> None:
    """Whether a case shows is asked each time; whether it names a practice is not."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page:
        later(cases_applying(PracticePage.objects.descendant_of(page, inclusive=True)))


@receiver((post_save, pre_delete), sender=Keyword)
def read_tagged(instance: Keyword, **kwargs: Any) -> None:
    tagged = CaseStudyTag.objects.filter(tag=instance)
    later(tagged.values_list("content_object_id", flat=True).distinct())


@receiver(post_save, sender=Term)
def read_described(instance: Term, raw: bool = False, created: bool = False, **kwargs: Any) -> None:
    if not (raw or created):
        later({key for name in TERM_LOOKUPS for key in holders(**{name: instance})})


@receiver(post_save, sender=Indicator)
def read_measured(instance: Indicator, created: bool = False, **kwargs: Any) -> None:
    if not created:
        measures = Measure.objects.filter(indicator=instance)
        later(measures.values_list("page_id", flat=True).distinct())


@receiver(post_save, sender=Commune)
@receiver(post_save, sender=Departement)
def read_placed(instance: Model, created: bool = False, **kwargs: Any) -> None:
    if not created:
        later(holders(**{instance._meta.model_name or "": instance}))


def holders(**lookup: Any) -> Any:
    return CaseStudyPage.objects.filter(**lookup).values_list("pk", flat=True)


@receiver(post_migrate)
def mend_index(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Make again what a migration dropped with the table that it made anew."""
    if sender.label == SearchDocument._meta.app_label:
        backend_of(using).heal()


@receiver((post_save, post_delete), sender=SynonymSet)
def renew_synonyms(**kwargs: Any) -> None:
    SearchState.renew_words()
