"""How long the server takes, and how many queries, for pages that it was never asked for yet."""

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from itertools import islice
from random import Random
from statistics import median, quantiles
from typing import NamedTuple
from urllib.parse import urlencode

from projects.models import CaseStudyPage
from tests.benchmarks.content import CASES
from tests.benchmarks.server import LIST, get
from tests.benchmarks.urls import REFERENCE

ROUNDS, REQUESTS, WARM_UP = 5, 100, 10
COST = re.compile(r"page;dur=([\d.]+), cpu;dur=([\d.]+), sql;dur=(\d+)")


class Cost(NamedTuple):
    """What one page took: milliseconds, milliseconds of processor, queries."""

    spent: float
    work: float
    queries: int


class Speed(NamedTuple):
    """Medians of five rounds: 95th percentiles, and the ratio of the first to the reference."""

    spent: float
    work: float
    ratio: float


class Choices(HTMLParser):
    """The filters that a page offers, as a browser would send them."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input" and given.get("type") in ("checkbox", "radio") and given.get("value"):
            self.found.append((str(given.get("name")), str(given["value"])))


def cost_of(address: str, cookie: str = "") -> Cost:
    response, _body = get(address, cookie)
    cost = COST.search(response.headers.get("Server-Timing", ""))
    if response.status != 200 or not cost:
        raise SystemExit(f"{address} répond {response.status}.")
    spent, work, queries = cost.groups()
    return Cost(float(spent), float(work), int(queries))


def lists() -> Iterator[str]:
    """Yield addresses of the list, none twice: two pages far into it, then one filtered."""
    rng = Random(1)  # noqa: S311
    pages = rng.sample(range(2, CASES // 20), CASES // 20 - 2)
    choices = Choices(get(LIST)[1]).found
    filters = [[one, other] for one in choices for other in choices if one <= other]
    rng.shuffle(filters)
    for rank, page in enumerate(pages):
        yield f"{LIST}?{urlencode({'page': page})}"
        if rank % 2 and filters:
            yield f"{LIST}?{urlencode([*dict.fromkeys(filters.pop())])}"


def some_lists() -> Iterator[str]:
    return islice(lists(), REQUESTS)


def some_cases() -> Iterator[str]:
    """Yield addresses of cases, first the demonstration's, which have most to show."""
    for case in CaseStudyPage.objects.order_by("first_published_at")[:REQUESTS]:
        yield case.url


def time_lists() -> Speed:
    """Ask for lists and, after each, for the page that asks nothing of the site."""
    addresses = lists()
    for address in islice(addresses, WARM_UP):
        cost_of(address)
    return Speed(*map(median, zip(*(one_round(addresses) for _ in range(ROUNDS)), strict=True)))


def one_round(addresses: Iterator[str]) -> Speed:
    costs = [(cost_of(each), cost_of(REFERENCE)) for each in islice(addresses, REQUESTS)]
    spent = percentile(cost.spent for cost, _reference in costs)
    work = percentile(cost.work for cost, _reference in costs)
    return Speed(spent, work, spent / median(reference.spent for _cost, reference in costs))


def percentile(values: Iterable[float]) -> float:
    """Return the 95th percentile."""
    return quantiles(values, n=20)[-1]


def most_queries(addresses: Iterable[str]) -> int:
    return max(cost_of(each).queries for each in addresses)
