"""An editor merges two terms; an address that named the old one still works."""

import pytest
from playwright.sync_api import expect

from projects.models import Keyword, Term
from tests.e2e import people
from tests.e2e.accessibility import violations
from tests.e2e.addresses import LIST
from tests.e2e.chromium import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.admin]

OLD, NEW = "Accueil téléphonique", "Attente et gestion des flux"


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_screens_of_words_are_accessible(new_person, viewport):
    term, tag = Term.objects.get(label=NEW), Keyword.objects.first()
    page = new_person(viewport)
    people.sign_in(page, "elise")
    for address in (
        "terms/?ordering=order&vocabulary=themes",
        f"terms/merge/{term.pk}/",
        "keywords/",
        *(f"keywords/{change}/{tag.pk}/" for change in ("edit", "merge", "adopt", "delete")),
    ):
        page.goto(f"/admin/{address}")
        assert not violations(page), address
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]


def test_two_terms_are_merged_and_an_old_address_still_works(new_person):
    old = Term.objects.get(label=OLD)
    reader = new_person()
    reader.goto(f"{LIST}?theme={old.code}")
    first = reader.locator("main h3").first.inner_text()

    page = new_person()
    people.sign_in(page, "elise")
    page.goto("/admin/terms/?vocabulary=themes")
    page.get_by_role("button", name=f"Plus d'options pour « {OLD} »").or_(
        page.locator("tr", has_text=OLD).get_by_role("button")
    ).first.click()
    page.get_by_role("link", name="Fusionner dans un autre").click()
    page.get_by_label("Fusionner dans").select_option(label=NEW)
    page.get_by_role("button", name="Fusionner ces termes").click()
    expect(page.locator("main")).to_contain_text(f"«\u202f{OLD}\u202f» est désormais")

    reader.goto(f"{LIST}?theme={old.code}")
    expect(reader.locator("main")).to_contain_text(first)
    expect(reader.locator(".chips")).to_contain_text(NEW)
    reader.goto(f"/vocabulaire/themes/{old.code}/")
    expect(reader.locator("h1")).to_have_text(NEW)


def test_terms_are_put_in_order_with_the_keyboard(new_person):
    page = new_person()
    people.sign_in(page, "elise")
    page.goto("/admin/terms/?ordering=order&vocabulary=phases")
    codes = [term.pk for term in Term.objects.of("phases")]
    handle = page.locator(f"#item_{codes[0]} button[data-w-orderable-target=handle]")
    handle.focus()
    with page.expect_response("**/reorder/**") as moved:
        for key in ("ArrowDown", "Enter"):
            page.keyboard.press(key)
    assert moved.value.ok
    assert [term.pk for term in Term.objects.of("phases")][:2] == [codes[1], codes[0]]
