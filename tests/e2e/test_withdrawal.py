"""Withdrawing a case, a photo, and taking a compiled sheet over, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from projects.models import CaseRequest, CaseStudyPage, LabPage, RequestKind
from tests.e2e import people
from tests.e2e.accessibility import violations
from tests.e2e.chromium import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.admin]

AUTHOR, EDITOR = "dominique", "elise"
REASON = "Le service a fermé cet accueil."


def own_case() -> CaseStudyPage:
    """Publish a case of the fictional lab that no other test reads."""
    case = CaseStudyPage(title="Un accueil qui a fermé", summary="Deux guichets, puis aucun.")
    LabPage.objects.get(slug="lab-exemple").add_child(instance=case)
    case.save_revision().publish(skip_permission_checks=True)
    return CaseStudyPage.objects.get(pk=case.pk)


def compiled_case() -> CaseStudyPage:
    return CaseStudyPage.objects.get(slug="mediatheque-lezoux")


def full_case() -> CaseStudyPage:
    return CaseStudyPage.objects.get(slug="pre-accueil-remplace-la-file-unique")


def check(page: Page, address: str, width: int, status: int = 200) -> None:
    response = page.goto(address)
    assert response is not None
    assert response.status == status, address
    assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert violations(page) == "", address


def test_a_case_is_withdrawn_at_the_request_of_its_lab(new_person: type) -> None:
    case = own_case()
    address = case.url
    author = new_person()
    people.sign_in(author, AUTHOR)
    author.goto(f"/admin/demandes/retirer/{case.pk}/")
    author.get_by_label("Pourquoi retirer cette fiche").fill(REASON)
    author.get_by_role("button", name="Envoyer à la rédaction").click()
    expect(author.get_by_role("button", name="Annuler la demande")).to_be_visible()

    editor = new_person()
    people.sign_in(editor, EDITOR)
    editor.get_by_role("link", name=re.compile("demandes? de retrait")).click()
    editor.get_by_role("link", name=case.title).click()
    expect(editor.get_by_text(REASON)).to_be_visible()
    editor.get_by_role("button", name="Retirer la fiche").click()
    expect(editor.get_by_text("est retirée")).to_be_visible()

    check(new_person(), address, 1280, status=410)


@pytest.mark.parametrize(("viewport", "width"), [(DESKTOP, 1280), (PHONE, 360)])
def test_the_screens_are_accessible_and_fit(
    new_person: type, viewport: dict[str, int], width: int
) -> None:
    case, compiled = full_case(), compiled_case()
    asked, _is_new = CaseRequest.objects.get_or_create(
        kind=RequestKind.CLAIM, case=compiled, lab=case.lab, defaults={"reason": REASON}
    )
    author, editor = new_person(viewport), new_person(viewport)
    people.sign_in(author, AUTHOR)
    people.sign_in(editor, EDITOR)
    check(author, f"/admin/demandes/retirer/{case.pk}/", width)
    check(author, f"/admin/demandes/reprendre/{compiled.pk}/", width)
    check(author, f"/admin/images/{case.photos[0].pk}/delete/", width)
    check(editor, "/admin/demandes/retraits/?state=", width)
    check(editor, "/admin/demandes/reprises/", width)
    check(editor, f"/admin/demandes/{asked.pk}/", width)
    check(new_person(viewport), f"/reprendre/{compiled.pk}/", width)
