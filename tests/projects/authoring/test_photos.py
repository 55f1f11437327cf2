"""Photos sent from the form of a sheet, and the texts asked of each one afterwards."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from projects.choices import People, PhotoLicence
from projects.models import Photo
from projects.provisioning import add_author, provision_lab
from tests.factories import LabPageFactory, PhotoFactory, UserFactory
from tests.projects.authoring.desk import Desk
from tests.projects.photo_files import BAD_FILES, SECRET, located
from tests.worlds import world

TEXTS = {
    "description": "Un hall clair, une table basse et trois fauteuils",
    "credit": "Ville de Lezoux",
    "licence": PhotoLicence.LICENCE_OUVERTE,
    "people": People.NONE,
    "taken_on": "05/2023",
}


@world
def lab(house, author):
    house.lab.refresh_from_db()
    return house.lab


@world
def other_lab(house):
    lab = LabPageFactory(parent=house.portfolio, title="Le LAB 63")
    provision_lab(lab)
    return lab


def send(desk, lab, content=None, name="hall-avant.jpg"):
    file = SimpleUploadedFile(name, located("JPEG") if content is None else content)
    return desk.client.post(reverse("send_photo", args=(lab.pk,)), {"file": file})


def texts_url(photo):
    return reverse("photo_texts", args=(photo.pk,))


def keep(desk, photo, **texts):
    answers = {f"photo-texts-{name}": value for name, value in texts.items()}
    return desk.client.post(texts_url(photo), answers)


class TestSending:
    def test_keeps_a_clean_photo_in_the_labs_collection(self, desk, lab, author):
        answer = send(desk, lab)
        photo = Photo.objects.get()
        assert answer.status_code == 201
        assert (photo.collection, photo.uploaded_by_user) == (lab.collection, author)
        assert (photo.title, photo.description, photo.credit) == ("hall-avant", "", "")
        with photo.open_file() as file:
            assert SECRET not in file.read()

    def test_answers_with_what_a_chooser_shows(self, desk, lab):
        shown = send(desk, lab).json()
        photo = Photo.objects.get()
        assert (shown["id"], shown["title"]) == (photo.pk, "hall-avant")
        assert shown["preview"]["url"]
        assert shown["edit_url"] == reverse("wagtailimages:edit", args=(photo.pk,))

    def test_twice_keeps_the_photo_once(self, desk, lab):
        first, again = send(desk, lab).json(), send(desk, lab, name="copie.jpg").json()
        assert first["id"] == again["id"]
        assert Photo.objects.count() == 1

    @pytest.mark.parametrize(
        ("name", "said"), [("tronquee.jpg", "abîmée"), ("lourde.jpg", "Réduisez l’image")]
    )
    def test_of_what_is_no_good_says_why_and_keeps_nothing(self, desk, lab, settings, name, said):
        settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100_000
        answer = send(desk, lab, BAD_FILES[name], name)
        assert answer.status_code == 422
        assert said in answer.json()["error"]
        assert not Photo.objects.exists()

    def test_of_nothing_is_told_too(self, desk, lab):
        answer = desk.client.post(reverse("send_photo", args=(lab.pk,)))
        assert (answer.status_code, bool(answer.json()["error"])) == (422, True)

    def test_to_another_lab_is_refused(self, desk, other_lab):
        assert send(desk, other_lab).status_code != 201
        assert not Photo.objects.exists()

    def test_goes_to_the_lab_of_the_sheet_for_those_who_write_for_two(
        self, desk, author, lab, other_lab
    ):
        add_author(author, other_lab)
        send(desk, other_lab)
        assert Photo.objects.get().collection == other_lab.collection

    def test_needs_a_post_and_somebody_signed_in(self, desk, client, lab):
        assert desk.client.get(reverse("send_photo", args=(lab.pk,))).status_code == 405
        client.logout()
        assert send(desk, lab).status_code == 302
        assert not Photo.objects.exists()


class TestTexts:
    @pytest.fixture
    def photo(self, lab):
        return PhotoFactory(
            collection=lab.collection, description="", credit="", licence="", people=""
        )

    def test_are_asked_beside_the_photo_with_nothing_presumed(self, desk, photo):
        page = desk.read(texts_url(photo) + "?rank=2&total=3")
        assert "Photo 2 sur 3" in page
        assert photo.picture.src in page
        assert "Comme la photo précédente" not in page
        assert "selected" not in page.replace('<option value="" selected>', "")

    def test_of_the_former_photo_of_the_lab_are_offered_by_a_button(
        self, desk, photo, lab, other_lab
    ):
        PhotoFactory(collection=lab.collection, credit="Agence Roux")
        PhotoFactory(collection=other_lab.collection, credit="Un autre lab")
        page = desk.read(texts_url(photo))
        assert 'data-credit="Agence Roux"' in page
        assert "Un autre lab" not in page

    def test_are_kept_and_may_be_partial(self, desk, photo):
        assert keep(desk, photo, **TEXTS).status_code == 204
        photo.refresh_from_db()
        assert (photo.description, photo.licence) == (TEXTS["description"], TEXTS["licence"])
        assert photo.taken_on.in_figures() == "05/2023"
        assert keep(desk, photo, credit="Ville de Lezoux").status_code == 204

    def test_that_describe_nothing_are_refused_and_nothing_typed_is_lost(self, desk, photo):
        refused = keep(desk, photo, **{**TEXTS, "description": "IMG_2034"})
        page = refused.content.decode()
        assert refused.status_code == 422
        assert "un nom de fichier ou «\xa0photo\xa0» ne décrit rien" in page
        assert 'value="Ville de Lezoux"' in page
        photo.refresh_from_db()
        assert photo.credit == ""

    def test_of_another_labs_photo_are_closed(self, desk, other_lab):
        photo = PhotoFactory(collection=other_lab.collection, credit="Agence Roux")
        assert desk.client.get(texts_url(photo)).status_code != 200
        assert keep(desk, photo, credit="Pris").status_code != 204
        photo.refresh_from_db()
        assert photo.credit == "Agence Roux"


def test_the_rows_of_photos_offer_to_send_files_to_their_lab(desk, house, lab):
    page = desk.read(desk.new_sheet_url(house.lab))
    assert page.count(f'data-url="{reverse("send_photo", args=(lab.pk,))}"') == 2
    for rows in ("photo_pairs", "gallery"):
        assert f'for="{rows}-files"' in page


def test_an_author_of_no_lab_sends_nothing(client, lab):
    stranger = UserFactory()
    assert send(Desk(client, stranger), lab).status_code == 302
    assert not Photo.objects.exists()
