"""`/vocabulaire/`: the lists of words, each word, and the published cases it leads to."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from projects.models import Vocabulary
from tests.factories import (
    CaseStudyPageFactory,
    IndicatorFactory,
    MeasureFactory,
    TermFactory,
    VocabularyPageFactory,
)
from tests.worlds import world


@world
def words(house):
    return VocabularyPageFactory(parent=house.home)


@world
def case(house):
    """A published case that has a theme, a kind of establishment, an indicator and a tag."""
    case = CaseStudyPageFactory(parent=house.lab, title="Un vestibule", live=False)
    case.themes.add(TermFactory(code="attente", label="Attente", aliases=["file", "queue"]))
    case.establishment_kind = TermFactory(
        vocabulary=Vocabulary.ESTABLISHMENT_KINDS, code="mairie", label="Mairie"
    )
    case.tags.add("Été à l’ombre")
    MeasureFactory(page=case, indicator=IndicatorFactory())
    case.save_revision().publish()
    case.refresh_from_db()
    return case


ADDRESSES = {
    "theme": "themes/attente/",
    "establishment": "etablissements/mairie/",
    "indicator": "indicateurs/attente-moy/",
    "tag": "mots-cles/ete-a-lombre/",
}


def read(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_word_leads_to_its_cases(client, words, case, address):
    text = read(client, words.url + address)
    assert re.search(r"<h3><a [^>]*>Un vestibule</a></h3>", text)
    assert "1 réalisation" in text
    assert address in read(client, words.url)


def test_a_word_says_what_it_means_and_what_else_it_is_called(client, words, case):
    TermFactory(code="attente")
    text = read(client, f"{words.url}themes/attente/")
    assert "file, queue" in text
    assert f"{case.get_parent().get_parent().url}?theme=attente" in text
    assert text.count('aria-current="page"') == 1
    assert f'<a href="{words.url}themes/">' in text


@pytest.mark.parametrize(
    "address", ["rien/", "themes/rien/", "mots-cles/rien/", "themes/attente/?page=9"]
)
def test_what_does_not_exist_is_not_found(client, words, case, address):
    assert client.get(words.url + address).status_code == 404


@pytest.mark.parametrize("state", ["unpublished", "private"])
def test_the_words_of_hidden_cases_lead_nowhere(client, words, case, state):
    if state == "unpublished":
        case.unpublish()
    else:
        PageViewRestriction.objects.create(page=case, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(words.url + ADDRESSES["tag"]).status_code == 404
    assert "ombre" not in read(client, words.url)
    assert "Un vestibule" not in read(client, words.url + ADDRESSES["theme"])
    assert ADDRESSES["theme"] not in client.get("/sitemap.xml").content.decode()


def test_a_withdrawn_term_shows_only_where_it_is_used(client, words, case):
    TermFactory(code="attente").__class__.objects.filter(code="attente").update(active=False)
    TermFactory(code="oublie", label="Oublié", active=False)
    text = read(client, words.url)
    assert "Attente" in text
    assert "Oublié" not in text


def test_the_sitemap_names_the_words_that_lead_to_a_case(client, words, case):
    TermFactory(code="vide", label="Vide")
    text = client.get("/sitemap.xml").content.decode()
    for address in ADDRESSES.values():
        assert f"{words.url}{address}</loc>" in text
    assert "themes/vide/" not in text


def test_no_word_nor_case_adds_a_query(client, house, words):
    def queries(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    def fill(count: int) -> None:
        for number in range(count):
            case = CaseStudyPageFactory(parent=house.lab)
            case.themes.add(TermFactory(code="attente"), TermFactory(code=f"t{case.pk}-{number}"))
            case.save()

    addresses = words.url, f"{words.url}themes/", f"{words.url}themes/attente/"
    fill(2)
    few = [queries(address) for address in addresses]
    fill(4)
    assert [queries(address) for address in addresses] == few
    assert max(few) <= 35
