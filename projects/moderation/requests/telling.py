"""The mails about requests: who is told what, once the change is committed."""

from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from projects.models import CaseRequest, LabPage, PortfolioSettings, RequestKind, RequestState
from projects.moderation.mail import absolute, deliver, write_mail

ANSWERED = "wagtailadmin_pages:edit"


class Event(NamedTuple):
    """What a mail about a request says, and the screen that it leads to."""

    subject: str | Promise
    said: str | Promise
    next_step: str | Promise
    screen: str


WITHDRAWAL, CLAIM = RequestKind.WITHDRAWAL, RequestKind.CLAIM
OPEN, ACCEPTED, REFUSED, CANCELLED = RequestState
EVENTS = {
    (WITHDRAWAL, OPEN): Event(
        _("Withdrawal asked for: %(title)s"),
        _("%(person)s asks you to withdraw this published sheet:"),
        _("Read the request, then accept or refuse it:"),
        "answer_request",
    ),
    (WITHDRAWAL, CANCELLED): Event(
        _("Request for withdrawal cancelled: %(title)s"),
        _("%(person)s no longer asks you to withdraw this sheet:"),
        _("Open it:"),
        ANSWERED,
    ),
    (WITHDRAWAL, ACCEPTED): Event(
        _("Withdrawn: %(title)s"),
        _("This sheet is no longer published. All of it is kept as a draft:"),
        _("Open it:"),
        ANSWERED,
    ),
    (WITHDRAWAL, REFUSED): Event(
        _("Withdrawal refused: %(title)s"),
        _("%(person)s refused to withdraw this sheet, which stays published:"),
        _("Open it:"),
        ANSWERED,
    ),
    (CLAIM, OPEN): Event(
        _("Takeover asked for: %(title)s"),
        _("%(person)s asks to take over this compiled sheet for %(lab)s:"),
        _("Read the request, then hand the sheet over or refuse:"),
        "answer_request",
    ),
    (CLAIM, CANCELLED): Event(
        _("Request for takeover cancelled: %(title)s"),
        _("%(person)s no longer asks to take over this sheet:"),
        _("Open it:"),
        ANSWERED,
    ),
    (CLAIM, ACCEPTED): Event(
        _("Handed over to you: %(title)s"),
        _("This sheet is now with %(lab)s, and yours to complete:"),
        _(
            "What is published still says that it comes from public sources, until your version "
            "is approved. Complete it, then submit it:"
        ),
        ANSWERED,
    ),
    (CLAIM, REFUSED): Event(
        _("Takeover refused: %(title)s"),
        _("%(person)s refused to hand over this sheet:"),
        _("Read it as published:"),
        "short_address",
    ),
}


def tell_of(
    request: CaseRequest, people: Iterable[Any], actor: Any, missing: Iterable[str] = ()
) -> None:
    """Mail these people what became of a request, but for who did it."""
    event = EVENTS[request.kind, request.state]
    target = request.pk if event.screen == "answer_request" else request.case_id
    names = {
        "person": name_of(actor),
        "lab": request.lab.title,
        "title": request.case.title,
    }
    context = {
        "said": event.said % names,
        "title": request.case.title,
        "lab": request.lab.title,
        "comment": request.answer if request.answered_at else request.reason,
        "missing": [*missing],
        "next_step": event.next_step,
        "url": absolute(reverse(event.screen, args=(target,))),
    }
    tell("request", event.subject % names, context, people, actor)


def tell(
    template: str, subject: str, context: dict[str, Any], people: Iterable[Any], actor: Any
) -> None:
    """Mail people, once each, but for who did it."""
    told = {each.email for each in people if each and each != actor and each.is_active}
    for address in sorted(told - {""}):
        mail = write_mail(template, subject, address, context)
        transaction.on_commit(partial(deliver, mail, template))


def name_of(person: Any) -> str:
    return (person.get_full_name() or person.get_username()) if person else str(_("The site"))


def editors() -> Iterable[Any]:
    return get_user_model().objects.filter(groups=PortfolioSettings.load().editors_id)


def authors_of(lab: LabPage) -> Iterable[Any]:
    return get_user_model().objects.filter(groups=lab.author_group_id)
