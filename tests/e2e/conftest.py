"""One seeded demonstration, one server and one Chromium for every browser journey.

These tests run in a process of their own: nothing is rolled back between them.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests import migrated
from tests.e2e.chromium import CHROMIUM, DESKTOP, OFFLINE
from tests.e2e.visits import Visitor

PATIENCE = 15_000  # milliseconds

# Playwright's synchronous API runs an event loop in this thread, which Django would object to.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM and CHROMIUM != "none":
        return
    reason = "no Chromium found: the browser journeys are left out"
    for item in items:
        item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def database(
    django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Make the one database of this process; SQLite in a file, as on a user's machine."""
    default = settings.DATABASES["default"]
    default["CONN_MAX_AGE"] = 0  # a database that the server still holds cannot be dropped
    name = f"test_browser_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    filled = None
    if default["ENGINE"].endswith("sqlite3"):
        name = str(tmp_path_factory.mktemp("database") / "e2e.sqlite3")
        filled = migrated.fill(name)
        if filled:
            filled.close()
    default["TEST"] = {**default["TEST"], "NAME": name}
    with django_db_blocker.unblock():
        created = setup_databases(verbosity=0, interactive=False, keepdb=filled is not None)
        yield
        teardown_databases(created, verbosity=0)


@pytest.fixture(scope="session")
def site(database: None) -> Iterator[str]:
    """Serve the demonstration; give its address."""
    settings.ROOT_URLCONF = "tests.e2e.urls"
    call_command("demo", "--no-serve", "--small-pictures")
    server = LiveServer("127.0.0.1")
    yield server.url
    server.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OFFLINE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def visitor(browser: Browser, site: str) -> Visitor:
    """Return the one that visits each public page once in each look."""
    return Visitor(browser, site)


@pytest.fixture
def new_person(browser: Browser, site: str) -> Iterator[type]:
    """Return a function that opens a window of its own for one person."""
    contexts: list[BrowserContext] = []

    def open_window(viewport: dict[str, int] = DESKTOP) -> Page:
        context = browser.new_context(base_url=site, viewport=viewport, locale="fr-FR")
        context.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def screenshots(tmp_path: Path) -> Path:
    return Path(os.environ.get("SCREENSHOTS", tmp_path))
