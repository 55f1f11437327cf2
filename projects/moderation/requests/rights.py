"""Who may ask, and who may answer."""

from typing import Any

from django.db.models import Q, QuerySet

from projects.models import CaseRequest, CaseStudyPage, LabPage
from projects.models.case_form import EDITORS


def labs_of(person: Any) -> QuerySet:
    """Return the labs that this person writes for, or that name this person as a reviewer."""
    if not person.is_active:
        return LabPage.objects.none()
    ties = Q(author_group__user=person.pk) | Q(reviewers__user=person.pk)
    return LabPage.objects.filter(ties).distinct().order_by("title")


def withdrawing_labs(case: CaseStudyPage, person: Any) -> QuerySet:
    """Return the lab that publishes a case, if this person may ask in its name to withdraw it."""
    labs = labs_of(person)
    return labs.filter(pk=case.lab.pk) if case.live else labs.none()


def claiming_labs(case: CaseStudyPage, person: Any) -> QuerySet:
    """Return the labs for which this person may take over a case: none unless it is compiled."""
    labs = labs_of(person)
    return labs.exclude(pk=case.lab.pk) if case.live and case.is_compiled else labs.none()


def may_cancel(request: CaseRequest, person: Any) -> bool:
    """Tell whether a request waits, and whether this person asked, or asks for the same lab."""
    return request.is_open and labs_of(person).filter(pk=request.lab_id).exists()


def may_answer(person: Any) -> bool:
    """Tell whether this person is an editor; whoever may unpublish withdraws without asking."""
    return person.is_active and person.has_perm(EDITORS)
