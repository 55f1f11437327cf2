"""Asking somebody without an account for an opinion on a case, and what becomes of the answer.

An opinion publishes nothing and approves nothing: it informs those who do.
"""

from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogActionRegistry, LogFormatter, log
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile

from projects.models import CaseStudyPage, OpinionLink
from projects.models.opinion_link import Opinion, fingerprint, hashed, new_token
from projects.moderation.mail import absolute, deliver, write_mail
from projects.moderation.notifications import reviewers

ASKED = "projects.opinion_asked"
ANSWERED = "projects.opinion_answered"
WITHDRAWN = "projects.opinion_withdrawn"

MOST_A_DAY = 30
"""Links that one person makes in a day: the site mails them to any address."""


class AnsweredFormatter(LogFormatter):
    label = gettext_lazy("Opinion given by a link")

    def format_message(self, log_entry: PageLogEntry) -> str:
        opinion = Opinion(log_entry.data["opinion"]).label
        return _("Opinion given by a secret link: %(opinion)s") % {"opinion": opinion}


def register_actions(registry: LogActionRegistry) -> None:
    asked, withdrawn = gettext_lazy("Opinion asked"), gettext_lazy("Opinion no longer asked")
    registry.register_action(ASKED, asked, gettext_lazy("Opinion asked by a secret link"))
    registry.register_action(ANSWERED)(AnsweredFormatter)
    registry.register_action(WITHDRAWN, withdrawn, gettext_lazy("Secret link withdrawn"))


def may_ask(case: CaseStudyPage, person: Any) -> bool:
    """Tell whether this person writes or reviews the case."""
    return case.permissions_for_user(person).can_edit()


def is_in_work(case: CaseStudyPage) -> bool:
    """Tell whether a case has a version that is not online."""
    return bool(case.latest_revision_id) and (not case.live or case.has_unpublished_changes)


def has_asked_enough(person: Any) -> bool:
    links = OpinionLink.objects.since(timedelta(days=1))
    return links.filter(asked_by=person).count() >= MOST_A_DAY


@transaction.atomic
def ask(
    case: CaseStudyPage, person: Any, *, recipient: str, message: str, days: int
) -> tuple[OpinionLink, str]:
    """Make a link to the latest version of a case. Return it, and its address: nothing keeps it."""
    revision, token = case.get_latest_revision(), new_token()
    now = timezone.now()
    link = OpinionLink.objects.create(
        token_hash=hashed(token),
        case=case,
        revision=revision,
        fingerprint=fingerprint(revision.content),
        recipient=recipient,
        message=message,
        asked_by=person,
        asked_at=now,
        expires_at=now + timedelta(days=days),
    )
    log(instance=case, action=ASKED, user=person, revision=revision)
    return link, absolute(reverse("opinion", args=[token]))


@transaction.atomic
def withdraw(link: OpinionLink, person: Any) -> None:
    """Close a link for good; what was answered stays. Pressed twice, it is closed once."""
    open_ones = OpinionLink.objects.filter(pk=link.pk, withdrawn_at=None)
    if open_ones.update(withdrawn_at=timezone.now()):
        log(instance=link.case, action=WITHDRAWN, user=person, revision=link.revision)


@transaction.atomic
def answer(link: OpinionLink, *, opinion: str, comment: str, answered_as: str) -> None:
    """Keep the answer to a link, and tell who asked once it is committed. The first one counts."""
    given = {"opinion": opinion, "comment": comment, "answered_as": answered_as}
    waiting = OpinionLink.objects.filter(pk=link.pk, opinion="", withdrawn_at=None)
    if waiting.update(answered_at=timezone.now(), **given):
        log(instance=link.case, action=ANSWERED, revision=link.revision, data={"opinion": opinion})
        transaction.on_commit(partial(tell, link.pk))


def tell(link_pk: int) -> None:
    """Mail an answer to those concerned. A mail server that fails breaks nothing else."""
    link = OpinionLink.objects.select_related("case", "asked_by").get(pk=link_pk)
    context = {
        "link": link,
        "title": link.case.draft_title,
        "lab": link.case.lab,
        "links_url": absolute(reverse("case_opinions", args=[link.case_id])),
    }
    subject = _("%(opinion)s: %(title)s") % {**context, "opinion": link.get_opinion_display()}
    for address in sorted({person.email for person in concerned_by(link)}):
        deliver(write_mail("opinion_given", subject, address, context), "opinion_given")


def concerned_by(link: OpinionLink) -> set[Any]:
    """Return who asked, and who reviews the case if it is being reviewed; those who still may."""
    task_state = link.case.current_workflow_task_state
    people = {
        person
        for person in (reviewers(task_state) if task_state else ())
        if UserProfile.get_for_user(person).submitted_notifications
    } | ({link.asked_by} - {None})
    return {
        person
        for person in people
        if person.is_active and person.email and may_ask(link.case, person)
    }


def send_link(link: OpinionLink, url: str, address: str) -> bool:
    """Mail a link to somebody, whose address goes no further; tell whether it left."""
    case = link.case
    context = {
        "link": link,
        "title": case.draft_title,
        "lab": case.lab,
        "person": link.asked_by.get_full_name() or link.asked_by.get_username(),
        "url": url,
    }
    subject = _("Your opinion: %(title)s") % context
    return deliver(write_mail("opinion_asked", subject, address, context), "opinion_asked")
