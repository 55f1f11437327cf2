"""The list of labs, and the page of a lab with its cases by phase."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from projects.listing import PER_PAGE
from projects.models import Vocabulary
from tests.factories import (
    CaseStudyPageFactory,
    DepartementFactory,
    LabIndexPageFactory,
    LabPageFactory,
    PhotoFactory,
    TermFactory,
)
from tests.worlds import world

MOST_QUERIES = 30
HEADING = re.compile(r'<h2 id="etape-\d">\s*(.*?)\s*<span class="count">(.*?)</span>')


@world
def labs(house):
    return LabIndexPageFactory(parent=house.home, intro="Qui raconte ici")


@pytest.fixture
def phases(db):
    """Three phases, in an order that is not that of the alphabet."""
    names = (("prototype", "Prototype"), ("realisation", "Réalisation"), ("evaluation", "Bilan"))
    return {
        code: TermFactory(vocabulary=Vocabulary.PHASES, code=code, label=label, order=order)
        for order, (code, label) in enumerate(names)
    }


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def count_queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_labs_are_listed_with_what_tells_them_apart(client, house, labs):
    kind = TermFactory(vocabulary=Vocabulary.STRUCTURE_KINDS, code="lab", label="Laboratoire")
    LabPageFactory(parent=house.portfolio, title="Lab-O", kind=kind, territory="Occitanie")
    LabPageFactory(parent=house.portfolio, title="Zed", is_fictional=True)
    CaseStudyPageFactory(parent=house.lab)
    text = read(client, labs.url)
    assert "Qui raconte ici" in text
    rows = re.findall(r"<h2><a href=\"(.*?)\">(.*?)</a></h2>(.*?)</li>", text)
    assert [title for _address, title, _rest in rows] == ["État’LIN", "Lab-O", "Zed"]
    etatlin, lab_o, zed = (rest for *_names, rest in rows)
    assert rows[0][0] == house.lab.url
    assert "1 réalisation" in etatlin
    assert "Laboratoire · Occitanie" in lab_o
    assert "Pas encore de fiche publiée" in lab_o
    assert "Exemple fictif" in zed
    assert "Exemple fictif" not in lab_o


def test_only_labs_that_anybody_may_see_are_listed(client, house, labs):
    LabPageFactory(parent=house.portfolio, title="Brouillon", live=False)
    private = LabPageFactory(parent=house.portfolio, title="Privé")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    text = read(client, labs.url)
    assert "État’LIN" in text
    assert "Brouillon" not in text
    assert "Privé" not in text


def test_without_any_lab_the_list_says_so(client, house, labs):
    house.lab.unpublish()
    assert "Aucun lab n’est encore présenté" in read(client, labs.url)


def test_many_labs_take_several_pages(client, house, labs):
    for _number in range(PER_PAGE):
        LabPageFactory(parent=house.portfolio)
    assert "?page=2" in read(client, labs.url)
    assert "État’LIN" in read(client, labs.url) + read(client, f"{labs.url}?page=2")
    assert client.get(f"{labs.url}?page=3").status_code == 404


def test_no_lab_adds_a_query_to_the_list(client, house, labs):
    def fill(count: int) -> None:
        for _number in range(count):
            lab = LabPageFactory(parent=house.portfolio, logo=PhotoFactory())
            CaseStudyPageFactory(parent=lab)

    fill(2)
    few = count_queries(client, labs.url)
    fill(4)
    assert count_queries(client, labs.url) == few
    assert few <= MOST_QUERIES


def test_a_lab_shows_its_cases_by_phase_in_the_order_of_the_vocabulary(client, house, phases):
    for code in ("evaluation", "prototype", None, "evaluation"):
        CaseStudyPageFactory(parent=house.lab, phase=phases.get(code))
    assert HEADING.findall(read(client, house.lab.url)) == [
        ("Prototype", "1 réalisation"),
        ("Bilan", "2 réalisations"),
        ("Étape non précisée", "1 réalisation"),
    ]


def test_a_phase_that_continues_is_named_again(client, house, phases):
    for code, count in (("prototype", PER_PAGE - 1), ("realisation", 3), ("evaluation", 1)):
        for _number in range(count):
            CaseStudyPageFactory(parent=house.lab, phase=phases[code])
    first, second = (HEADING.findall(read(client, f"{house.lab.url}?page={n}")) for n in (1, 2))
    assert first == [("Prototype", "19 réalisations"), ("Réalisation", "3 réalisations")]
    assert second == [("Réalisation (suite)", "3 réalisations"), ("Bilan", "1 réalisation")]


def test_a_phase_that_begins_a_page_is_not_said_to_continue(client, house, phases):
    for code, count in (("prototype", PER_PAGE), ("evaluation", 1)):
        for _number in range(count):
            CaseStudyPageFactory(parent=house.lab, phase=phases[code])
    second = HEADING.findall(read(client, f"{house.lab.url}?page=2"))
    assert second == [("Bilan", "1 réalisation")]


def test_a_lab_tells_where_it_worked_and_leads_to_the_list(client, house):
    DepartementFactory(code="63")
    CaseStudyPageFactory(parent=house.lab, departement_id="63")
    text = read(client, house.lab.url)
    assert f'href="{house.portfolio.url}?lab=etatlin&departement=63">Puy-de-Dôme (63)' in text
    assert f'href="{house.portfolio.url}?lab=etatlin">Chercher' in text
    assert "Où sont ces réalisations" in text
    assert '<svg class="tile-map"' not in text


def test_many_departements_are_drawn(client, house):
    other = LabPageFactory(parent=house.portfolio)
    for code in ("63", "95", "44", "29"):
        DepartementFactory(code=code)
        CaseStudyPageFactory(parent=house.lab, departement_id=code)
    CaseStudyPageFactory(parent=other, departement_id="63")
    text = read(client, house.lab.url)
    assert f'<a class="tile tile-1" href="{house.portfolio.url}?lab=etatlin&departement=63"' in text
    assert "Les 4 départements" in text


def test_a_lab_whose_cases_have_no_departement_says_nothing_of_where(client, house):
    CaseStudyPageFactory(parent=house.lab, no_place=True)
    assert "Où sont ces réalisations" not in read(client, house.lab.url)


def test_no_case_adds_a_query_to_the_page_of_a_lab(client, house, phases):
    DepartementFactory(code="63")

    def fill(count: int) -> None:
        for number in range(count):
            phase = [*phases.values()][number % 3]
            CaseStudyPageFactory(
                parent=house.lab, phase=phase, departement_id="63", main_photo=PhotoFactory()
            )

    fill(3)
    few = count_queries(client, house.lab.url)
    fill(27)
    assert count_queries(client, house.lab.url) == few
    assert few <= MOST_QUERIES


def test_the_web_address_of_a_lab_is_told_by_its_host(client, house):
    lab = LabPageFactory(
        parent=house.portfolio, website="https://www.lab.example/une/page/?tres=longue"
    )
    text = read(client, lab.url)
    assert 'href="https://www.lab.example/une/page/?tres=longue"' in text
    assert re.search("> ?Voir lab.example ?<", text)
