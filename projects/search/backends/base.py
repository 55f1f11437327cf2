"""What the search asks of a database."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from django.db.backends.base.base import BaseDatabaseWrapper

from projects.search.expressions import Sought

TABLE = "projects_searchdocument"
OFFLINE = "projects_search_offline"
MOST_SOUGHT = 100
"""Phrases that one statement looks for."""
SQL = tuple[str, str]
Keys = np.ndarray[Any, np.dtype[np.integer[Any]]]
"""Keys of documents. A frequent word gives tens of thousands."""


class Backend(ABC):
    """The statements of one database."""

    statements: Sequence[str]
    """What makes anew what the database derives from the documents."""

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    def prepare(self) -> None:
        """Make anew what the database derives from the documents."""
        with self.connection.cursor() as cursor:
            for statement in self.statements:
                cursor.execute(statement)
            # Pages offline that have a document are few: to be found without reading all pages.
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS {OFFLINE} ON wagtailcore_page (id) WHERE NOT live"
            )

    @property
    @abstractmethod
    def is_prepared(self) -> bool:
        """Tell whether the database still derives all that from the documents."""

    def heal(self) -> None:
        """Make again what the database derives from the documents, where that is lost."""
        if TABLE in self.connection.introspection.table_names() and not self.is_prepared:
            self.prepare()

    def mend(self) -> None:
        """Put all that in order, as far as readers may go on meanwhile."""
        self.heal()

    @abstractmethod
    def settle(self) -> None:
        """Put in its place what was just written, where the database leaves that for later."""

    @abstractmethod
    def size(self) -> int:
        """Return how many bytes the documents take, with what is derived from them."""

    @abstractmethod
    def holders_of(self, sought: Sought) -> SQL:
        """Return an expression that gives the keys of the documents that hold a phrase."""

    @abstractmethod
    def keys(self, given: Any) -> Keys:
        """Return the keys that such an expression gave."""

    def holders(self, sought: Sequence[Sought]) -> Iterator[Keys]:
        """Yield the keys of the documents that hold each of the phrases, in their zones."""
        for start in range(0, len(sought), MOST_SOUGHT):
            asked = [self.holders_of(each) for each in sought[start : start + MOST_SOUGHT]]
            with self.connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT {', '.join(sql for sql, _phrase in asked)}",
                    [phrase for _sql, phrase in asked],
                )
                yield from map(self.keys, cursor.fetchone())
