"""What a browser fetches for the whole list, down to its last photo, and what then moves."""

import gzip
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page

from tests.benchmarks.server import SITE, get

# The office screen, and the telephone that Lighthouse imitates.
SCREENS = {
    "bureau": {"viewport": {"width": 1280, "height": 800}},
    "téléphone": {"viewport": {"width": 412, "height": 823}, "device_scale_factor": 1.75},
}
CODE = {"Document", "Stylesheet", "Script"}
LEVEL = 6  # of gzip, where the server does not compress
SHIFTS = """
window.shift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({type: 'layout-shift', buffered: true});
"""
READ_TO_THE_END = """async () => {
  const pause = () => new Promise(done => setTimeout(done, 60));
  for (let y = 0; y < document.body.scrollHeight; y += innerHeight / 2) {
    scrollTo(0, y);
    await pause();
  }
  const shown = image => image.complete && image.naturalWidth;
  while (![...document.images].every(shown)) await pause();
}"""
SETTLED = 300  # milliseconds for the last events to arrive


@dataclass
class Fetched:
    """Kilobytes of 1,000 bytes and requests, as transferred or as gzip would have them."""

    code: float = 0
    photos: float = 0
    others: float = 0
    photo_count: int = 0
    requests_without_photos: int = 0
    shift: float = 0
    was_compressed: bool = True

    @property
    def all(self) -> float:
        return self.code + self.photos + self.others


@dataclass
class Wire:
    """What the browser says of its requests, by their id."""

    responses: dict[str, Any] = field(default_factory=dict)
    bytes: dict[str, int] = field(default_factory=dict)

    def listen(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self._receive)
        session.on("Network.loadingFinished", self._finish)
        session.send("Network.enable")

    def _receive(self, event: dict[str, Any]) -> None:
        if event["response"]["url"].startswith(SITE):
            self.responses[event["requestId"]] = event

    def _finish(self, event: dict[str, Any]) -> None:
        self.bytes[event["requestId"]] = event["encodedDataLength"]


def weigh(browser: Browser, address: str, screen: str) -> Fetched:
    """Open an address with an empty cache, read it to its end, and add up what came."""
    context = browser.new_context(base_url=SITE, locale="fr-FR", **SCREENS[screen])
    page, wire = context.new_page(), Wire()
    page.add_init_script(SHIFTS)
    wire.listen(page)
    page.goto(address)
    page.evaluate(READ_TO_THE_END)
    page.wait_for_timeout(SETTLED)
    total = add_up(page, wire)
    total.shift = page.evaluate("shift")
    context.close()
    return total


def add_up(page: Page, wire: Wire) -> Fetched:
    total = Fetched()
    for key, event in wire.responses.items():
        response, weight = event["response"], wire.bytes.get(key, 0) / 1000
        if "/media/" in response["url"]:
            total.photos += weight
            total.photo_count += 1
            continue
        total.requests_without_photos += 1
        if event["type"] not in CODE:
            total.others += weight
        elif "content-encoding" in {name.lower() for name in response["headers"]}:
            total.code += weight
        else:
            total.was_compressed = False
            total.code += as_gzip(response["url"])
    return total


def as_gzip(url: str) -> float:
    _response, body = get(url.removeprefix(SITE))
    return len(gzip.compress(body, LEVEL)) / 1000
