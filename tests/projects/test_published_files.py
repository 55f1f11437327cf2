"""The share image and the PDF: made after publication, gone with what they show."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from wagtail.models import PageViewRestriction

from projects import published_files
from projects.models import CaseStudyPage, Photo, PublishedFile
from tests.factories import (
    CaseStudyPageFactory,
    LabPageFactory,
    MeasureFactory,
    PhotoFactory,
    PhotoPairFactory,
    picture,
)
from tests.projects.publishing import opened, publish, published_on_disk

SIDES = {"before": (20, 200), "after": (1180, 200)}
UNDER = (0, 440, 800, 630)
"""Where the words are, below the picture and beside the name of the site."""


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def case(house: SimpleNamespace) -> CaseStudyPage:
    return CaseStudyPageFactory(parent=house.lab, live=False)


def coloured(colour: str, **facts: Any) -> Photo:
    return PhotoFactory(file=ContentFile(picture((200, 130), colour), name="p.jpg"), **facts)


def image_of(case: CaseStudyPage) -> Any:
    return opened(case.share_image.file.read()).convert("RGB")


def name(pixel: tuple[int, int, int]) -> str:
    red, green, blue = (channel > 150 for channel in pixel)
    return {(1, 0, 0): "red", (0, 0, 1): "blue", (1, 1, 1): "light"}.get((red, green, blue), "dark")


def test_a_pair_gives_a_split_picture(case, commit):
    PhotoPairFactory(page=case, before=coloured("red"), after=coloured("blue"))
    image = image_of(publish(case, commit))
    assert (image.format or "JPEG", image.size) == ("JPEG", (1200, 630))
    assert {side: name(image.getpixel(at)) for side, at in SIDES.items()} == {
        "before": "red",
        "after": "blue",
    }


def test_the_picture_is_a_jpeg_behind_an_address_that_nobody_guesses(case, commit):
    made = publish(case, commit).share_image
    assert opened(made.file.read()).format == "JPEG"
    assert re.fullmatch(r"/media/published/\w{32}\.jpg", made.file.url)


def test_the_change_is_written_where_there_is_one(case, house, commit):
    told = publish(
        CaseStudyPageFactory(parent=house.lab, title=case.title, slug="autre", live=False), commit
    )
    MeasureFactory(page=case)
    measured = publish(case, commit)
    assert image_of(told).crop(UNDER).tobytes() != image_of(measured).crop(UNDER).tobytes()


def test_a_photo_alone_or_nothing_also_makes_a_picture(case, house, commit):
    case.main_photo = coloured("red")
    assert name(image_of(publish(case, commit)).getpixel(SIDES["after"])) == "red"
    bare = CaseStudyPageFactory(parent=house.lab, title="Mot " * 35, live=False)
    assert name(image_of(publish(bare, commit)).getpixel(SIDES["after"])) == "light"


def test_nothing_is_made_before_the_commit_nor_by_a_reader(case, client):
    case.save_revision().publish()
    client.get(case.url)
    assert not PublishedFile.objects.exists()


def unpublish(case: CaseStudyPage) -> None:
    case.unpublish()


def restrict(page: Any) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="login")


def move_below_a_private_lab(case: CaseStudyPage) -> None:
    lab = LabPageFactory(parent=case.get_parent().get_parent())
    restrict(lab)
    case.move(lab, pos="last-child")


WITHDRAWALS = {
    "unpublished": unpublish,
    "deleted": lambda case: case.delete(),
    "restricted": restrict,
    "lab restricted": lambda case: restrict(case.get_parent()),
    "lab deleted": lambda case: case.get_parent().delete(),
    "moved": move_below_a_private_lab,
}


@pytest.mark.parametrize("event", WITHDRAWALS)
def test_a_withdrawn_case_leaves_no_file(case, commit, event):
    case = publish(case, commit)
    assert len(published_on_disk()) == 1
    with commit():
        WITHDRAWALS[event](CaseStudyPage.objects.get(pk=case.pk))
    assert not PublishedFile.objects.exists()
    assert not published_on_disk()


def test_publishing_again_replaces_the_files(case, commit):
    former = publish(case, commit).share_image.file.name
    again = publish(case, commit)
    assert again.share_image.file.name != former
    assert len(published_on_disk()) == 1


def test_a_case_opened_to_all_again_has_its_files(case, commit):
    case = publish(case, commit)
    with commit():
        restrict(case)
    with commit():
        PageViewRestriction.objects.get().delete()
    assert PublishedFile.objects.filter(case=case).exists()


def test_replacing_or_withdrawing_a_photo_remakes_what_shows_it(case, commit):
    photo = coloured("red")
    case.main_photo = photo
    former = publish(case, commit).share_image.file.name
    with commit():
        photo.file = coloured("blue").file
        photo.save()
    image = image_of(CaseStudyPage.objects.get(pk=case.pk))
    assert name(image.getpixel(SIDES["after"])) == "blue"
    assert former not in published_on_disk()
    with commit():
        photo.delete()
    image = image_of(CaseStudyPage.objects.get(pk=case.pk))
    assert name(image.getpixel(SIDES["after"])) == "light"


def publish_again(case: CaseStudyPage) -> None:
    case.save_revision().publish()


@pytest.mark.parametrize("event", [unpublish, restrict, publish_again])
def test_what_happens_while_files_are_made_wins(case, commit, monkeypatch, event):
    case = publish(case, commit)
    current = CaseStudyPage.objects.get(pk=case.pk)

    def make_slowly(_case: CaseStudyPage) -> bytes:
        event(CaseStudyPage.objects.get(pk=case.pk))
        return b"former version"

    monkeypatch.setitem(published_files.MAKERS, published_files.SHARE_IMAGE, make_slowly)
    published_files.make_files(current, [published_files.SHARE_IMAGE])
    assert not PublishedFile.objects.exists()


def test_what_is_missing_is_made_on_demand(case, house, commit, capsys):
    kept = publish(case, commit).share_image.file.name
    lacking = CaseStudyPageFactory(parent=house.lab)
    CaseStudyPageFactory(parent=house.lab, live=False)
    call_command("make_files")
    assert "1/1" in capsys.readouterr().out
    assert set(PublishedFile.objects.values_list("case", flat=True)) == {case.pk, lacking.pk}
    assert CaseStudyPage.objects.get(pk=case.pk).share_image.file.name == kept


class TestShortAddress:
    """`/f/<id>`: what a printed sheet gives."""

    def test_it_leads_to_the_case_wherever_it_is(self, client, house, case, commit):
        case = publish(case, commit)
        other = LabPageFactory(parent=house.portfolio)
        case.move(other, pos="last-child")
        url = CaseStudyPage.objects.get(pk=case.pk).url
        response = client.get(f"/f/{case.pk}")
        assert (response.status_code, response["Location"]) == (302, url)

    @pytest.mark.parametrize("event", [unpublish, restrict])
    def test_it_leads_to_no_other(self, client, case, commit, event):
        case = publish(case, commit)
        event(case)
        assert client.get(f"/f/{case.pk}").status_code == 404

    @pytest.mark.parametrize("address", ["/f/", "/f/0", "/f/99999999999999999999", "/f/mot"])
    def test_nothing_else_answers(self, client, house, address):
        assert client.get(address, follow=True).status_code == 404

    def test_the_sheet_prints_it(self, client, case, commit):
        case = publish(case, commit)
        assert f"localhost/f/{case.pk}" in client.get(case.url).text


def test_a_pdf_without_its_extra_is_neither_made_nor_shown(client: Client, case, commit):
    case = publish(case, commit)
    assert "fiche.pdf" not in client.get(case.url).text
    assert client.get(f"{case.url}fiche.pdf").status_code == 404
