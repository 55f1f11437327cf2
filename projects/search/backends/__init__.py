"""The two databases that the search runs on, behind one protocol."""

from django.db import DEFAULT_DB_ALIAS, connections

from projects.search.backends.base import Backend
from projects.search.backends.postgresql import PostgreSQL
from projects.search.backends.sqlite import SQLite

BACKENDS: dict[str, type[Backend]] = {"sqlite": SQLite, "postgresql": PostgreSQL}


def backend_of(alias: str = DEFAULT_DB_ALIAS) -> Backend:
    """Return the search of a database."""
    connection = connections[alias]
    return BACKENDS[connection.vendor](connection)
