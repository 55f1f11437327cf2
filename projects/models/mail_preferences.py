"""The regular mails that a person accepts."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MailPreferences(models.Model):
    """Which regular mails a person accepts: all of them, until the person says otherwise."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    weekly_digest = models.BooleanField(
        _("Monday’s digest"),
        default=True,
        help_text=_("What waits for you, once a week. No mail when nothing does."),
    )
    verification_reminders = models.BooleanField(
        _("sheets to verify again"),
        default=True,
        help_text=_("One mail when published sheets of your labs are to be verified again."),
    )
    digest_week = models.DateField(null=True, editable=False)
    """The Monday of the last week whose digest this person had, or had no need of."""

    class Meta:
        verbose_name = _("regular mails")
        verbose_name_plural = _("regular mails")

    def __str__(self) -> str:
        return str(self.person)

    @classmethod
    def of(cls, person: Any) -> Self:
        return cls.objects.get_or_create(person=person)[0]

    def claim_digest(self, week: date) -> bool:
        """Note that the digest of this week is dealt with; tell whether it is to be sent."""
        pending = type(self).objects.filter(Q(digest_week=None) | Q(digest_week__lt=week))
        return bool(pending.filter(pk=self.pk).update(digest_week=week) and self.weekly_digest)

    def release_digest(self) -> None:
        """Let the next run send the digest that could not leave."""
        type(self).objects.filter(pk=self.pk).update(digest_week=self.digest_week)


class VerificationReminder(models.Model):
    """A person was told that a case is to be verified again by this date."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey("projects.CaseStudyPage", on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()

    class Meta:
        verbose_name = _("reminder to verify")
        verbose_name_plural = _("reminders to verify")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "case", "due_on"), name="reminder_is_sent_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case} {self.due_on}"
