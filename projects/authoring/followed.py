"""Which sheets a person follows, and what a list tells of them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from wagtail.models import WorkflowState, get_default_page_content_type

from projects import completeness
from projects.choices import SheetState
from projects.models import CaseRequest, CaseStudyPage, CoAuthor, LabPage
from projects.models.case_form import EDITORS
from projects.models.checklist import prefetch_for_rules


def own_labs(user: Any) -> Any:
    """Return the labs that this person writes for."""
    return LabPage.objects.filter(author_group__user=user).order_by("title")


def written_cases(user: Any) -> Any:
    """Return the cases that this person writes: those of their labs, and those that are shared."""
    of_labs = Q(pk__in=())
    for lab in own_labs(user):
        of_labs |= Q(path__startswith=lab.path)
    shared = CoAuthor.objects.filter(user=user).values("case")
    return CaseStudyPage.objects.filter(of_labs | Q(pk__in=shared))


def followed_cases(user: Any) -> Any:
    """Return the cases that this person may change: every lab's for editors."""
    return CaseStudyPage.objects.all() if user.has_perm(EDITORS) else written_cases(user)


def followed_labs(user: Any) -> Any:
    """Return the labs whose cases this person follows: all of them, or one that is shared."""
    labs = LabPage.objects.order_by("title")
    if user.has_perm(EDITORS):
        return labs
    mine = Q(author_group__user=user) | Q(path__in=paths_of_sharing_labs(user))
    return labs.filter(mine).distinct()


def sharing_labs(user: Any) -> Any:
    """Return the other labs that share a case with this person."""
    sharing = LabPage.objects.filter(path__in=paths_of_sharing_labs(user))
    return sharing.exclude(author_group__user=user).order_by("title")


def paths_of_sharing_labs(user: Any) -> set[str]:
    return set(map(lab_path, user.co_authored.values_list("case__path", flat=True)))


def follows_any(user: Any) -> bool:
    """Tell whether there is anything for this person to follow, be it a lab without a case."""
    return user.has_perm(EDITORS) or own_labs(user).exists() or user.co_authored.exists()


def lab_path(path: str) -> str:
    """Return the path of the page of a lab from that of one of its cases."""
    return path[: -CaseStudyPage.steplen]


def describe(cases: list[CaseStudyPage]) -> list[CaseStudyPage]:
    """Set on cases `with_state` what a list tells of them. A constant number of queries.

    Their `lab`; the words of their state; `review`, the review under way or sent back, or None;
    `gaps`, what the rules find missing today, and the completeness that follows from it;
    `withdrawal`, the request for one that waits for its answer, or None.
    """
    paths = {case: lab_path(case.path) for case in cases}
    labs = {lab.path: lab for lab in LabPage.objects.filter(path__in={*paths.values()})}
    reviews, withdrawals = reviews_of(cases), withdrawals_of(cases)
    prefetch_for_rules(cases)
    for case in cases:
        case.lab = labs[paths[case]]
        case.state_label = SheetState(case.state).label
        case.review = reviews.get(str(case.pk))
        case.withdrawal = withdrawals.get(case.pk)
        for measure in case.measures.all():
            measure.page = case
        case.gaps = completeness.blocking(case)
        case.completeness = completeness.percentage(case) if case.gaps else 100
    return cases


def reviews_of(cases: Iterable[CaseStudyPage]) -> dict[str, WorkflowState]:
    """Return the active reviews by the key of their page, with their last answer."""
    active = WorkflowState.objects.active().filter(
        base_content_type=get_default_page_content_type(),
        object_id__in=[str(case.pk) for case in cases],
    )
    answered = active.select_related("current_task_state__finished_by")
    return {review.object_id: review for review in answered}


def withdrawals_of(cases: Iterable[CaseStudyPage]) -> dict[int, CaseRequest]:
    """Return the requests for withdrawal that nobody has answered, by the key of their case."""
    waiting = CaseRequest.objects.open().withdrawals().filter(case__in=cases)
    return {asked.case_id: asked for asked in waiting}
