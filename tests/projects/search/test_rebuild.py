"""Making the index again: while others write, and shared by several processes."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from projects import indexing
from projects.models import CaseStudyPage
from projects.search.models import SearchDocument
from tests.projects.search.conftest import titles


@pytest.fixture
def another_writes(monkeypatch):
    """Return a function that has another one change a case once, while documents are made."""
    documents_of = indexing.documents_of

    def prepare(case, **changes):
        left = [changes]

        def while_another_writes(cases, labels):
            made = documents_of(cases, labels)
            if left:
                CaseStudyPage.objects.filter(pk=case.pk).update(**left.pop())
                indexing.index([case.pk])
            return made

        monkeypatch.setattr(indexing, "documents_of", while_another_writes)

    return prepare


def test_what_changes_while_it_is_made_is_read_again(publish, another_writes):
    another_writes(publish("Un guichet"), title="Une borne")
    indexing.rebuild()
    assert (titles("q=borne"), titles("q=guichet")) == (["Une borne"], [])


def test_what_is_taken_offline_while_it_is_made_has_no_document(publish, another_writes):
    another_writes(publish("Un guichet"), live=False)
    indexing.rebuild()
    assert not SearchDocument.objects.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="needs a database that others may open")
def test_processes_share_the_work(tmp_path, django_db_setup, django_db_blocker):
    path = tmp_path / "shared.sqlite3"
    with django_db_blocker.unblock(), sqlite3.connect(path) as file:
        connection.ensure_connection()
        connection.connection.backup(file)
    file.close()
    ran = subprocess.run(
        [sys.executable, "-m", "tests.projects.search.shared_rebuild"],
        env={**os.environ, "DATABASE_URL": f"sqlite:///{path}"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (ran.stdout, ran.returncode) == ("9 9 whole\n", 0), ran.stderr
