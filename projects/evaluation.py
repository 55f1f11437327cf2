"""How good the search is, on queries that people judged."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.http import QueryDict
from django.utils.text import slugify
from wagtail.models import Page

from projects.indexing import index
from projects.listing import Listing
from projects.loading import load_synonyms
from projects.models import CaseStudyPage, LabPage, PortfolioIndexPage

DEPTH = 10
UNSAID = "x"
"""A title that no query asks for."""
Grades = Mapping[str, int]


def evaluate(judged: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the search gives for judged queries, and how good that is.

    `judged` holds a `corpus` of cases (id, title, summary, tags) and `queries`, each with the
    grades of the relevant cases by their id. The cases are published for as long as it takes,
    in a transaction that is undone.
    """
    with transaction.atomic():
        answers = answered(judged["corpus"], [each["query"] for each in judged["queries"]])
        transaction.set_rollback(True)
    queries = [
        {
            "query": each["query"],
            "ndcg_at_10": ndcg(answers[each["query"]], each["relevant"]),
            "recall_at_10": recall(answers[each["query"]], each["relevant"]),
            "results": answers[each["query"]],
        }
        for each in judged["queries"]
    ]
    return {
        "ndcg_at_10": mean(each["ndcg_at_10"] for each in queries),
        "recall_at_10": mean(each["recall_at_10"] for each in queries),
        "zero_result_rate": mean(float(not each["results"]) for each in queries),
        "queries": queries,
    }


def answered(corpus: Sequence[Mapping[str, Any]], queries: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids that the first page of the list shows for each query, in order."""
    load_synonyms()
    portfolio = Page.get_first_root_node().add_child(
        instance=PortfolioIndexPage(title=UNSAID, slug="evaluation-de-la-recherche")
    )
    lab = portfolio.add_child(instance=LabPage(title=UNSAID, slug="evaluation"))
    keys = {publish(lab, each): each["id"] for each in corpus}
    index(keys)
    cases = CaseStudyPage.objects.descendant_of(portfolio).published()
    return {
        query: [keys[case.pk] for case in Listing(asking(query), cases, portfolio.path).page]
        for query in queries
    }


def publish(lab: LabPage, told: Mapping[str, Any]) -> int:
    """Put a live case below a lab; return its key."""
    case = CaseStudyPage(title=told["title"], slug=slugify(told["id"]), summary=told["summary"])
    case.tags.add(*told["tags"])
    lab.add_child(instance=case)
    return int(case.pk)


def asking(query: str) -> QueryDict:
    params = QueryDict(mutable=True)
    params["q"] = query
    return params


def ndcg(results: Sequence[str], grades: Grades) -> float:
    """Return the normalised discounted cumulative gain of the first ten (gain 2^grade − 1)."""
    best = gain(sorted(grades.values(), reverse=True))
    return gain([grades.get(each, 0) for each in results]) / best if best else 1.0


def gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades[:DEPTH]))


def recall(results: Sequence[str], grades: Grades) -> float:
    relevant = {each for each, grade in grades.items() if grade}
    return len(relevant & set(results[:DEPTH])) / len(relevant) if relevant else 1.0


def mean(numbers: Any) -> float:
    listed = list(numbers)
    return round(sum(listed) / len(listed), 4) if listed else 0.0
