"""Photos: every way in cleans or refuses, in French, and nothing raw is ever stored."""

import html
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile
from wagtail.utils.file import hash_filelike

from projects.models import Photo
from projects.models.photo_forms import PhotoForm
from tests.factories import PhotoFactory, UserFactory
from tests.projects.photo_files import BAD_FILES, SECRET, located

Post = Callable[[Client, SimpleUploadedFile, dict[str, str]], Any]


def post_alone(client: Client, file: SimpleUploadedFile, data: dict[str, str]) -> Any:
    return client.post(reverse("wagtailimages:add"), {"file": file, **data})


def post_among_several(client: Client, file: SimpleUploadedFile, data: dict[str, str]) -> Any:
    return client.post(reverse("wagtailimages:add_multiple"), {"files[]": file, **data})


def post_in_a_page(client: Client, file: SimpleUploadedFile, data: dict[str, str]) -> Any:
    data = {f"image-chooser-upload-{name}": value for name, value in data.items()}
    url = reverse("wagtailimages_chooser:create")
    return client.post(url, {"image-chooser-upload-file": file, **data})


def post_instead_of_another(client: Client, file: SimpleUploadedFile, data: dict[str, str]) -> Any:
    url = reverse("wagtailimages:edit", args=[PhotoFactory().pk])
    return client.post(url, {"file": file, **data})


WAYS_IN = [post_alone, post_among_several, post_in_a_page, post_instead_of_another]


@pytest.fixture
def admin(client: Client, db: None) -> Client:
    client.force_login(UserFactory(administrator=True))
    return client


@pytest.fixture
def fields(db: None) -> dict[str, str]:
    return {"collection": str(Collection.get_first_root_node().pk)}


def text_of(response: Any) -> str:
    is_json = response["Content-Type"].startswith("application/json")
    return html.unescape(str(response.json()) if is_json else response.text)


def stored_files() -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize("post", WAYS_IN)
@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_is_refused_in_words(
    name: str, post: Post, admin: Client, fields: dict[str, str], settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100_000

    response = post(admin, SimpleUploadedFile(name, BAD_FILES[name]), fields)

    assert response.status_code == 200
    expected = {
        "bombe.png": "Cette image compte plus de 100 millions de pixels.",
        "grande.png": "Cette image compte plus de 100 millions de pixels.",
        "lourde.jpg": "Ce fichier pèse 195,3\xa0Kio, pour une limite de 97,7\xa0Kio.",
    }.get(name, "Nous ne pouvons pas lire cette image")
    assert expected in text_of(response).replace("\\xa0", "\xa0")
    assert not [path for path in stored_files() if path.suffix != ".jpg"]
    assert not Photo.objects.exclude(title__startswith="Photo ").exists()
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("post", WAYS_IN)
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_a_good_file_is_stored_clean(
    file_format: str, post: Post, admin: Client, fields: dict[str, str]
) -> None:
    name = f"accueil.{file_format.lower()}"
    raw = SimpleUploadedFile(name, located(file_format, orientation=6))

    response = post(admin, raw, {"title": "", **fields} if post != post_among_several else fields)

    assert response.status_code in (200, 302)
    photo = Photo.objects.get()
    content = photo.file.read()
    assert SECRET not in content
    assert Path(photo.file.name).suffix == (".png" if file_format == "PNG" else ".jpg")
    assert (photo.width, photo.height) == Image.open(photo.file).size == (26, 40)
    assert photo.file_size == len(content)
    assert photo.file_hash == hash_filelike(photo.file)
    assert photo.title.startswith("accueil")
    assert photo.default_alt_text == photo.description
    assert photo.uploaded_by_user or post == post_instead_of_another


def test_a_raw_file_given_to_the_model_is_stored_clean(db: None) -> None:
    raw = ContentFile(located("JPEG", orientation=6), name="accueil.jpeg")

    Photo.objects.create(title="Accueil", file=raw)

    photo = Photo.objects.get()
    content = photo.file.read()
    assert SECRET not in content
    assert (photo.width, photo.height, photo.file_size) == (26, 40, len(content))
    assert photo.file_hash == hash_filelike(photo.file)
    assert photo.file.name.endswith(".jpg")


def test_the_model_refuses_what_is_no_picture(db: None) -> None:
    with pytest.raises(ValidationError, match="Nous ne pouvons pas lire cette image"):
        Photo.objects.create(title="Texte", file=ContentFile(b"texte", name="texte.jpg"))


def test_an_upload_that_waits_for_its_form_is_stored_clean(
    admin: Client, fields: dict[str, str], settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    raw = SimpleUploadedFile("accueil.jpg", located("JPEG"))

    answer = post_among_several(admin, raw, {**fields, "title": "x" * 256}).json()

    waiting = UploadedFile.objects.get(pk=answer["uploaded_file_id"])
    assert SECRET not in waiting.file.read()

    prefix = f"uploaded-image-{waiting.pk}"
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[waiting.pk])
    data = {f"{prefix}-title": "Accueil", f"{prefix}-collection": fields["collection"]}
    assert admin.post(url, data).json()["success"]

    photo = Photo.objects.get()
    content = photo.file.read()
    assert SECRET not in content
    assert (photo.width, photo.height, photo.file_size) == (40, 26, len(content))
    assert [path.parent.name for path in stored_files()] == ["original_images"]


def test_the_form_asks_for_nothing_but_a_file(admin: Client) -> None:
    form = admin.get(reverse("wagtailimages:add")).context["form"]

    assert isinstance(form, PhotoForm)
    asked = [field.name for field in form.visible_fields()]
    assert asked[:5] == ["file", "description", "credit", "licence", "people"]
    assert [field.name for field in form if field.field.required] == ["file"]
    assert "20,0\xa0Mio au plus" in form.fields["file"].help_text


def test_a_photo_may_change_without_a_new_file(admin: Client, fields: dict[str, str]) -> None:
    photo = PhotoFactory()
    url = reverse("wagtailimages:edit", args=[photo.pk])

    admin.post(url, {"title": "", "description": "Un hall clair", **fields})

    changed = Photo.objects.get()
    assert (changed.description, changed.file.name) == ("Un hall clair", photo.file.name)
    assert changed.title == Path(photo.file.name).stem
    assert changed.file_hash == photo.file_hash
