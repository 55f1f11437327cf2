"""The home page, the plain pages, what surrounds every page, and the error pages."""

import re
from html import unescape

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from home.models import SiteIdentity
from tests.factories import (
    CaseStudyPageFactory,
    ContentPageFactory,
    LabPageFactory,
    MeasureFactory,
    PhotoPairFactory,
    PracticePageFactory,
)

MOST_QUERIES = 20


def read(client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return " ".join(unescape(response.content.decode()).split())


def test_the_home_page_says_what_this_is_and_searches(client, house):
    house.home.headline, house.home.pitch = "Des accueils changés", "Images et chiffres"
    house.home.save()
    text = read(client, "/")
    assert "<h1>Des accueils changés</h1>" in text
    assert "Images et chiffres" in text
    assert re.search(rf'<form[^>]* action="{house.portfolio.url}" role="search">', text)


def test_the_home_page_shows_the_latest_cases_and_the_labs(client, house):
    for number in range(8):
        case = CaseStudyPageFactory(parent=house.lab, title=f"Fiche {number}", live=False)
        case.save_revision().publish()
    text = read(client, "/")
    assert [f"Fiche {n}" in text for n in range(8)] == [False, *[True] * 7]
    assert "Voir les 8 réalisations" in text
    assert re.search(r"État(&#x27;|'|’)LIN</a>.*?8 réalisations", text)


def test_the_home_page_explains_the_levels_of_evidence(client, house):
    text = read(client, "/")
    for label in ("Récit, sans mesure", "Mesure partielle", "Comparables et confirmés"):
        assert label in text


def test_no_case_adds_a_query_to_the_home_page(client, house):
    def queries() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/")
        return len(captured)

    def fill(count: int) -> None:
        for _number in range(count):
            case = CaseStudyPageFactory(parent=house.lab)
            MeasureFactory(page=case)
            PhotoPairFactory(page=case)

    fill(2)
    few = queries()
    fill(3)
    assert queries() == few
    assert few <= MOST_QUERIES


def test_every_page_has_its_landmarks_and_names(client, house):
    notice = ContentPageFactory(parent=house.home, title="Mentions légales", slug="mentions")
    site = Site.objects.get(is_default_site=True)
    SiteIdentity.objects.update_or_create(site=site, defaults={"name": "Avant-Après"})
    text = read(client, notice.url)
    assert '<html lang="fr">' in text
    assert "<title>Mentions légales — Avant-Après</title>" in text
    assert '<a href="#contenu">Aller au contenu</a>' in text
    assert '<main id="contenu"' in text
    assert f'<link rel="canonical" href="{notice.full_url}">' in text
    assert "<h1>Mentions légales</h1>" in text
    assert f'href="{notice.url}" aria-current="page"' in text


def test_the_menu_marks_where_the_reader_is(client, house):
    assert f'href="{house.portfolio.url}" aria-current="page"' in read(client, house.portfolio.url)
    lab = read(client, house.lab.url)
    assert f'href="{house.portfolio.url}" aria-current="true"' in lab
    assert f'href="{house.practices.url}" aria-current' not in lab


def test_the_menu_holds_only_what_anybody_may_see(client, house):
    ContentPageFactory(parent=house.home, title="Brouillon", live=False)
    house.practices.unpublish()
    text = read(client, "/")
    assert f'href="{house.portfolio.url}"' in text
    assert f'href="{house.practices.url}"' not in text
    assert "Brouillon" not in text


def test_a_demonstration_says_so(client, house):
    site = Site.objects.get(is_default_site=True)
    assert "Démonstration" not in read(client, "/")
    SiteIdentity.objects.update_or_create(site=site, defaults={"is_demonstration": True})
    assert "Démonstration" in read(client, "/")


def test_a_lab_presents_itself_and_its_cases(client, house):
    lab = LabPageFactory(
        parent=house.portfolio,
        title="Lab-O",
        territory="Occitanie",
        presentation="<p>Nous aidons les préfectures.</p>",
        email="lab@example.org",
    )
    text = read(client, lab.url)
    for words in ("Occitanie", "Nous aidons", "mailto:lab@example.org", "pas encore publié"):
        assert words in text
    CaseStudyPageFactory(parent=lab, title="Un hall")
    CaseStudyPageFactory(parent=house.lab, title="Ailleurs")
    text = read(client, lab.url)
    assert "Un hall" in text
    assert "Ailleurs" not in text


def test_practices_are_listed_and_described(client, house):
    assert "Aucune pratique" in read(client, house.practices.url)
    practice = PracticePageFactory(
        parent=house.practices,
        title="Pré-accueil debout",
        what='<p>Un agent "debout" & souriant.</p>',
        how="<p>Compter.</p>",
    )
    listing = read(client, house.practices.url)
    assert "Pré-accueil debout" in listing
    assert 'Un agent "debout" & souriant.' in listing
    raw = client.get(practice.url).content.decode()
    assert 'content="Un agent &quot;debout&quot; &amp; souriant."' in raw
    page = read(client, practice.url)
    assert "Comment faire" in page
    assert "Points de vigilance" not in page
    assert "Aucune fiche publiée" in page


def test_a_missing_page_helps(client, house):
    text = read(client, "/nulle-part/", status=404)
    assert "Cette page n’existe pas" in text
    assert 'role="search"' in text
    assert f'href="{house.portfolio.url}"' in text


def test_a_breakdown_is_told_in_french_without_the_database(house, monkeypatch, client):
    def fail(*args, **kwargs):
        raise ValueError

    monkeypatch.setattr("home.models.HomePage.get_context", fail)
    client.raise_request_exception = False
    assert "Une erreur est survenue" in read(client, "/", status=500)


@pytest.mark.parametrize("name", ["400.html", "403_csrf.html", "500.html"])
def test_bare_error_pages_need_nothing(name):
    # No database here, no request, no context: nothing else may fail.
    text = render_to_string(name)
    assert '<html lang="fr">' in text
    assert 'href="/"' in text


def test_an_expired_form_is_told_in_french():
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/admin/login/", {"username": "x"})
    assert response.status_code == 403
    assert "Ce formulaire a expiré" in response.content.decode()
