"""Every kind of public page in a real browser: accessible, whole, and calling nobody."""

from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import DESKTOP, PHONE

pytestmark = pytest.mark.browser

LAB, VEILLE = "/realisations/lab-exemple/", "/realisations/cas-documentes-par-la-veille/"
ADDRESSES = {
    "home": "/",
    "list": "/realisations/",
    "search": "/realisations/?q=file+d%27attente",
    "no result": "/realisations/?q=zzzz",
    "lab": LAB,
    "lab with a map": VEILLE,
    "full sheet": f"{LAB}pre-accueil-remplace-la-file-unique/",
    "compiled sheet": f"{VEILLE}mediatheque-lezoux/",
    "sheet without picture": f"{VEILLE}etatlin-incubateur-intraprenariat/",
    "labs": "/labs/",
    "map": "/carte/",
    "practices": "/pratiques/",
    "practice": "/pratiques/pre-accueil/",
    "plain page": "/a-propos/",
    "not found": "/nulle-part/",
}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_page_is_accessible_and_self_contained(
    new_person: type, site: str, address: str, viewport: dict[str, int]
) -> None:
    page: Page = new_person(viewport)
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= viewport["width"]
    hosts = {urlparse(url).netloc for url in asked if not url.startswith("data:")}
    assert hosts == {urlparse(site).netloc}
    broken = "[...document.images].filter(i => i.complete && !i.naturalWidth).length"
    assert page.evaluate(broken) == 0
    assert not [text for text in complaints if "404" not in text], complaints


def test_nothing_scrolls_sideways_at_320_pixels(new_person: type) -> None:
    page: Page = new_person({"width": 320, "height": 640})
    for address in ADDRESSES.values():
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_everything_works_without_javascript(browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").first.fill("pré-accueil")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Un pré-accueil remplace la file unique").first.click()
    assert page.get_by_role("heading", level=1).inner_text()
    context.close()
