"""The search that comes with Wagtail, repaired by hand, asked the same questions as ours.

Its filters and counts go around its own checks, which refuse relations to many: as fast as it can
be made without being written anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Count
from modelsearch.conf import get_app_config
from wagtail.search.backends import get_search_backend

from projects.demo.speed.questions import Asked
from projects.models import CaseStudyPage

INDEX = "search_benchmark_title_body"
LOOKUPS = {
    "theme": "themes__code",
    "zone": "reception_zones__code",
    "etape": "journey_stages__code",
    "public": "audiences__code",
    "methode": "methods__code",
    "etablissement": "establishment_kind__code",
    "type": "project_kind__code",
    "phase": "phase__code",
    "departement": "departement__code",
    "region": "departement__region_code",
    "preuve": "evidence_level",
    "fiche": "sheet_kind",
}
"""Those of our facets that the database holds as they are; it cannot count the others."""
SHOWN = 20


def entries() -> Any:
    return get_app_config().get_model("IndexEntry")


def indexed() -> int:
    """Return how many cases it holds."""
    return int(entries().objects.filter(content_type__model="casestudypage").count())


@contextmanager
def repaired() -> Iterator[None]:
    """Give it the index that it lacks on PostgreSQL, for as long as it takes."""
    table = entries()._meta.db_table
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(f"CREATE INDEX {INDEX} ON {table} USING gin ((title || body))")
        cursor.execute("ANALYZE")
    try:
        yield
    finally:
        if postgres:
            with connection.cursor() as cursor:
                cursor.execute(f"DROP INDEX {INDEX}")


def answer(asked: Asked) -> int:
    """Find the first cases, their number and the counts of the facets. Returns the number."""
    cases = CaseStudyPage.objects.live().public()
    for name, choices in asked.chosen.items():
        if name in LOOKUPS:
            cases = cases.having(**{f"{LOOKUPS[name]}__in": [each.code for each in choices]})
    found = searched(cases, asked.typed) if asked.typed else cases.most_recent()
    list(found.values_list("pk", flat=True)[:SHOWN])
    for lookup in LOOKUPS.values():
        list(found.order_by().values(lookup).annotate(count=Count("pk")))
    return int(found.count())


def searched(cases: Any, typed: str) -> Any:
    backend = get_search_backend()
    compiler = backend.query_compiler_class(cases, typed, operator="and")
    return compiler.search(compiler.get_config(backend), None, None)
