"""Who gets a mail at each step of a review."""

import logging
from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from projects.models import CaseStudyPage, LabPage
from projects.moderation.mail import absolute, write_mail

logger = logging.getLogger(__name__)


class Event(NamedTuple):
    """A step of a review: its mail, and the choice of their account that lets people refuse it."""

    template: str
    subject: str | Promise
    preference: str


SUBMITTED = Event("submitted", _("To review: %(title)s"), "submitted_notifications")
WITHDRAWN = Event("withdrawn", _("Withdrawn from review: %(title)s"), "submitted_notifications")
SENT_BACK = Event("sent_back", _("To change: %(title)s"), "rejected_notifications")
APPROVED = Event("approved", _("Approved: %(title)s"), "approved_notifications")


def on_submission(instance: TaskState, user: Any, **kwargs: Any) -> None:
    """Tell the reviewers, unless the review merely starts again on a newer version."""
    earlier = instance.workflow_state.task_states.exclude(pk=instance.pk).order_by("-pk").first()
    if earlier is None or earlier.status != TaskState.STATUS_CANCELLED:
        tell(SUBMITTED, instance.workflow_state, reviewers(instance), user)


def on_withdrawal(instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    """Tell the reviewers, and the authors if others did it, if the page was being reviewed."""
    task_state = TaskState.objects.get(pk=instance.current_task_state_id)
    if task_state.status == TaskState.STATUS_CANCELLED:
        tell(WITHDRAWN, instance, reviewers(task_state) | authors(instance), user)


def on_return(instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    tell(SENT_BACK, instance, authors(instance), user, last_comment(instance))


def on_approval(instance: WorkflowState, user: Any, **kwargs: Any) -> None:
    tell(APPROVED, instance, authors(instance), user, last_comment(instance))


def last_comment(state: WorkflowState) -> str:
    """Return what the last reviewer wrote, as stored: signals carry older copies."""
    return TaskState.objects.get(pk=state.current_task_state_id).comment


def reviewers(task_state: TaskState) -> set[Any]:
    """Return the members of the task's groups, and the persons that the lab names."""
    task = task_state.task.specific
    people = set()
    if isinstance(task, AbstractGroupApprovalTask):
        people |= set(get_user_model().objects.filter(groups__in=task.groups.all()))
    lab = lab_of(task_state.workflow_state)
    return people | {named.user for named in lab.reviewers.all()} if lab else people


def authors(state: WorkflowState) -> set[Any]:
    """Return who submitted the page, who created it, and its co-authors."""
    page = state.content_object
    together = get_user_model().objects.filter(co_authored__case=page.pk)
    return {state.requested_by, getattr(page, "owner", None), *together} - {None}


def lab_of(state: WorkflowState) -> LabPage | None:
    model = state.content_type.model_class()
    if model is LabPage:
        return state.content_object.specific
    return state.content_object.specific.lab if model is CaseStudyPage else None


def tell(
    event: Event, state: WorkflowState, people: Iterable[Any], actor: Any, comment: str = ""
) -> None:
    """Mail everybody concerned, once each, but for who did it; once the change is committed."""
    addresses = {
        person.email
        for person in people
        if person != actor
        and person.is_active
        and person.email
        and getattr(UserProfile.get_for_user(person), event.preference)
    }
    if addresses:
        transaction.on_commit(partial(send, event, state.pk, sorted(addresses), actor, comment))


def send(event: Event, state_pk: int, addresses: list[str], actor: Any, comment: str) -> None:
    """Write and send the mails of an event. A mail server that fails breaks nothing else."""
    state = WorkflowState.objects.get(pk=state_pk)
    page = state.content_object.specific
    context = {
        "title": page.draft_title,
        "lab": lab_of(state),
        "person": actor.get_full_name() or actor.get_username() if actor else _("The site"),
        "comment": comment,
        "edit_url": absolute(reverse("wagtailadmin_pages:edit", args=[page.pk])),
        "page": page,
    }
    for address in addresses:
        try:
            write_mail(event.template, event.subject % context, address, context).send()
        except (OSError, ValueError) as error:
            # Neither the address nor the server's answer, which repeats it, belongs in a log.
            logger.warning(
                "Mail %s of page %s not sent: %s", event.template, page.pk, type(error).__name__
            )
