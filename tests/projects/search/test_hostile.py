"""Whatever is typed gives a page, soon."""

import time

import pytest

from projects.indexing import rebuild
from tests.factories import CaseStudyPageFactory

HOSTILE = {
    "long": "accueil " * 1_250,
    "one long word": "a" * 10_000,
    "long in quotes": '"' + "accueil " * 1_000 + '"',
    "quotes": '"\'«»“”"""\'',
    "operators": "accueil AND OR NOT NEAR(a b) * ^ : {title} : x -- + & | ! <-> \\ ( ) [ ]",
    "minus": '- -- -accueil -"accueil" -\'',
    "nul": "acc\0ueil \0 \0",
    "emoji": "🏛️ 👩‍🦽 accueil 🇫🇷",
    "sql": "'; DROP TABLE projects_searchdocument; --",
    "like": "%_%",
    "small words": "le la les de du des à et ou",
    "no words": "… — ! ?",
    "other scripts": "приём 受付 استقبال ",
    "half a pair": "\ud83d",
    "combining": "e" + "\u0301" * 200,
}


@pytest.fixture
def portfolio(house):
    CaseStudyPageFactory(parent=house.lab, title="Un accueil", summary="Un accueil")
    rebuild()
    return house.portfolio


@pytest.mark.parametrize("typed", HOSTILE.values(), ids=HOSTILE)
def test_whatever_is_typed_gives_a_page_soon(portfolio, client, typed):
    typed = typed.encode("utf-8", "replace").decode()
    client.get(portfolio.url)
    started = time.process_time()
    response = client.get(portfolio.url, {"q": typed})
    assert response.status_code == 200
    assert time.process_time() - started < 2
    assert client.get(portfolio.url, {"q": "accueil"}).context["listing"].search.count() == 1


def test_a_parameter_that_means_nothing_gives_a_page(portfolio, client):
    strange = {"theme": ["'", "\0", "x" * 5_000], "ordre": "'; --", "page": "1", "litteral": "\0"}
    assert client.get(portfolio.url, strange).status_code == 200
