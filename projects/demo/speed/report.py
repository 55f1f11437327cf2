"""What was measured, beside what must be reached, in a table and for machines."""

import os
import platform
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.db import connection

from projects.demo.speed.measures import MEASURES, Measure, Measured


def circumstances(cases: int, load: float) -> dict[str, Any]:
    """Return what the figures depend on; `load` is that of the machine at the start."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    database = ".".join(map(str, connection.get_database_version()))
    return {
        "date": date.today().isoformat(),
        "machine": f"{os.cpu_count()} × {names[0] if names else platform.machine()}",
        "load": round(load, 1),
        "versions": {
            "Python": platform.python_version(),
            connection.display_name: database,
            **{name: version(name) for name in ("Django", "wagtail", "modelsearch")},
        },
        "cases": cases,
    }


def missed(measured: Measured, cases: int) -> list[Measure]:
    """Return the measures that must be better."""
    return [
        each
        for each in MEASURES
        if each.key in measured
        and not each.is_kept(measured[each.key], each.bound(cases, connection.vendor))
    ]


def table(measured: Measured, about: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    versions = ", ".join(f"{name} {number}" for name, number in about["versions"].items())
    yield f"{about['cases']} fiches, le {about['date']}, {about['machine']}, {versions},"
    yield f"charge {about['load']} au départ."
    yield ""
    yield "| | doit être | mesuré | |"
    yield "|---|---:|---:|---|"
    failed = missed(measured, about["cases"])
    for each in MEASURES:
        if each.key not in measured:
            continue
        bound, limit, verdict = each.bound(about["cases"], connection.vendor), "", ""
        if bound is not None:
            limit = f"{'≥' if each.at_least else '≤'} {bound:g} {each.unit}"
            verdict = "**manqué**" if each in failed else "tenu"
        value = f"{number(measured[each.key])} {each.unit}"
        yield f"| {each.label} | {limit} | {value} | {verdict} |"


def number(value: float) -> str:
    return (f"{value:.1f}" if value < 100 else f"{value:.0f}").replace(".", ",")
