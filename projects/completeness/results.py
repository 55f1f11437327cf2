"""Question 9: what changed, in figures that can be checked or in words that were agreed to."""

from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from projects.choices import EffectKind, EvidenceLevel, MeasureStatus
from projects.completeness.rule import OWN_SHEETS, Case, Item, Level, Rule


def has_a_result(case: Case) -> bool:
    """Tell whether there is a figure, one to come, or a reason why there is none."""
    statuses = {measure.status for measure in case.measures.all()}
    return bool(case.no_measure_reason.strip() or statuses - {MeasureStatus.NOT_MEASURABLE})


def measures(case: Case) -> list[Item]:
    return [
        Item(
            measure, name=measure.label or gettext("Measure %(rank)s") % {"rank": row + 1}, row=row
        )
        for row, measure in enumerate(case.measures.all())
    ]


def measures_taken(case: Case) -> list[Item]:
    return [item for item in measures(case) if item.value.status == MeasureStatus.MEASURED]


def measures_planned(case: Case) -> list[Item]:
    return [item for item in measures(case) if item.value.status == MeasureStatus.PLANNED]


def figures(case: Case) -> list[Item]:
    return [item for item in measures_taken(case) if has_a_figure(item.value)]


def quotations(case: Case) -> list[Item]:
    return [
        Item(effect, name=Truncator(effect.text).chars(40), row=row)
        for row, effect in enumerate(case.effects.all())
        if effect.kind == EffectKind.QUOTATION
    ]


def has_a_figure(measure: Any) -> bool:
    return bool(measure.assessment.level != EvidenceLevel.TOLD)


def has_a_source(measure: Any) -> bool:
    return bool(measure.source_name.strip() or measure.source_url or measure.source_file)


def undated(measure: Any) -> str:
    """Return where the first value without any date is dated: the end of a period is enough."""
    sides = (
        ("before_start", measure.before_value, measure.before_start or measure.before_end),
        ("after_start", measure.after_value, measure.after_start or measure.after_end),
    )
    return next((field for field, value, when in sides if value is not None and not when), "")


def figures_to_date(case: Case) -> list[Item]:
    return [item._replace(answer=undated(item.value)) for item in figures(case)]


RESULT_RULES = (
    Rule(
        code="result",
        field="measures",
        message=_("Give a measure, or say why there is none."),
        why=_("Readers must know whether the effect was measured; “not yet” is a useful answer."),
        sheets=OWN_SHEETS,
        satisfied=has_a_result,
    ),
    Rule(
        code="measure_indicator",
        field="measures",
        answer="indicator",
        message=_("%(name)s: choose an indicator, or name your own and its unit."),
        why=_("A figure means nothing unless people know what it counts."),
        items=measures,
        satisfied=lambda measure: measure.label.strip() and measure.unit.strip(),
    ),
    Rule(
        code="measure_value",
        field="measures",
        answer="before_value",
        message=_("%(name)s: give a value, or say that the measure is planned."),
        why=_("A measure without any value tells nothing; a planned one tells when to come back."),
        items=measures_taken,
        satisfied=has_a_figure,
    ),
    Rule(
        code="measure_planned",
        field="measures",
        answer="planned_on",
        message=_("%(name)s: say when the measure is planned."),
        why=_("The date tells readers when to come back for the figure."),
        items=measures_planned,
        satisfied=lambda measure: measure.planned_on is not None,
    ),
    Rule(
        code="measure_source",
        field="measures",
        answer="source_name",
        message=_("%(name)s: say where the figure comes from (who counted, in which document)."),
        why=_("A figure without a source can be neither checked nor quoted."),
        items=figures,
        satisfied=has_a_source,
    ),
    Rule(
        code="measure_period",
        field="measures",
        message=_("%(name)s: say when each value was found."),
        why=_("Without dates, nobody can tell whether the before and the after compare."),
        items=figures_to_date,
        satisfied=lambda measure: not undated(measure),
        level=Level.WARNING,
    ),
    Rule(
        code="quotation_role",
        field="effects",
        answer="role",
        message=_("“%(name)s”: say in what role the person speaks."),
        why=_("“A user” and “the head of the service” do not carry the same weight."),
        items=quotations,
        satisfied=lambda effect: effect.role.strip(),
    ),
    Rule(
        code="quotation_agreement",
        field="effects",
        answer="agreement",
        message=_("“%(name)s”: give the reference of the written agreement."),
        why=_("Someone's words are published with their consent, which must be found again."),
        sheets=OWN_SHEETS,
        items=quotations,
        satisfied=lambda effect: effect.agreement.strip(),
    ),
)
