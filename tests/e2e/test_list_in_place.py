"""The list refreshed in place: what changes, what stays, where the focus is."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.addresses import LIST
from tests.e2e.chromium import DESKTOP, PHONE

pytestmark = pytest.mark.browser

THEME = "Attente et gestion des flux"
# Lost when the page is left.
STAMP = "window.stayed = true"
STAYED = "window.stayed === true"
FILTERED = re.compile(r"theme=attente")
BARE = re.compile(r"/realisations/$")
SHIFTS = """
window.shift = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({type: 'layout-shift', buffered: true});
"""
SLOW = 700
"""Milliseconds: more than those during which a browser forgives what moves after a click."""


@pytest.fixture
def open_list(new_person: type) -> Iterator[Callable[..., Page]]:
    def open_window(address: str = LIST, viewport: dict[str, int] = DESKTOP) -> Page:
        page: Page = new_person(viewport)
        page.goto(address)
        page.evaluate(STAMP)
        return page

    yield open_window


def slowly(route: Route) -> None:
    # Not the wait of the page: it may be closed before what is given up has waited.
    time.sleep(SLOW / 1000)
    route.continue_()


def test_a_filter_narrows_at_once_and_comes_off(open_list: Callable[..., Page]) -> None:
    page = open_list()
    status, box = page.locator(".bar [role=status]"), page.get_by_role("checkbox", name=THEME)
    before = status.inner_text()
    status.evaluate("element => { window.region = element }")
    box.check()
    expect(page).to_have_url(FILTERED)
    expect(status).not_to_have_text(before)
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(page).to_have_title(re.compile(THEME))
    found = int(re.sub(r"\D", "", status.inner_text()))
    assert page.get_by_role("article").count() == found
    assert f"({found})" in page.locator("label", has=box).inner_text()
    # Screen readers listen to this very element.
    assert page.evaluate("window.region.isConnected")

    page.get_by_role("link", name=f"Retirer le filtre {THEME}").click()
    expect(page).to_have_url(BARE)
    expect(box).not_to_be_checked()
    expect(status).to_have_text(re.compile(before.strip()))
    expect(page.get_by_role("heading", name="Résultats")).to_be_focused()
    assert page.evaluate(STAYED)


def test_words_and_filters_are_asked_together(open_list: Callable[..., Page]) -> None:
    page = open_list(f"{LIST}?theme=attente&vue=tableau")
    page.get_by_role("combobox").first.fill("accueil")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=accueil"))
    expect(page).to_have_url(FILTERED)
    expect(page.get_by_role("table")).to_be_visible()
    page.get_by_role("link", name="Tout effacer").click()
    expect(page).to_have_url(BARE)
    expect(page.get_by_role("combobox").first).to_have_value("")
    assert page.evaluate(STAYED)


def test_orders_and_views_keep_the_focus_on_their_link(open_list: Callable[..., Page]) -> None:
    page = open_list(f"{LIST}?theme=attente")
    for name, parameter in (("coût", "ordre="), ("Tableau", "vue=tableau")):
        link = page.get_by_role("link", name=name, exact=True)
        link.click()
        expect(page).to_have_url(re.compile(parameter))
        expect(link).to_have_attribute("aria-current", "true")
        expect(link).to_be_focused()
    page.get_by_role("checkbox", name=THEME).uncheck()
    expect(page).to_have_url(re.compile(r"(?=.*ordre=)(?=.*vue=tableau)"))
    assert page.evaluate(STAYED)


def test_the_next_page_starts_at_its_top(open_list: Callable[..., Page]) -> None:
    page = open_list()
    first = page.get_by_role("article").first.inner_text()
    page.get_by_role("link", name="Suivante").click()
    expect(page).to_have_url(re.compile("page=2"))
    expect(page.get_by_role("heading", name="Résultats")).to_be_focused()
    expect(page.get_by_role("article").first).to_be_in_viewport()
    assert page.get_by_role("article").first.inner_text() != first
    assert page.evaluate(STAYED)


def test_back_and_forward_bring_back_what_was_shown(open_list: Callable[..., Page]) -> None:
    page = open_list()
    box, status = page.get_by_role("checkbox", name=THEME), page.locator(".bar [role=status]")
    before = status.inner_text()
    box.check()
    expect(page).to_have_url(FILTERED)
    after = status.inner_text()
    page.go_back()
    expect(status).to_have_text(re.compile(before.strip()))
    expect(box).not_to_be_checked()
    page.go_forward()
    expect(status).to_have_text(re.compile(after.strip()))
    expect(box).to_be_checked()
    assert page.evaluate(STAYED)


def test_going_back_from_a_case_finds_the_filters_as_they_were(
    open_list: Callable[..., Page],
) -> None:
    page = open_list()
    page.get_by_role("checkbox", name=THEME).check()
    expect(page).to_have_url(FILTERED)
    page.get_by_role("article").first.get_by_role("link").click()
    expect(page).not_to_have_url(FILTERED)
    page.go_back()
    expect(page).to_have_url(FILTERED)
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)
    expect(page.get_by_role("checkbox", name=THEME)).to_be_checked()


def test_a_second_filter_does_not_wait_for_the_first(open_list: Callable[..., Page]) -> None:
    page = open_list()
    page.route("**/realisations/?*", slowly, times=1)
    page.get_by_role("checkbox", name=THEME).check()
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "true")
    page.get_by_role("checkbox", name="Confidentialité").check()
    expect(page).to_have_url(re.compile(r"(?=.*theme=attente)(?=.*theme=confidentialite)"))
    expect(page.locator("#resultats")).to_have_attribute("aria-busy", "false")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)


def test_where_a_refresh_fails_the_address_is_gone_to(open_list: Callable[..., Page]) -> None:
    page = open_list()
    page.route("**/realisations/?*", lambda route: route.abort(), times=1)
    page.get_by_role("checkbox", name=THEME).check()
    expect(page).to_have_url(FILTERED)
    expect(page.get_by_role("checkbox", name=THEME)).to_be_checked()
    assert not page.evaluate(STAYED)


def test_nothing_moves_by_itself(open_list: Callable[..., Page]) -> None:
    page = open_list()
    page.evaluate(SHIFTS)
    page.route("**/realisations/?*", slowly)
    box = page.get_by_role("checkbox", name=THEME)
    before = box.bounding_box()
    box.check()
    expect(page).to_have_url(FILTERED)
    assert abs(box.bounding_box()["y"] - before["y"]) < 1
    assert page.evaluate("window.shift") <= 0.02


def test_a_facet_of_many_values_is_given_whole_and_narrowed(open_list: Callable[..., Page]) -> None:
    page = open_list()
    page.get_by_text("Département", exact=True).click()
    facet = page.locator("details", has=page.locator("#facet-departement"))
    few = facet.get_by_role("checkbox").count()
    link = facet.get_by_role("link", name="Toutes les valeurs")
    announced = int(re.sub(r"\D", "", link.inner_text()))
    link.click()
    box = facet.get_by_role("searchbox", name="Trouver une valeur")
    expect(box).to_be_focused()
    assert few < facet.get_by_role("checkbox").count() == announced
    box.fill("puy de DOME")
    expect(facet.get_by_role("checkbox")).to_have_count(1)
    expect(facet.get_by_role("status")).to_have_text(f"1 sur {announced} valeurs")
    facet.get_by_role("checkbox", name="Puy-de-Dôme").check()
    expect(page).to_have_url(re.compile(r"/realisations/\?departement=63$"))
    expect(box).to_have_value("puy de DOME")
    expect(facet.get_by_role("checkbox")).to_have_count(1)
    facet.get_by_role("link", name="Moins de valeurs").click()
    expect(facet.get_by_role("link", name="Toutes les valeurs")).to_be_focused()
    expect(facet.get_by_role("checkbox")).to_have_count(few)
    assert page.evaluate(STAYED)


def test_facets_stay_as_the_reader_left_them(open_list: Callable[..., Page]) -> None:
    page = open_list()
    folded = page.locator("details", has=page.locator("#facet-zone"))
    unfolded = page.locator("details", has=page.locator("#facet-cout"))
    folded.locator("summary").click()
    unfolded.locator("summary").click()
    page.get_by_role("checkbox", name=THEME).check()
    expect(page).to_have_url(FILTERED)
    expect(folded).not_to_have_attribute("open", "")
    expect(unfolded).to_have_attribute("open", "")


def test_the_panel_of_a_phone_counts_and_closes_on_the_results(
    open_list: Callable[..., Page],
) -> None:
    page = open_list(LIST, PHONE)
    page.get_by_role("button", name="Filtrer").click()
    count = page.locator("#compte")
    before = count.inner_text()
    page.get_by_role("checkbox", name=THEME).check()
    expect(count).not_to_have_text(before)
    page.get_by_role("button", name="Fermer").click()
    expect(page.get_by_role("button", name="Filtrer (1)")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Appliquer").click()
    expect(page.get_by_role("checkbox", name=THEME)).to_be_hidden()
    expect(page.get_by_role("heading", name="Résultats")).to_be_focused()
    assert page.evaluate(STAYED)
