"""Measures of the demonstration's files as rows of a case."""

from decimal import Decimal
from typing import Any

from projects.dates import PartialDate
from projects.demo.rows import in_order
from projects.demo.vocabulary import Lookup
from projects.models import FurtherReading, Measure


def build_measure(facts: dict[str, Any], lookup: Lookup) -> Measure:
    """Return the unsaved measure that an entry of `measures` describes."""
    change = facts.get("reported_change") or {}
    source = facts.get("source") or {}
    measure = Measure(
        indicator=lookup.indicators[facts["indicator"]] if facts.get("indicator") else None,
        own_label="" if facts.get("indicator") else facts.get("own_label", ""),
        own_unit=facts.get("own_unit") or "",
        own_direction=facts.get("own_direction") or "",
        own_scale=facts.get("own_scale") or "ratio",
        status=facts["status"],
        planned_on=date(facts.get("planned_on")),
        **reading("before_", facts.get("before"), lookup),
        **reading("after_", facts.get("after"), lookup),
        **control(facts.get("control")),
        reported_change=number(change.get("value")),
        reported_kind=change.get("kind", ""),
        source_name=", ".join(filter(None, [source.get("who"), source.get("location")])),
        source_url=source.get("url") or "",
        context=facts.get("context") or "",
        target=facts.get("target") or "",
        note=note(facts),
    )
    measure.further_readings = in_order(
        FurtherReading(**reading("", entry, lookup)) for entry in facts.get("further", ())
    )
    return measure


def reading(prefix: str, facts: dict[str, Any] | None, lookup: Lookup) -> dict[str, Any]:
    facts = facts or {}
    values = {
        "value": number(facts.get("value")),
        "start": date(facts.get("start")),
        "end": date(facts.get("end")),
        "method": lookup.term("measurement_methods", facts.get("method")),
        "n": facts.get("n"),
        "exhaustive": facts.get("exhaustive", False),
    }
    return {f"{prefix}{name}": value for name, value in values.items()}


def control(facts: dict[str, Any] | None) -> dict[str, Any]:
    if not facts:
        return {}
    return {
        "control_name": facts["name"],
        "control_before": number(facts["before"]["value"]),
        "control_before_n": facts["before"].get("n"),
        "control_after": number(facts["after"]["value"]),
        "control_after_n": facts["after"].get("n"),
    }


def note(facts: dict[str, Any]) -> str:
    """Gather what has no field of its own: the source's question, its method, the reason."""
    asked = facts.get("own_label") if facts.get("indicator") else ""
    methods = dict.fromkeys(
        (facts.get(side) or {}).get("method_note") for side in ("before", "after")
    )
    parts = [
        f"Dans la source : « {asked} »." if asked else "",
        *(f"Méthode dite par la source : {method}." for method in methods if method),
        facts.get("reason") or "",
        facts.get("note") or "",
    ]
    return " ".join(filter(None, parts))


def number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def date(value: str | None) -> PartialDate | None:
    return PartialDate.parse(value) if value else None
