"""What is measured of the search, and what of it must be reached."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from itertools import compress
from operator import not_
from statistics import median, quantiles
from typing import Any

from django.test import Client

from projects.demo.speed import stock
from projects.demo.speed.questions import Asked
from projects.garbage import spare_what_stays
from projects.indexing import index, rebuild
from projects.models import PortfolioIndexPage
from projects.search.backends import backend_of
from projects.search.engine import Catalogue, Search
from projects.search.models import SearchDocument

WARM_UP = 10
SAMPLE = 15
"""Cases that are indexed one by one."""
LARGE = 50_000
"""Cases from which the bounds of a large portfolio hold."""
Measured = dict[str, float]


@dataclass(frozen=True)
class Measure:
    """A measure by its key, what it is in French, and what it must be, by database and size.

    A bound is the most allowed, or the least where `at_least`; None where there is none.
    """

    key: str
    label: str
    unit: str
    usual: float | None = None
    large: float | None = None
    large_sqlite: float | None = None
    at_least: bool = False
    postgresql_alone: bool = False

    def bound(self, cases: int, vendor: str) -> float | None:
        if self.postgresql_alone and vendor != "postgresql":
            return None
        if cases < LARGE:
            return self.usual
        return self.large_sqlite if vendor == "sqlite" and self.large_sqlite else self.large

    def is_kept(self, value: float, bound: float | None) -> bool:
        return bound is None or (value >= bound if self.at_least else value <= bound)


MEASURES = (
    Measure("engine_p50", "moteur, médiane", "ms"),
    Measure("engine_p95", "moteur, 95e centile", "ms", 25, 150, 250),
    Measure("engine_cpu_p95", "dont processeur de ce programme", "ms"),
    Measure("unknown_p50", "mots que personne n’a encore cherchés, médiane", "ms"),
    Measure("unknown_p95", "mots que personne n’a encore cherchés, 95e centile", "ms"),
    Measure("widened_p50", "moteur, recherche élargie, médiane", "ms"),
    Measure("widened_p95", "moteur, recherche élargie, 95e centile", "ms", 50, 300, 450),
    Measure("page_p50", "page entière, médiane", "ms"),
    Measure("page_p95", "page entière, 95e centile", "ms", 90, 300),
    Measure("page_cpu_p95", "dont processeur de ce programme", "ms"),
    Measure("stock_p50", "recherche de Wagtail, médiane", "ms"),
    Measure("stock_p95", "recherche de Wagtail, 95e centile", "ms"),
    Measure("ratio_p50", "rapport des médianes", "×"),
    Measure(
        *("ratio_p95", "rapport des 95es centiles", "×", 12, 20),
        at_least=True,
        postgresql_alone=True,
    ),
    Measure("index_one", "indexer une fiche, médiane", "ms", 40),
    Measure("first", "première question d’un programme", "ms"),
    Measure("rebuild", "refaire l’index", "s", 60, 600),
    Measure("size", "taille de l’index", "Mo"),
)


@dataclass(frozen=True)
class Cost:
    """What something took, in milliseconds: in all, and of this program's processor."""

    spent: float
    work: float


def cost_of(action: Callable[..., Any], *args: Any) -> Cost:
    started, worked = time.perf_counter(), time.process_time()
    action(*args)
    return Cost((time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000)


def percentile(costs: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(costs, n=20, method="inclusive")[-1]


def ask(asked: Asked, below: str) -> Search:
    """Find the first cases, their number and the counts of all the facets, as the list does."""
    search = Search(Catalogue(below), asked.question)
    search[0 : stock.SHOWN]
    search.count()
    search.counts  # noqa: B018 - counted when asked for
    return search


def compare(asked: Sequence[Asked], report: Callable[[int], None], every: int = 1) -> Measured:
    """Ask each question of our engine and of Wagtail's search in turn, then of the list.

    Nothing is known of any word at first; then, as in service, what was looked for before is.
    Last, our engine is asked once more, each time as if nobody had looked for these words before.
    `report` hears how many questions are done. Wagtail's search, which may take minutes for each,
    is asked one in `every`.
    """
    portfolio = PortfolioIndexPage.objects.get()
    path, page = portfolio.path, partial(read_list, Client(), portfolio.url)
    first = cost_of(ask, asked[0], path).spent
    warm_up(asked, page)
    own, rival = [], []
    for done, each in enumerate(asked, start=1):
        own.append(cost_of(ask, each, path))
        if done % every == 0:
            rival.append(cost_of(stock.answer, each))
        report(done)
    widened = [ask(each, path).is_widened for each in asked]
    Catalogue().snapshot.forget()
    measured = {
        "first": first,
        **of("engine", list(compress(own, map(not_, widened)))),
        **of("widened", list(compress(own, widened))),
        **of("page", [cost_of(page, each) for each in asked]),
        **of("stock", rival),
        **of("unknown", [cost_of(ask_anew, each, path) for each in asked]),
    }
    both = of("both", own[every - 1 :: every])
    for name in ("p50", "p95"):
        measured[f"ratio_{name}"] = measured[f"stock_{name}"] / both[f"both_{name}"]
    return measured


def read_list(client: Client, url: str, asked: Asked) -> None:
    response = client.get(f"{url}?{asked.address}")
    if response.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{asked.address} : {response.status_code}")


def ask_anew(asked: Asked, below: str) -> Search:
    """Ask as if nobody had looked for these words before."""
    Catalogue().snapshot.forget()
    return ask(asked, below)


def warm_up(asked: Sequence[Asked], page: Callable[[Asked], None]) -> None:
    """Have what a program reads once be read; then let it know nothing of any word."""
    for each in asked[:WARM_UP]:
        page(each)
    stock.answer(asked[0])
    spare_what_stays()
    Catalogue().snapshot.forget()


def of(name: str, costs: Sequence[Cost]) -> Measured:
    spent, work = [each.spent for each in costs], [each.work for each in costs]
    if len(spent) < 2:
        return {}
    return {
        f"{name}_p50": median(spent),
        f"{name}_p95": percentile(spent),
        f"{name}_cpu_p95": percentile(work),
    }


def keep_up(processes: int) -> Measured:
    """Measure what it takes to keep the index, and to make it again in some processes, if any."""
    keys = list(SearchDocument.objects.order_by("-pk").page_keys()[:SAMPLE])
    measured = {
        "index_one": median(cost_of(index, [key]).spent for key in keys),
        "size": backend_of().size() / 1e6,
    }
    if processes:
        measured["rebuild"] = cost_of(partial(rebuild, processes=processes)).spent / 1000
    return measured
