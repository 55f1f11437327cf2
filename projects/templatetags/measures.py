"""A measure and its readings in words. No queries: what they read is prefetched."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from projects.choices import EvidenceLevel, MeasureStatus
from projects.templatetags.figures import number, partial_line, shown_change, value_of
from projects.templatetags.periods import month, span

register = template.Library()

EXPLANATIONS: dict[EvidenceLevel, str | Promise] = {
    EvidenceLevel.TOLD: gettext_lazy("Effects that the service tells."),
    EvidenceLevel.PARTIAL: gettext_lazy("One side only, or a change without its values."),
    EvidenceLevel.FRAGILE: gettext_lazy(
        "Two values, but the periods, the methods or the numbers do not match."
    ),
    EvidenceLevel.COMPARABLE: gettext_lazy(
        "Matching periods, the same method, known numbers; source and context are told."
    ),
    EvidenceLevel.CONFIRMED: gettext_lazy(
        "A later reading, or a place where nothing changed, bears it out."
    ),
}


@register.simple_tag
def evidence_levels() -> list[tuple[EvidenceLevel, str | Promise]]:
    """The levels of evidence, lowest first, each with what it takes."""
    return list(EXPLANATIONS.items())


class ReadingRow(NamedTuple):
    """A line of the table of a measure."""

    label: str
    period: str
    value: str
    n: str
    method: str


@register.filter
def reading_rows(measure: Any) -> list[ReadingRow]:
    """Every reading that was taken, those of the control site last."""
    return [row for row in _rows(measure) if row.value]


def _rows(measure: Any) -> Iterator[ReadingRow]:
    sides = (_("Before"), "before"), (_("After"), "after")
    control = _("Control site")
    for label, side in sides:
        value, n, exhaustive = (
            getattr(measure, f"{side}_{name}") for name in ("value", "n", "exhaustive")
        )
        yield _row(label, measure, f"{side}_", measure, value, n, exhaustive)
    for later in measure.further_readings.all():
        yield _row(_("Later reading"), later, "", measure, later.value, later.n, later.exhaustive)
    for label, side in sides:
        value, n = getattr(measure, f"control_{side}"), getattr(measure, f"control_{side}_n")
        site = f"{measure.control_name or control}, {label.lower()}"
        yield _row(site, measure, f"{side}_", measure, value, n, measure.control_exhaustive)


def _row(
    label: str, taken: Any, prefix: str, measure: Any, value: Any, n: int | None, exhaustive: bool
) -> ReadingRow:
    """Return a line; `taken` holds when and how, in fields that start with `prefix`."""
    answers = [number(n)] if n is not None else []
    return ReadingRow(
        label=label,
        period=span(getattr(taken, f"{prefix}start"), getattr(taken, f"{prefix}end")),
        value="" if value is None else value_of(measure, value),
        n=", ".join(answers + [_("exhaustive")] * exhaustive),
        method=str(getattr(taken, f"{prefix}method") or ""),
    )


@register.filter
def source_title(measure: Any) -> str:
    """What the source of a measure is called, if there is one."""
    return measure.source_name or str(measure.source_file or measure.source_url)


@register.filter
def measure_line(measure: Any) -> str:
    """A measure in one line, whatever it holds: a change, one side, or a month to come."""
    if measure.status == MeasureStatus.PLANNED:
        return planned(measure)
    if measure.status == MeasureStatus.NOT_MEASURABLE:
        return _("Not measurable")
    return str(shown_change(measure) or partial_line(measure))


def planned(measure: Any) -> str:
    if measure.planned_on is None:
        return _("Measure planned, at a date to be set")
    return _("Measure planned for %(month)s") % {"month": month(measure.planned_on)}


@register.filter
def absence(case: Any) -> str:
    """Why there is no figure, for a case that has none."""
    coming = [m for m in case.measures.all() if m.status == MeasureStatus.PLANNED]
    if coming:
        return planned(coming[0])
    if case.no_measure_reason:
        return _("No measure published: %(reason)s") % {"reason": case.no_measure_reason}
    if case.is_compiled:
        return _("The sources give no figure")
    return _("No measure published")


@register.filter
def measure_count(case: Any) -> str:
    """« 3 mesures, dont 1 dégradation »: those that hold a figure."""
    count = sum(1 for measure in case.measures.all() if measure.assessment.level)
    worse = len(case.deteriorated_measures)
    text = ngettext("%(count)s measure", "%(count)s measures", count) % {"count": count}
    if not worse:
        return text
    which = ngettext("%(count)s deterioration", "%(count)s deteriorations", worse)
    return _("%(measures)s, including %(worse)s") % {
        "measures": text,
        "worse": which % {"count": worse},
    }
