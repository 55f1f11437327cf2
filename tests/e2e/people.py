"""What people do in the browser, in their words."""

import base64
import io
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from projects.demo.people import PASSWORD

PHOTO = {
    "credit": "Ville de Lezoux",
    "licence": "lo-2.0",
    "people": "none",
}


def sign_in(page: Page, username: str) -> None:
    page.goto("/admin/login/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    expect(page).to_have_url(re.compile("/admin/$"))


def photo_file(folder: Path, name: str, colour: str) -> Path:
    """Write a photo as a telephone takes them: turned by its EXIF, with its position in it."""
    picture = Image.new("RGB", (900, 1200), colour)
    exif = picture.getexif()
    exif[0x0112] = 6  # turn it a quarter to the right
    exif.get_ifd(0x8825)[1] = "N"  # a position, of which nothing must remain
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", exif=exif)
    path = folder / name
    path.write_bytes(buffer.getvalue())
    return path


def write_rich_text(page: Page, name: str, text: str) -> None:
    """Type in one of the rich text fields of the form."""
    page.locator(f"[data-contentpath={name}] [contenteditable=true]").first.click()
    page.keyboard.type(text)


def tick(page: Page, field: str, label: str) -> None:
    page.locator(f"[data-contentpath={field}]").get_by_label(label, exact=True).check()


def add_step(page: Page, date: str, text: str) -> None:
    """Add a dated step to « Ce que nous avons fait »."""
    approach = page.locator("[data-contentpath=approach]")
    approach.get_by_role("button", name="Insérer un bloc").first.click()
    page.get_by_role("option", name="Étape datée").click()
    approach.locator("[data-contentpath=date] input").fill(date)
    approach.locator("[data-contentpath=text] [contenteditable=true]").click()
    page.keyboard.type(text)


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()


def choose_commune(page: Page, text: str, name: str) -> None:
    page.locator("[data-contentpath=commune]").get_by_role("button").first.click()
    modal = page.locator(".modal-content")
    modal.get_by_role("textbox").first.fill(text)
    modal.get_by_role("link", name=name).first.click()
    expect(modal).to_be_hidden()


def upload_photo(page: Page, field: Locator, path: Path, description: str) -> None:
    """Upload a photo from the chooser of a field, and say what must be said of it."""
    field.get_by_role("button").first.click()
    modal = page.locator(".modal-content")
    modal.get_by_role("tab", name="Transférer").click()
    modal.locator("input[type=file]").set_input_files(path)
    modal.locator("[name$='-description']").fill(description)
    modal.locator("[name$='-credit']").fill(PHOTO["credit"])
    for name in ("licence", "people"):
        modal.locator(f"[name$='-{name}']").select_option(PHOTO[name])
    modal.get_by_role("button", name="Transférer").click()
    expect(modal).to_be_hidden(timeout=15_000)


def describe_photo(page: Page, description: str, button: str, **texts: str) -> None:
    """Answer what the dialog asks of the photo that it shows."""
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Description").fill(description)
    for name, value in texts.items():
        field = dialog.locator(f"[name$='-{name}']")
        field.fill(value) if name == "credit" else field.select_option(value)
    dialog.get_by_role("button", name=button).click()


def drop_files(page: Page, place: Locator, paths: list[Path]) -> None:
    """Drop files on a place of the page, as from the desktop."""
    files = [(path.name, base64.b64encode(path.read_bytes()).decode()) for path in paths]
    data = page.evaluate_handle(
        """files => {
          const data = new DataTransfer();
          for (const [name, content] of files) {
            const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
            data.items.add(new File([bytes], name));
          }
          return data;
        }""",
        files,
    )
    place.dispatch_event("dragover", {"dataTransfer": data})
    place.dispatch_event("drop", {"dataTransfer": data})


def press_action(page: Page, name: str) -> None:
    """Press an action of the footer, in its menu if need be."""
    button = page.locator("footer").get_by_role("button", name=name)
    if not button.is_visible():
        page.locator("footer").get_by_role("button").nth(1).click()
    button.click()
