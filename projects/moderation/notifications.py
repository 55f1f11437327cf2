"""Who gets a mail at each step of a review."""

from collections.abc import Iterable
from functools import partial
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState, WorkflowState
from wagtail.users.models import UserProfile

from projects.models import CaseStudyPage, LabPage
from projects.models.lab import named_reviewers
from projects.moderation.mail import absolute, deliver, write_mail


class Event(NamedTuple):
    """A step of a review: its mail, and the choice of their account that lets people refuse it."""

    template: str
    subject: str | Promise
    preference: str


SUBMITTED = Event("submitted", _("To review: %(title)s"), "submitted_notifications")
WITHDRAWN = Event("withdrawn", _("Withdrawn from review: %(title)s"), "submitted_notifications")
SENT_BACK = Event("sent_back", _("To change: %(title)s"), "rejected_notifications")
APPROVED = Event("approved", _("Approved: %(title)s"), "approved_notifications")
ASKED = Event("agreement_asked", _("A correction to read: %(title)s"), "rejected_notifications")
AGREED = Event("agreement_given", _("Agreed: %(title)s"), "submitted_notifications")
NEW_DATE = Event("new_date", _("Another date: %(title)s"), "approved_notifications")
NO_DATE = Event("no_date", _("Not published yet: %(title)s"), "approved_notifications")


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


def on_agreement_asked(page: Page, editor: Any, people: Iterable[Any], changes: list) -> None:
    """Ask the authors of the page, among these people; all of these if they are not among them."""
    state = last_state(page)
    tell(ASKED, state, authors(state) & {*people} or people, editor, changes=changes)


def on_agreement_given(page: Page, author: Any, editor: Any) -> None:
    tell(AGREED, last_state(page), [editor], author)


def on_schedule_change(event: Event, page: Page, user: Any) -> None:
    state = last_state(page)
    if state:
        tell(event, state, authors(state), user)


def last_state(page: Page) -> WorkflowState | None:
    return WorkflowState.objects.for_instance(page).order_by("-pk").first()


def last_comment(state: WorkflowState) -> str:
    """Return what the last reviewer wrote, as stored: signals carry older copies."""
    return TaskState.objects.get(pk=state.current_task_state_id).comment


def reviewers(task_state: TaskState) -> set[Any]:
    """Return the persons that the lab of a sheet names, else the members of the task's groups.

    Who submits the page does not review it, and a closed account reviews nothing.
    """
    state = task_state.workflow_state
    named = named_reviewers(state.content_object).filter(user__is_active=True)
    people = {each.user for each in named.exclude(user=state.requested_by).select_related("user")}
    task = task_state.task.specific
    if not people and isinstance(task, AbstractGroupApprovalTask):
        people = set(get_user_model().objects.filter(groups__in=task.groups.all()))
    return people


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
    event: Event,
    state: WorkflowState,
    people: Iterable[Any],
    actor: Any,
    comment: str = "",
    **more: Any,
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
        transaction.on_commit(
            partial(send, event, state.pk, sorted(addresses), actor, comment, **more)
        )


def send(
    event: Event, state_pk: int, addresses: list[str], actor: Any, comment: str, **more: Any
) -> None:
    """Write and send the mails of an event. A mail server that fails breaks nothing else."""
    state = WorkflowState.objects.get(pk=state_pk)
    page = state.content_object.specific
    context = {
        "title": page.draft_title,
        "lab": lab_of(state),
        "person": actor.get_full_name() or actor.get_username() if actor else _("The site"),
        "comment": comment,
        "edit_url": absolute(reverse("wagtailadmin_pages:edit", args=[page.pk])),
        "review_url": absolute(reverse("review_page", args=[page.pk])),
        "agreement_url": absolute(reverse("review_agreement", args=[page.pk])),
        **more,
        "page": page,
    }
    for address in addresses:
        mail = write_mail(event.template, event.subject % context, address, context)
        deliver(mail, event.template)
