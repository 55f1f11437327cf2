"""Sheets that tell of the same thing as a title being typed, so that nobody writes one twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Page

from projects.models import CaseStudyPage, LabPage
from projects.querysets import open_to_all
from projects.search.analyser import analyse
from projects.search.models import SearchDocument

FEWEST_WORDS = 2
"""One word in common says nothing: half of the sheets speak of a reception."""
LIKE_ENOUGH = 0.6
"""The share of the words of both titles that they have in common (Dice's coefficient)."""
SHOWN = 5
READ = 50
"""How many of the titles with the most words in common are compared."""


@dataclass(frozen=True)
class Similar:
    """A sheet that resembles the title: what it is called, whose it is, where it leads."""

    likeness: float
    title: str
    lab: str
    is_live: bool
    url: str


@require_safe
def similar_sheets(request: HttpRequest, lab_pk: int) -> HttpResponse:
    """Show the sheets whose title resembles the one typed for a sheet of a lab.

    They are those that anybody may read, and those of this lab. Seven queries at most, whatever is
    found.
    """
    lab = get_object_or_404(LabPage, pk=lab_pk)
    if not lab.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    key = request.GET.get("sheet", "")
    sheet = int(key) if key.isdecimal() else 0
    found = similar(request.GET.get("title", ""), lab, sheet)
    return render(request, "projects/admin/similar.html", {"found": found})


def similar(title: str, lab: LabPage, sheet: int = 0) -> list[Similar]:
    """Return the sheets most like a title, the likest first; never the sheet of that key.

    A sheet of the lab is compared by the title it will have too.
    """
    stems = frozenset(analyse(title))
    if len(stems) < FEWEST_WORDS:
        return []
    own = {case.pk: case for case in CaseStudyPage.objects.of_lab(lab).exclude(pk=sheet)}
    found = [
        compared(stems, case, lab.title, {case.draft_title, case.title}) for case in own.values()
    ]
    others = live_elsewhere(stems).exclude(pk__in=[sheet, *own]).select_related("page")[:READ]
    pages = [document.page for document in others]
    labs = names_of_labs(pages)
    # What another lab is writing is its own affair: only what it published is compared.
    found += [compared(stems, page, labs.get(lab_path(page), ""), {page.title}) for page in pages]
    alike = [each for each in found if each.likeness >= LIKE_ENOUGH]
    return sorted(alike, key=lambda each: (-each.likeness, each.title))[:SHOWN]


def live_elsewhere(stems: frozenset[str]) -> QuerySet[SearchDocument]:
    """Return the documents that anybody may read with at least half of these words in the title."""
    holds = [Q(title__contains=stem) for stem in sorted(stems)]
    count: Any = Value(0)
    for condition in holds:
        count += Case(When(condition, then=1), default=0, output_field=IntegerField())
    documents = open_to_all(SearchDocument.objects.all(), "page__")
    return (
        documents.annotate(common=count)
        .filter(common__gte=-(-len(stems) // 2))
        .order_by("-common", "pk")
    )


def compared(stems: frozenset[str], page: Page, lab: str, titles: set[str]) -> Similar:
    """Return a page as it is shown, with its likeness by the most like of its titles."""
    likeness = max(dice(stems, frozenset(analyse(title))) for title in titles)
    url = page.get_url() if page.live else reverse("wagtailadmin_pages:edit", args=(page.pk,))
    title = page.title if page.live else page.draft_title
    return Similar(likeness, title, lab, page.live, url or "")


def dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0


def lab_path(page: Page) -> str:
    return str(page.path[: -page.steplen])


def names_of_labs(pages: Iterable[Page]) -> dict[str, str]:
    paths = {lab_path(page) for page in pages}
    return dict(LabPage.objects.filter(path__in=paths).values_list("path", "title"))
