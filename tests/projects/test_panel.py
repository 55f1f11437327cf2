"""The facets that the list offers: which are open, which of their values show."""

import re
from html import unescape

import pytest

from projects.indexing import rebuild
from projects.panel import FEW, MANY, OPEN, OfferedFacet, Option
from projects.search.facets import FACETS
from tests.factories import CaseStudyPageFactory, TermFactory
from tests.worlds import world

NOTE = "elle n’a pas été suivie"


def values(*counts: int, chosen: tuple[int, ...] = ()) -> list[Option]:
    return [Option(f"v{n}", f"V {n}", count, n in chosen) for n, count in enumerate(counts)]


def codes(facet: OfferedFacet) -> list[str]:
    return [option.code for option in facet.options]


def test_a_short_facet_shows_all_its_values():
    facet = OfferedFacet("theme", "Thème", values(*range(MANY)))
    assert not facet.is_long
    assert len(facet.options) == MANY


def test_a_long_facet_shows_those_of_the_greatest_counts_in_its_order():
    facet = OfferedFacet("tag", "Mot-clé", values(1, 9, 1, 8, 1, 7, 1, 6, 1, 5, 1))
    assert facet.is_long
    assert codes(facet) == ["v1", "v3", "v5", "v7", "v9"]
    assert codes(facet._replace(is_whole=True)) == [f"v{n}" for n in range(MANY + 1)]


def test_between_equal_counts_the_first_values_show():
    assert codes(OfferedFacet("tag", "Mot-clé", values(*[3] * 40))) == [f"v{n}" for n in range(FEW)]


def test_what_is_chosen_always_shows():
    few = OfferedFacet("tag", "Mot-clé", values(*[3] * 40, chosen=(30,)))
    assert codes(few) == ["v0", "v1", "v2", "v3", "v30"]
    many = OfferedFacet("tag", "Mot-clé", values(*[3] * 40, chosen=tuple(range(20, 32))))
    assert codes(many) == [f"v{n}" for n in range(20, 32)]


@pytest.fixture
def read(client, house):
    def answer(**params) -> str:
        response = client.get(house.portfolio.url, params)
        assert response.status_code == 200
        return " ".join(unescape(response.content.decode()).split())

    return answer


@world
def many_themes(house) -> list[str]:
    """Publish a case of many themes, and one of two of them; return the codes."""
    terms = [TermFactory(code=f"t{n:02}", label=f"Thème {n:02}") for n in range(MANY + 5)]
    CaseStudyPageFactory(parent=house.lab, title="Un hall", themes=terms)
    CaseStudyPageFactory(parent=house.lab, title="Une salle", themes=terms[-2:])
    rebuild()
    return [term.code for term in terms]


def offered(text: str, facet: str = "theme") -> list[str]:
    return re.findall(rf'name="{facet}" value="([^"]*)"', text)


def test_a_page_gives_few_values_and_a_link_to_all(read, many_themes):
    text = read()
    assert offered(text) == ["t00", "t01", "t02", "t13", "t14"]
    assert re.search(r'href="\?facette=theme#facet-theme">Toutes les valeurs \(15\)', text)
    whole = read(facette="theme")
    assert offered(whole) == many_themes
    assert 'href="?#facet-theme">Moins de valeurs' in whole
    assert "Trouver une valeur" in whole
    assert NOTE not in whole


def test_the_facet_given_whole_is_asked_with_the_rest_and_kept_by_no_other_link(read, many_themes):
    text = read(q="hall", theme="t14", facette="theme", ordre="preuve")
    assert 'href="?q=hall&ordre=preuve&theme=t14#facet-theme">Moins' in text
    assert not re.search(r'(href="[^"]*|name=")facette', text)


def test_an_unknown_facet_is_ignored_with_a_note(read, many_themes):
    text = read(facette="couleur")
    assert offered(text) == ["t00", "t01", "t02", "t13", "t14"]
    assert NOTE in text


def test_the_first_facets_are_open_and_those_in_use(client, house, complete_case):
    def unfolded(**params) -> list[str]:
        listing = client.get(house.portfolio.url, params).context["listing"]
        return [facet.name for facet in listing.panel if facet.is_open]

    known = client.get(house.portfolio.url).context["listing"].panel
    early = [facet.name for facet in known[:OPEN]]
    assert unfolded() == early
    assert unfolded(lab="etatlin") == [*early, "lab"]
    assert unfolded(facette="region") == [*early, "region"]


@world
def complete_case(house):
    case = CaseStudyPageFactory(parent=house.lab, complete=True)
    case.tags.add("maquette")
    case.save()
    rebuild()
    return case


def test_every_facet_with_a_value_is_offered_tags_too(client, house, complete_case):
    panel = client.get(house.portfolio.url).context["listing"].panel
    names = [facet.name for facet in panel]
    assert names == [facet.name for facet in FACETS if facet.name in names]
    assert {"theme", "lab", "departement", "tag"} <= set(names)


def test_a_facet_given_whole_costs_no_query(
    read, many_themes, django_assert_num_queries, django_assert_max_num_queries
):
    read()  # what a process looks up once
    with django_assert_max_num_queries(25) as few:
        read()
    with django_assert_num_queries(len(few)):
        read(facette="theme")
