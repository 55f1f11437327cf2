"""What a browser finds in a page: visited once in each look, asked about by many tests."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from tests.e2e.addresses import ADDRESSES
from tests.e2e.chromium import DESKTOP, PHONE

NARROW: ViewportSize = {"width": 320, "height": 640}
ZOOMED: ViewportSize = {"width": 640, "height": 400}  # a screen of 1280 by 800, zoomed twice


class Look(NamedTuple):
    """A window: its size, its colours."""

    viewport: ViewportSize
    colours: str


LOOKS = {
    "desktop": Look(DESKTOP, "light"),
    "desktop, dark": Look(DESKTOP, "dark"),
    "phone": Look(PHONE, "light"),
    "phone, dark": Look(PHONE, "dark"),
}
EXAMINE = Path(__file__).with_name("examine.js").read_text()
# What the content-security policy refuses, kept where the visit can read it.
LISTEN = """
window.refused = [];
document.addEventListener('securitypolicyviolation', event =>
  window.refused.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));
"""
RULES = {
    # Of WCAG 2.2, and not asked by default.
    "light": {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}},
    "dark": {"resultTypes": ["violations"]},  # the same places, in other colours
}
ENLARGE = "document.documentElement.style.fontSize = '200%'"
# Texts cut by the box they are in, one-pixel boxes for screen readers apart.
CUT = """() => [...document.querySelectorAll('body *')].filter(element => {
  const {overflowX, overflowY} = getComputedStyle(element);
  const hides = overflow => overflow === 'hidden' || overflow === 'clip';
  return element.clientWidth > 1 && element.textContent.trim() && (
    (hides(overflowX) && element.scrollWidth > element.clientWidth + 1)
    || (hides(overflowY) && element.scrollHeight > element.clientHeight + 1));
}).map(element => element.outerHTML.slice(0, 90))"""
WIDTH = "document.documentElement.scrollWidth"


@dataclass
class Visit:
    """What was found: by axe, in the page (see examine.js), on the network, in the console."""

    report: str = ""
    violations: int = 0
    found: dict[str, Any] = field(default_factory=dict)
    html: str = ""
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


class Visitor:
    """Opens one window a look, and visits a page once in each."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.browser, self.site, self.axe = browser, site, Axe()
        self.windows: dict[str, Page] = {}
        self.visits: dict[tuple[str, str], Visit] = {}

    def visit(self, name: str, look: str = "desktop") -> Visit:
        """Return what a page of ADDRESSES holds in one of the LOOKS."""
        if (name, look) not in self.visits:
            self.visits[name, look] = self._visit(ADDRESSES[name], LOOKS[look], self._window(look))
        return self.visits[name, look]

    def page(self, look: Look) -> Page:
        """Return a window of its own, for a test that does more than look."""
        context = self.browser.new_context(
            base_url=self.site,
            locale="fr-FR",
            viewport=look.viewport,
            color_scheme=look.colours,
        )
        context.add_init_script(LISTEN)
        return context.new_page()

    def _window(self, look: str) -> Page:
        if look not in self.windows:
            self.windows[look] = self.page(LOOKS[look])
        return self.windows[look]

    def _visit(self, address: str, look: Look, page: Page) -> Visit:
        visit = Visit()

        def hear(message: ConsoleMessage) -> None:
            # An error page answers with an error: Chromium says so.
            if message.location["url"] != page.url or "the server responded" not in message.text:
                visit.complaints.append(message.text)

        def note(request: Any) -> None:
            if not request.url.startswith("data:"):
                visit.requests.append(request.url)

        page.on("console", hear)
        page.on("request", note)
        response = page.goto(address)
        visit.html = response.text() if response else ""
        visit.found = page.evaluate(EXAMINE)
        page.remove_listener("console", hear)
        page.remove_listener("request", note)
        # Last: to read imported style sheets, axe inserts some of its own, which are refused.
        results = self.axe.run(page, options=RULES[look.colours])
        visit.violations, visit.report = results.violations_count, results.generate_report()
        return visit
