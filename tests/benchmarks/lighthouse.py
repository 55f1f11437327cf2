"""What Lighthouse says of pages on a telephone, and which of its audits failed."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.benchmarks.server import SITE
from tests.e2e.chromium import CHROMIUM, OFFLINE

RUNS = 5
TRIES = 3
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
COMMAND = (
    *("npx", "--yes", "lighthouse@12", "--quiet", "--output", "json"),
    f"--chrome-flags={' '.join(['--headless', '--disable-gpu', *OFFLINE])}",
)


@dataclass
class Verdict:
    """Scores out of 100 by category, the audits that failed, the version of Lighthouse."""

    scores: dict[str, float]
    failures: list[str]
    version: str


def is_installed() -> bool:
    return bool(shutil.which("npx"))


def judge(address: str) -> Verdict:
    """Return the median scores of five runs, and the failures of any."""
    reports = [run(address) for _ in range(RUNS)]
    scores = {
        name: median(100 * (report["categories"][name]["score"] or 0) for report in reports)
        for name in CATEGORIES
    }
    failed = {line for report in reports for line in failures(report)}
    return Verdict(scores, sorted(failed), reports[0]["lighthouseVersion"])


def run(address: str) -> dict[str, Any]:
    """Return a report. Chromium at times gives no trace at all: such a run is made again."""
    for _try in range(TRIES):
        done = subprocess.run(  # noqa: S603
            [*COMMAND, f"{SITE}{address}"],
            env={**os.environ, "CHROME_PATH": str(CHROMIUM)},
            capture_output=True,
            check=False,
            text=True,
        )
        if done.returncode == 0:
            return json.loads(done.stdout)
    raise SystemExit(f"Lighthouse n’a pas pu lire {address} :\n{done.stderr}")


def failures(report: dict[str, Any]) -> set[str]:
    """Name the audits that count and fail, outside performance, where they are degrees."""
    counted = {
        ref["id"]
        for name in CATEGORIES[1:]
        for ref in report["categories"][name]["auditRefs"]
        if ref["weight"]
    }
    audits = (report["audits"][each] for each in counted)
    return {f"{each['id']} : {each['title']}" for each in audits if each["score"] == 0}
