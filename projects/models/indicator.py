"""Indicators: what a measure counts, and how its change is to be read."""

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from projects.choices import Direction, Scale
from projects.evidence import Rule
from projects.models.vocabulary import Shipped, Term, Vocabulary, terms_of
from projects.models.vocabulary_forms import IndicatorForm


class Indicator(Shipped):
    """An indicator of the common list."""

    code = models.SlugField(_("code"), max_length=48, unique=True)
    label = models.CharField(_("label"), max_length=120)
    unit = models.CharField(_("unit"), max_length=40)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction.choices)
    scale = models.CharField(_("scale"), max_length=8, choices=Scale.choices)
    sampled = models.BooleanField(
        _("sampled"), default=False, help_text=_("Answers of independent respondents.")
    )
    threshold = models.DecimalField(
        _("threshold"),
        max_digits=6,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0))],
        help_text=_(
            "Smallest change that counts: in points for percentages and balances, "
            "in per cent for quantities, in units otherwise."
        ),
    )
    definition = models.TextField(_("definition"), blank=True)
    advised_method = models.ForeignKey(
        Term,
        verbose_name=_("advised method"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to=terms_of(Vocabulary.MEASUREMENT_METHODS),
        related_name="+",
    )
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("The smallest comes first in its list.")
    )

    base_form_class = IndicatorForm

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ("order", "label")

    def __str__(self) -> str:
        return f"{self.label} ({self.unit})"

    @property
    def rule(self) -> Rule:
        """The arithmetic of this indicator, as `evidence` understands it."""
        return Rule(
            direction=Direction(self.direction),
            scale=Scale(self.scale),
            sampled=self.sampled,
            threshold=self.threshold,
        )
