"""What a review leaves beside Wagtail's own record of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, WorkflowState

from projects.models.edits import what_it_says


class TakenReview(models.Model):
    """A review that somebody has taken on, so that nobody else spends an hour on the same page."""

    workflow_state = models.OneToOneField(
        WorkflowState, on_delete=models.CASCADE, related_name="taken"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.workflow_state_id}: {self.by}"


class EditAgreement(models.Model):
    """The agreement of an author with the correction of a reviewer, who asks for it."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="agreement")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(agreed_by=models.F("asked_by")),
                name="nobody_agrees_with_themselves",
            ),
        )

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.asked_by} → {self.agreed_by or '?'}"

    @property
    def key(self) -> str:
        """Name the question: asked again, it is another."""
        return f"{self.pk}@{self.asked_at.isoformat()}"

    def bears_on(self, page: Page) -> bool:
        """Tell whether the page still says what the revision said on the day of the question.

        An automatic save may overwrite a revision in place, which then is younger than that.
        """
        if self.revision.created_at > self.asked_at:
            return False
        asked, latest = self.revision.content, page.get_latest_revision().content
        return what_it_says(page.specific_class, asked) == what_it_says(page.specific_class, latest)


def last_agreement(page: Page) -> EditAgreement | None:
    """Return the last question asked of the authors of a page, if it still bears on it."""
    asked = EditAgreement.objects.filter(revision__in=page.revisions.values("pk"))
    last = asked.select_related("revision", "asked_by").order_by("-asked_at", "-pk").first()
    return last if last and last.bears_on(page) else None


def is_agreed(page: Page, editor: Any) -> bool:
    """Tell whether an author agreed with what this reviewer made of the page as it stands."""
    last = last_agreement(page)
    return bool(last and last.agreed_by_id and last.asked_by_id == editor.pk)


def taken_by_another(page: Page, user: Any) -> TakenReview | None:
    """Return who took the review of this page on, unless it is this person or nobody."""
    state = page.current_workflow_state
    taken = TakenReview.objects.filter(workflow_state=state).exclude(by=user)
    return taken.select_related("by").first() if state else None


class ReturnPhrase(models.Model):
    """Something that reviewers often have to say, ready to be put in a comment."""

    text = models.CharField(_("phrase"), max_length=400)
    order = models.PositiveSmallIntegerField(_("rank"), default=0)
    active = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("ready phrase of the review")
        verbose_name_plural = _("ready phrases of the review")
        ordering = ("order", "pk")

    def __str__(self) -> str:
        return self.text
