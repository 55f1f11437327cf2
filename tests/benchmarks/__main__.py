"""`make benchmark`: measure, write docs/performance.md, and fail where a budget is exceeded."""

import os
import signal
import sys
from statistics import median

import django
from playwright.sync_api import sync_playwright

django.setup()

from django.conf import settings  # noqa: E402

from tests.benchmarks import lighthouse, report, timing  # noqa: E402
from tests.benchmarks.budgets import BUDGETS, Measured  # noqa: E402
from tests.benchmarks.content import prepare  # noqa: E402
from tests.benchmarks.moderation import time_screens  # noqa: E402
from tests.benchmarks.server import LIST, serving  # noqa: E402
from tests.benchmarks.weight import SCREENS, weigh  # noqa: E402
from tests.e2e.chromium import CHROMIUM, OFFLINE  # noqa: E402

LAB = f"{LIST}lab-exemple/"
PAGES = {
    "home": "/",
    "list": LIST,
    "case": f"{LAB}pre-accueil-remplace-la-file-unique/",
    "lab": LAB,
}
RUNS = 5


def main() -> int:
    if not CHROMIUM or CHROMIUM == "none":
        raise SystemExit("Il faut un Chromium : apt-get install chromium.")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that gunicorn stops as well
    load, tools = os.getloadavg()[0], {}
    prepare()
    with serving():
        measured = {**speed(), **queries(), **review(), **weights(tools), **scores(tools)}
    report.save(settings.THEME, measured, tools, load)
    return tell(measured)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def speed() -> Measured:
    say("Temps du serveur")
    measured = timing.time_lists()
    return {
        "server": measured.spent,
        "server-cpu": measured.work,
        "server-ratio": measured.ratio,
    }


def queries() -> Measured:
    say("Requêtes en base")
    addresses = {"home": [PAGES["home"]], "list": timing.some_lists(), "case": timing.some_cases()}
    return {f"queries-{kind}": timing.most_queries(each) for kind, each in addresses.items()}


def review() -> Measured:
    say("Relecture et suivi")
    return time_screens()


def weights(tools: dict[str, str]) -> Measured:
    """Weigh every page on every screen."""
    say("Poids")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OFFLINE)
        tools["Chromium"] = browser.version
        found = {
            (page, screen): [weigh(browser, address, screen) for _run in range(RUNS)]
            for page, address in PAGES.items()
            for screen in SCREENS
        }
        browser.close()
    desk, phone = (found["list", screen] for screen in SCREENS)
    return {
        "code": median(each.code for each in desk),
        "requests": median(each.requests_without_photos for each in desk),
        "page": median(each.all for each in desk),
        "page-phone": median(each.all for each in phone),
        "shift": max(median(each.shift for each in runs) for runs in found.values()),
    }


def scores(tools: dict[str, str]) -> Measured:
    """Give the performance of every page, and of each other category the worst."""
    if not lighthouse.is_installed():
        say("Node.js manque : Lighthouse est laissé de côté.")
        return {}
    say("Lighthouse")
    verdicts = {page: lighthouse.judge(address) for page, address in PAGES.items()}
    for page, verdict in verdicts.items():
        for failure in verdict.failures:
            say(f"  {PAGES[page]} : {failure}")
    tools["Lighthouse"] = next(iter(verdicts.values())).version
    first, *others = lighthouse.CATEGORIES
    return {
        **{f"{first}-{page}": verdict.scores[first] for page, verdict in verdicts.items()},
        **{name: min(verdict.scores[name] for verdict in verdicts.values()) for name in others},
    }


def tell(measured: Measured) -> int:
    """Say what was measured; return 1 where a budget is exceeded."""
    exceeded = 0
    for budget in BUDGETS:
        if budget.key not in measured:
            continue
        kept = budget.is_kept(measured[budget.key], settings.THEME)
        exceeded += not kept
        value = report.number(measured[budget.key], budget.unit)
        say(f"{'  ' if kept else '✗ '}{budget.label} : {value}")
    say(f"Budgets dépassés : {exceeded}. Le détail est dans docs/performance.md.")
    return int(exceeded > 0)


sys.exit(main())
