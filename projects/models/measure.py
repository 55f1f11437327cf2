"""Measures: a figure before, a figure after, and everything that makes them believable."""

from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from projects.choices import ChangeKind, Direction, MeasureStatus, Scale
from projects.dates import PartialDate
from projects.evidence import Assessment, Control, Measurement, Period, Reading, Rule, assess
from projects.fields import PartialDateField
from projects.models.document import ResourceFile
from projects.models.indicator import Indicator
from projects.models.vocabulary import Term, Vocabulary, terms_of

METHOD_CHOICES = terms_of(Vocabulary.MEASUREMENT_METHODS)


def value_field(label: Any, **options: Any) -> models.DecimalField:
    return models.DecimalField(
        label, max_digits=14, decimal_places=4, null=True, blank=True, **options
    )


def answers_field(label: Any) -> models.PositiveIntegerField:
    return models.PositiveIntegerField(
        label,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Number of answers to this very question."),
    )


def method_field() -> models.ForeignKey:
    return models.ForeignKey(
        Term,
        verbose_name=_("method"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to=METHOD_CHOICES,
        related_name="+",
    )


def exhaustive_field() -> models.BooleanField:
    return models.BooleanField(
        _("exhaustive count"), default=False, help_text=_("Everybody was counted, not a sample.")
    )


class Measure(Orderable, ClusterableModel):
    """One indicator of one case, before and after. Change, verdict and level are computed."""

    page = ParentalKey("projects.CaseStudyPage", on_delete=models.CASCADE, related_name="measures")
    indicator = models.ForeignKey(
        Indicator,
        verbose_name=_("indicator"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="measures",
        help_text=_("An indicator of the common list can be compared with other cases."),
    )
    own_label = models.CharField(_("own indicator"), max_length=120, blank=True)
    own_unit = models.CharField(_("unit"), max_length=40, blank=True)
    own_direction = models.CharField(
        _("direction"), max_length=8, choices=Direction.choices, blank=True
    )
    own_scale = models.CharField(
        _("kind of figure"), max_length=8, choices=Scale.choices, default=Scale.RATIO
    )
    status = models.CharField(
        _("status"),
        max_length=16,
        choices=MeasureStatus.choices,
        default=MeasureStatus.MEASURED,
    )
    planned_on = PartialDateField(_("planned for"))

    before_value = value_field(_("value before"))
    before_start = PartialDateField(_("from"))
    before_end = PartialDateField(_("to"))
    before_method = method_field()
    before_n = answers_field(_("answers before"))
    before_exhaustive = exhaustive_field()

    after_value = value_field(_("value after"))
    after_start = PartialDateField(_("from"))
    after_end = PartialDateField(_("to"))
    after_method = method_field()
    after_n = answers_field(_("answers after"))
    after_exhaustive = exhaustive_field()

    reported_change = value_field(
        _("change, if the source gives nothing else"),
        help_text=_("For example 30 for « 30 % more »."),
    )
    reported_kind = models.CharField(
        _("expressed"), max_length=8, choices=ChangeKind.choices, blank=True
    )
    same_people = models.BooleanField(_("the same people answered twice"), default=False)

    control_name = models.CharField(
        _("control site"),
        max_length=120,
        blank=True,
        help_text=_("A comparable place where nothing changed, measured over the same periods."),
    )
    control_before = value_field(_("control site, value before"))
    control_after = value_field(_("control site, value after"))
    control_before_n = answers_field(_("control site, answers before"))
    control_after_n = answers_field(_("control site, answers after"))
    control_exhaustive = exhaustive_field()

    source_name = models.CharField(
        _("source"),
        max_length=255,
        blank=True,
        help_text=_("Who counted, in which document."),
    )
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    source_file = models.ForeignKey(
        ResourceFile,
        verbose_name=_("file of the source"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    context = models.TextField(
        _("what else changed meanwhile"),
        blank=True,
        help_text=_("Opening hours, staff, other procedures… « Nothing else » is an answer."),
    )
    target = models.CharField(_("target"), max_length=120, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("measure")
        verbose_name_plural = _("measures")

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.indicator.label if self.indicator else self.own_label

    @property
    def unit(self) -> str:
        return self.indicator.unit if self.indicator else self.own_unit

    @property
    def rule(self) -> Rule:
        """How the figures of this measure are to be read."""
        if self.indicator:
            return self.indicator.rule
        direction = Direction(self.own_direction) if self.own_direction else None
        return Rule(
            direction=direction,
            scale=Scale(self.own_scale or Scale.RATIO),
            sampled=False,
            threshold=Decimal(0),
            listed=False,
        )

    @property
    def before(self) -> Reading:
        return reading_of(self, "before_")

    @property
    def after(self) -> Reading:
        return reading_of(self, "after_")

    @property
    def control(self) -> Control | None:
        """The control site over the same periods, by the same methods; None if there is none."""
        if self.control_before is None or self.control_after is None:
            return None
        sides = (
            (self.before, self.control_before, self.control_before_n),
            (self.after, self.control_after, self.control_after_n),
        )
        return Control(
            *(
                Reading(
                    value=value,
                    period=side.period,
                    method=side.method,
                    n=n,
                    exhaustive=self.control_exhaustive,
                )
                for side, value, n in sides
            )
        )

    @cached_property
    def assessment(self) -> Assessment:
        """Change, verdict and level of this measure as it stands."""
        return assess(
            Measurement(
                rule=self.rule,
                status=MeasureStatus(self.status),
                before=self.before,
                after=self.after,
                further=tuple(reading_of(further) for further in self.further_readings.all()),
                control=self.control,
                reported_change=self.reported_change,
                opened_on=self.page.opened_on if self.page_id or self._has_page else None,
                has_source=bool(self.source_name or self.source_url or self.source_file_id),
                has_context=bool(self.context.strip()),
                same_people=self.same_people,
            )
        )

    @property
    def _has_page(self) -> bool:
        return "page" in self._state.fields_cache

    def clean(self) -> None:
        super().clean()
        self.__dict__.pop("assessment", None)  # a form has just changed the figures
        errors: dict[str, Any] = {}
        for side in ("before", "after"):
            check_period(self, f"{side}_", errors)
        for name in ("before_value", "after_value", "control_before", "control_after"):
            check_value(self.rule.scale, name, getattr(self, name), errors)
        if self.reported_change is not None and not self.reported_kind:
            errors["reported_kind"] = _("Say whether this change is in per cent or in units.")
        if errors:
            raise ValidationError(errors)


class FurtherReading(Orderable):
    """A later reading after the change, which confirms the first one or not."""

    measure = ParentalKey(Measure, on_delete=models.CASCADE, related_name="further_readings")
    value = value_field(_("value"))
    start = PartialDateField(_("from"))
    end = PartialDateField(_("to"))
    method = method_field()
    n = answers_field(_("answers"))
    exhaustive = exhaustive_field()

    class Meta(Orderable.Meta):
        verbose_name = _("further reading")
        verbose_name_plural = _("further readings")

    def __str__(self) -> str:
        return f"{self.value} {self.start or ''}".strip()

    def clean(self) -> None:
        super().clean()
        errors: dict[str, Any] = {}
        check_period(self, "", errors)
        if "measure" in self._state.fields_cache:
            check_value(self.measure.rule.scale, "value", self.value, errors)
        if errors:
            raise ValidationError(errors)


def reading_of(row: Measure | FurtherReading, prefix: str = "") -> Reading:
    """Return one reading of a row: its plain fields, or those behind « before_ », « after_ »."""
    start: PartialDate | None = getattr(row, f"{prefix}start")
    end: PartialDate | None = getattr(row, f"{prefix}end")
    method = getattr(row, f"{prefix}method")
    return Reading(
        value=getattr(row, f"{prefix}value"),
        period=Period(start, end) if start and end else None,
        method=method.code if method else "",
        n=getattr(row, f"{prefix}n"),
        exhaustive=getattr(row, f"{prefix}exhaustive"),
    )


def check_period(row: models.Model, prefix: str, errors: dict[str, Any]) -> None:
    start, end = getattr(row, f"{prefix}start"), getattr(row, f"{prefix}end")
    if start and end and start.is_after(end):
        errors[f"{prefix}end"] = _("The period ends before it starts.")


def check_value(scale: Scale, name: str, value: Decimal | None, errors: dict[str, Any]) -> None:
    if value is None:
        return
    if scale == Scale.PERCENT and not 0 <= value <= 100:
        errors[name] = _("A percentage lies between 0 and 100.")
    elif scale == Scale.BALANCE and not -100 <= value <= 100:
        errors[name] = _("A balance lies between −100 and 100.")
    elif scale == Scale.RATIO and value < 0:
        errors[name] = _("This figure cannot be negative.")
