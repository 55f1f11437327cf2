"""The reviews that wait: whose they are, since when, and what a reviewer should know of each."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Cast, Length, Substr
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState, WorkflowState

from projects.choices import SheetKind
from projects.models import LabPage, LabReviewer, PortfolioSettings, ReviewTask
from projects.models.edits import model_of, what_it_says
from projects.moderation.risks import signs_of

ANSWERS = (TaskState.STATUS_APPROVED, TaskState.STATUS_REJECTED)


def reviews_everything(user: Any) -> bool:
    """Tell whether this person reviews the pages of every lab."""
    if user.is_superuser or not user.is_active:
        return user.is_active
    return ReviewTask.objects.filter(active=True, groups__user=user).exists()


def may_review(user: Any) -> bool:
    """Tell whether this person reviews anything: every lab, or those that name them."""
    return reviews_everything(user) or (
        user.is_active and LabReviewer.objects.filter(user=user).exists()
    )


def waiting_reviews(user: Any) -> QuerySet[WorkflowState]:
    """Return the reviews that wait for an answer that this person may give, described.

    Each has `title`, `lab_title`, `path` and `version_id`, the latest revision of its page;
    `waiting_since`, which a restart does not change; `is_overdue`; and `return_count`.
    """
    pages = Page.objects.filter(pk=Cast(OuterRef("object_id"), IntegerField()))
    lab_path = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - Page.steplen)
    labs = LabPage.objects.filter(Q(path=lab_path) | Q(path=OuterRef("path")))
    steps = TaskState.objects.filter(workflow_state=OuterRef("pk"))
    returned = TaskState.objects.filter(
        workflow_state=OuterRef("workflow_state"),
        status=TaskState.STATUS_REJECTED,
        pk__gte=OuterRef("pk"),
    )
    since_return = steps.filter(~Exists(returned)).order_by("pk").values("started_at")[:1]
    returns = steps.filter(status=TaskState.STATUS_REJECTED).order_by().values("workflow_state")
    overdue = Q(waiting_since__lt=late_before())
    return (
        WorkflowState.objects.filter(
            status=WorkflowState.STATUS_IN_PROGRESS,
            current_task_state__in=TaskState.objects.reviewable_by(user),
            current_task_state__task__reviewtask__isnull=False,
        )
        .select_related("requested_by", "taken__by")
        .annotate(
            title=Subquery(pages.values("draft_title")),
            path=Subquery(pages.values("path")),
            version_id=Subquery(pages.values("latest_revision")),
            lab_title=Subquery(labs.values("title")[:1]),
            waiting_since=Subquery(since_return),
            return_count=Subquery(returns.values(count=Count("pk"))),
            is_overdue=ExpressionWrapper(overdue, BooleanField()),
        )
        .filter(path__isnull=False)
        .order_by("waiting_since", "pk")
    )


def late_before() -> datetime:
    """Return the moment since when a page that still waits has waited for too long."""
    return timezone.now() - timedelta(days=PortfolioSettings.load().review_days)


def next_review(user: Any, after: WorkflowState | None = None) -> WorkflowState | None:
    """Return the review to open: one that this person has taken, else the oldest that is free.

    With `after`, the one that follows it in the same order, to pass over a page.
    """
    mine_or_free = Q(taken__isnull=True) | Q(taken__by=user)
    waiting = waiting_reviews(user).filter(mine_or_free)
    order = list(waiting.order_by(F("taken__at").asc(nulls_last=True), "waiting_since", "pk"))
    if after in order:
        place = order.index(after) + 1
        order = order[place:] + order[: place - 1]
    return order[0] if order else None


def describe(reviews: Iterable[WorkflowState], user: Any) -> list[WorkflowState]:
    """Say of each waiting review what its row shows, in a constant number of queries.

    Sets `version`, the latest revision of its page; `kind`, in words; `signs`; and `is_changed`:
    whether the page says something else than when this person last answered it, None if they
    never did.
    """
    reviews = list(reviews)
    answered = last_answers(reviews, user)
    keys = {each.version_id for each in reviews} | {each.revision_id for each in answered.values()}
    revisions = Revision.objects.select_related("user").in_bulk(keys)
    signs = signs_of(revisions[each.version_id] for each in reviews)
    for review in reviews:
        review.version = revisions[review.version_id]
        review.kind = kind_of(review.version)
        review.signs = signs[review.version_id]
        answer = answered.get(review.object_id)
        read = answer and revisions[answer.revision_id]
        review.is_changed = read and is_changed(read, review.version, answer.finished_at)
    return reviews


def last_answers(reviews: Iterable[WorkflowState], user: Any) -> dict[str, TaskState]:
    """Return what this person last answered to each of these pages, by the key of the page."""
    answers = TaskState.objects.filter(
        finished_by=user,
        status__in=ANSWERS,
        workflow_state__base_content_type__in={each.base_content_type_id for each in reviews},
        workflow_state__object_id__in={each.object_id for each in reviews},
    )
    answers = answers.annotate(page=F("workflow_state__object_id")).order_by("finished_at", "pk")
    return {answer.page: answer for answer in answers}


def is_changed(read: Revision, version: Revision, when: datetime) -> bool:
    """Tell whether a version says something else than what was read at this moment."""
    if read.created_at > when:  # an automatic save has overwritten what was read
        return True
    model = model_of(version)
    return what_it_says(model, read.content) != what_it_says(model, version.content)


def kind_of(version: Revision) -> str:
    kind = version.content.get("sheet_kind")
    if kind:
        return str(SheetKind(kind).label)
    return str(model_of(version)._meta.verbose_name)


def with_sign(reviews: QuerySet[WorkflowState], risk: str) -> QuerySet[WorkflowState]:
    """Keep the reviews of the pages in which a sign of this risk is found."""
    versions = Revision.objects.filter(pk__in=reviews.order_by().values("version_id"))
    found = [
        pk for pk, signs in signs_of(versions).items() if any(sign.risk == risk for sign in signs)
    ]
    return reviews.filter(version_id__in=found)


def with_kind(reviews: QuerySet[WorkflowState], kind: str) -> QuerySet[WorkflowState]:
    """Keep the reviews of the sheets of a kind, as their latest revision says."""
    versions = Revision.objects.filter(pk=OuterRef("version_id"), content__sheet_kind=kind)
    return reviews.filter(Exists(versions))
