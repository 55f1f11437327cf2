"""From an author's notes to an agent's screen, in a real browser."""

import re
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from projects.models import CaseStudyPage, LabPage, Photo
from tests.e2e import people

pytestmark = [pytest.mark.browser, pytest.mark.admin]

TITLE = "Un comptoir abaissé à l’entrée de la mairie"
COMMENT = "Dites d’où vient le chiffre d’après les travaux."


def write_short_sheet(page: Page, folder: Path) -> None:
    """Answer the twelve questions, from the first screen of the admin."""
    page.get_by_role("link", name="Nouvelle fiche").first.click()
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("Deux hauteurs de comptoir, dès la porte.")
    page.locator("#id_project_kind").select_option(label="Réaménagement d'un espace d'accueil")
    page.locator("#id_site_name").fill("Hôtel de ville")
    page.locator("#id_establishment_kind").select_option(label="Mairie ou mairie annexe")
    people.choose_commune(page, "lezou", "Lezoux")
    page.locator("#id_beneficiary_name").fill("Mairie de Lezoux")
    page.locator("#id_beneficiary_kind").select_option(label="Commune")
    people.tick(page, "themes", "Accessibilité et accès universel")
    people.tick(page, "audiences", "Tous publics")
    people.tick(page, "reception_zones", "Hall")
    page.locator("#id_phase").select_option(label="En service")
    page.locator("#id_started_on").fill("2023")
    page.locator("#id_opened_on").fill("01/2024")
    people.write_rich_text(page, "problem", "Une banque trop haute : on parlait debout.")
    people.add_step(page, "2023", "Un essai en carton, mastodonte et provisoire, une semaine.")
    people.upload_photo(
        page,
        page.locator("[data-contentpath=main_photo]"),
        people.photo_file(folder, "apres.jpg", "teal"),
        "Un comptoir à deux hauteurs, une personne assise devant",
    )
    page.locator("#id_cost_amount").fill("1800")
    page.locator("#id_cost_tax").select_option(label="TTC")
    page.locator("#id_contact_service").fill("Accueil de la mairie")
    page.locator("#id_contact_email").fill("accueil@mairie.example")


def add_measure(page: Page) -> None:
    page.get_by_role("link", name="Saisir un chiffre").click()
    row = page.locator("#inline_child_measures-0")
    indicator = "Temps d'attente moyen avant prise en charge (min)"
    row.locator("[name$=-indicator]").select_option(label=indicator)
    for name, value in {
        "before_value": "34",
        "before_start": "03/2023",
        "before_end": "03/2023",
        "after_value": "19",
        "after_start": "03/2024",
        "after_end": "03/2024",
        "source_name": "Logiciel de file",
    }.items():
        row.locator(f"[name$=-{name}]").fill(value)


def add_photo_before(page: Page, folder: Path) -> None:
    people.open_tab(page, "Avant/après")
    page.locator("#id_photo_pairs-ADD").click()
    people.upload_photo(
        page,
        page.locator("#inline_child_photo_pairs-0 [data-contentpath=before]"),
        people.photo_file(folder, "avant.jpg", "grey"),
        "Une banque haute, deux personnes debout devant",
    )


def send_back(editor: Page) -> None:
    people.sign_in(editor, "elise")
    editor.get_by_role("link", name=TITLE).first.click()
    editor.get_by_label("Commentaire aux auteurs").fill(COMMENT)
    editor.get_by_role("button", name="Renvoyer").click()
    expect(editor).to_have_url(re.compile(r"/admin/relecture/$"))
    assert COMMENT in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["camille@avant-apres.example"]


def correct(author: Page) -> None:
    author.goto("/admin/")
    author.get_by_role("link", name=TITLE).first.click()
    people.open_tab(author, "Mesures")
    row = author.locator("#inline_child_measures-0")
    row.get_by_role("button").first.click()
    row.locator("[name$=-source_name]").fill("Logiciel de file, extraction de mars 2024")
    people.press_action(author, "relecture")
    expect(author).to_have_url(re.compile(r"/admin/pages/\d+/$"))


def approve(editor: Page) -> None:
    people.sign_in(editor, "farid")
    editor.get_by_role("link", name=TITLE).first.click()
    editor.get_by_role("button", name="Approuver et publier").click()
    expect(editor).to_have_url(re.compile(r"/admin/relecture/$"))


def find_and_read(agent: Page) -> None:
    """Look for a word of the text, and read the change in figures."""
    agent.goto("/")
    agent.get_by_role("combobox").first.fill("mastodonte")
    agent.get_by_role("button", name=re.compile("Chercher|Rechercher")).first.click()
    agent.get_by_role("link", name=TITLE).first.click()
    expect(agent.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(agent.get_by_text(re.compile(r"De 34 à 19\smin")).first).to_be_attached()
    expect(agent.get_by_text("extraction de mars 2024").first).to_be_attached()


def test_a_case_goes_from_notes_to_readers(new_person: type, tmp_path: Path) -> None:
    author = new_person()
    people.sign_in(author, "camille")
    write_short_sheet(author, tmp_path)
    add_measure(author)
    add_photo_before(author, tmp_path)
    people.press_action(author, "relecture")
    expect(author.get_by_text("soumise pour modération").first).to_be_visible()

    send_back(new_person())
    correct(author)
    approve(new_person())
    find_and_read(new_person())

    photo = Photo.objects.get(description__startswith="Un comptoir à deux hauteurs")
    assert photo.width > photo.height, "the telephone held it upright: it must be turned"
    with photo.open_file() as file:
        assert b"Exif" not in file.read()


def test_what_belongs_to_another_lab_stays_closed(new_person: type) -> None:
    author = new_person()
    people.sign_in(author, "camille")
    other = LabPage.objects.get(slug="lab-exemple")
    case = CaseStudyPage.objects.child_of(other).first()
    photo, document = case.main_photo, case.resources.first().file
    for address in (
        f"/admin/pages/{other.pk}/edit/",
        f"/admin/pages/{case.pk}/edit/",
        f"/admin/pages/add/projects/casestudypage/{other.pk}/",
        f"/admin/images/{photo.pk}/",
        f"/admin/documents/edit/{document.pk}/",
    ):
        author.goto(address)
        assert not author.url.endswith(address), "sent elsewhere, with a message"
        expect(author.locator(".messages")).to_contain_text("autoris")


def test_an_editor_is_refused_the_approval_of_an_own_edit(new_person: type) -> None:
    case = CaseStudyPage.objects.get(slug="mediatheque-lezoux")
    editor = new_person()
    people.sign_in(editor, "elise")
    editor.goto(f"/admin/pages/{case.pk}/edit/")
    editor.locator("#id_summary").fill("Une phrase que l’éditrice vient de changer.")
    people.press_action(editor, "relecture")
    expect(editor).to_have_url(re.compile(r"/admin/pages/\d+/$"))
    editor.goto(f"/admin/pages/{case.pk}/edit/")
    expect(editor.get_by_text("dernière modification").first).to_be_attached()
    expect(editor.get_by_role("button", name="Approuver et publier")).to_have_count(0)
    case.refresh_from_db()
    assert case.summary != "Une phrase que l’éditrice vient de changer."
