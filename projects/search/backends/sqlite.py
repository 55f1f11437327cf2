"""The search on SQLite: an FTS5 table over the documents.

Triggers keep it, whoever writes a document.
"""

import json
from typing import Any

import numpy as np

from projects.search.adjacency import conditions
from projects.search.backends.base import OFFLINE, SQL, TABLE, Backend, Keys
from projects.search.expressions import Sought, Zone

INDEX = "projects_search_index"
COLUMNS = "title, head, body"
ZONES = {Zone.TITLE: "{title} : ", Zone.HEAD: "{title head} : ", Zone.ANYWHERE: ""}
FORGET = (
    f"INSERT INTO {INDEX} ({INDEX}, rowid, {COLUMNS}) "
    "VALUES ('delete', old.page_id, old.title, old.head, old.body);"
)
LEARN = (
    f"INSERT INTO {INDEX} (rowid, {COLUMNS}) VALUES (new.page_id, new.title, new.head, new.body);"
)
TRIGGERS = {
    "insert": ("INSERT", LEARN),
    "update": (f"UPDATE OF {COLUMNS}", f"{FORGET} {LEARN}"),
    "delete": ("DELETE", FORGET),
}


class SQLite(Backend):
    statements = (
        *(f"DROP TRIGGER IF EXISTS {TABLE}_{event}" for event in TRIGGERS),
        f"DROP TABLE IF EXISTS {INDEX}",
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5 "
        f"({COLUMNS}, content='{TABLE}', content_rowid='page_id', tokenize='ascii')",
        *(
            f"CREATE TRIGGER {TABLE}_{name} AFTER {event} ON {TABLE} BEGIN {does} END"
            for name, (event, does) in TRIGGERS.items()
        ),
        f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')",
    )

    @property
    def is_prepared(self) -> bool:
        # Django drops the triggers and the indexes of a table that a migration makes anew.
        names = [OFFLINE, *(f"{TABLE}_{event}" for event in TRIGGERS)]
        marks = ", ".join(["%s"] * len(names))
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM sqlite_master WHERE name IN ({marks})", names)
            [count] = cursor.fetchone()
        return bool(count == len(names))

    def mend(self) -> None:
        self.prepare()
        with self.connection.cursor() as cursor:
            # Without statistics SQLite reads all pages to give twenty; a sample is enough.
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")

    def settle(self) -> None:
        """Leave it as it is: FTS5 puts each document in its place at once."""

    def size(self) -> int:
        # The table that tells the pages of each table is not built in everywhere.
        texts = "+".join(f"length({name})" for name in ("title", "head", "body", "texts", "facets"))
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"SELECT (SELECT SUM({texts}) FROM {TABLE}), "
                f"(SELECT SUM(length(block)) FROM {INDEX}_data)"
            )
            return sum(size or 0 for size in cursor.fetchone())

    def holders_of(self, sought: Sought) -> SQL:
        phrases = " AND ".join(f'"{" ".join(stems)}"' for stems in conditions(sought))
        query = f"{ZONES[sought.zone]}({phrases})"
        return f"(SELECT json_group_array(rowid) FROM {INDEX} WHERE {INDEX} MATCH %s)", query

    def keys(self, given: Any) -> Keys:
        return np.array(json.loads(given), np.int64)
