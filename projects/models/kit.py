"""The reuse kit: what another service can take and redo."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable

from projects.choices import ContentLicence, ResourceKind
from projects.models.document import ResourceFile


class Resource(Orderable):
    """One piece of the kit: a file of the lab or an address."""

    page = ParentalKey("projects.CaseStudyPage", on_delete=models.CASCADE, related_name="resources")
    title = models.CharField(_("title"), max_length=140)
    kind = models.CharField(
        _("kind"), max_length=16, choices=ResourceKind.choices, default=ResourceKind.OTHER
    )
    file = models.ForeignKey(
        ResourceFile,
        verbose_name=_("file"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    url = models.URLField(_("or address"), max_length=500, blank=True)
    editable = models.BooleanField(_("can be edited"), default=False)
    licence = models.CharField(
        _("licence"),
        max_length=16,
        choices=ContentLicence.choices,
        default=ContentLicence.LICENCE_OUVERTE,
    )
    version = models.CharField(_("version"), max_length=40, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("resource")
        verbose_name_plural = _("resources")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        if self.file_id and self.url:
            raise ValidationError({"url": _("Give a file or an address, not both.")})

    @property
    def is_available(self) -> bool:
        return bool(self.file_id or self.url)


class RedoStep(Orderable):
    """One step to redo the project elsewhere."""

    page = ParentalKey(
        "projects.CaseStudyPage", on_delete=models.CASCADE, related_name="redo_steps"
    )
    step = models.CharField(_("step"), max_length=255)
    duration = models.CharField(_("duration"), max_length=60, blank=True)
    who = models.CharField(_("who"), max_length=120, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("step to redo it")
        verbose_name_plural = _("steps to redo it")

    def __str__(self) -> str:
        return self.step
