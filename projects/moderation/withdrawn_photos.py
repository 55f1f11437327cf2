"""A photo that is withdrawn: where it is used, and who is told."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context, log
from wagtail.models import Page, ReferenceIndex

from projects.models import CaseStudyPage, LabPage, Photo
from projects.moderation.mail import absolute
from projects.moderation.requests.log import PHOTO_WITHDRAWN
from projects.moderation.requests.telling import authors_of, name_of, tell


def pages_using(photo: Photo) -> list[Any]:
    """Return the pages that use a photo, published or in the latest draft of a case, by title."""
    of_pages = ContentType.objects.get_for_model(Page)
    uses = ReferenceIndex.get_references_to(photo).filter(base_content_type=of_pages)
    held = {int(pk) for pk in uses.values_list("object_id", flat=True)}
    pages = Page.objects.filter(pk__in=held.union(drafts_holding(photo)))
    return list(pages.specific().order_by("title", "pk"))


def drafts_holding(photo: Photo) -> Iterator[int]:
    """Yield the keys of the cases whose latest draft uses a photo: no index tells of drafts."""
    drafts = CaseStudyPage.objects.filter(has_unpublished_changes=True)
    contents = drafts.values_list("pk", "latest_revision__content")
    for pk, content in contents.iterator():
        if content and photo.pk in photo_keys(content):
            yield pk


def photo_keys(content: dict[str, Any]) -> set[Any]:
    """Return the keys of the photos in the content of a revision of a case."""
    blocks = json.loads(content.get("approach") or "[]")
    return {
        content.get("main_photo"),
        *(row.get(side) for row in content.get("photo_pairs", ()) for side in ("before", "after")),
        *(row.get("photo") for row in content.get("gallery", ())),
        *(block["value"].get("photo") for block in blocks if block["type"] == "photo"),
    }


def on_deletion(photo: Photo) -> None:
    """Log a photo that is about to be deleted on each page that uses it, and tell the labs."""
    pages = pages_using(photo)
    actor = get_active_log_context().user
    for page in pages:
        log(instance=page, action=PHOTO_WITHDRAWN, user=actor, data={"photo": photo.title})
    by_lab: dict[LabPage, list[Any]] = {}
    for page in pages:
        if lab := lab_of(page):
            by_lab.setdefault(lab, []).append(page)
    for lab, concerned in by_lab.items():
        context = {
            "person": name_of(actor),
            "lines": [line(page, photo) for page in concerned],
        }
        subject = _("Photo withdrawn: %(photo)s") % {"photo": photo.title}
        tell("photo_withdrawn", subject, context, authors_of(lab), actor)


def lab_of(page: Any) -> LabPage | None:
    if isinstance(page, CaseStudyPage):
        return page.lab
    return page if isinstance(page, LabPage) else None


def line(page: Any, photo: Photo) -> dict[str, str]:
    url = absolute(reverse("wagtailadmin_pages:edit", args=(page.pk,)))
    return {"title": page.title, "photo": photo.title, "url": url}
