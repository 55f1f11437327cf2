"""Controlled vocabularies: terms that people choose from, kept by editors."""

from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.models.vocabulary_forms import TermForm


class Vocabulary(models.TextChoices):
    """The lists of terms. Values are the keys of the bundled `vocabularies.yaml`."""

    JOURNEY_STAGES = "journey_stages", _("Stages of the reception journey")
    ESTABLISHMENT_KINDS = "establishment_kinds", _("Kinds of establishment")
    RECEPTION_ZONES = "reception_zones", _("Reception zones")
    AUDIENCES = "audiences", _("Audiences")
    THEMES = "themes", _("Themes")
    METHODS = "methods", _("Methods")
    STRUCTURE_KINDS = "structure_kinds", _("Kinds of structure")
    PHASES = "phases", _("Phases")
    COST_BANDS = "cost_bands", _("Cost bands")
    DURATION_BANDS = "duration_bands", _("Duration bands")
    POPULATION_BANDS = "population_bands", _("Population bands")
    MEASUREMENT_METHODS = "measurement_methods", _("Measurement methods")
    PROJECT_KINDS = "project_kinds", _("Kinds of project")


def terms_of(vocabulary: Vocabulary) -> dict[str, str]:
    """Return what limits a choice to the terms of one vocabulary.

    Forms offer those in use; one that was withdrawn stays valid wherever it was chosen.
    """
    return {"vocabulary": vocabulary.value}


class Shipped(models.Model):
    """A row that the bundled file created and that editors may have changed since.

    `shipped` keeps what the file last said, so that a later version of the file updates what
    nobody touched and leaves alone what an editor changed. A row is never deleted: drafts may
    use it, and Wagtail opens no draft that names a protected row which is gone.
    """

    shipped = models.JSONField(default=dict, editable=False)
    active = models.BooleanField(
        _("offered to authors"),
        default=True,
        help_text=_("Untick to withdraw it: the sheets that use it keep it."),
    )

    class Meta:
        abstract = True

    def update_shipped(self, values: dict[str, Any]) -> bool:
        """Take what the file says where nobody changed it; tell whether anything changed.

        `values` are JSON values by name of attribute. What an editor set stays, even when the
        file then changes it too, until the two come to agree. A row that an editor created
        under a code which the file now uses only has its blanks filled.
        """
        changed = False
        for name, value in values.items():
            field: Any = self._meta.get_field(name)
            last, new = self.shipped.get(name, field.get_default()), field.to_python(value)
            if getattr(self, name) == field.to_python(last) != new:
                setattr(self, name, new)
                changed = True
        self.shipped = values
        return changed

    @property
    def is_edited(self) -> bool:
        """Tell whether an editor changed what the file says."""
        fields: dict[str, Any] = {name: self._meta.get_field(name) for name in self.shipped}
        return any(
            getattr(self, name) != field.to_python(self.shipped[name])
            for name, field in fields.items()
        )


class TermQuerySet(models.QuerySet["Term"]):
    def of(self, vocabulary: Vocabulary) -> "TermQuerySet":
        return self.filter(vocabulary=vocabulary)

    def active(self) -> "TermQuerySet":
        return self.filter(active=True)


class Term(Shipped):
    """One term of one vocabulary. (vocabulary, code) is its stable key."""

    vocabulary = models.CharField(_("vocabulary"), max_length=32, choices=Vocabulary.choices)
    code = models.SlugField(_("code"), max_length=48)
    label = models.CharField(_("label"), max_length=120)
    definition = models.TextField(_("definition"), blank=True)
    aliases = models.JSONField(
        _("other names"), default=list, blank=True, help_text=_("Other words for the same thing.")
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The smallest comes first in its list.")
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged_terms",
        editable=False,
    )

    objects = TermQuerySet.as_manager()

    base_form_class = TermForm

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("vocabulary", "order", "label")
        constraints = (
            models.UniqueConstraint(fields=("vocabulary", "code"), name="term_code_is_unique"),
        )

    def __str__(self) -> str:
        return self.label

    @property
    def state(self) -> str:
        """What authors may do of it, in words."""
        if self.merged_into:
            return gettext("merged into “%(term)s”") % {"term": self.merged_into}
        return gettext("offered") if self.active else gettext("withdrawn")
