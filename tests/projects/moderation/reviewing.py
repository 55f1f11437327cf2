"""What reviewers do on the screens of the review, as the requests their browser sends."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from projects.models import CaseStudyPage
from projects.models.review_task import version_key
from tests.factories import CaseStudyPageFactory
from tests.projects.moderation.acting import browser


def fresh(case: CaseStudyPage) -> CaseStudyPage:
    return CaseStudyPage.objects.get(pk=case.pk)


def change(case: CaseStudyPage, person: Any, **values: Any) -> Any:
    """Save a revision of a page with other values, as its form would."""
    draft = fresh(case).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return draft.save_revision(user=person, clean=False)


def submit_sheet(lab: Any, person: Any, **values: Any) -> CaseStudyPage:
    """Add a complete sheet to a lab, and submit it."""
    case = CaseStudyPageFactory(parent=lab, live=False, complete=True, owner=person, **values)
    case.save_revision(user=person)
    case.get_workflow().start(case, person)
    return case


def answer(person: Any, case: CaseStudyPage, what: str, **data: Any) -> HttpResponse:
    """Answer on the screen of a review, having read the latest version unless told otherwise."""
    posted = {"answer": what, "version": version_key(fresh(case).latest_revision), **data}
    return browser(person).post(reverse("review_page", args=[case.pk]), posted)


def post(person: Any, name: str, case: CaseStudyPage, **data: Any) -> HttpResponse:
    """Press one of the other buttons of a review."""
    return browser(person).post(reverse(name, args=[case.pk]), data)


def read(person: Any, name: str, *args: Any, **query: Any) -> str:
    return browser(person).get(reverse(name, args=args), query).content.decode()
