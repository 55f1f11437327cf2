"""The search on PostgreSQL: a table of vectors beside the documents.

A trigger keeps it, whoever writes a document. Apart, as all that is read of a row that holds a word
is its key: among long rows that took three times as long.
"""

from typing import Any

import numpy as np

from projects.search.adjacency import conditions
from projects.search.backends.base import SQL, TABLE, Backend, Keys
from projects.search.expressions import Sought, Zone

INDEX = "projects_search_vectors"
VECTORS = {
    Zone.TITLE: ("title_vector", "to_tsvector('simple', title)"),
    Zone.HEAD: ("head_vector", "to_tsvector('simple', title || ' ' || head)"),
    Zone.ANYWHERE: ("vector", "to_tsvector('simple', title || ' ' || head || ' ' || body)"),
}
"""For each zone, a column and what it is made of."""
NAMES, SOURCES = zip(*VECTORS.values(), strict=True)
LEARN = f"INSERT INTO {INDEX} SELECT page_id, {', '.join(SOURCES)} FROM {TABLE}"


class PostgreSQL(Backend):
    statements = (
        f"DROP TABLE IF EXISTS {INDEX}",
        f"CREATE TABLE {INDEX} (page_id integer PRIMARY KEY, "
        f"{', '.join(f'{name} tsvector NOT NULL' for name in NAMES)}) "
        # The vectors out of the rows: what reads the rows that hold a word reads none.
        "WITH (toast_tuple_target = 128)",
        LEARN,
        *(f"CREATE INDEX {INDEX}_{name} ON {INDEX} USING gin ({name})" for name in NAMES),
        f"CREATE OR REPLACE FUNCTION {INDEX}_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"DELETE FROM {INDEX} WHERE page_id IN (old.page_id, new.page_id); "
        f"{LEARN} WHERE page_id = new.page_id; "
        "RETURN NULL; END $$",
        f"DROP TRIGGER IF EXISTS {INDEX}_keep ON {TABLE}",
        f"CREATE TRIGGER {INDEX}_keep AFTER INSERT OR DELETE OR UPDATE OF title, head, body "
        f"ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {INDEX}_keep()",
        # Blind to what it costs to fetch a vector out of its row, the planner would read them all.
        *(
            f"CREATE OR REPLACE FUNCTION {INDEX}_by_{name}(tsquery) RETURNS bytea "
            f"LANGUAGE sql STABLE SET enable_seqscan = off AS "
            f"$$ SELECT string_agg(int4send(page_id), '') FROM {INDEX} WHERE {name} @@ $1 $$"
            for name in NAMES
        ),
        f"ANALYZE {INDEX}",
    )

    @property
    def is_prepared(self) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT COUNT(*) FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                "WHERE tgname = %s AND relname = %s AND to_regclass(%s) IS NOT NULL",
                [f"{INDEX}_keep", TABLE, INDEX],
            )
            [count] = cursor.fetchone()
        return bool(count)

    def settle(self) -> None:
        # Documents wait in a list, which all go into an index together, four times as fast as one
        # by one. What would be left there makes the planner read the whole table instead.
        cleaned = ", ".join(f"gin_clean_pending_list('{INDEX}_{name}')" for name in NAMES)
        with self.connection.cursor() as cursor:
            cursor.execute(f"SELECT {cleaned}")

    def size(self) -> int:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_total_relation_size(%s) + pg_total_relation_size(%s)", [TABLE, INDEX]
            )
            [size] = cursor.fetchone()
        return int(size)

    def holders_of(self, sought: Sought) -> SQL:
        column, _source = VECTORS[sought.zone]
        phrases = (" <-> ".join(f"'{stem}'" for stem in stems) for stems in conditions(sought))
        return f"{INDEX}_by_{column}(%s::tsquery)", " & ".join(f"({each})" for each in phrases)

    def keys(self, given: Any) -> Keys:
        return np.frombuffer(given or b"", ">i4")
