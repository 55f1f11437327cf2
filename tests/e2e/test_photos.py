"""Comparing and opening photos by keyboard, by finger, on paper, and without any script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.chromium import PHONE

pytestmark = pytest.mark.browser

SHEET = "/realisations/lab-exemple/pre-accueil-remplace-la-file-unique/"
SIDE_BY_SIDE = """pair => {
    const [one, other] = [...pair.querySelectorAll('.photo-frame')];
    const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
    return a.right <= b.left && getComputedStyle(other).clipPath === 'none';
}"""


@pytest.fixture
def page(new_person: type) -> Page:
    page = new_person()
    page.goto(SHEET)
    return page


def cut_of(pair: Locator) -> str:
    return pair.locator(".pair-sides").evaluate("e => e.style.getPropertyValue('--cut')")


def test_the_limit_moves_with_the_arrows(page: Page) -> None:
    pair = page.locator("[data-pair]").first
    limit = pair.get_by_label("Déplacer la limite entre avant et après")
    assert not pair.evaluate(SIDE_BY_SIDE)
    limit.focus()
    for _press in range(20):
        page.keyboard.press("ArrowRight")
    expect(limit).to_have_attribute("aria-valuetext", "70\u202f% avant, 30\u202f% après")
    assert cut_of(pair) == "70%"
    page.keyboard.press("Home")
    expect(limit).to_have_attribute("aria-valuetext", "0\u202f% avant, 100\u202f% après")


def test_the_limit_follows_a_pointer(page: Page) -> None:
    pair = page.locator("[data-pair]").first
    pair.scroll_into_view_if_needed()
    box = pair.locator(".photo-frame").first.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    page.mouse.up()
    expect(pair.get_by_role("slider")).to_have_value("25")
    expect(page.locator(".viewer")).to_be_hidden()


def test_both_pictures_can_be_seen_whole(page: Page) -> None:
    pair = page.locator("[data-pair]").first
    button = pair.get_by_role("button", name="Images entières")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(pair.get_by_role("slider")).to_be_hidden()
    assert pair.evaluate(SIDE_BY_SIDE)
    page.keyboard.press("Enter")
    expect(pair.get_by_role("slider")).to_be_visible()


def test_a_photo_fills_the_window_by_keyboard_alone(page: Page) -> None:
    link = page.locator(".photo-full").first
    link.focus()
    page.keyboard.press("Enter")
    viewer = page.get_by_role("dialog", name="Photo en grand")
    expect(viewer).to_be_visible()
    expect(viewer.get_by_role("button", name="Fermer")).to_be_focused()
    expect(viewer.get_by_text("Avant, mars 2023")).to_be_visible()
    expect(viewer.get_by_text("Dessin de principe")).to_be_visible()
    assert viewer.get_by_role("img").get_attribute("alt")
    assert Axe().run(page).violations_count == 0

    page.keyboard.press("Shift+Tab")
    expect(viewer.get_by_role("button", name="Suivante")).to_be_focused()
    page.keyboard.press("Enter")
    expect(viewer.get_by_text("Après, mars 2024")).to_be_visible()
    expect(viewer.get_by_role("status")).to_have_text("2 sur 5")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(viewer.get_by_role("status")).to_have_text("5 sur 5")
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(link).to_be_focused()


def test_a_photo_seen_whole_opens_where_it_is_pressed(new_person: type) -> None:
    page = new_person(PHONE)
    page.goto(SHEET)
    page.locator(".gallery .photo-frame").first.click()
    viewer = page.get_by_role("dialog")
    expect(viewer).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    viewer.get_by_role("button", name="Fermer").click()
    expect(viewer).to_be_hidden()


def test_paper_shows_both_pictures_whole(page: Page) -> None:
    pair = page.locator("[data-pair]").first
    page.emulate_media(media="print")
    assert pair.evaluate(SIDE_BY_SIDE)
    expect(pair.get_by_role("slider")).to_be_hidden()
    expect(pair.get_by_role("button")).to_be_hidden()
    line = "e => getComputedStyle(e, '::after').content"
    assert pair.locator(".pair-sides").evaluate(line) == "none"


def test_without_javascript_no_control_is_dead(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(SHEET)
    pair = page.locator("[data-pair]").first
    expect(pair.get_by_role("slider")).to_have_count(0)
    one, other = (frame.bounding_box() for frame in pair.locator(".photo-frame").all())
    assert one["x"] + one["width"] <= other["x"]
    address = page.locator(".photo-full").first.get_attribute("href")
    assert page.request.get(address).headers["content-type"].startswith("image/")
    context.close()


def test_the_first_screen_holds_in_the_window(page: Page) -> None:
    # Without the banner of the demonstration, which a real site does not have.
    page.evaluate(
        "document.querySelectorAll('.demonstration, .fr-notice').forEach(b => b.remove())"
    )
    bottom = "e => e.getBoundingClientRect().bottom"
    assert page.locator(".case-key .actions").evaluate(bottom) <= 800
    assert page.locator(".case-top .split").evaluate(bottom) <= 800
