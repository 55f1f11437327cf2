"""What readers may reach of a photo or a document: media are served without asking who reads.

Once no public page uses one, its file takes a name that nobody knows, and its renditions go.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.crypto import get_random_string
from django_tasks import task
from wagtail.models import Page, ReferenceIndex

from projects.models import CaseStudyPage, Photo, ResourceFile
from projects.querysets import open_to_all
from projects.renditions import make_renditions

Media = Photo | ResourceFile


def media_of(case: CaseStudyPage) -> Iterator[Media]:
    """Yield the photos and the documents of a version of a case."""
    yield from case.photos
    yield from (resource.file for resource in case.resources.all() if resource.file)
    yield from (measure.source_file for measure in case.measures.all() if measure.source_file)


def settle_cases_later(case_ids: Iterable[int]) -> None:
    """Once the transaction is over, hide what these cases use, or show it again."""
    for case in CaseStudyPage.objects.filter(pk__in=list(case_ids)):
        settle_later(media_of(case))


def settle_later(several: Iterable[Media]) -> None:
    for media in several:
        transaction.on_commit(partial(settle_task.enqueue, media._meta.model_name, media.pk))


@task()
def settle_task(model_name: str, key: int) -> None:
    """Hide what no public page uses; make the renditions of a photo that one does."""
    media = apps.get_model("projects", model_name).objects.filter(pk=key).first()
    if media and not is_public(media):
        hide(media)
    elif isinstance(media, Photo):
        make_renditions(media)


def is_public(media: Media) -> bool:
    """Tell whether a public page, or something that is no page (a logo), uses a file."""
    uses = ReferenceIndex.get_references_to(media)
    of_pages = ContentType.objects.get_for_model(Page)
    if uses.exclude(base_content_type=of_pages).exists():
        return True
    ids = uses.filter(base_content_type=of_pages).values_list("object_id", flat=True)
    return open_to_all(Page.objects.filter(pk__in=[int(page_id) for page_id in ids])).exists()


@transaction.atomic
def hide(media: Media) -> None:
    """Delete the renditions of a file, and give it a name that nobody finds by trying.

    The lock keeps a worker from storing renditions under the former name meanwhile.
    """
    rows: Any = type(media).objects.filter(pk=media.pk)
    media = rows.select_for_update().get()
    if isinstance(media, Photo):
        media.renditions.all().delete()
    storage, former = media.file.storage, media.file.name
    if not storage.exists(former):  # lost on the disk: there is nothing to hide
        return
    with storage.open(former) as content:
        rows.update(file=storage.save(unguessable_name(media), content))
    transaction.on_commit(partial(storage.delete, former))


def unguessable_name(media: Media) -> str:
    """Return a new name, of which the names of renditions, made of its beginning, are as secret."""
    former = Path(media.file.name)
    name = f"{get_random_string(22)}-{former.stem[-30:]}{former.suffix}"
    return media.file.field.generate_filename(media, name)
