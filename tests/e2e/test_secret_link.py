"""A head of service without an account agrees with a case, on a telephone that runs no script."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from playwright.sync_api import Browser, Page, expect

from projects.models import CaseStudyPage, LabPage
from projects.moderation.opinions import ask
from tests.e2e import people
from tests.e2e.accessibility import violations
from tests.e2e.chromium import PHONE
from tests.e2e.visits import CUT, EXAMINE, LOOKS, WIDTH, Visitor

pytestmark = pytest.mark.browser

TITLE = "Un banc devant le guichet"


@pytest.fixture
def draft(site: str) -> Iterator[CaseStudyPage]:
    """A sheet with pictures that the demonstration's author prepares."""
    model = CaseStudyPage.objects.get(slug="pre-accueil-remplace-la-file-unique")
    lab = LabPage.objects.get(slug="etatlin")
    case = model.copy(
        to=lab, update_attrs={"title": TITLE, "slug": "banc"}, keep_live=False, copy_revisions=False
    )
    case.save_revision(user=get_user_model().objects.get(username="camille"))
    yield case
    case.delete()


@pytest.fixture
def telephone(browser: Browser, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site, viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def make_link(author: Page, case: CaseStudyPage) -> str:
    people.sign_in(author, "camille")
    author.goto(f"/admin/pages/{case.pk}/edit/")
    author.get_by_role("button", name="Actions").first.click()
    author.get_by_role("link", name="Avis par lien secret").click()
    author.get_by_label("Pour qui").fill("Cheffe de l’accueil")
    author.get_by_label("Message").fill("Les photos vous vont-elles ?")
    author.get_by_role("button", name="Créer le lien").click()
    shown = author.get_by_label("Lien secret").input_value()
    author.context.grant_permissions(["clipboard-read", "clipboard-write"])
    author.get_by_role("button", name="Copier le lien").click()
    expect(author.get_by_text("Lien copié.")).to_be_visible()
    assert author.evaluate("navigator.clipboard.readText()") == shown
    return "/avis/" + shown.partition("/avis/")[2]


def agree(telephone: Page, address: str) -> None:
    telephone.goto(address)
    expect(telephone.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(telephone.get_by_text("Version non publiée, pour avis.")).to_be_visible()
    telephone.get_by_role("link", name="Donner mon avis").click()
    telephone.get_by_role("button", name="Envoyer mon avis").click()
    expect(telephone.get_by_text("Choisissez l’une des deux réponses.")).to_be_visible()
    telephone.get_by_label("Bon pour accord").check()
    telephone.get_by_label("Votre nom ou votre fonction").fill("Mme Roux")
    telephone.get_by_role("button", name="Envoyer mon avis").click()
    expect(telephone.get_by_role("heading", name="Votre avis est envoyé")).to_be_visible()


def test_a_secret_link_is_approved_on_a_telephone(
    new_person: type, telephone: Page, draft: CaseStudyPage
) -> None:
    author = new_person()
    address = make_link(author, draft)
    agree(telephone, address)
    assert mail.outbox[-1].to == ["camille@avant-apres.example"]
    assert "Bon pour accord" in mail.outbox[-1].subject

    author.goto(f"/admin/avis/{draft.pk}/")
    row = author.get_by_role("row", name="Cheffe de l’accueil")
    expect(row).to_contain_text("Bon pour accord")
    expect(row).to_contain_text("Mme Roux")
    row.get_by_role("button", name="Retirer").click()
    expect(author.locator(".messages")).to_contain_text("ne fonctionne plus")
    telephone.goto(address)
    expect(telephone.get_by_role("heading", level=1)).to_contain_text("Ce lien n’ouvre pas")
    assert not CaseStudyPage.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("look", LOOKS)
def test_every_state_of_the_page_is_accessible(
    visitor: Visitor, draft: CaseStudyPage, look: str
) -> None:
    author = get_user_model().objects.get(username="camille")
    _link, url = ask(draft, author, recipient="Cheffe", message="À lire.", days=14)
    page = visitor.page(LOOKS[look])

    def examine() -> None:
        found = page.evaluate(EXAMINE)
        assert found["refused"] == []
        assert found["broken"] == []
        assert found["headings"].count(1) == 1
        assert found["headings"][0] == 1
        assert page.evaluate(WIDTH) <= LOOKS[look].viewport["width"]
        assert page.evaluate(CUT) == []
        assert violations(page) == ""

    page.goto("/avis/" + url.partition("/avis/")[2])
    examine()
    page.get_by_label("À revoir").check()
    page.get_by_role("button", name="Envoyer mon avis").click()
    expect(page.get_by_text("Dites ce qui est à revoir.")).to_be_visible()
    examine()
    page.get_by_label("Commentaire").fill("Le coût.")
    page.get_by_role("button", name="Envoyer mon avis").click()
    expect(page.get_by_role("heading", name="Votre avis est envoyé")).to_be_visible()
    examine()
    page.goto("/avis/inconnu/")
    examine()
    page.context.close()
