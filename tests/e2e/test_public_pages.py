"""Every kind of public page in a real browser: accessible, whole, and calling nobody."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page

from tests.e2e.addresses import ADDRESSES
from tests.e2e.visits import CUT, ENLARGE, EXAMINE, LOOKS, NARROW, WIDTH, ZOOMED, Look, Visitor

pytestmark = pytest.mark.browser

every_page = pytest.mark.parametrize("name", ADDRESSES)
every_look = pytest.mark.parametrize("look", LOOKS)
SAYS_NOTHING = re.compile(r"(photo|image|img|dessin|logo|illustration)?[\W\d_]*|.*\.\w{3,4}", re.I)


@every_page
@every_look
def test_a_page_is_accessible_and_self_contained(
    visitor: Visitor, site: str, name: str, look: str
) -> None:
    visit = visitor.visit(name, look)
    assert visit.violations == 0, visit.report
    assert visit.complaints == []
    assert visit.found["refused"] == []
    assert visit.found["broken"] == []
    assert visit.found["width"] <= LOOKS[look].viewport["width"]
    assert {urlparse(url).netloc for url in visit.requests} == {urlparse(site).netloc}


@every_page
def test_a_page_is_built_in_order(visitor: Visitor, name: str) -> None:
    found = visitor.visit(name).found
    assert found["lang"] == "fr"
    assert found["headings"].count(1) == 1
    assert found["headings"][0] == 1
    assert all(lower - higher <= 1 for higher, lower in pairwise(found["headings"]))
    assert (found["mains"], found["banners"]) == (1, 1)
    assert found["footers"] <= 1
    assert max(Counter(found["navigations"]).values(), default=1) == 1
    assert None not in found["navigations"]


@every_page
def test_a_picture_says_something_or_is_silent(visitor: Visitor, name: str) -> None:
    """An empty alternative makes a picture silent; none at all, or a name of file, is a fault."""
    found = visitor.visit(name).found
    assert None not in found["images"]
    assert [alt for alt in found["images"] if alt and SAYS_NOTHING.fullmatch(alt)] == []
    assert None not in found["drawings"]


def test_each_page_has_a_title_of_its_own(visitor: Visitor) -> None:
    titles = Counter(visitor.visit(name).found["title"] for name in ADDRESSES)
    assert {title: count for title, count in titles.items() if count > 1} == {}


@pytest.fixture(scope="session")
def narrow(visitor: Visitor) -> Iterator[Page]:
    page = visitor.page(Look(NARROW, "light"))
    page.emulate_media(reduced_motion="reduce")
    return page


@every_page
def test_a_page_bears_narrow_screens_large_letters_and_stillness(narrow: Page, name: str) -> None:
    narrow.set_viewport_size(NARROW)
    narrow.goto(ADDRESSES[name])
    assert narrow.evaluate(WIDTH) <= NARROW["width"]
    narrow.set_viewport_size(ZOOMED)
    narrow.evaluate(ENLARGE)
    assert narrow.evaluate(WIDTH) <= ZOOMED["width"]
    assert narrow.evaluate(CUT) == []
    # This window asked for stillness.
    assert narrow.evaluate(EXAMINE)["moving"] == []
