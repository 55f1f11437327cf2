"""SQLite, migrated once for all the runs that have the same migrations, and copied from then on.

Nearly all the time of migrating goes to models as they once were, which no test asks for.
"""

import functools
import hashlib
import os
import sqlite3
import sys
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

FOLDER = settings.BASE_DIR / "var" / "migrated"


@functools.cache
def copy() -> Path:
    """Return where the copy for the migrations of this moment is, or will be."""
    content = hashlib.sha256()
    for app_and_name, migration in sorted(MigrationLoader(None).disk_migrations.items()):
        content.update(repr(app_and_name).encode())
        content.update(Path(sys.modules[migration.__module__].__file__).read_bytes())
    return FOLDER / f"{content.hexdigest()[:20]}.sqlite3"


def fill(database: str) -> sqlite3.Connection | None:
    """Put the copy, if there is one, into a database; one in memory lives while it is connected."""
    if not copy().exists():
        return None
    source, target = sqlite3.connect(copy()), sqlite3.connect(database, uri=True)
    source.backup(target)
    source.close()
    return target


def keep() -> None:
    """Keep a copy of the database that Django has just migrated, in place of older ones."""
    if copy().exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    for older in FOLDER.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    unfinished = FOLDER / f"{os.getpid()}.unfinished"
    target = sqlite3.connect(unfinished)
    connection.ensure_connection()
    connection.connection.backup(target)
    target.close()
    unfinished.replace(copy())
