"""An author's agreement with a reviewer's correction, which lets that reviewer approve."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TaskState

from projects.models import EditAgreement, LabPage
from projects.models.edits import last_editor_id
from projects.models.review_task import ReviewTask, says_what_was_submitted
from projects.moderation import notifications
from projects.moderation.comparison import changes

ASKED = "projects.agreement_asked"
GIVEN = "projects.agreement_given"


def lab_of(page: Page) -> LabPage | None:
    """Return the lab of a sheet, or the lab itself."""
    paths = (page.path, page.path[: -page.steplen])
    return LabPage.objects.filter(path__in=paths).order_by("-path").first()


def authors_of(page: Page) -> QuerySet:
    """Return those who write for the lab of a page."""
    people = get_user_model().objects.filter(is_active=True)
    lab = lab_of(page)
    group = lab and lab.author_group_id
    return people.filter(groups=group) if group else people.none()


def who_may_agree(page: Page, editor: Any) -> QuerySet:
    """Return those who write for the lab of a page, but for the reviewer who asks them."""
    return authors_of(page).exclude(pk=editor.pk)


def corrected(page: Page, editor: Any) -> Revision | None:
    """Return the version before the reviewer's correction: the last one that others saved."""
    others = page.revisions.exclude(user=editor)
    return others.order_by("-created_at", "-pk").first()


@transaction.atomic
def ask(page: Page, editor: Any) -> EditAgreement | None:
    """Ask the authors whether they agree with what this reviewer made of a page.

    Return the question, or None when there is none to ask: the page is not in review, the reviewer
    is not the last to have changed it, or nobody else writes for its lab.
    """
    revision = page.get_latest_revision()
    people = who_may_agree(page, editor)
    if not is_corrected(page, editor) or not people.exists():
        return None
    agreement, _created = EditAgreement.objects.update_or_create(
        revision=revision,
        defaults={
            "asked_by": editor,
            "asked_at": timezone.now(),
            "agreed_by": None,
            "agreed_at": None,
        },
    )
    log(instance=page, action=ASKED, user=editor, revision=revision)
    before = corrected(page, editor)
    changed = changes(before, revision) if before else []
    notifications.on_agreement_asked(page, editor, people, changed)
    return agreement


def is_corrected(page: Page, editor: Any) -> bool:
    """Tell whether this page is in review, and this reviewer the last to have changed it."""
    task = page.current_workflow_task
    return (
        isinstance(task, ReviewTask)
        and task.is_reviewer(page, editor)
        and last_editor_id(page) == editor.pk
    )


@transaction.atomic
def give(page: Page, agreement: EditAgreement, author: Any) -> None:
    """Record that an author agrees. The review then bears on what they agreed with."""
    agreement.agreed_by, agreement.agreed_at = author, timezone.now()
    agreement.save(update_fields=["agreed_by", "agreed_at"])
    log(
        instance=page,
        action=GIVEN,
        user=author,
        revision=agreement.revision,
        data={"editor": agreement.asked_by.get_full_name() or agreement.asked_by.get_username()},
    )
    task_state = page.current_workflow_task_state
    if not says_what_was_submitted(page.get_latest_revision(), task_state):
        task_state.cancel(user=author, resume=True)
    notifications.on_agreement_given(page, author, agreement.asked_by)


def questions_to(author: Any) -> QuerySet[EditAgreement]:
    """Return the questions that this person may answer, on the latest version of each page."""
    labs = LabPage.objects.filter(author_group__user=author)
    pages = Page.objects.none()
    for lab in labs:
        pages |= Page.objects.descendant_of(lab, inclusive=True)
    in_review = TaskState.objects.filter(
        workflow_state__base_content_type=OuterRef("revision__base_content_type"),
        workflow_state__object_id=OuterRef("revision__object_id"),
        status=TaskState.STATUS_IN_PROGRESS,
    )
    asked = EditAgreement.objects.filter(
        Exists(in_review),
        revision__in=pages.order_by().values("latest_revision"),
        agreed_by=None,
        revision__created_at__lte=F("asked_at"),
    )
    return asked.exclude(asked_by=author).select_related("revision", "asked_by")
