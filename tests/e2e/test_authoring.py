"""An author between two visits: notes, two photos dropped, a lost connection, nothing lost."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from projects.models import CaseStudyPage
from tests.e2e import people
from tests.e2e.accessibility import violations
from tests.e2e.chromium import PHONE

pytestmark = [pytest.mark.browser, pytest.mark.admin]

# What is typed in the first two seconds, as only a robot can, is taken for what was there already.
WATCH = """
  addEventListener('w-unsaved:watch-edits', () => { window.isWatched = true; });
  addEventListener('w-autosave:save', () => { window.isSaved = false; });
  window.saves = 0;
  addEventListener('w-autosave:success', () => { window.isSaved = true; window.saves += 1; });
"""
TITLE = "Deux fauteuils remplacent la vitre du guichet"


@pytest.fixture
def author(new_person: type) -> Page:
    page = new_person()
    people.sign_in(page, "camille")
    return page


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Return two photos of the same place, in the order in which nobody would drop them."""
    return [
        people.photo_file(tmp_path, "guichet-après.jpg", "seagreen"),
        people.photo_file(tmp_path, "guichet-avant.jpg", "dimgrey"),
    ]


def begin(page: Page, title: str = TITLE) -> None:
    page.add_init_script(WATCH)
    page.goto("/admin/")
    page.get_by_role("link", name="Nouvelle fiche").first.click()
    page.wait_for_function("window.isWatched")
    page.wait_for_timeout(1_000)  # it may look a second time
    page.locator("#id_title").press_sequentially(title)
    expect(page).to_have_url(re.compile(r"/pages/\d+/edit/"))
    page.wait_for_function("window.isSaved")


def draft_of(page: Page) -> CaseStudyPage:
    """Return what is kept of the sheet whose form is open."""
    [key] = re.findall(r"/pages/(\d+)/", page.url)
    return CaseStudyPage.objects.get(pk=key).get_latest_revision_as_object()


def answer_the_rest(page: Page) -> None:
    page.locator("#id_summary").fill("On s’assoit face à face, à la même hauteur.")
    page.locator("#id_project_kind").select_option(label="Réaménagement d'un espace d'accueil")
    page.locator("#id_establishment_kind").select_option(label="Mairie ou mairie annexe")
    people.choose_commune(page, "lezou", "Lezoux")
    page.locator("#id_beneficiary_name").fill("Mairie de Lezoux")
    page.locator("#id_beneficiary_kind").select_option(label="Commune")
    people.tick(page, "themes", "Accessibilité et accès universel")
    people.tick(page, "audiences", "Tous publics")
    people.tick(page, "reception_zones", "Hall")
    page.locator("#id_phase").select_option(label="En service")
    page.locator("#id_started_on").fill("2023")
    people.write_rich_text(page, "problem", "On parlait debout, à travers une vitre.")
    people.add_step(page, "2023", "Un essai d’une semaine avec deux chaises.")
    page.locator("#id_no_measure_reason").fill("Le comptage commence en janvier.")
    page.locator("#id_cost_amount").fill("900")
    page.locator("#id_cost_year").fill("2023")
    page.locator("#id_contact_service").fill("Accueil de la mairie")


def test_two_photos_dropped_become_a_pair_and_the_sheet_is_sent_unaided(
    author: Page, photos: list[Path]
) -> None:
    begin(author)
    answer_the_rest(author)
    people.open_tab(author, "Avant/après")
    people.drop_files(author, author.locator("[data-aa-drop=photo_pairs]"), photos)

    dialog = author.get_by_role("dialog")
    expect(dialog.get_by_role("heading", name="Photo 1 sur 2")).to_be_focused()
    assert violations(author, "dialog") == ""
    people.describe_photo(author, "IMG_2034", "photo suivante", **people.PHOTO)
    expect(dialog.get_by_text("ne décrit rien")).to_be_visible()
    people.describe_photo(author, "Une vitre entre deux personnes debout", "photo suivante")
    expect(dialog.get_by_role("heading", name="Photo 2 sur 2")).to_be_focused()
    expect(dialog.locator("[name$=-credit]")).to_have_value("")
    dialog.get_by_role("button", name="Comme la photo précédente").click()
    people.describe_photo(author, "Deux fauteuils face à face", "Plus tard")
    expect(dialog).to_be_hidden()

    row = author.locator("#inline_child_photo_pairs-0")
    for side in ("avant", "après"):
        expect(row.get_by_text(f"guichet-{side}", exact=True)).to_be_visible()
    # Two things are left: who can be recognised on the second photo, and the address to write to.
    author.locator("[data-side-panel-toggle=completeness]").click()
    beside = author.locator("[data-side-panel=completeness]")
    second_photo = beside.get_by_role("link", name="guichet-après")
    expect(second_photo).to_have_count(1)  # four until its texts are saved, none before the drop
    expect(beside.get_by_role("link")).to_have_count(2)
    assert violations(author, "[data-side-panel=completeness]") == ""
    second_photo.click()
    expect(dialog.locator("[name$=-description]")).to_have_value("Deux fauteuils face à face")
    dialog.locator("[name$=-people]").select_option("none")
    dialog.get_by_role("button", name="Enregistrer ces textes").click()
    expect(beside.get_by_role("link")).to_have_count(1)
    beside.get_by_role("link", name="l’adresse de messagerie").click()
    expect(author.locator("#id_contact_email")).to_be_focused()
    author.keyboard.type("accueil@mairie.example")
    expect(beside.get_by_text("vous pouvez envoyer la fiche")).to_be_visible()
    toggle = author.locator("[data-side-panel-toggle=completeness]")
    expect(toggle.get_by_text(re.compile(r"\d"))).to_be_hidden()
    people.press_action(author, "relecture")
    expect(author.get_by_text("soumise pour modération").first).to_be_visible()

    sheet = CaseStudyPage.objects.get(title=TITLE).get_latest_revision_as_object()
    pair = sheet.photo_pairs.get()
    assert (pair.before.title, pair.after.title) == ("guichet-avant", "guichet-après")
    assert pair.before.credit == pair.after.credit == people.PHOTO["credit"]


