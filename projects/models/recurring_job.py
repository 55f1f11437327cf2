"""What runs again and again: who runs it now, and when it last went well."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ABANDONED_AFTER = timedelta(hours=1)
"""A run that has not ended by then was killed: another one takes its place."""


class RecurringJob(models.Model):
    name = models.CharField(max_length=40, primary_key=True)
    started_at = models.DateTimeField(null=True, editable=False)
    """When the run now going on began; empty when there is none."""
    done_at = models.DateTimeField(null=True, editable=False)
    """When the last run that went well began."""

    class Meta:
        verbose_name = _("recurring job")
        verbose_name_plural = _("recurring jobs")

    def __str__(self) -> str:
        return self.name

    @classmethod
    def claim(cls, name: str) -> Self | None:
        """Return the job, for the caller alone to run; None when somebody else is running it."""
        now = timezone.now()
        cls.objects.get_or_create(name=name)
        free = Q(started_at=None) | Q(started_at__lt=now - ABANDONED_AFTER)
        if not cls.objects.filter(free, name=name).update(started_at=now):
            return None
        return cls.objects.get(name=name)

    def end(self, done_at: datetime | None) -> None:
        """Let others run it; `done_at` is when this run began, or the last one that went well.

        A run that was given up for dead and replaced ends nothing.
        """
        mine = type(self).objects.filter(name=self.name, started_at=self.started_at)
        mine.update(started_at=None, done_at=done_at)
