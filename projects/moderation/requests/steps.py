"""The steps of a request: asked, then cancelled, accepted or refused. None of them publishes."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import get_active_log_context, log

from projects.models import CaseRequest, CaseStudyPage, LabPage, RequestKind, RequestState
from projects.moderation.requests.handover import check_address, hand_over
from projects.moderation.requests.log import action_of
from projects.moderation.requests.telling import authors_of, editors, tell_of

ALREADY_ANSWERED = _("This request was answered or cancelled meanwhile.")


class AlreadyAnswered(Exception):
    """Somebody else answered the request, or cancelled it, before."""


@transaction.atomic
def ask(kind: RequestKind, case: CaseStudyPage, lab: LabPage, person: Any, reason: str) -> bool:
    """Ask the editors; return False, changing nothing, if the lab's request waits already."""
    request, is_new = CaseRequest.objects.get_or_create(
        kind=kind,
        case=case,
        lab=lab,
        state=RequestState.OPEN,
        defaults={"asked_by": person, "reason": reason},
    )
    if is_new:
        note(request, person)
        tell_of(request, editors(), person)
    return is_new


@transaction.atomic
def cancel(request: CaseRequest, person: Any) -> None:
    """Cancel a request that waits. Raises AlreadyAnswered."""
    close(request, RequestState.CANCELLED, person)
    tell_of(request, editors(), person)


@transaction.atomic
def refuse(request: CaseRequest, person: Any, answer: str) -> None:
    """Leave the case as it is, and say why. Raises AlreadyAnswered."""
    close(request, RequestState.REFUSED, person, answer)
    tell_of(request, [request.asked_by], person)


@transaction.atomic
def withdraw(request: CaseRequest, person: Any, answer: str) -> None:
    """Unpublish the case, for a person who may; all of it stays a draft. Raises AlreadyAnswered."""
    close(request, RequestState.ACCEPTED, person, answer)
    request.case.unpublish(user=person)
    tell_of(request, [request.asked_by], person)


@transaction.atomic
def give(request: CaseRequest, lab: LabPage, person: Any, answer: str) -> None:
    """Hand a compiled sheet over to a lab. Raises AlreadyAnswered, or AddressTaken."""
    check_address(request.case, lab)
    request.lab = lab
    close(request, RequestState.ACCEPTED, person, answer)
    gaps = hand_over(request.case, lab, request.asked_by, person)
    others = CaseRequest.objects.open().claims().filter(case=request.case)
    for other in others.select_related("case", "lab", "asked_by"):
        refuse(other, person, str(_("This sheet went to %(lab)s.") % {"lab": lab.title}))
    tell_of(request, {request.asked_by, *authors_of(lab)}, person, gaps)


def close_withdrawals(case: CaseStudyPage) -> None:
    """Count the requests for a withdrawal as accepted: the case was unpublished without them."""
    person = get_active_log_context().user
    waiting = CaseRequest.objects.open().withdrawals().filter(case=case)
    for request in waiting.select_related("case", "lab", "asked_by"):
        close(request, RequestState.ACCEPTED, person)
        tell_of(request, [request.asked_by], person)


def close(request: CaseRequest, state: RequestState, person: Any, answer: str = "") -> None:
    """Close a request that waits, and log it. Raises AlreadyAnswered."""
    facts = {
        "state": state,
        "lab": request.lab,
        "answered_by": person,
        "answered_at": timezone.now(),
        "answer": answer,
    }
    if not CaseRequest.objects.open().filter(pk=request.pk).update(**facts):
        raise AlreadyAnswered
    for name, value in facts.items():
        setattr(request, name, value)
    note(request, person)


def note(request: CaseRequest, person: Any) -> None:
    said = {"lab": request.lab.title, "comment": request.answer or request.reason}
    log(
        instance=request.case,
        action=action_of(request.kind, request.state),
        user=person,
        data=said,
    )
