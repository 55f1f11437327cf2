"""What people do with the keyboard alone: Tab, Enter, Space, and the words they type."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.chromium import DESKTOP, PHONE

pytestmark = pytest.mark.browser

SHEET = "Un pré-accueil remplace la file unique"
MOST_TABS = 80
FOCUSED = "document.activeElement"
OUTLINED = """() => {
  const shown = element => {
    const style = element && getComputedStyle(element);
    return style && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  };
  return shown(document.activeElement);
}"""


class Keyboard:
    """Hands that never leave the keyboard, and eyes that check where they are."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, target: Locator) -> None:
        """Tab forward until the target has the focus; every stop must show it."""
        for _tab in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            assert self.shows_focus(), self.page.evaluate(f"{FOCUSED}.outerHTML")
            if target.evaluate(f"element => element === {FOCUSED}"):
                return
        raise AssertionError(f"out of reach: {target}")

    def press(self, target: Locator, key: str = "Enter") -> None:
        self.reach(target)
        self.page.keyboard.press(key)

    def shows_focus(self) -> bool:
        """Tell whether the element in focus is outlined, or looks otherwise than without focus."""
        if self.page.evaluate(OUTLINED):
            return True
        seen = self.page.screenshot()
        self.page.evaluate(f"{FOCUSED}.dataset.focused = ''; {FOCUSED}.blur()")
        differs = self.page.screenshot() != seen
        self.page.evaluate("document.querySelector('[data-focused]').focus()")
        return differs


@pytest.fixture
def at_the_keyboard(new_person: type) -> Iterator[Callable[..., Keyboard]]:
    yield lambda viewport=DESKTOP: Keyboard(new_person(viewport))


def test_from_the_home_page_to_a_file_of_the_kit(
    at_the_keyboard: Callable[..., Keyboard], tmp_path: Path
) -> None:
    hands = at_the_keyboard()
    page = hands.page
    page.goto("/")
    hands.press(page.get_by_role("link", name="Aller à la recherche"))
    hands.reach(page.get_by_role("combobox"))
    page.keyboard.type("accueil")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=accueil"))

    hands.press(page.get_by_role("checkbox", name="Attente et gestion des flux"), "Space")
    expect(page).to_have_url(re.compile(r"theme=attente"))

    hands.press(page.get_by_role("link", name=SHEET))
    expect(page.get_by_role("heading", level=1)).to_have_text(SHEET)
    contents = page.get_by_role("navigation", name="Sommaire de la fiche")
    hands.press(contents.get_by_role("link", name=re.compile("kit", re.I)))
    expect(page).to_have_url(re.compile("#"))

    with page.expect_download() as download:
        hands.press(page.get_by_role("link", name="Grille d’observation des passages"))
    assert download.value.path().read_bytes().startswith(b"PK")  # what a spreadsheet starts with


def test_filters_of_a_phone_open_and_close(at_the_keyboard: Callable[..., Keyboard]) -> None:
    hands = at_the_keyboard(PHONE)
    page = hands.page
    page.goto("/realisations/")
    choice = page.get_by_role("checkbox", name="Attente et gestion des flux")
    expect(choice).to_be_hidden()
    hands.press(page.get_by_role("button", name="Filtrer"))
    hands.press(page.get_by_role("button", name="Fermer"))
    expect(choice).to_be_hidden()
    page.keyboard.press("Enter")
    hands.press(choice, "Space")
    hands.press(page.get_by_role("button", name="Appliquer"))
    expect(page).to_have_url(re.compile(r"theme=attente"))
