"""The State's theme in a real browser: THEME=dsfr."""

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(settings.THEME != "dsfr", reason="of the State's theme"),
]

PHONE = {"width": 360, "height": 740}
MOST_REQUESTS = 22
MOST_SHIFT = 0.02
PRACTICE = "/pratiques/pre-accueil/"
SHIFT = """new Promise(done => new PerformanceObserver(list => done(
    list.getEntries().reduce((sum, entry) => sum + entry.value, 0)
)).observe({type: "layout-shift", buffered: true}) ?? setTimeout(() => done(0), 500))"""


def test_the_menu_of_a_phone_opens_and_closes(new_person: type) -> None:
    page: Page = new_person(PHONE)
    page.goto(PRACTICE)
    entry = page.locator("#menu").get_by_role("link", name="Pratiques")
    expect(entry).not_to_be_visible()
    page.get_by_role("button", name="Menu").click()
    expect(entry).to_be_visible()
    page.keyboard.press("Escape")
    expect(entry).not_to_be_visible()


def test_nothing_is_folded_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(PRACTICE)
    expect(page.locator("#menu").get_by_role("link", name="Pratiques")).to_be_visible()
    expect(page.locator("#fil").get_by_role("link", name="Pratiques")).to_be_visible()
    expect(page.get_by_role("button", name="Menu")).not_to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_follows_the_scheme_of_the_reader(browser: Browser, site: str, scheme: str) -> None:
    context = browser.new_context(base_url=site, color_scheme=scheme)
    page = context.new_page()
    page.goto("/")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == {"light": "rgb(255, 255, 255)", "dark": "rgb(22, 22, 22)"}[scheme]
    context.close()


def test_the_list_asks_for_little_and_stays_in_place(new_person: type) -> None:
    page: Page = new_person(PHONE)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/realisations/", wait_until="networkidle")
    assert len([url for url in asked if "/media/" not in url]) <= MOST_REQUESTS
    assert page.evaluate(SHIFT) <= MOST_SHIFT
