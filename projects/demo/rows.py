"""Rows of a case, numbered as Wagtail's forms number them."""

from collections.abc import Iterable
from typing import TypeVar

from wagtail.models import Orderable

Row = TypeVar("Row", bound=Orderable)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return the rows, each knowing its place: a database keeps no order of its own."""
    numbered = list(rows)
    for place, row in enumerate(numbered):
        row.sort_order = place
    return numbered
