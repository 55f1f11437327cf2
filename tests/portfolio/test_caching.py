"""Who may keep which answer, and that nobody keeps it longer than it holds."""

import gzip
from functools import partial

import pytest
from wagtail.models import PageViewRestriction

from projects.indexing import rebuild
from tests.factories import (
    CaseStudyPageFactory,
    TermFactory,
    UserFactory,
)

ANYBODY = {"public", "max-age=0", "must-revalidate"}


@pytest.fixture
def case(house):
    case = CaseStudyPageFactory(parent=house.lab, title="Un vestibule")
    case.themes.add(TermFactory(code="attente", label="Attente"))
    case.save_revision().publish()
    return case


def policy(response) -> set[str]:
    return set(response["Cache-Control"].split(", "))


def still_holds(client, where: str, etag: str) -> bool:
    """Tell whether a copy with this ETag may still be shown."""
    response = client.get(where, headers={"if-none-match": etag})
    assert response.status_code in (200, 304)
    return response.status_code == 304


def test_anybody_may_keep_a_public_page_and_ask_whether_it_holds(client, house, case):
    for where in ("/", house.portfolio.url, house.lab.url, case.url, house.practices.url):
        first = client.get(where)
        assert policy(first) == ANYBODY, where
        assert first["Vary"] == "Cookie, Accept-Encoding"
        again = client.get(where, headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b""), where
        assert policy(again) == ANYBODY
        assert again["Vary"] == first["Vary"]


def test_a_public_page_sets_no_cookie_and_holds_no_secret(client, house, case):
    for where in ("/", house.portfolio.url, case.url, "/nulle-part/"):
        response = client.get(where)
        assert not response.cookies, where
        assert b"csrf" not in response.content, where


def test_what_is_published_withdrawn_or_renamed_shows_at_once(
    client, house, case, django_capture_on_commit_callbacks
):
    commit = partial(django_capture_on_commit_callbacks, execute=True)
    rebuild()
    page, listing = client.get(case.url)["ETag"], client.get(house.portfolio.url)["ETag"]
    assert still_holds(client, case.url, page)

    case.title = "Un sas"
    with commit():
        case.save_revision().publish()
    assert not still_holds(client, case.url, page)
    assert not still_holds(client, house.portfolio.url, listing)

    page, listing = client.get(case.url)["ETag"], client.get(house.portfolio.url)["ETag"]
    theme = case.themes.get()
    theme.label = "Files d’attente"
    with commit():
        theme.save()
    assert not still_holds(client, case.url, page)
    assert not still_holds(client, house.portfolio.url, listing)

    page, listing = client.get(case.url)["ETag"], client.get(house.portfolio.url)["ETag"]
    with commit():
        case.unpublish()
    assert client.get(case.url, headers={"if-none-match": page}).status_code == 404
    assert not still_holds(client, house.portfolio.url, listing)


def test_what_is_read_with_a_session_is_for_its_reader(client, case):
    client.force_login(UserFactory())
    assert policy(client.get(case.url)) == {"private", "no-cache"}


@pytest.mark.parametrize("kind", ["password", "login", "groups"])
def test_a_private_page_is_never_kept(client, admin_client, case, kind):
    PageViewRestriction.objects.create(page=case, restriction_type=kind, password="sésame")
    for reader in (client, admin_client):
        found = policy(reader.get(case.url))
        assert {"private", "no-store"} <= found
        assert "public" not in found


def test_a_page_opened_by_its_password_is_never_kept(client, case):
    restriction = PageViewRestriction.objects.create(
        page=case, restriction_type="password", password="sésame"
    )
    answer = {"password": "sésame", "return_url": case.url}
    where = f"/_util/authenticate_with_password/{restriction.pk}/{case.pk}/"
    response = client.post(where, answer, follow=True)
    assert "Un vestibule" in response.content.decode()
    assert {"private", "no-store"} <= policy(response)


@pytest.mark.parametrize("where", ["/nulle-part/", "/admin/", "/admin/login/"])
def test_errors_redirects_and_the_admin_are_not_kept(client, house, where):
    assert {"private", "no-store"} <= policy(client.get(where))


def test_pages_travel_compressed_and_the_copy_still_holds(client, house):
    plain = client.get("/")
    packed = client.get("/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    again = client.get("/", headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})
    assert again.status_code == 304
