"""What a card says of a case, in words ready to show.

Worked out from its texts and measures, and kept with its document in the index: a list of twenty
then reads twenty rows instead of a hundred. Plain values only, as JSON gives them back.
"""

from dataclasses import asdict
from typing import Any

from django.utils.translation import pgettext

from projects.choices import Verdict
from projects.templatetags.charts import Dumbbell, small_dumbbell
from projects.templatetags.figures import ShownChange, shown_change
from projects.templatetags.measures import absence, measure_count, measure_line
from projects.templatetags.sheets import (
    card_facts,
    card_place,
    cost_line,
    phase_words,
    short_place,
    typeset,
)

Told = dict[str, Any]


def card_of(case: Any) -> Told:
    """Return what a card or a row of the table says of a case, but for its title and pictures."""
    measure = case.main_measure
    return {
        "place": typeset(card_place(case)),
        "short_place": typeset(short_place(case)),
        "phase": typeset(phase_words(case)),
        "cost": cost_line(case),
        "facts": card_facts(case),
        "is_compiled": case.is_compiled,
        "is_fictional": case.is_fictional,
        "absence": "" if measure else typeset(absence(case)),
        "measure": measure and {**told_of(measure), "note": measure_count(case)},
    }


def told_of(measure: Any) -> Told:
    """Return a measure in short: its change or what is known of it, and how far to believe it.

    `evidence` is the level in words; `proof` says too where nothing may be concluded.
    """
    found, change, chart = measure.assessment, shown_change(measure), small_dumbbell(measure)
    evidence = "" if found.level is None else str(found.level.label)
    proof = [evidence]
    if found.shown == Verdict.NO_CONCLUSION:
        proof.append(found.shown.label.lower())
    return {
        "label": typeset(measure.label),
        "line": measure_line(measure),
        "change": change and told_change(change),
        "chart": chart and told_chart(chart),
        "level": found.level,
        "evidence": evidence,
        "proof": pgettext("label", ": ").join(proof),
    }


def told_change(change: ShownChange) -> Told:
    return {**asdict(change), "short_unit": change.short_unit, "spoken": change.spoken}


def told_chart(chart: Dumbbell) -> Told:
    """Return what is drawn of a change, as attributes of SVG: a number is longer to write out."""
    y, start, end = chart.y, chart.start, chart.axis.end
    return {
        "box": f"0 0 {chart.axis.width} {chart.height}",
        "axis": f"M{start} {y}H{end}M{start} 6v6M{end} 6v6",
        "link": f"M{chart.link[0]} {y}H{chart.link[1]}" if chart.link else "",
        "before": str(chart.before),
        "after": str(chart.after),
        "y": str(y),
        "ring": str(chart.ring),
        "dot": str(chart.dot),
        "is_firm": chart.firm,
    }