def test_what_cannot_be_sent_says_why_and_the_rest_goes_on(
    new_person: type, photos: list[Path], tmp_path: Path
) -> None:
    author = new_person(PHONE)
    people.sign_in(author, "camille")
    begin(author, "Une fiche écrite au téléphone")
    people.open_tab(author, "Avant/après")
    notes = tmp_path / "notes.pdf"
    notes.write_bytes(b"%PDF")
    author.locator("#gallery-files").set_input_files([photos[0], notes])
    sendings = author.locator("[data-aa-drop=gallery] li")
    expect(sendings).to_have_count(2)
    expect(sendings.filter(has_text="notes.pdf")).to_contain_text("pas une photo")
    author.get_by_role("dialog").get_by_role("button", name="Plus tard").click()
    expect(author.locator("#inline_child_gallery-0")).to_contain_text("guichet-après")
    assert violations(author, "#tab-pictures") == ""
    assert author.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_pair_the_wrong_way_round_is_swapped_by_a_button(
    author: Page, photos: list[Path]
) -> None:
    begin(author, "Une paire à l’envers")
    people.open_tab(author, "Avant/après")
    author.locator("#photo_pairs-files").set_input_files(photos)
    author.get_by_role("dialog").get_by_role("button", name="Fermer").click()
    row = author.locator("#inline_child_photo_pairs-0")
    row.get_by_role("button", name="Échanger avant et après").click()
    expect(row.locator("[data-contentpath=before]")).to_contain_text("guichet-après")
    expect(row.locator("[data-contentpath=after]")).to_contain_text("guichet-avant")


def test_what_is_written_during_a_save_is_saved_without_another_key(author: Page) -> None:
    begin(author, "Une fiche écrite sans s’arrêter")
    saves = author.evaluate("window.saves")
    under_way: list[Route] = []
    author.route("**/edit/", lambda route: under_way.append(route), times=1)
    with author.expect_request("**/edit/"):
        author.locator("#id_summary").fill("Écrit avant.")
    author.locator("#id_summary").fill("Écrit pendant.")
    under_way[0].continue_()
    author.wait_for_function("before => window.saves >= before + 2", arg=saves)
    assert draft_of(author).summary == "Écrit pendant."


def test_a_lost_connection_is_said_and_what_was_typed_is_sent_when_it_is_back(
    author: Page,
) -> None:
    begin(author, "Une fiche écrite dans le train")
    banner = author.locator("#aa-connection")
    author.context.set_offline(True)
    author.locator("#id_summary").fill("Tapé dans un tunnel.")
    expect(banner.get_by_text("Laissez cette page ouverte")).to_be_visible()
    author.locator("footer").get_by_role("button", name="Enregistrer").first.click()
    expect(banner).to_be_focused()
    expect(author.locator("#id_summary")).to_have_value("Tapé dans un tunnel.")
    author.context.set_offline(False)
    expect(banner.get_by_text("tout est enregistré")).to_be_visible()
    assert draft_of(author).summary == "Tapé dans un tunnel."


def test_somebody_signed_out_meanwhile_signs_in_elsewhere_and_loses_nothing(author: Page) -> None:
    begin(author, "Une fiche laissée ouverte la nuit")
    author.context.clear_cookies()
    author.locator("#id_summary").fill("Tapé le lendemain.")
    banner = author.locator("#aa-connection")
    expect(banner.get_by_text("Vous n’êtes plus connecté")).to_be_visible()
    with author.expect_popup() as popup:
        banner.get_by_role("link").click()
    people.sign_in(popup.value, "camille")
    expect(banner.get_by_text("tout est enregistré")).to_be_visible()
    assert draft_of(author).summary == "Tapé le lendemain."


def test_a_title_already_taken_is_told_and_stops_nobody(author: Page) -> None:
    taken = "Un pré-accueil remplace la file unique"
    begin(author, taken)
    similar = author.locator(".aa-similar")
    expect(similar.get_by_role("link", name=taken).first).to_be_visible()
    assert violations(author, "#tab-essentials") == ""
    author.locator("#id_title").fill("Une fresque de laine au plafond")
    expect(similar).to_be_empty()
