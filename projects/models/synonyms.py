"""What means the same to somebody who searches, kept by editors."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.models.synonym_forms import SynonymForm
from projects.models.vocabulary import Shipped


class SynonymSet(Shipped):
    """Expressions that are searched for one another, and narrower ones that they also find."""

    code = models.SlugField(_("code"), max_length=64, unique=True, editable=False)
    expressions = models.JSONField(
        _("expressions"),
        default=list,
        help_text=_("One a line, as people type them. Whichever is typed, all are looked for."),
    )
    narrower = models.JSONField(
        _("also finds"),
        default=list,
        blank=True,
        help_text=_(
            "One a line: what the expressions above also find, though not the other way round."
        ),
    )
    active = models.BooleanField(
        _("in use"), default=True, help_text=_("Untick to withdraw it from the search.")
    )

    base_form_class = SynonymForm

    class Meta:
        verbose_name = _("set of synonyms")
        verbose_name_plural = _("sets of synonyms")
        ordering = ("code",)

    def __str__(self) -> str:
        return " = ".join(self.expressions)
