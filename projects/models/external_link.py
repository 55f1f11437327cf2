"""Addresses of other sites that published pages give, and whether they still answer."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

CHECKED_AGAIN_AFTER = timedelta(days=30)
TRIES = 3
"""On how many days in a row an address has to fail before it is said to be broken."""


class LinkStatus(models.TextChoices):
    UNCHECKED = "unchecked", _("not checked yet")
    WORKS = "works", _("works")
    FAILING = "failing", _("failed, to be tried again")
    BROKEN = "broken", _("broken")
    UNVERIFIABLE = "unverifiable", _("cannot be verified")


class ExternalLinkQuerySet(QuerySet):
    def in_use(self) -> Self:
        """The addresses that a live page gives."""
        uses = self.model.pages.through.objects.filter(page__live=True)
        return self.filter(Exists(uses.filter(externallink=OuterRef("pk"))))

    def on_pages(self, pages: QuerySet) -> Self:
        uses = self.model.pages.through.objects.filter(page__in=pages.order_by().values("pk"))
        return self.filter(Exists(uses.filter(externallink=OuterRef("pk"))))

    def broken(self) -> Self:
        return self.filter(status=LinkStatus.BROKEN)

    def due(self, today: date) -> Self:
        """The addresses to check: once a month, or the next day after a failure."""
        return self.filter(
            Q(checked_on=None)
            | Q(checked_on__lte=today - CHECKED_AGAIN_AFTER)
            | Q(status=LinkStatus.FAILING, checked_on__lt=today)
        ).order_by(models.F("checked_on").asc(nulls_first=True), "pk")


class ExternalLink(models.Model):
    url = models.CharField(_("address"), max_length=500, unique=True)
    pages = models.ManyToManyField(Page, related_name="+", verbose_name=_("used in"))
    status = models.CharField(
        _("status"), max_length=12, choices=LinkStatus.choices, default=LinkStatus.UNCHECKED
    )
    answer = models.CharField(_("answer"), max_length=60, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    failing_since = models.DateField(_("since"), null=True)
    checked_on = models.DateField(_("last checked"), null=True)

    objects = ExternalLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("external link")
        verbose_name_plural = _("external links")

    def __str__(self) -> str:
        return self.url

    @property
    def titles(self) -> list[str]:
        """The titles of the pages that give this address."""
        return [page.title for page in self.pages.all()]

    def record(self, status: str, answer: str, today: date) -> None:
        """Keep what a check found. A failure counts once a day; anything else ends the series."""
        if status == LinkStatus.FAILING:
            self.failures += self.checked_on != today
            self.failing_since = self.failing_since or today
            status = LinkStatus.BROKEN if self.failures >= TRIES else LinkStatus.FAILING
        else:
            self.failures, self.failing_since = 0, None
        self.status, self.answer, self.checked_on = status, answer, today
        self.save()
