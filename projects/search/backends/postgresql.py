"""The search on PostgreSQL: vectors that the database derives from each document."""

from collections.abc import Iterable
from typing import Any

from projects.search.adjacency import conditions
from projects.search.backends.base import SQL, TABLE, Backend
from projects.search.expressions import Sought, Zone

VECTORS = {
    Zone.TITLE: ("title_vector", "to_tsvector('simple', title)"),
    Zone.HEAD: ("head_vector", "to_tsvector('simple', title || ' ' || head)"),
    Zone.ANYWHERE: ("vector", "to_tsvector('simple', title || ' ' || head || ' ' || body)"),
}
"""For each zone, a column and what it is made of."""


class PostgreSQL(Backend):
    statements = (
        # Long texts out of the rows: what reads the rows that hold a phrase reads no text.
        f"ALTER TABLE {TABLE} SET (toast_tuple_target = 256)",
        f"ALTER TABLE {TABLE} ALTER COLUMN facets SET STORAGE MAIN",
        f"ALTER TABLE {TABLE} "
        + ", ".join(f"DROP COLUMN IF EXISTS {name}" for name, _source in VECTORS.values()),
        f"ALTER TABLE {TABLE} "
        + ", ".join(
            f"ADD COLUMN {name} tsvector GENERATED ALWAYS AS ({source}) STORED"
            for name, source in VECTORS.values()
        ),
        *(
            f"CREATE INDEX {TABLE}_{name} ON {TABLE} USING gin ({name})"
            for name, _source in VECTORS.values()
        ),
        # Blind to what it costs to fetch a vector out of its row, the planner would read them all.
        *(
            f"CREATE OR REPLACE FUNCTION {TABLE}_by_{name}(tsquery) RETURNS integer[] "
            f"LANGUAGE sql STABLE SET enable_seqscan = off AS "
            f"'SELECT array_agg(page_id) FROM {TABLE} WHERE {name} @@ $1'"
            for name, _source in VECTORS.values()
        ),
    )

    @property
    def is_prepared(self) -> bool:
        with self.connection.cursor() as cursor:
            indexes = self.connection.introspection.get_constraints(cursor, TABLE)
        return all(f"{TABLE}_{name}" in indexes for name, _source in VECTORS.values())

    def settle(self) -> None:
        # Documents wait in a list, which all go into an index together, four times as fast as one
        # by one. What would be left there makes the planner read the whole table instead.
        indexes = (f"{TABLE}_{name}" for name, _source in VECTORS.values())
        cleaned = ", ".join(f"gin_clean_pending_list('{index}')" for index in indexes)
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {cleaned}")

    def size(self) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_total_relation_size(%s)", [TABLE])
            [size] = cursor.fetchone()
        return int(size)

    def holders_of(self, sought: Sought) -> SQL:
        column, _source = VECTORS[sought.zone]
        phrases = (" <-> ".join(f"'{stem}'" for stem in stems) for stems in conditions(sought))
        return f"{TABLE}_by_{column}(%s::tsquery)", " & ".join(f"({each})" for each in phrases)

    def keys(self, given: Any) -> Iterable[int]:
        return given or ()
