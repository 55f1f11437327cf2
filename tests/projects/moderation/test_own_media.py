"""A posted photo or document of another lab is refused; what a page holds already stays."""

import json

import pytest

from projects.models import GalleryPhoto, Measure, PhotoPair, Resource
from projects.models.page_forms import FOREIGN_MEDIA
from tests.factories import IndicatorFactory, PhotoFactory, ResourceFileFactory
from tests.projects.moderation.acting import browser, filled_form, post_form, url

REFUSED = str(FOREIGN_MEDIA)


@pytest.fixture
def media(site):
    """A photo and a document of another lab, and of this one."""
    other, own = site.other_lab.collection, site.lab.collection
    return {
        "foreign": {
            "photo": PhotoFactory(collection=other),
            "document": ResourceFileFactory(collection=other),
        },
        "own": {
            "photo": PhotoFactory(collection=own),
            "document": ResourceFileFactory(collection=own),
        },
    }


@pytest.fixture
def rows(case, people):
    """The sheet with an empty row of each kind that holds a photo or a document."""
    case.photo_pairs = [PhotoPair()]
    case.gallery = [GalleryPhoto()]
    case.resources = [Resource(title="Plan")]
    case.measures = [Measure(indicator=IndicatorFactory())]
    case.save()
    case.save_revision(user=people.author)
    return case


PLACES = [
    ("main_photo", "photo"),
    ("photo_pairs-0-before", "photo"),
    ("photo_pairs-0-after", "photo"),
    ("gallery-0-photo", "photo"),
    ("resources-0-file", "document"),
    ("measures-0-source_file", "document"),
]


def errors_at(form, field):
    """Return the messages of a form at a field, or at « rows-0-field » of its first row."""
    if "-" in field:
        rows, place, field = field.split("-")
        form = form.formsets[rows].forms[int(place)]
    return list(form.errors.get(field, ()))


def test_files_of_another_lab_are_refused_at_their_fields(rows, people, media):
    before = rows.revisions.count()
    values = {field: media["foreign"][kind].pk for field, kind in PLACES}
    values["photo_pairs-0-after"] = PhotoFactory(collection=media["foreign"]["photo"].collection).pk
    response = post_form(people.author, rows, **values)
    form = response.context["form"]
    assert {field: errors_at(form, field) for field, _kind in PLACES} == {
        field: [REFUSED] for field, _kind in PLACES
    }
    assert REFUSED in response.content.decode()
    assert rows.revisions.count() == before


def test_own_files_are_accepted(rows, people, media):
    values = {field: media["own"][kind].pk for field, kind in PLACES}
    values["photo_pairs-0-after"] = PhotoFactory(collection=media["own"]["photo"].collection).pk
    assert post_form(people.author, rows, **values).status_code == 302


def photo_block(data, photo):
    place = int(data["approach-count"])
    prefix = f"approach-{place}"
    data.update(
        {
            "approach-count": place + 1,
            f"{prefix}-type": "photo",
            f"{prefix}-order": place,
            f"{prefix}-deleted": "",
            f"{prefix}-id": "",
            f"{prefix}-value-photo": photo.pk,
            f"{prefix}-value-caption": "",
        }
    )


@pytest.mark.parametrize(("whose", "accepted"), [("own", True), ("foreign", False)])
def test_the_same_in_what_was_done(case, people, media, whose, accepted):
    client = browser(people.author)
    data = filled_form(client, case)
    photo_block(data, media[whose]["photo"])
    response = client.post(url("edit", case.pk), data)
    assert (response.status_code == 302) is accepted
    if not accepted:
        errors = response.context["form"].errors["approach"].as_data()[0].as_json_data()
        assert errors["blockErrors"][1]["messages"] == [REFUSED]


def test_the_same_on_the_page_of_the_lab(site, people, media):
    assert post_form(people.author, site.lab, logo=media["own"]["photo"].pk).status_code == 302
    response = post_form(people.author, site.lab, logo=media["foreign"]["photo"].pk)
    assert REFUSED in response.content.decode()


def test_what_the_page_holds_already_stays_and_may_move_within_it(rows, people, media):
    foreign = media["foreign"]["photo"]
    rows.main_photo = foreign
    rows.save()
    rows.save_revision(user=people.editor)
    response = post_form(people.author, rows, **{"gallery-0-photo": foreign.pk})
    assert response.status_code == 302


def test_editors_choose_among_all(case, people, media):
    response = post_form(people.editor, case, main_photo=media["foreign"]["photo"].pk)
    assert response.status_code == 302


def test_an_automatic_save_is_refused_as_well(case, people, media):
    client = browser(people.author)
    data = filled_form(client, case)
    data["main_photo"] = media["foreign"]["photo"].pk
    response = client.post(url("edit", case.pk), data, headers={"accept": "application/json"})
    assert json.loads(response.content)["success"] is False
