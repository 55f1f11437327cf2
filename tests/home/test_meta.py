"""What pages tell those who point at them: previews, search engines. Nothing private."""

import json
import re
from html import unescape
from typing import Any

import pytest
from django.utils import timezone

from projects.dates import PartialDate
from projects.models import CaseStudyPage
from tests.factories import (
    CaseStudyPageFactory,
    CommuneFactory,
    ContentPageFactory,
    LabPageFactory,
    PracticePageFactory,
    SourceFactory,
    TermFactory,
)
from tests.projects.publishing import publish


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def meta(client: Any, page: Any) -> dict[str, str]:
    """Return the meta elements of a page by name or property."""
    text = client.get(page.url).text
    found = re.findall(r'<meta\s+(?:name|property)="([^"]+)"\s+content="([^"]*)"', text)
    return {name: unescape(content) for name, content in found}


def data(client: Any, page: Any) -> dict[str, Any]:
    """Return what a page says of itself in JSON-LD, by type."""
    text = client.get(page.url).text
    scripts = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    graphs = [json.loads(script) for script in scripts]
    assert all(graph["@context"] == "https://schema.org" for graph in graphs)
    return {item["@type"]: item for graph in graphs for item in graph["@graph"]}


def test_every_kind_of_page_has_its_preview(client, house):
    pages = [
        *(house.home, house.portfolio, house.practices, house.lab),
        ContentPageFactory(parent=house.home, title="À propos"),
        PracticePageFactory(parent=house.practices, what="<p>Un pupitre à l'entrée.</p>"),
        CaseStudyPageFactory(parent=house.lab),
    ]
    for page in pages:
        found = meta(client, page)
        assert found["og:title"] == page.title
        assert found["og:url"] == page.full_url
        assert found["og:site_name"] == "Avant-Après"
        assert found["og:locale"] == "fr_FR"
        assert found["twitter:card"] == "summary"
        assert "og:image" not in found
    assert meta(client, pages[-2])["og:description"] == "Un pupitre à l'entrée."
    assert meta(client, pages[-1])["og:description"] == pages[-1].summary
    assert meta(client, pages[-1])["og:type"] == "article"


def test_a_published_case_shows_its_picture(client, house, django_capture_on_commit_callbacks):
    case = publish(
        CaseStudyPageFactory(parent=house.lab, live=False),
        lambda: django_capture_on_commit_callbacks(execute=True),
    )
    found = meta(client, case)
    assert found["og:image"] == f"http://localhost{case.share_image.file.url}"
    assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
    assert case.title in found["og:image:alt"]
    assert found["twitter:card"] == "summary_large_image"
    assert data(client, case)["Article"]["image"] == found["og:image"]


def test_pages_say_where_they_are(client, house):
    case = CaseStudyPageFactory(parent=house.lab)
    steps = data(client, case)["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    assert [step["name"] for step in steps] == ["Accueil", "Réalisations", "État'LIN", case.title]
    assert steps[2]["item"] == house.lab.full_url
    assert "BreadcrumbList" not in data(client, house.home)


def test_the_home_page_says_how_to_search(client, house):
    site = data(client, house.home)["WebSite"]
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{house.portfolio.full_url}?q={{search_term_string}}"


def test_a_lab_is_an_organisation(client, house):
    lab = LabPageFactory(parent=house.portfolio, title="La Fabrique", website="https://lab.example")
    found = data(client, lab)["Organization"]
    assert (found["name"], found["sameAs"]) == ("La Fabrique", "https://lab.example")
    assert "email" not in found


def test_a_case_is_an_article_with_its_place_dates_and_sources(client, house):
    case = CaseStudyPageFactory(parent=house.lab, compiled=True, commune=CommuneFactory())
    SourceFactory(page=case, title="La presse", published_on=PartialDate(2021, 3))
    case.tags.add("pupitre")
    case.themes = [TermFactory(label="Attente")]
    case.first_published_at = case.last_published_at = timezone.now()
    case.save()
    found = data(client, case)["Article"]
    assert found["headline"] == case.title
    assert found["inLanguage"] == "fr"
    assert found["publisher"]["name"] == "État'LIN"
    assert found["license"].startswith("https://")
    assert found["keywords"] == ["pupitre"]
    assert found["about"][0]["name"] == "Attente"
    assert found["contentLocation"]["address"]["addressLocality"] == "Lezoux"
    assert found["isBasedOn"][-1]["datePublished"] == "2021-03"
    assert found["datePublished"].startswith(str(timezone.now().year))
    assert "non validé par le service" in found["disambiguatingDescription"]


def test_a_title_breaks_out_of_nothing(client, house):
    title = '</script><script>alert("&")</script>'
    case = CaseStudyPageFactory(parent=house.lab, title=title, summary="<!-- <script>")
    text = client.get(case.url).text
    assert "<script>" not in text
    assert text.count("</script>") == text.count("<script ")
    assert data(client, case)["Article"]["headline"] == title
    assert meta(client, case)["og:title"] == title


def test_nothing_private_is_told(client, house):
    case = CaseStudyPageFactory(
        parent=house.lab,
        contact_person="Camille Exemple",
        contact_email="accueil@example.org",
        private_notes="jamais-dit",
    )
    text = client.get(case.url).text
    head = text[: text.index("</head>")]
    for words in ("Camille", "accueil@example.org", "jamais-dit"):
        assert words not in head


def test_a_preview_of_a_draft_tells_nothing_wrong(house):
    draft = CaseStudyPageFactory(parent=house.lab, live=False)
    assert draft.make_preview_request().status_code == 200
    unsaved = CaseStudyPage(title="Nouvelle", slug="nouvelle")
    assert unsaved.make_preview_request().status_code == 200
