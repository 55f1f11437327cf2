"""A page of the cases of a lab, parted by phase. No queries."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Any

from django.core.paginator import Page


@dataclass(frozen=True)
class PhaseGroup:
    """Cases of one phase that are on the same page of the list.

    `phase` is None where no phase is told. `count` is that of the whole list; `continues` tells
    whether the first ones are on an earlier page.
    """

    phase: Any | None
    count: int
    continues: bool
    cases: list[Any]


def grouped_by_phase(page: Page, counts: Mapping[int | None, int]) -> list[PhaseGroup]:
    """Part a page of cases, which come phase after phase.

    `counts` tells how many the list has of each phase, by its key, in the order of the list.
    """
    starts = dict(zip(counts, accumulate(counts.values(), initial=1), strict=False))
    first = page.start_index()
    return [
        PhaseGroup(cases[0].phase, counts[key], starts[key] < first, cases)
        for key, rows in groupby(page, key=lambda case: case.phase_id)
        for cases in [list(rows)]
    ]
