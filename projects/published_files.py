"""Making what a published case gives away: its share image and its PDF.

They are made after publication, outside any request, and go as soon as what they show is withdrawn
or replaced.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction
from django_tasks import task
from wagtail.models import Page, ReferenceIndex

from projects import printing, reading
from projects.models import CaseStudyPage, Photo, PublishedFile, PublishedFileKind
from projects.share_image import draw_share_image

_held: ContextVar[bool] = ContextVar("held", default=False)

SHARE_IMAGE, PDF = PublishedFileKind.SHARE_IMAGE, PublishedFileKind.PDF
SUFFIXES = {SHARE_IMAGE: "jpg", PDF: "pdf"}


def refresh_later(case_ids: Iterable[int]) -> None:
    """Drop the files of these cases now; once the transaction is over, have those due made."""
    case_ids = list(case_ids)
    PublishedFile.objects.filter(case__in=case_ids).delete()
    if not _held.get():
        for case_id in case_ids:
            transaction.on_commit(partial(make_files_task.enqueue, case_id))


@contextmanager
def held() -> Iterator[None]:
    """Have nothing made meanwhile: for whoever makes what is missing afterwards, in the open."""
    token = _held.set(True)
    try:
        yield
    finally:
        _held.reset(token)


@task()
def make_files_task(case_id: int) -> None:
    """Make the files of a case anew; it may not be published any more: then none may be left."""
    case = CaseStudyPage.objects.published().filter(pk=case_id).first()
    if case is None:
        PublishedFile.objects.filter(case=case_id).delete()
    else:
        make_files(case, available_kinds())


def make_missing_files(kinds: set[PublishedFileKind], report: Callable[[int, int], None]) -> None:
    """Make what published cases lack of these kinds; `report` hears how many of how many are done.

    A case that fails stops none of the others.
    """
    lacking = [
        (case, missing)
        for case in CaseStudyPage.objects.published().prefetch_related("published_files")
        if (missing := kinds - {made.kind for made in case.published_files.all()})
    ]
    for done, (case, missing) in enumerate(lacking, start=1):
        make_missing_task.enqueue(case.pk, sorted(missing))
        report(done, len(lacking))


@task()
def make_missing_task(case_id: int, kinds: list[str]) -> None:
    for case in CaseStudyPage.objects.published().filter(pk=case_id):
        make_files(case, map(PublishedFileKind, kinds))


def available_kinds() -> set[PublishedFileKind]:
    return {SHARE_IMAGE, PDF} if printing.is_available() else {SHARE_IMAGE}


def make_files(case: CaseStudyPage, kinds: Iterable[PublishedFileKind]) -> None:
    """Make files of a published case. A PDF takes a few seconds of one core."""
    shown = version(case)
    store(case, shown, {kind: MAKERS[kind](case) for kind in kinds})


def share_image(case: CaseStudyPage) -> bytes:
    identity = apps.get_model("home", "SiteIdentity").for_site(case.get_site())
    return draw_share_image(case, identity.name)


MAKERS: dict[PublishedFileKind, Callable[[CaseStudyPage], bytes]] = {
    SHARE_IMAGE: share_image,
    PDF: printing.print_case,
}


def version(case: CaseStudyPage) -> tuple[Any, ...]:
    """Return what differs once a case is published again, verified or moved, or a photo changed."""
    reading.prefetch(case)
    photos = [(photo.pk, photo.file.name) for photo in case.photos]
    return case.last_published_at, case.verified_on, case.url_path, photos


@transaction.atomic
def store(
    case: CaseStudyPage, shown: tuple[Any, ...], made: dict[PublishedFileKind, bytes]
) -> None:
    """Save files, unless what they show was withdrawn or replaced while they were made.

    The lock on the case keeps another worker from storing the same ones.
    """
    published = CaseStudyPage.objects.published().select_for_update(of=("self",))
    current = published.filter(pk=case.pk).first()
    if current is None or version(current) != shown:
        return
    PublishedFile.objects.filter(case=case, kind__in=made).delete()
    for kind, content in made.items():
        file = ContentFile(content, name=f"{case.slug}.{SUFFIXES[kind]}")
        PublishedFile.objects.create(case=case, kind=kind, file=file, size=len(content))


def cases_below(page: Page) -> list[int]:
    """Return the live cases at a page or anywhere below it."""
    return list(
        CaseStudyPage.objects.live()
        .descendant_of(page, inclusive=True)
        .values_list("pk", flat=True)
    )


def cases_showing(photo: Photo) -> list[int]:
    """Return the published cases that show a photo, wherever in the sheet."""
    of_cases = ContentType.objects.get_for_model(CaseStudyPage)
    uses = ReferenceIndex.get_references_to(photo).filter(content_type=of_cases)
    ids = [int(case_id) for case_id in uses.values_list("object_id", flat=True)]
    return list(CaseStudyPage.objects.published().filter(pk__in=ids).values_list("pk", flat=True))
