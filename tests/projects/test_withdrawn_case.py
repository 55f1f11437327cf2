"""What is left of a withdrawn case for readers: a page that says so, and no file."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from projects.models import CaseStudyPage, GalleryPhoto, Photo, PhotoPair, Resource
from tests.factories import CaseStudyPageFactory, PhotoFactory, ResourceFileFactory
from tests.projects.publishing import publish

UNGUESSABLE = re.compile(r"\w{22}-")


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def case(house: SimpleNamespace, commit: Any) -> CaseStudyPage:
    """A published case that shows four photos, each in another place."""
    case = CaseStudyPageFactory(parent=house.lab, live=False, main_photo=PhotoFactory())
    case.photo_pairs = [PhotoPair(before=PhotoFactory(), after=PhotoFactory())]
    case.approach = [("photo", {"photo": PhotoFactory(), "caption": ""})]
    return publish(case, commit)


def files_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def unpublish(case: CaseStudyPage) -> None:
    CaseStudyPage.objects.get(pk=case.pk).unpublish()


def restrict(case: CaseStudyPage) -> None:
    PageViewRestriction.objects.create(page=case.get_parent(), restriction_type="login")


def delete(case: CaseStudyPage) -> None:
    CaseStudyPage.objects.get(pk=case.pk).delete()


def expire(case: CaseStudyPage) -> None:
    CaseStudyPage.objects.get(pk=case.pk).unpublish(set_expired=True)


class TestItsPhotos:
    @pytest.mark.parametrize("event", [unpublish, restrict, delete, expire])
    def test_no_address_of_before_leads_to_one(self, case, media, commit, event):
        before = files_in(media)
        assert any(name.startswith("images/") for name in before)
        with commit():
            event(case)
        after = files_in(media)
        assert before & after == set()
        assert len(after) == 4  # the originals, under names that nobody knows
        assert {photo.file.name for photo in Photo.objects.all()} == after
        assert all(UNGUESSABLE.match(Path(name).name) for name in after)

    def test_publishing_again_shows_them(self, case, media, commit, client):
        with commit():
            unpublish(case)
        case = publish(CaseStudyPage.objects.get(pk=case.pk), commit)
        assert all(photo.renditions.exists() for photo in case.photos)
        shown = client.get(case.url).text
        assert all(photo.picture.src in shown for photo in case.photos if photo != case.main_photo)

    def test_lifting_a_restriction_shows_them(self, case, commit):
        with commit():
            restrict(case)
        assert not case.main_photo.renditions.exists()
        with commit():
            PageViewRestriction.objects.get().delete()
        assert case.main_photo.renditions.exists()

    def test_one_that_another_public_page_shows_stays(self, case, house, media, commit):
        other = CaseStudyPageFactory(parent=house.lab, live=False)
        other.gallery = [GalleryPhoto(photo=case.main_photo)]
        publish(other, commit)
        name = case.main_photo.file.name
        with commit():
            unpublish(case)
        photo = Photo.objects.get(pk=case.main_photo.pk)
        assert photo.file.name == name
        assert photo.renditions.exists()

    def test_one_that_a_draft_uses_besides_is_hidden(self, case, house, media, commit):
        CaseStudyPageFactory(parent=house.lab, live=False, main_photo=case.main_photo)
        name = case.main_photo.file.name
        with commit():
            unpublish(case)
        assert Photo.objects.get(pk=case.main_photo.pk).file.name != name

    def test_the_logo_of_a_lab_stays(self, case, house, commit):
        house.lab.logo = case.main_photo
        with commit():
            house.lab.save()
        with commit():
            unpublish(case)
        assert case.main_photo.renditions.exists()

    def test_a_file_lost_on_the_disk_stops_nothing(self, case, media, commit):
        lost = case.main_photo
        Path(lost.file.path).unlink()
        with commit():
            unpublish(case)
        assert not lost.renditions.exists()
        assert len(files_in(media)) == 3

    def test_one_that_the_next_version_no_longer_shows_is_hidden(self, case, media, commit):
        dropped, kept = case.main_photo, case.photo_pairs.get().before
        case.main_photo = None
        publish(case, commit)
        assert not (media / dropped.file.name).exists()
        assert not dropped.renditions.exists()
        assert (media / kept.file.name).exists()


class TestItsDocuments:
    def test_no_address_of_before_leads_to_one(self, case, media, commit, client):
        document = ResourceFileFactory()
        case.resources = [Resource(title="Plan", file=document)]
        case = publish(case, commit)
        assert client.get(document.url).status_code == 200
        with commit():
            unpublish(case)
        assert client.get(document.url).status_code == 404
        assert not (media / document.file.name).exists()
        assert case.resources.get().file.file.read() == b"plan"


class TestItsAddress:
    def test_it_says_that_the_sheet_was_withdrawn_and_helps(self, case, house, client):
        unpublish(case)
        response = client.get(case.url)
        assert response.status_code == 410
        assert "Cette fiche a été retirée." in response.text
        assert house.portfolio.url in response.text
        assert case.title not in response.text
        assert "no-store" in response["Cache-Control"]

    def test_a_draft_that_never_was_published_is_not_found(self, house, client):
        draft = CaseStudyPageFactory(parent=house.lab, live=False)
        assert client.get(draft.url).status_code == 404

    def test_nothing_below_it_is_found(self, case, client):
        unpublish(case)
        assert client.get(f"{case.url}fiche.pdf").status_code == 404
        assert client.get(f"{case.url}autre/").status_code == 404

    def test_a_redirect_of_the_editors_is_followed(self, case, house, client):
        unpublish(case)
        Redirect.objects.create(old_path=Redirect.normalise_path(case.url), redirect_page=house.lab)
        response = client.get(case.url)
        assert (response.status_code, response["Location"]) == (301, house.lab.url)

    def test_a_private_one_tells_nothing(self, case, client):
        restrict(case)
        unpublish(case)
        assert client.get(case.url).status_code == 302
