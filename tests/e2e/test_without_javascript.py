"""Everything that readers do, in a browser that runs no script."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.e2e.addresses import LIST
from tests.e2e.chromium import DESKTOP, PHONE

pytestmark = pytest.mark.browser


@pytest.fixture
def open_plain(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    contexts = []

    def open_window(viewport: ViewportSize = DESKTOP) -> Page:
        contexts.append(
            browser.new_context(base_url=site, viewport=viewport, java_script_enabled=False)
        )
        return contexts[-1].new_page()

    yield open_window
    for context in contexts:
        context.close()


def test_a_search_leads_to_a_case(open_plain: Callable[..., Page]) -> None:
    page = open_plain()
    page.goto("/")
    page.get_by_role("searchbox").first.fill("pré-accueil")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Un pré-accueil remplace la file unique").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("pré-accueil"))


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_filter_narrows_and_is_removed(
    open_plain: Callable[..., Page], viewport: ViewportSize
) -> None:
    """On a telephone the filters are in a panel that the browser opens by itself."""
    page = open_plain(viewport)
    page.goto(LIST)
    cases = page.get_by_role("article")
    before = page.get_by_role("status").inner_text()
    if viewport == PHONE:
        page.get_by_role("button", name="Filtrer").click()
    page.get_by_role("checkbox", name="Attente et gestion des flux").check()
    page.get_by_role("button", name="Appliquer").click()
    expect(page).to_have_url(re.compile("theme=attente"))
    assert cases.count() and page.get_by_role("status").inner_text() != before
    page.get_by_role("link", name="Retirer le filtre Attente et gestion des flux").click()
    assert page.get_by_role("status").inner_text() == before


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_facet_of_many_values_is_given_whole(
    open_plain: Callable[..., Page], viewport: ViewportSize
) -> None:
    page = open_plain(viewport)
    page.goto(LIST)
    if viewport == PHONE:
        page.get_by_role("button", name="Filtrer").click()
    facet = page.locator("details", has=page.locator("#facet-departement"))
    facet.locator("summary").click()
    facet.get_by_role("link", name="Toutes les valeurs").click()
    expect(facet.get_by_role("searchbox")).to_be_hidden()
    facet.get_by_role("checkbox", name="Puy-de-Dôme").check()
    page.get_by_role("button", name="Appliquer").click()
    expect(page).to_have_url(re.compile(r"/realisations/\?q=&departement=63$"))


def test_pages_follow_one_another(open_plain: Callable[..., Page]) -> None:
    page = open_plain()
    page.goto(LIST)
    first = page.get_by_role("article").first.inner_text()
    page.get_by_role("link", name="Suivante").click()
    expect(page).to_have_url(re.compile("page=2"))
    assert page.get_by_role("article").first.inner_text() != first


def test_results_are_shown_as_a_table(open_plain: Callable[..., Page]) -> None:
    page = open_plain()
    page.goto(f"{LIST}?theme=attente")
    count = page.get_by_role("status").inner_text()
    page.get_by_role("link", name="Tableau", exact=True).click()
    expect(page.get_by_role("table")).to_be_visible()
    expect(page).to_have_url(re.compile("theme=attente"))
    assert page.get_by_role("status").inner_text() == count
