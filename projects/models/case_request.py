"""What people ask the editors about a published case: to withdraw it, or to take it over."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from projects.models.case_study import CaseStudyPage
from projects.models.lab import LabPage


class RequestKind(models.TextChoices):
    WITHDRAWAL = "withdrawal", _("Withdrawal of a published case")
    CLAIM = "claim", _("Takeover of a compiled sheet")


class RequestState(models.TextChoices):
    OPEN = "open", _("To answer")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")


class CaseRequestQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(state=RequestState.OPEN)

    def accepted(self) -> Self:
        return self.filter(state=RequestState.ACCEPTED)

    def withdrawals(self) -> Self:
        return self.filter(kind=RequestKind.WITHDRAWAL)

    def claims(self) -> Self:
        return self.filter(kind=RequestKind.CLAIM)


class CaseRequest(models.Model):
    """A request of a lab about a case, and what the editors answered."""

    kind = models.CharField(_("kind"), max_length=10, choices=RequestKind.choices)
    case = models.ForeignKey(CaseStudyPage, on_delete=models.CASCADE, related_name="requests")
    lab = models.ForeignKey(
        LabPage, verbose_name=_("lab"), on_delete=models.CASCADE, related_name="+"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    reason = models.TextField(_("reason"))
    state = models.CharField(
        _("state"), max_length=9, choices=RequestState.choices, default=RequestState.OPEN
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("answered by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    answered_at = models.DateTimeField(_("answered on"), null=True)
    answer = models.TextField(_("answer"), blank=True)

    # Not a use of the page: deleting the page must not warn of it.
    wagtail_reference_index_ignore = True

    objects = CaseRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request about a case")
        verbose_name_plural = _("requests about cases")
        constraints = (
            models.UniqueConstraint(
                fields=("kind", "case", "lab"),
                condition=models.Q(state="open"),
                name="one_open_request",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.case}"

    @property
    def is_open(self) -> bool:
        return self.state == RequestState.OPEN
