"""A reviewer at work, in a real browser."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import TaskState

from projects.models import CaseStudyPage
from projects.moderation.agreement import ask
from tests.e2e import people
from tests.e2e.accessibility import violations
from tests.e2e.chromium import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.admin]

NAME = "Mme Durand"
PHRASE = "Une personne est nommée dans le texte"


def person(username: str) -> Any:
    return get_user_model().objects.get(username=username)


def submit(slug: str, problem: str) -> CaseStudyPage:
    """Put a sheet of the fictional lab in review, for so long that it is the next one."""
    case = CaseStudyPage.objects.get(slug=slug)
    case.problem = problem
    case.save_revision(user=person("dominique"))
    case.get_workflow().start(case, person("dominique"))
    long_ago = timezone.now() - timedelta(days=30)
    TaskState.objects.for_instance(case).filter(status="in_progress").update(started_at=long_ago)
    return CaseStudyPage.objects.get(pk=case.pk)


def fictional_sheets() -> list[str]:
    """Return the addresses of the fictional sheets that are not in review yet."""
    sheets = CaseStudyPage.objects.filter(sheet_kind="full").order_by("path")
    return [case.slug for case in sheets if case.is_fictional and not case.workflow_in_progress]


def find_and_send_back(editor: Page, title: str) -> None:
    """Take the next sheet on, find the name that it should not give, and send it back."""
    people.sign_in(editor, "elise")
    editor.get_by_role("link", name="Ouvrir la suivante").click()
    expect(editor.locator("header").get_by_text(title).first).to_be_visible()
    editor.get_by_role("button", name="Prendre").click()
    expect(editor.get_by_role("button", name="Libérer")).to_be_visible()

    expect(editor.get_by_role("heading", name="Personne nommée")).to_be_visible()
    expect(editor.locator(".aa-signs").get_by_text(NAME).first).to_be_visible()
    expect(editor.frame_locator("iframe").get_by_text(NAME).first).to_be_attached()

    editor.locator("summary", has_text="Phrases types").click()
    editor.get_by_role("button", name=re.compile(PHRASE)).click()
    expect(editor.get_by_label("Commentaire aux auteurs")).to_have_value(re.compile(PHRASE))
    editor.get_by_role("button", name="Renvoyer").click()
    expect(editor.get_by_text("est renvoyée à ses auteurs").first).to_be_visible()
    expect(editor.locator(".messages").get_by_role("link", name="La suivante")).to_be_visible()


def correct(author: Page, case: CaseStudyPage) -> None:
    people.sign_in(author, "dominique")
    author.goto(f"/admin/pages/{case.pk}/edit/")
    text = author.locator("[data-contentpath=problem] [contenteditable=true]").first
    text.click()
    author.keyboard.press("Control+A")
    author.keyboard.type("La responsable de l’accueil voyait la file s’allonger.")
    # The editor writes to the form a moment after the last key.
    written = author.locator("input[name=problem]")
    expect(written).to_have_value(re.compile("responsable"))
    expect(written).not_to_have_value(re.compile(NAME))
    people.press_action(author, "relecture")
    expect(author).to_have_url(re.compile(r"/admin/pages/\d+/$"))


def approve(editor: Page, title: str) -> None:
    people.sign_in(editor, "farid")
    editor.get_by_role("link", name="Voir toute la file").click()
    editor.get_by_role("link", name=title).first.click()
    expect(editor.get_by_text(PHRASE).last).to_be_visible()
    expect(editor.locator(".aa-signs").get_by_text(NAME)).to_have_count(0)
    editor.get_by_role("button", name="Approuver et publier").click()
    expect(editor.get_by_text("est approuvée et en ligne").first).to_be_visible()


def test_a_name_is_found_sent_back_corrected_and_published_by_another(new_person: type) -> None:
    case = submit(fictional_sheets()[0], f"<p>{NAME} voyait la file s’allonger.</p>")
    find_and_send_back(new_person(), case.title)
    correct(new_person(), case)
    approve(new_person(), case.title)
    published = CaseStudyPage.objects.get(pk=case.pk)
    assert published.live_revision == published.latest_revision
    assert NAME not in published.problem


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_screens_are_accessible(new_person: type, viewport: dict[str, int]) -> None:
    case = submit(fictional_sheets()[0], "<p>Des élèves, un badge.</p>")
    draft = case.get_latest_revision_as_object()
    draft.summary = "Une phrase corrigée."
    draft.save_revision(user=person("elise"))
    ask(CaseStudyPage.objects.get(pk=case.pk), person("elise"))
    screens = {
        "elise": ("/admin/relecture/", f"/admin/relecture/{case.pk}/"),
        "admin": ("/admin/relecture/programmees/",),
        "dominique": (f"/admin/relecture/{case.pk}/accord/",),
    }
    for username, addresses in screens.items():
        page = new_person(viewport)
        people.sign_in(page, username)
        for address in addresses:
            page.goto(address)
            page.wait_for_load_state("networkidle")
            assert violations(page) == "", address
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= viewport["width"], address
