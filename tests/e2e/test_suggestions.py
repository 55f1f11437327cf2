"""Suggestions while typing: with the keyboard, with a pointer, or not at all."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.e2e.chromium import DESKTOP, PHONE

pytestmark = pytest.mark.browser

SHEET = "/realisations/lab-exemple/pre-accueil-remplace-la-file-unique/"
PLACES = {"home": "/", "list": "/realisations/", "header": SHEET}


@pytest.fixture
def page(new_person: type) -> Iterator[Page]:
    yield new_person()


def field(page: Page) -> Locator:
    return page.get_by_role("combobox")


def chosen(page: Page) -> str | None:
    """Return the text of the option that the field says is active."""
    key = field(page).get_attribute("aria-activedescendant")
    return page.locator(f"[id='{key}'][aria-selected=true]").text_content() if key else None


def type_in(page: Page, address: str, words: str) -> None:
    page.goto(address)
    field(page).press_sequentially(words)
    expect(page.get_by_role("listbox")).to_be_visible()


@pytest.mark.parametrize("place", PLACES)
def test_arrows_walk_through_and_enter_goes_there(page: Page, place: str) -> None:
    type_in(page, PLACES[place], "préacc")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    assert chosen(page) is None
    options = page.get_by_role("option").all_text_contents()
    for option in [*options, None, options[0]]:
        page.keyboard.press("ArrowDown")
        assert chosen(page) == option
    page.keyboard.press("End")
    assert chosen(page) == options[-1]
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    assert chosen(page) is None
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    target = page.locator("[role=option][aria-selected]").get_attribute("href") or ""
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{re.escape(target)}$"))


def test_enter_still_searches_and_escape_keeps_the_words(page: Page) -> None:
    type_in(page, "/", "accueil")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_value("accueil")
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=accueil$"))


def test_typing_on_forgets_what_was_chosen_and_leaving_closes(page: Page) -> None:
    type_in(page, "/", "acc")
    page.keyboard.press("ArrowDown")
    assert chosen(page)
    page.keyboard.type("u")
    assert chosen(page) is None
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_the_number_of_suggestions_is_said(page: Page) -> None:
    type_in(page, "/", "préacc")
    count = page.get_by_role("option").count()
    said = page.locator("form [role=status]")
    expect(said).to_have_text(re.compile(rf"^{count} suggestion"))
    field(page).fill("zzzz")
    expect(said).to_have_text("Aucune suggestion")
    expect(page.get_by_role("listbox")).to_be_hidden()


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("place", ["home", "list"])
def test_a_pointer_follows_a_suggestion(
    new_person: type, place: str, screen: dict[str, int]
) -> None:
    page = new_person(screen)
    type_in(page, PLACES[place], "remplace")
    page.get_by_role("option").first.click()
    expect(page).to_have_url(re.compile(f"{SHEET}$"))


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("place", PLACES)
def test_the_open_list_is_accessible(browser: Browser, site: str, place: str, colours: str) -> None:
    context = browser.new_context(
        base_url=site, viewport=DESKTOP, color_scheme=colours, locale="fr-FR"
    )
    page = context.new_page()
    type_in(page, PLACES[place], "acc")
    page.keyboard.press("ArrowDown")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    context.close()


def test_a_late_answer_to_fewer_letters_is_not_shown(page: Page) -> None:
    def delay(route: Route) -> None:
        if route.request.url.endswith("q=acc"):
            page.wait_for_timeout(600)
        route.continue_()

    page.route("**/suggestions/**", delay)
    page.goto("/")
    field(page).press_sequentially("acc")
    page.wait_for_timeout(250)
    field(page).press_sequentially("zzzz")
    page.wait_for_timeout(900)
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_a_server_that_fails_leaves_a_plain_field(page: Page) -> None:
    page.route("**/suggestions/**", lambda route: route.abort())
    page.goto("/")
    field(page).press_sequentially("accueil")
    page.wait_for_timeout(400)
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?q=accueil$"))
