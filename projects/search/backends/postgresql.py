"""The search on PostgreSQL: vectors and an array that the database derives from each document."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import BooleanField, QuerySet
from django.db.models.expressions import RawSQL

from projects.search.backends.base import SQL, TABLE, Backend
from projects.search.expressions import Expression, Signal, Zone

VECTORS = {
    Zone.TITLE: ("title_vector", "to_tsvector('simple', title)"),
    Zone.HEAD: ("head_vector", "to_tsvector('simple', title || ' ' || head)"),
    Zone.ANYWHERE: ("vector", "to_tsvector('simple', title || ' ' || head || ' ' || body)"),
}
"""For each zone, a column and what it is made of. Short ones are read far faster."""
VALUES = "string_to_array(nullif(facets, ''), ',')::integer[]"
PREPARATION = (
    *(
        f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS {column}"
        for column in (*(name for name, _source in VECTORS.values()), "value_ids")
    ),
    *(
        f"ALTER TABLE {TABLE} ADD COLUMN {name} tsvector GENERATED ALWAYS AS ({source}) STORED"
        for name, source in VECTORS.values()
    ),
    f"ALTER TABLE {TABLE} ADD COLUMN value_ids integer[] GENERATED ALWAYS AS ({VALUES}) STORED",
    # What waits in a list to be indexed makes the planner read the whole table instead.
    f"CREATE INDEX {TABLE}_vector ON {TABLE} USING gin (vector) WITH (fastupdate = off)",
    f"CREATE INDEX {TABLE}_values ON {TABLE} USING gin (value_ids) WITH (fastupdate = off)",
)


class PostgreSQL(Backend):
    operators = (" & ", " | ")

    def prepare(self) -> None:
        with self.connection.cursor() as cursor:
            for statement in PREPARATION:
                cursor.execute(statement)

    def mend(self) -> None:
        """Generated columns are always right."""

    def phrase(self, stems: Sequence[str]) -> str:
        written = " <-> ".join(f"'{stem}'" for stem in stems)
        return f"({written})" if len(stems) > 1 else written

    def matching(self, expression: Expression) -> RawSQL:
        return RawSQL(
            f'"{TABLE}"."vector" @@ %s::tsquery',
            [self.written(expression)],
            output_field=BooleanField(),
        )

    def having(self, values: Iterable[int]) -> RawSQL:
        return RawSQL(
            f'"{TABLE}"."value_ids" && %s::integer[]', [list(values)], output_field=BooleanField()
        )

    def holders(self, expression: Expression) -> SQL:
        return (
            f"SELECT COUNT(*) FROM {TABLE} WHERE vector @@ %s::tsquery",
            [self.written(expression)],
        )

    def ranking(self, hits: QuerySet[Any], signals: Sequence[Signal]) -> SQL:
        terms = " + ".join(
            f'CASE WHEN "{TABLE}"."{VECTORS[signal.zone][0]}" @@ %s::tsquery THEN %s ELSE 0 END'
            for signal in signals
        )
        values = [
            value for signal in signals for value in (self.written(signal.expression), signal.worth)
        ]
        score: RawSQL = RawSQL(terms or "0", values)
        ranked = hits.annotate(score=score).order_by("-score", "-published_at", "-page_id")
        sql, params = ranked.values("page_id").query.sql_with_params()
        return sql, list(params)

    def counting(self, hits: QuerySet[Any], values: Sequence[int]) -> SQL:
        held: RawSQL = RawSQL(f'"{TABLE}"."value_ids"', [])
        sql, params = hits.order_by().annotate(ids=held).values("ids").query.sql_with_params()
        return (
            f"SELECT value_id, COUNT(*) FROM ({sql}) hit, unnest(hit.ids) value_id "
            f"{'WHERE value_id = ANY(%s) ' if values else ''}GROUP BY value_id",
            [*params, *([list(values)] if values else [])],
        )
