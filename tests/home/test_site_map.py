"""The map of the site for people and for robots, and what robots are told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate
from wagtail.models import PageViewRestriction, Site

from home.models import SiteIdentity, SiteMapPage
from tests.factories import (
    CaseStudyPageFactory,
    ContentPageFactory,
    LabPageFactory,
    PracticePageFactory,
)


@pytest.fixture
def site_map(house) -> SiteMapPage:
    return house.home.add_child(instance=SiteMapPage(title="Plan du site", slug="plan-du-site"))


def read(client, where: str) -> str:
    response = client.get(where)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_it_leads_to_every_public_page(client, house, site_map):
    about = ContentPageFactory(parent=house.home, title="À propos", slug="a-propos")
    below = ContentPageFactory(parent=about, title="Qui nous sommes", slug="qui")
    practice = PracticePageFactory(parent=house.practices, title="Box")
    CaseStudyPageFactory(parent=house.lab)
    CaseStudyPageFactory(parent=house.lab)
    main = read(client, site_map.url).split("<main", 1)[1].split("</main>", 1)[0]
    for page in (house.home, house.portfolio, house.practices, about, below, practice, house.lab):
        assert f'href="{page.url}"' in main, page
    assert "2 réalisations" in main


def test_it_leads_to_nothing_that_is_not_public(client, house, site_map):
    draft = ContentPageFactory(parent=house.home, slug="brouillon", live=False)
    private = LabPageFactory(parent=house.portfolio, slug="prive")
    practice = PracticePageFactory(parent=house.practices, slug="reservee")
    for page in (private, practice):
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    text = read(client, site_map.url)
    for page in (draft, private, practice):
        assert page.url not in text, page


def test_no_page_adds_a_query_to_it(client, house, site_map):
    def queries() -> int:
        client.get(site_map.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(site_map.url)
        return len(captured)

    def fill(number: int) -> None:
        lab = LabPageFactory(parent=house.portfolio, slug=f"lab-{number}")
        CaseStudyPageFactory(parent=lab)
        PracticePageFactory(parent=house.practices, slug=f"pratique-{number}")
        ContentPageFactory(parent=house.home, slug=f"page-{number}")

    fill(1)
    few = queries()
    fill(2)
    fill(3)
    assert queries() == few


def test_every_page_and_every_missing_page_leads_to_it(client, house, site_map):
    assert f'href="{site_map.url}"' in read(client, house.practices.url)
    missing = client.get("/nulle-part/").content.decode()
    assert missing.count(f'href="{site_map.url}"') == 2


def test_robots_are_given_the_address_and_date_of_public_pages(client, house):
    case = CaseStudyPageFactory(parent=house.lab, live=False)
    assert case.slug not in read(client, "/sitemap.xml")
    case.save_revision().publish()
    case.refresh_from_db()
    published = localdate(case.last_published_at).isoformat()
    entry = f"{case.full_url}</loc><lastmod>{published}</lastmod>"
    assert entry in read(client, "/sitemap.xml").replace("> <", "><")


def test_no_page_adds_a_query_to_what_robots_are_given(client, house):
    def queries() -> int:
        client.get("/sitemap.xml")
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml")
        return len(captured)

    CaseStudyPageFactory(parent=house.lab)
    few = queries()
    CaseStudyPageFactory(parent=house.lab)
    CaseStudyPageFactory(parent=house.lab)
    assert queries() == few


def test_robots_may_read_what_is_public(client, house):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/\n" in text
    assert "Disallow: /\n" not in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_robots_may_read_nothing_of_a_demonstration(client, house):
    identity = SiteIdentity.for_site(Site.objects.get(is_default_site=True))
    identity.is_demonstration = True
    identity.save()
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().split() == ["User-agent:", "*", "Disallow:", "/"]
