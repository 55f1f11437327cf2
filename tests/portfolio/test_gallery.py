"""The gallery of components: complete, apart from what it shows, and only for those who build."""

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from importlib import reload

import pytest
from django.conf import settings as installed
from django.urls import clear_url_caches

from portfolio import urls
from tests.factories import CaseStudyPageFactory

ADDRESS = "/composants/"
FILES = installed.BASE_DIR / "templates" / "components"
MOST_QUERIES = 10


def forget_addresses() -> None:
    reload(urls)
    clear_url_caches()


@pytest.fixture
def without_gallery(settings) -> Iterator[None]:
    settings.COMPONENT_GALLERY = False
    forget_addresses()
    yield
    settings.COMPONENT_GALLERY = True
    forget_addresses()


def test_every_component_is_there_once(client, house):
    text = client.get(ADDRESS).content.decode()
    shown = re.findall(r"<code>([a-z_]+\.html)</code>", text)
    assert sorted(shown) == sorted(path.name for path in FILES.glob("*.html"))


def test_no_two_samples_share_an_identifier(client, house):
    text = client.get(ADDRESS).content.decode()
    shared = {name: n for name, n in Counter(re.findall(r'\sid="([^"]+)"', text)).items() if n > 1}
    assert not shared
    for name in re.findall(r'\saria-labelledby="([^"]+)"', text):
        for part in name.split():
            assert f'id="{part}"' in text


def test_every_verdict_and_level_is_shown(client, house):
    text = unescape(client.get(ADDRESS).content.decode())
    for words in ("Amélioration mesurée", "Dégradation mesurée", "Pas de changement notable"):
        assert words in text
    for words in ("Récit, sans mesure", "Mesure partielle", "Comparables et confirmés"):
        assert words in text


def test_its_queries_do_not_depend_on_the_database(
    client, house, django_assert_max_num_queries, django_assert_num_queries
):
    client.get(ADDRESS)  # what a process looks up once
    with django_assert_max_num_queries(MOST_QUERIES) as captured:
        client.get(ADDRESS)
    for _each in range(3):
        CaseStudyPageFactory(parent=house.lab)
    with django_assert_num_queries(len(captured)):
        client.get(ADDRESS)


def test_a_site_that_did_not_ask_for_it_has_none(client, house, without_gallery):
    assert client.get(ADDRESS).status_code == 404
