"""« Retirer cette photo » : from every case, published or not, and from the disk."""

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry

from projects.models import CaseStudyPage, GalleryPhoto, Photo, PhotoPair
from tests.factories import CaseStudyPageFactory, PhotoFactory
from tests.projects.moderation.acting import browser

RECALLED = "ne peut pas être rappelé"


def address(photo):
    return reverse("wagtailimages:delete", args=[photo.pk])


def stored(case):
    return CaseStudyPage.objects.get(pk=case.pk)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def photo(site):
    return PhotoFactory(collection=site.lab.collection, title="Le hall")


@pytest.fixture
def shown(site, people, photo, django_capture_on_commit_callbacks):
    """A published case that shows the photo everywhere it can."""
    case = CaseStudyPageFactory(parent=site.lab, live=False, main_photo=photo, title="En ligne")
    case.gallery = [GalleryPhoto(photo=photo, caption="Vue du hall")]
    case.photo_pairs = [PhotoPair(before=photo, after=PhotoFactory(), caption="Le hall")]
    case.approach = [("photo", {"photo": photo, "caption": "Pendant"})]
    with django_capture_on_commit_callbacks(execute=True):
        case.save_revision(user=people.author).publish(skip_permission_checks=True)
    return stored(case)


@pytest.fixture
def drafted(site, people, photo):
    """A published case of another lab, whose draft alone uses the photo."""
    case = CaseStudyPageFactory(parent=site.other_lab, title="Ailleurs")
    case.main_photo = photo
    case.save_revision(user=people.stranger)
    return stored(case)


def withdraw(person, photo):
    return browser(person).post(address(photo))


def test_the_screen_says_where_it_is_shown_and_what_cannot_be_recalled(
    shown, drafted, photo, people
):
    page = browser(people.author).get(address(photo)).content.decode()
    assert "Retirer cette photo" in page
    assert RECALLED in page
    assert reverse("wagtailadmin_pages:edit", args=[shown.pk]) in page
    assert "Ailleurs" in page
    assert Photo.objects.filter(pk=photo.pk).exists()


def test_the_photo_page_leads_there(photo, people):
    page = browser(people.author).get(reverse("wagtailimages:edit", args=[photo.pk]))
    assert "Retirer cette photo" in page.content.decode()
    assert address(photo) in page.content.decode()


def test_pages_and_drafts_stop_showing_it_and_nothing_else_changes(
    shown, drafted, photo, people, mails, client
):
    of_photo = {photo.file.name, *(each.file.name for each in photo.renditions.all())}
    before = client.get(shown.url).text
    assert photo.picture.src in before
    revisions, published_at = shown.revisions.count(), shown.last_published_at
    mails(lambda: withdraw(people.author, photo))

    case = stored(shown)
    assert case.live
    assert (case.revisions.count(), case.last_published_at) == (revisions, published_at)
    assert photo not in case.photos
    assert [row.caption for row in case.gallery.all()] == ["Vue du hall"]
    response = client.get(case.url)
    assert response.status_code == 200
    assert not any(name in response.text for name in of_photo)

    for page in (shown, drafted):
        draft = stored(page).get_latest_revision_as_object()
        assert photo.pk not in {each.pk for each in draft.photos}
        edited = browser(people.administrator).get(
            reverse("wagtailadmin_pages:edit", args=[page.pk])
        )
        assert edited.status_code == 200


def test_every_file_goes(shown, photo, people, media, mails):
    of_photo = {photo.file.name, *(each.file.name for each in photo.renditions.all())}
    assert len(of_photo) > 1
    assert all((media / name).exists() for name in of_photo)
    mails(lambda: withdraw(people.author, photo))
    assert not any((media / name).exists() for name in of_photo)


def test_the_labs_concerned_are_told(shown, drafted, photo, people, mails):
    sent = mails(lambda: withdraw(people.author, photo))
    assert {mail.to[0] for mail in sent} == {people.colleague.email, people.stranger.email}
    told = {mail.to[0]: mail for mail in sent}
    assert "Camille Autrice" in told[people.stranger.email].body
    assert "Ailleurs (Le hall)" in told[people.stranger.email].body
    assert "En ligne" not in told[people.stranger.email].body
    assert "En ligne (Le hall)" in told[people.colleague.email].body


def test_it_is_logged_on_each_page(shown, drafted, photo, people):
    withdraw(people.author, photo)
    entries = PageLogEntry.objects.filter(action="projects.photo_withdrawn")
    assert {entry.page_id for entry in entries} == {shown.pk, drafted.pk}
    assert {(entry.user, entry.data["photo"]) for entry in entries} == {(people.author, "Le hall")}
    history = browser(people.editor).get(reverse("wagtailadmin_pages:history", args=[shown.pk]))
    assert "«\u00a0Le hall\u00a0» retirée" in history.content.decode()


def test_the_bulk_action_tells_the_same(shown, photo, people, mails):
    bulk = reverse("wagtail_bulk_action", args=["projects", "photo", "delete"])
    sent = mails(lambda: browser(people.author).post(f"{bulk}?id={photo.pk}"))
    assert not Photo.objects.filter(pk=photo.pk).exists()
    assert [mail.to for mail in sent] == [[people.colleague.email]]


def test_one_that_nothing_shows_goes_without_a_word(photo, people, mails):
    assert "Aucune page ne la montre" in browser(people.author).get(address(photo)).content.decode()
    assert mails(lambda: withdraw(people.author, photo)) == []
    assert not Photo.objects.filter(pk=photo.pk).exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("anonymous", False),
        ("stranger", False),
        ("author", True),
        ("colleague", True),
        ("editor", True),
        ("administrator", True),
    ],
)
def test_who_may(photo, people, role, may):
    person = getattr(people, role)
    page = browser(person).get(address(photo))
    assert (RECALLED in page.content.decode()) is may
    withdraw(person, photo)
    assert Photo.objects.filter(pk=photo.pk).exists() is not may


def test_a_photo_already_gone_is_not_found(photo, people):
    withdraw(people.author, photo)
    assert withdraw(people.author, photo).status_code == 404
