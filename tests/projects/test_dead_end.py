"""A list that holds nothing: why, and the ways out of it."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.indexing import rebuild
from projects.models import Vocabulary
from tests.factories import (
    CaseStudyPageFactory,
    DepartementFactory,
    LabPageFactory,
    TermFactory,
)
from tests.projects.search.conftest import listing
from tests.worlds import world


@pytest.fixture
def read(client, house):
    def answer(**params) -> str:
        response = client.get(house.portfolio.url, params)
        assert response.status_code == 200
        return " ".join(unescape(response.content.decode()).split())

    return answer


@world
def cases(house):
    """Publish a hall about waiting in the Puy-de-Dôme, two counters about noise elsewhere."""
    waiting, noise = TermFactory(code="attente"), TermFactory(code="bruit", label="Bruit")
    kind = TermFactory(vocabulary=Vocabulary.ESTABLISHMENT_KINDS, code="mairie", label="Mairie")
    CaseStudyPageFactory(
        parent=house.lab, title="Un hall", themes=[waiting], departement=DepartementFactory()
    )
    for number in range(2):
        CaseStudyPageFactory(
            parent=house.lab,
            title=f"Un guichet {number}",
            themes=[noise],
            establishment_kind=kind,
        )
    rebuild()


def ways(text: str) -> dict[str, tuple[str, int]]:
    """Return the ways out of a page: their address and count, by their text."""
    found = re.findall(
        r'<li> <a href="\?([^"]*)">([^<]*)</a> <span class="count"><span [^>]*>(\d+)<', text
    )
    return {label: (address, int(count)) for address, label, count in found}


def test_each_filter_says_what_comes_without_it(read, cases):
    text = read(theme="bruit", departement="63")
    assert "Aucune fiche ne répond" in text
    assert ways(text) == {
        "Sans le filtre « Puy-de-Dôme (63) »": ("theme=bruit", 2),
        "Sans le filtre « Bruit »": ("departement=63", 1),
    }


def test_what_a_way_promises_is_what_it_gives(client, house, read, cases):
    params = {"q": "guichet", "theme": ["attente", "bruit"], "departement": "63"}
    text = read(**params, etablissement="mairie")
    assert ways(text)
    for address, count in ways(text).values():
        answer = client.get(f"{house.portfolio.url}?{address}")
        assert answer.context["listing"].page.paginator.count == count


def test_words_and_filters_can_each_be_given_up(read, cases):
    text = read(q="hall", theme="bruit", etablissement="mairie")
    told = ways(text)
    assert told["Avec ces filtres, sans les mots tapés"][1] == 2
    assert told["Sans aucun filtre"] == ("q=hall", 1)


def test_filters_of_one_facet_are_given_up_together(house, read, cases):
    CaseStudyPageFactory(parent=house.lab, departement=DepartementFactory(code="75", name="Paris"))
    rebuild()
    told = ways(read(departement=["63", "75"], theme="bruit"))
    assert told["Sans les filtres « Puy-de-Dôme (63) », « Paris (75) »"] == ("theme=bruit", 2)


def test_an_unknown_word_is_named_with_the_nearest_ones(client, house, read, cases):
    text = read(q="Guichat", litteral="1")
    assert "Aucune fiche ne contient « Guichat »" in text
    address = re.search(r'href="\?([^"]*)">guichet</a>', text)[1]
    assert client.get(f"{house.portfolio.url}?{address}").context["listing"].page.object_list


def test_a_word_like_no_other_gets_advice(read, cases):
    text = read(q="zzzzzz")
    assert "Aucune fiche ne contient « zzzzzz »" in text
    assert "Mots les plus proches" not in text
    assert "Essayez moins de mots" in text


def test_there_is_always_somewhere_to_start_from(read, cases):
    text = read(q="zzzzzz")
    assert 'href="?theme=attente"' in text
    assert "Voir toutes les réalisations" in text


def test_labs_can_be_written_to_the_nearest_first(read, house, cases):
    house.lab.email = "etatlin@example.org"
    house.lab.save()
    near = LabPageFactory(parent=house.portfolio, title="Lab du Puy", email="puy@example.org")
    LabPageFactory(parent=house.portfolio, title="Muet")
    LabPageFactory(parent=house.portfolio, title="Caché", email="x@example.org", live=False)
    CaseStudyPageFactory(parent=near, departement=DepartementFactory())
    CaseStudyPageFactory(parent=near, departement=DepartementFactory(), live=False)
    CaseStudyPageFactory(parent=near, departement=DepartementFactory(code="75", region_code="11"))
    rebuild()
    emails = re.findall(r'href="mailto:([^"]*)"', read(q="zzzzzz"))
    assert emails == ["etatlin@example.org", "puy@example.org"]
    there = read(q="zzzzzz", departement="75")
    assert re.findall(r'href="mailto:([^"]*)"', there) == ["puy@example.org", "etatlin@example.org"]
    assert f'href="{near.url}">Lab du Puy</a>' in there
    region = read(q="zzzzzz", region="11")
    assert re.findall(r'href="mailto:([^"]*)"', region)[0] == "puy@example.org"


def test_no_filter_adds_a_query_to_the_ways_out(cases):
    def queries(address: str) -> int:
        dead_end = listing(address).dead_end
        assert dead_end.search.count() == 0
        assert dead_end.fruitless.plan
        with CaptureQueriesContext(connection) as captured:
            assert dead_end.ways
            assert dead_end.unknown == []
        return len(captured)

    two = "q=guichet+hall&departement=63&etablissement=mairie"
    assert queries(two) == queries(f"{two}&theme=bruit&lab=etatlin") <= 3


def test_an_empty_list_costs_few_queries(client, house, read, cases, django_assert_max_num_queries):
    params = {"q": "guichet hall", "departement": "63", "etablissement": "mairie"}
    read(**params)
    with django_assert_max_num_queries(25):
        assert "Sans aucun filtre" in read(**params)
