"""An empty site is made ready by one command, which may be run again."""

import re

import pytest
from django.core.management import call_command
from wagtail.models import Page

from home.models import HomePage
from projects.models import Commune, LabIndexPage, MapPage, PortfolioIndexPage, Term


@pytest.mark.django_db
def test_an_empty_site_is_made_ready(client):
    call_command("create_site", verbosity=0)
    for address in ("/", "/realisations/", "/pratiques/", "/labs/", "/carte/", "/a-propos/"):
        assert client.get(address).status_code == 200, address
    assert Commune.objects.count() > 34_000
    assert not Page.objects.filter(title__startswith="Welcome").exists()


@pytest.mark.django_db
def test_running_it_again_changes_nothing_that_people_did():
    call_command("create_site", verbosity=0)
    HomePage.objects.update(headline="Notre titre")
    MapPage.objects.update(slug="ou")
    before = (Page.objects.count(), Term.objects.count())
    call_command("create_site", verbosity=0)
    assert HomePage.objects.get().headline == "Notre titre"
    assert (Page.objects.count(), Term.objects.count()) == before
    assert PortfolioIndexPage.objects.count() == 1


@pytest.mark.django_db
def test_a_site_made_before_a_page_existed_gets_it(client):
    call_command("create_site", verbosity=0)
    for model in (LabIndexPage, MapPage):
        model.objects.get().delete()
    call_command("create_site", verbosity=0)
    text = client.get("/").content.decode()
    header = re.findall(r'<a href="(/\w+/)"', text[: text.index("</header>")])
    assert header == ["/realisations/", "/pratiques/", "/labs/", "/carte/"]
    locations = re.findall(
        r"<loc>http://[^/]+(.*?)</loc>", client.get("/sitemap.xml").content.decode()
    )
    assert {"/labs/", "/carte/"} <= set(locations)
