"""What the search asks of a database."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from projects.search.expressions import AllOf, AnyOf, Expression, Phrase, Signal

TABLE = "projects_searchdocument"
SQL = tuple[str, list[Any]]


class Backend(ABC):
    """The statements of one database. Documents come and go as querysets of SearchDocument."""

    operators: tuple[str, str]
    """How the database writes « and » and « or »."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    @abstractmethod
    def prepare(self) -> None:
        """Make anew what the database derives from the documents."""

    @abstractmethod
    def mend(self) -> None:
        """Put in order what the database derives from the documents, if it is not."""

    @abstractmethod
    def matching(self, expression: Expression) -> RawSQL:
        """Return the condition that a document holds an expression."""

    @abstractmethod
    def having(self, values: Iterable[int]) -> RawSQL:
        """Return the condition that a document has any of some values."""

    @abstractmethod
    def holders(self, expression: Expression) -> SQL:
        """Return a statement that counts the documents that hold an expression."""

    @abstractmethod
    def ranking(self, hits: QuerySet[Any], signals: Sequence[Signal]) -> SQL:
        """Return a statement that gives the keys of hits, the most relevant first."""

    @abstractmethod
    def counting(self, hits: QuerySet[Any], values: Sequence[int]) -> SQL:
        """Return a statement that gives values and how many hits have them.

        Of all values if none is named.
        """

    def frequencies(self, expressions: Sequence[Expression]) -> list[int]:
        """Return how many documents hold each expression. One statement."""
        if not expressions:
            return []
        holders = [self.holders(each) for each in expressions]
        counts = ", ".join(f"({sql})" for sql, _params in holders)
        return list(self._rows(f"SELECT {counts}", [p for _sql, ps in holders for p in ps])[0])

    def ranked(
        self, hits: QuerySet[Any], signals: Sequence[Signal], start: int, stop: int
    ) -> list[int]:
        """Return the keys of some hits, the most relevant first."""
        sql, params = self.ranking(hits, signals)
        window = [stop - start, start]
        return [key for (key,) in self._rows(f"{sql} LIMIT %s OFFSET %s", [*params, *window])]

    def counts(self, sets: Sequence[tuple[QuerySet[Any], Sequence[int]]]) -> dict[int, int]:
        """Return how many hits have each value, for hits and the values to count of them.

        What is said of a value later stands. One statement.
        """
        statements = [self.counting(hits, values) for hits, values in sets]
        sql = " UNION ALL ".join(f"SELECT * FROM ({each}) c" for each, _params in statements)
        return dict(self._rows(sql, [p for _sql, params in statements for p in params]))

    def written(self, expression: Expression) -> str:
        """Return an expression in the database's words."""
        match expression:
            case Phrase(stems):
                return self.phrase(stems)
            case AllOf(parts):
                return self._joined(parts, self.operators[0])
            case AnyOf(parts):
                return self._joined(parts, self.operators[1])

    def _joined(self, parts: Sequence[Expression], operator: str) -> str:
        written = operator.join(map(self.written, parts))
        return f"({written})" if len(parts) > 1 else written

    @abstractmethod
    def phrase(self, stems: Sequence[str]) -> str:
        """Return stems that follow one another, in the database's words."""

    def _rows(self, sql: str, params: Sequence[Any]) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return list(cursor.fetchall())
