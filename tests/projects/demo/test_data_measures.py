"""The measures of the demonstration: well formed, and as strong as their author may claim."""

from decimal import Decimal
from typing import Any

import pytest

from projects.choices import Direction, EvidenceLevel, MeasureStatus, Scale, Verdict
from projects.dates import PartialDate
from projects.evidence import Control, Measurement, Period, Reading, Rule, assess
from tests.projects.demo.data_files import FICTIONAL, INDICATORS, MEASURES, SHEETS, VOCABULARIES

every_measure = pytest.mark.parametrize(("slug", "measure"), MEASURES)


def reading_of(row: dict[str, Any] | None, **over: Any) -> Reading:
    row = {**(row or {}), **over}
    value, start, end = row.get("value"), row.get("start"), row.get("end")
    return Reading(
        value=None if value is None else Decimal(value),
        period=Period(PartialDate.parse(start), PartialDate.parse(end)) if start else None,
        method=row.get("method") or "",
        n=row.get("n"),
        exhaustive=row.get("exhaustive", False),
    )


def rule_of(measure: dict[str, Any]) -> Rule:
    row = INDICATORS.get(measure["indicator"])
    if row is None:
        direction, scale = Direction(measure["own_direction"]), Scale(measure["own_scale"])
        return Rule(direction, scale, False, Decimal(0), listed=False)
    direction, scale = Direction(row["direction"]), Scale(row["scale"])
    return Rule(direction, scale, row["sampled"], Decimal(str(row["threshold"])))


def control_of(measure: dict[str, Any]) -> Control | None:
    """The control site has the periods and the methods of the measure."""
    if "control" not in measure:
        return None
    site = measure["control"]
    return Control(
        reading_of(measure["before"], **site["before"]),
        reading_of(measure["after"], **site["after"]),
    )


def measurement_of(slug: str, measure: dict[str, Any]) -> Measurement:
    opened_on, change = SHEETS[slug]["opened_on"], measure.get("reported_change")
    return Measurement(
        rule=rule_of(measure),
        before=reading_of(measure.get("before")),
        after=reading_of(measure.get("after")),
        further=tuple(reading_of(row) for row in measure.get("further", [])),
        control=control_of(measure),
        status=MeasureStatus(measure["status"]),
        reported_change=Decimal(change["value"]) if change else None,
        opened_on=PartialDate.parse(opened_on) if opened_on else None,
        has_source=bool(measure["source"]["who"]),
        has_context=bool(measure["context"]),
    )


@every_measure
def test_a_measure_is_well_formed(slug: str, measure: dict[str, Any]) -> None:
    assert measure["indicator"] in INDICATORS or measure["own_label"]
    rows = [measure.get("before"), measure.get("after"), *measure.get("further", [])]
    for row in filter(None, rows):
        assert row["method"] in {None, *VOCABULARIES["measurement_methods"]}
        # Between quotes: YAML would make 68.30 a binary float.
        assert row["value"] is None or isinstance(row["value"], str)
    if measure["status"] == MeasureStatus.PLANNED:
        assert PartialDate.parse(measure["planned_on"]).has_month
    if measure["status"] == MeasureStatus.NOT_MEASURABLE:
        assert measure["reason"]


@every_measure
def test_the_arithmetic_finds_what_is_expected(slug: str, measure: dict[str, Any]) -> None:
    found = assess(measurement_of(slug, measure))
    if slug in FICTIONAL:
        assert {"level": found.level, "verdict": found.shown} == measure["expected"]
    else:
        # No public source gives enough to compare: no compiled measure may conclude.
        assert found.level in (EvidenceLevel.PARTIAL, EvidenceLevel.FRAGILE)
        assert found.shown in (None, Verdict.NO_CONCLUSION)


def test_the_fictional_sheets_show_every_level_and_verdict() -> None:
    expected = [measure["expected"] for slug, measure in MEASURES if slug in FICTIONAL]
    assert {row["verdict"] for row in expected} == {None, *Verdict.values}
    assert {row["level"] for row in expected} == {None, 1, 2, 3, 4}
