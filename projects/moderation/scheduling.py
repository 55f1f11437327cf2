"""Approved pages that wait for a date, often several of them for the same one."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision, WorkflowState
from wagtail.utils.timestamps import ensure_utc

from projects.models import CaseStudyPage, LabPage, PortfolioIndexPage
from projects.moderation import notifications

REVIEWED = (CaseStudyPage, LabPage, PortfolioIndexPage)


class Batch(NamedTuple):
    """What goes live together, and when."""

    moment: datetime
    revisions: list[Revision]


def scheduled() -> QuerySet[Revision]:
    """Return the approved revisions of the portfolio that wait for their date, in its order."""
    kinds = ContentType.objects.get_for_models(*REVIEWED).values()
    waiting = Revision.objects.filter(content_type__in=kinds, approved_go_live_at__isnull=False)
    return waiting.order_by("approved_go_live_at", "object_str", "pk")


def batches() -> list[Batch]:
    """Return what is planned, date by date. Each revision has its `lab`, if it is of a sheet."""
    revisions = list(scheduled())
    paths = {
        str(pk): path[: -Page.steplen]
        for pk, path in Page.objects.filter(
            pk__in=[int(each.object_id) for each in revisions]
        ).values_list("pk", "path")
    }
    labs = {lab.path: lab for lab in LabPage.objects.filter(path__in=paths.values())}
    for revision in revisions:
        revision.lab = labs.get(paths[revision.object_id])
    together = groupby(revisions, key=lambda each: each.approved_go_live_at)
    return [Batch(moment, list(group)) for moment, group in together]


def planned_dates() -> list[tuple[datetime, int]]:
    """Return the dates to come for which something is planned, each with its number of pages."""
    to_come = scheduled().filter(approved_go_live_at__gt=timezone.now())
    counted = to_come.order_by("approved_go_live_at").values("approved_go_live_at")
    return list(counted.annotate(count=Count("pk")).values_list("approved_go_live_at", "count"))


@transaction.atomic
def move(revisions: Iterable[Revision], moment: datetime, user: Any) -> None:
    """Publish these revisions on another date. What they say stays what was approved."""
    for revision, page in unscheduled(revisions, user):
        set_date(revision, page, moment)
        dates = {
            "id": revision.pk,
            "created": ensure_utc(revision.created_at),
            "go_live_at": ensure_utc(moment),
            "has_live_version": page.live,
        }
        log(
            instance=page,
            action="wagtail.publish.schedule",
            user=user,
            revision=revision,
            data={"revision": dates},
        )
        notifications.on_schedule_change(notifications.NEW_DATE, page, user)


@transaction.atomic
def cancel(revisions: Iterable[Revision], user: Any) -> None:
    """Publish these revisions on no date: their pages wait for a review again."""
    for revision, page in unscheduled(revisions, user):
        revision.approved_go_live_at = None
        revision.save(user=user, update_fields=["approved_go_live_at"])  # which logs it
        set_date(revision, page, None)
        notifications.on_schedule_change(notifications.NO_DATE, page, user)
        review_again(page, user)


def unscheduled(revisions: Iterable[Revision], user: Any) -> Iterator[tuple[Revision, Page]]:
    """Yield each revision with its page, if this person may cancel its schedule."""
    for revision in revisions:
        page = revision.content_object
        if not page.permissions_for_user(user).can_unschedule():
            raise PermissionDenied
        yield revision, page


def set_date(revision: Revision, page: Page, moment: datetime | None) -> None:
    """Write a date wherever Wagtail reads it: in the revision, beside it, and on the page.

    In place: a new revision would be another than the one approved, and the latest of its page.
    """
    revision.content["go_live_at"] = moment and moment.isoformat()
    Revision.objects.filter(pk=revision.pk).update(
        content=revision.content, approved_go_live_at=moment
    )
    Page.objects.filter(pk=page.pk, live_revision=None).update(go_live_at=moment)


def review_again(page: Page, user: Any) -> None:
    """Submit a page in the name of those who had submitted it."""
    if page.current_workflow_state:
        return
    former = WorkflowState.objects.for_instance(page).order_by("-pk").first()
    state = page.get_workflow().start(page, user)
    if former:
        state.requested_by = former.requested_by
        state.save(update_fields=["requested_by"])
