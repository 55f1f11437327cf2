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


def test_what_changes_while_it_is_made_is_read_again(publish, monkeypatch):
    case = publish("Un guichet")
    documents_of, changes = indexing.documents_of, ["Une borne"]

    def while_another_writes(cases, labels):
        made = documents_of(cases, labels)
        if changes:
            CaseStudyPage.objects.filter(pk=case.pk).update(title=changes.pop())
            indexing.index([case.pk])
        return made

    monkeypatch.setattr(indexing, "documents_of", while_another_writes)
    indexing.rebuild()
    assert (titles("q=borne"), titles("q=guichet")) == (["Une borne"], [])


def test_what_is_taken_offline_while_it_is_made_has_no_document(publish, monkeypatch):
    case = publish("Un guichet")
    documents_of, changes = indexing.documents_of, [False]

    def while_another_writes(cases, labels):
        made = documents_of(cases, labels)
        if changes:
            CaseStudyPage.objects.filter(pk=case.pk).update(live=changes.pop())
            indexing.index([case.pk])
        return made

    monkeypatch.setattr(indexing, "documents_of", while_another_writes)
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
