"""What tests of the search ask it."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict

from projects.indexing import rebuild
from projects.listing import Listing
from projects.models import CaseStudyPage
from tests.factories import CaseStudyPageFactory


def listing(address: str = "") -> Listing:
    """Return the list at an address, among published cases, from the index as it is."""
    return Listing(QueryDict(address), CaseStudyPage.objects.published())


def titles(address: str = "") -> list[str]:
    return [case.title for case in listing(address).page]


@pytest.fixture
def publish(house) -> Callable[..., CaseStudyPage]:
    """Put a case online by its fields, tags and terms, the index told."""

    def put(title: str, tags: tuple[str, ...] = (), **fields) -> CaseStudyPage:
        case = CaseStudyPageFactory(
            parent=fields.pop("lab", house.lab), title=title, **{"summary": "", **fields}
        )
        case.tags.add(*tags)
        case.save()
        rebuild()
        return case

    return put


@pytest.fixture
def said_on_a_copy(tmp_path, worlds, django_db_blocker) -> Callable[[str], str]:
    """Return what a program of this folder says of a copy, in a file, of SQLite as migrated."""

    def run(name: str) -> str:
        path = tmp_path / "copy.sqlite3"
        with django_db_blocker.unblock(), sqlite3.connect(path) as file:
            worlds.fall()  # a copy waits for the end of what is being written: for ever
            connection.ensure_connection()
            connection.connection.backup(file)
        file.close()
        ran = subprocess.run(  # noqa: S603
            [sys.executable, "-m", f"tests.projects.search.{name}"],
            env={**os.environ, "DATABASE_URL": f"sqlite:///{path}"},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return run
