"""The search on SQLite: an FTS5 table over the documents, a narrow table of their values.

Triggers keep both, whoever writes a document.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from projects.search.backends.base import SQL, TABLE, Backend
from projects.search.expressions import Expression, Signal, Zone

INDEX = "projects_search_index"
VALUES = "projects_search_values"
COLUMNS = "title, head, body"
ZONES = {Zone.TITLE: "{title} : ", Zone.HEAD: "{title head} : ", Zone.ANYWHERE: ""}

FORGET = (
    f"INSERT INTO {INDEX} ({INDEX}, rowid, {COLUMNS}) "
    "VALUES ('delete', old.page_id, old.title, old.head, old.body);"
    f"DELETE FROM {VALUES} WHERE document_id = old.page_id;"
)
LEARN = (
    f"INSERT INTO {INDEX} (rowid, {COLUMNS}) "
    "VALUES (new.page_id, new.title, new.head, new.body);"
    f"INSERT OR IGNORE INTO {VALUES} (value_id, document_id) "
    "SELECT value, new.page_id FROM json_each('[' || new.facets || ']');"
)
PREPARATION = (
    *(f"DROP TRIGGER IF EXISTS {TABLE}_{event}" for event in ("insert", "update", "delete")),
    f"DROP TABLE IF EXISTS {INDEX}",
    f"DROP TABLE IF EXISTS {VALUES}",
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5 "
    f"({COLUMNS}, content='{TABLE}', content_rowid='page_id', tokenize='ascii')",
    f"CREATE TABLE {VALUES} (value_id integer NOT NULL, document_id integer NOT NULL, "
    "PRIMARY KEY (value_id, document_id)) WITHOUT ROWID",
    f"CREATE INDEX {VALUES}_by_document ON {VALUES} (document_id, value_id)",
    f"CREATE TRIGGER {TABLE}_insert AFTER INSERT ON {TABLE} BEGIN {LEARN} END",
    f"CREATE TRIGGER {TABLE}_update AFTER UPDATE ON {TABLE} BEGIN {FORGET} {LEARN} END",
    f"CREATE TRIGGER {TABLE}_delete AFTER DELETE ON {TABLE} BEGIN {FORGET} END",
    f"INSERT INTO {INDEX} ({INDEX}) VALUES ('rebuild')",
    f"INSERT OR IGNORE INTO {VALUES} (value_id, document_id) "
    f"SELECT value, page_id FROM {TABLE}, json_each('[' || facets || ']')",
)


class SQLite(Backend):
    operators = (" AND ", " OR ")

    def prepare(self) -> None:
        with self.connection.cursor() as cursor:
            for statement in PREPARATION:
                cursor.execute(statement)

    def mend(self) -> None:
        # Django drops the triggers of a table that a migration makes anew.
        self.prepare()
        with self.connection.cursor() as cursor:
            # Without statistics SQLite reads all pages to give twenty; a sample is enough.
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")

    def phrase(self, stems: Sequence[str]) -> str:
        return f'"{" ".join(stems)}"'

    def matching(self, expression: Expression) -> RawSQL:
        return RawSQL(
            f'"{TABLE}"."page_id" IN (SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s)',
            [self.written(expression)],
            output_field=BooleanField(),
        )

    def having(self, values: Iterable[int]) -> RawSQL:
        keys = list(values)
        marks = ", ".join(["%s"] * len(keys))
        documents = f"SELECT document_id FROM {VALUES} WHERE value_id IN ({marks})"
        return RawSQL(
            f'"{TABLE}"."page_id" IN ({documents})',
            keys,
            output_field=BooleanField(),
        )

    def holders(self, expression: Expression) -> SQL:
        return (
            f"SELECT COUNT(*) FROM {INDEX} WHERE {INDEX} MATCH %s",
            [self.written(expression)],
        )

    def ranking(self, hits: QuerySet[Any], signals: Sequence[Signal]) -> SQL:
        sql, params = hits.order_by().values("page_id", "published_at").query.sql_with_params()
        one = f"SELECT rowid AS id, %s AS worth FROM {INDEX} WHERE {INDEX} MATCH %s"
        worths = [
            value
            for signal in signals
            for value in (signal.worth, ZONES[signal.zone] + self._grouped(signal.expression))
        ]
        return (
            f"SELECT hit.page_id FROM ({sql}) hit LEFT JOIN "
            f"(SELECT id, SUM(worth) AS score FROM ({' UNION ALL '.join([one] * len(signals))}) "
            "GROUP BY id) ranked ON ranked.id = hit.page_id "
            "ORDER BY ranked.score DESC, hit.published_at DESC, hit.page_id DESC",
            [*params, *worths],
        )

    def counting(self, hits: QuerySet[Any], values: Sequence[int]) -> SQL:
        sql, params = hits.order_by().values("page_id").query.sql_with_params()
        marks = ", ".join(["%s"] * len(values))
        return (
            f"SELECT has.value_id, COUNT(*) FROM ({sql}) hit "
            f"JOIN {VALUES} has ON has.document_id = hit.page_id "
            f"WHERE has.value_id IN ({marks}) GROUP BY has.value_id",
            [*params, *values],
        )

    def counts(self, sets: Sequence[tuple[QuerySet[Any], Sequence[int]]]) -> dict[int, int]:
        # Over all values, SQLite groups five times slower than the keys can be told one by one.
        found: dict[int, int] = {}
        for hits, values in sets:
            if values:
                found |= super().counts([(hits, values)])
            else:
                lists = hits.order_by().exclude(facets="").values_list("facets", flat=True)
                told = Counter(",".join(lists).split(","))
                found |= {int(key): count for key, count in told.items() if key}
        return found

    def _grouped(self, expression: Expression) -> str:
        return f"({self.written(expression)})"
