"""A secret link, as those who make it and those who receive it use it."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from projects.models import CaseStudyPage, OpinionLink
from tests.projects.moderation.acting import browser


def screen(case: CaseStudyPage) -> str:
    return reverse("case_opinions", args=[case.pk])


def asked(person: Any, case: CaseStudyPage, **fields: Any) -> HttpResponse:
    """Post the form that makes a link, in the admin."""
    data = {"recipient": "Cheffe de l’accueil", "message": "", "days": 14, "email": ""}
    return browser(person).post(screen(case), {**data, **fields})


def made(person: Any, case: CaseStudyPage, **fields: Any) -> str:
    """Make a link; return the address that is shown this once."""
    return asked(person, case, **fields).context["new_url"].removeprefix("http://testserver")


def visit(address: str) -> HttpResponse:
    """Open a link as somebody who has no session."""
    return Client().get(address)


def answer(address: str, **fields: str) -> HttpResponse:
    return Client().post(address, {"opinion": "agreed", "comment": "", **fields})


def expire(link: OpinionLink) -> None:
    OpinionLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())


def save_again(case: CaseStudyPage, person: Any, **values: Any) -> None:
    """Save the latest version of a case once more, with changes if any."""
    draft = CaseStudyPage.objects.get(pk=case.pk).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=person, clean=False)
