"""The map: every département has a tile, its number of cases, a way to their list."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from projects.data.communes import read_communes
from projects.data.tiles import CORNER, POINTS, SIDE
from projects.models import Departement
from projects.models.map import MOST_OFF_THE_MAP
from projects.tiles import TileMap
from tests.factories import (
    CaseStudyPageFactory,
    CommuneFactory,
    DepartementFactory,
    LabPageFactory,
    MapPageFactory,
)
from tests.worlds import world

MOST_QUERIES = 20
TILE = re.compile(r'<(a|g) class="tile[^>]*>\s*<title>(.*?)</title>')


@world
def carte(house):
    """The map of a site that knows two départements and a collectivity."""
    for code, name, region in (
        ("63", "Puy-de-Dôme", "Auvergne-Rhône-Alpes"),
        ("95", "Val-d'Oise", "Île-de-France"),
        ("988", "Nouvelle-Calédonie", "Nouvelle-Calédonie"),
    ):
        DepartementFactory(code=code, name=name, region_name=region)
    return MapPageFactory(parent=house.home, headline="Où cela s'est fait")


def read(client, page) -> str:
    """Return what a page says, on one line, with plain spaces."""
    response = client.get(page.url)
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def located(lab, code: str, **fields):
    return CaseStudyPageFactory(parent=lab, departement_id=code, **fields)


def test_every_departement_of_the_official_list_has_a_tile_of_its_own():
    assert set(POINTS) == {row.departement_code for row in read_communes()}
    assert len(set(POINTS.values())) == len(POINTS)


def test_twelve_columns_leave_tiles_large_enough_to_touch_on_a_narrow_screen():
    columns = {point.x // SIDE for point in POINTS.values()}
    assert columns == set(range(12))
    # 320 pixels, less the two gutters of 16.
    assert CORNER.x <= 320 - 2 * 16
    assert SIDE >= 24


@pytest.mark.parametrize(
    ("largest", "classes"),
    [
        (0, [(1, 1), (2, 2), (3, None)]),
        (4, [(1, 1), (2, 2), (3, None)]),
        (7, [(1, 2), (3, 4), (5, None)]),
        (140, [(1, 50), (51, 100), (101, None)]),
        (12_000, [(1, 5_000), (5_001, 10_000), (10_001, None)]),
    ],
)
def test_shades_adapt_to_large_numbers(largest, classes):
    shades = TileMap([], {"63": largest} if largest else {}).shades
    assert [(shade.low, shade.high) for shade in shades] == classes


def test_a_tile_tells_its_departement_its_count_and_leads_to_the_list(client, house, carte):
    located(house.lab, "95")
    CaseStudyPageFactory(parent=house.lab, commune=CommuneFactory())
    located(house.lab, "63")
    text = read(client, carte)
    assert TILE.findall(text) == [
        ("a", "Val-d’Oise (95) : 1 réalisation"),
        ("a", "Puy-de-Dôme (63) : 2 réalisations"),
        ("g", "Nouvelle-Calédonie (988) : aucune réalisation"),
    ]
    assert f'class="tile tile-2" href="{house.portfolio.url}?departement=63"' in text
    assert "3 réalisations, dans 2 départements." in text


def test_tiles_without_a_case_are_no_stop_for_the_keyboard_but_are_told(client, house, carte):
    located(house.lab, "63")
    text = read(client, carte)
    assert text.count('<a class="tile') == 1
    assert text.count('<g class="tile" aria-hidden="true"') == 2
    assert "2 départements sont encore sans réalisation" in text
    assert re.search(r"<dt>Outre-mer</dt> <dd>Nouvelle-Calédonie \(988\)</dd>", text)


def test_the_list_says_the_same_by_region(client, house, carte):
    for code in ("63", "63", "95", "988"):
        located(house.lab, code)
    text = read(client, carte)
    assert re.findall(r'<h3 id="region-\d">(.*?) <span', text) == [
        "Auvergne-Rhône-Alpes",
        "Île-de-France",
        "Outre-mer",
    ]
    rows = re.findall(
        r'<li> <a href="/realisations/\?departement=(\w+)">.*?class="vh">(.*?)<', text
    )
    assert rows == [("63", "2 réalisations"), ("95", "1 réalisation"), ("988", "1 réalisation")]


def test_cases_off_the_map_are_listed_with_the_reason(client, house, carte):
    made_up = LabPageFactory(parent=house.portfolio, is_fictional=True)
    CaseStudyPageFactory(parent=house.lab, title="Une appli", no_place=True)
    CaseStudyPageFactory(parent=house.lab, title="Namur", elsewhere="Namur", country="Belgique")
    CaseStudyPageFactory(parent=house.lab, title="Sans rien")
    CaseStudyPageFactory(parent=made_up, title="Inventée", elsewhere="Valbrune")
    text = read(client, carte)
    assert "4 réalisations sans département" in text
    for title, reason in (
        ("Une appli", "Sans lieu"),
        ("Namur", "Namur, Belgique"),
        ("Sans rien", "Département non précisé"),
        ("Inventée", "Exemple fictif"),
    ):
        assert re.search(rf">{title}</a>(?:(?!</li>).)*{reason}", text), title
    assert client.get(carte.url).context["tile_map"].total == 0


def test_only_the_latest_cases_off_the_map_are_listed(client, house, carte):
    for _number in range(MOST_OFF_THE_MAP + 1):
        CaseStudyPageFactory(parent=house.lab, no_place=True)
    text = read(client, carte)
    assert text.count(">Sans lieu<") == MOST_OFF_THE_MAP
    assert f"Voici les {MOST_OFF_THE_MAP} plus récentes" in text


def test_an_empty_map_says_so(client, carte):
    text = read(client, carte)
    assert "Aucune réalisation publiée n’est encore située" in text
    assert "Hors de la carte" not in text


def test_a_departement_that_no_longer_exists_is_in_the_list_alone(client, house, carte):
    located(house.lab, "95")
    Departement.objects.filter(code="95").update(active=False)
    text = read(client, carte)
    assert "Val-d’Oise (95)</a>" in text
    assert [name.split(" (")[0] for _tag, name in TILE.findall(text)] == [
        "Puy-de-Dôme",
        "Nouvelle-Calédonie",
    ]


def test_without_a_portfolio_to_lead_to_the_map_still_counts(client, house, carte):
    located(house.lab, "63")
    house.portfolio.unpublish()
    text = read(client, carte)
    assert "?departement=" not in text
    assert ("g", "Puy-de-Dôme (63) : 1 réalisation") in TILE.findall(text)


def test_no_case_adds_a_query_to_the_map(client, house, carte):
    def fill(count: int) -> None:
        for _number in range(count):
            located(house.lab, "63")
            CaseStudyPageFactory(parent=house.lab, no_place=True)

    def queries() -> int:
        client.get(carte.url)
        with CaptureQueriesContext(connection) as captured:
            client.get(carte.url)
        return len(captured)

    fill(3)
    few = queries()
    fill(27)
    assert queries() == few
    assert few <= MOST_QUERIES
