"""What every test may ask for."""

import gc
import sqlite3
from collections.abc import Iterator
from types import SimpleNamespace

import hypothesis
import pytest
from django.db import connection
from django.test import TestCase
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Page, Site

from projects import printing
from projects.moderation import risks
from tests import migrated
from tests.factories import (
    HomePageFactory,
    LabPageFactory,
    PortfolioIndexPageFactory,
    PracticeIndexPageFactory,
)
from tests.worlds import WORLDS, Worlds, wanted_by, world

# How long an example takes depends on what else the machine does.
hypothesis.settings.register_profile("any machine", deadline=None)
hypothesis.settings.load_profile("any machine")


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among what lasts as long as the process."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


@pytest.fixture(autouse=True)
def nothing_read_before() -> None:
    """Two tests may give a revision the same key at the same frozen moment."""
    risks.KNOWN.clear()


@pytest.fixture(scope="session")
def migrated_before(django_db_modify_db_settings: None) -> sqlite3.Connection | None:
    if connection.vendor != "sqlite":
        return None
    return migrated.fill(connection.creation._get_test_db_name())


@pytest.fixture(scope="session")
def django_db_setup(
    migrated_before: sqlite3.Connection | None,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """Begin with what an earlier run has migrated, if one has."""
    if migrated_before:
        migrated_before.close()
    elif connection.vendor == "sqlite":
        with django_db_blocker.unblock():
            migrated.keep()


@pytest.fixture(scope="session")
def worlds(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Worlds]:
    """Return the worlds, which fall before the database does."""
    yield WORLDS
    with django_db_blocker.unblock():
        WORLDS.fall()


@pytest.fixture(scope="class", autouse=True)
def no_world_under_unittest(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> None:
    """Django's classes begin their transaction before any test asks for a world."""
    if request.cls and issubclass(request.cls, TestCase):
        with django_db_blocker.unblock():
            WORLDS.fall()


@pytest.fixture(autouse=True)
def asked_worlds(
    request: pytest.FixtureRequest, no_pdf: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Build what a test asks for before its module changes settings: other modules ask too."""
    if wanted := wanted_by(request.node):
        worlds = request.getfixturevalue("worlds")
        with django_db_blocker.unblock():
            worlds.stand(wanted)


@pytest.fixture
def no_other_world(
    request: pytest.FixtureRequest, asked_worlds: None, django_db_blocker: DjangoDbBlocker
) -> None:
    if not wanted_by(request.node):
        with django_db_blocker.unblock():
            WORLDS.fall()


@pytest.fixture
def _django_db_helper(no_other_world: None, _django_db_helper: None) -> None:
    """Begin the transaction of a test on the worlds that it asks for."""


@world
def house(db: None) -> SimpleNamespace:
    """The pages every site has: home, portfolio, practices; and one lab."""
    root = Page.get_first_root_node()
    home = HomePageFactory(parent=root)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    portfolio = PortfolioIndexPageFactory(parent=home)
    return SimpleNamespace(
        root=root,
        home=home,
        portfolio=portfolio,
        practices=PracticeIndexPageFactory(parent=home),
        lab=LabPageFactory(parent=portfolio, title="État'LIN", slug="etatlin"),
    )


@pytest.fixture(autouse=True)
def no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work as where the extra `pdf` is not installed: a PDF takes seconds. `pdf` brings it back."""
    monkeypatch.setattr(printing, "is_available", lambda: False)


@pytest.fixture
def pdf(no_pdf: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    if not printing.is_available():
        pytest.skip("the extra `pdf` or Pango is not installed")
