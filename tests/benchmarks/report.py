"""docs/performance.md: the last measures of each theme, beside their budgets."""

import json
import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from tests.benchmarks.budgets import BUDGETS, Budget, Measured

PAGE = settings.BASE_DIR / "docs" / "performance.md"
NARROW, WIDE = "\u202f", "\u00a0"
INTRODUCTION = Path(__file__).with_name("introduction.md").read_text()


def save(theme: str, measured: Measured, tools: dict[str, str], load: float) -> None:
    """Keep what was measured of a theme, and write the page anew with the last of each."""
    facts = {
        "date": date.today().isoformat(),
        "machine": machine(load),
        "versions": {**versions(), **tools},
    }
    path = settings.FOLDER / f"measured-{theme}.json"
    path.write_text(json.dumps({**facts, "measured": measured}))
    PAGE.write_text("\n".join([INTRODUCTION, *map(section, ("neutral", "dsfr"))]).rstrip() + "\n")


def section(theme: str) -> str:
    path: Path = settings.FOLDER / f"measured-{theme}.json"
    if not path.exists():
        return ""
    facts: dict[str, Any] = json.loads(path.read_text())
    measured = facts["measured"]
    rows = [row(each, measured[each.key], theme) for each in BUDGETS if each.key in measured]
    versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    title = {"neutral": "Thème neutre", "dsfr": "Thème de l’État"}[theme]
    return "\n".join(
        [
            f"## {title}",
            "",
            f"Le {facts['date']}, sur {facts['machine']}. {versions}.",
            "",
            "| | Budget | Mesuré | |",
            "|---|---:|---:|---|",
            *rows,
            "",
        ]
    )


def row(budget: Budget, value: float, theme: str) -> str:
    bound, sign = budget.bound(theme), "≥" if budget.at_least else "≤"
    limit = "" if bound is None else f"{sign}{NARROW}{number(bound, budget.unit)}"
    kept = budget.is_kept(value, theme)
    verdict = "" if bound is None else "tenu" if kept else "**dépassé**"
    return f"| {budget.label} | {limit} | {number(value, budget.unit)} | {verdict} |"


def number(value: float, unit: str) -> str:
    """Return a number as French reads it: at most two decimals, its unit after a space."""
    rounded = f"{value:.2f}" if value < 1 else f"{value:.1f}" if value < 100 else f"{value:.0f}"
    text = rounded.rstrip("0").rstrip(".") if "." in rounded else rounded
    return f"{text.replace('.', ',')}{WIDE}{unit}" if unit else text.replace(".", ",")


def machine(load: float) -> str:
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    processor = names[0] if names else platform.processor() or platform.machine()
    return f"{os.cpu_count()} cœurs {processor}, charge {number(load, '')} au départ"


def versions() -> dict[str, str]:
    found = {"Python": platform.python_version()}
    for name in ("Django", "wagtail", "gunicorn"):
        found[name] = version(name)
    numbers = connection.get_database_version()
    return {**found, connection.display_name: ".".join(map(str, numbers))}
