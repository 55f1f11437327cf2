"""What every test may ask for."""

import gc
import sqlite3
from types import SimpleNamespace

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Page, Site

from projects import printing
from tests import migrated
from tests.factories import (
    HomePageFactory,
    LabPageFactory,
    PortfolioIndexPageFactory,
    PracticeIndexPageFactory,
)


def pytest_collection_finish() -> None:
    """Look for garbage less often, and never among what lasts as long as the process."""
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)


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


@pytest.fixture
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
