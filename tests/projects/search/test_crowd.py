"""Many at once on SQLite, in a file as people have it."""

import os
import sqlite3
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

PATIENCE = 300


@pytest.mark.skipif(connection.vendor != "sqlite", reason="locks the whole file, as SQLite alone")
def test_two_writers_and_four_readers_get_no_error_and_lose_nothing(
    tmp_path, worlds, django_db_blocker
):
    path = tmp_path / "crowd.sqlite3"
    with django_db_blocker.unblock(), sqlite3.connect(path) as file:
        worlds.fall()
        connection.ensure_connection()
        connection.connection.backup(file)
    file.close()
    ran = subprocess.run(
        [sys.executable, "-m", "tests.projects.search.crowd"],
        env={**os.environ, "DATABASE_URL": f"sqlite:///{path}"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (ran.stdout, ran.returncode) == ("whole\n", 0), ran.stderr
