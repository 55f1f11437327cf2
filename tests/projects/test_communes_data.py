"""The shipped list of communes, its reduction and the population bands."""

import json
import time
from pathlib import Path

import pytest

from projects.data.communes import (
    POPULATION_BANDS,
    CommuneRow,
    population_band,
    read_communes,
    reduce_communes,
)

OVERSEAS_DEPARTEMENTS = {"971", "972", "973", "974", "976"}
OVERSEAS_COLLECTIVITIES = {"975", "977", "978", "986", "987", "988"}
METROPOLITAN_DEPARTEMENTS = ({f"{n:02}" for n in range(1, 96)} - {"20"}) | {"2A", "2B"}


@pytest.fixture(scope="module")
def communes() -> dict[str, CommuneRow]:
    return {row.code: row for row in read_communes()}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The published list in small: every type of commune, an accent, an unknown population."""
    directory = tmp_path / "published"
    directory.mkdir()

    def commune(code: str, name: str, type_: str = "commune-actuelle", **more: object) -> dict:
        place = {"departement": "27", "region": "28", "population": 300}
        return {"code": code, "nom": name, "type": type_} | place | more

    tables = {
        "regions": [{"code": "28", "nom": "Normandie"}, {"code": "984", "nom": "Terres australes"}],
        "departements": [{"code": "27", "nom": "Eure"}, {"code": "984", "nom": "Terres australes"}],
        "communes": [
            commune("27010", "Ezy"),
            commune("27002", "Saint-Œuf"),
            commune("27003", "Saint-Ouen"),
            commune("27229", "Évreux", population=None),
            commune("27009", "Ezy"),
            commune("27101", "Ancienne", "commune-deleguee"),
            commune("27102", "Associée", "commune-associee"),
            commune("27103", "Premier", "arrondissement-municipal"),
            commune("98412", "Kerguelen", departement="984", region="984"),
        ],
    }
    for name, rows in tables.items():
        rows = [{k: v for k, v in row.items() if v is not None} for row in rows]
        (directory / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return directory


@pytest.mark.parametrize(
    "code, name, departement, region",
    [
        ("44109", "Nantes", "Loire-Atlantique", "Pays de la Loire"),
        ("63195", "Lezoux", "Puy-de-Dôme", "Auvergne-Rhône-Alpes"),
        ("75056", "Paris", "Paris", "Île-de-France"),
        ("2A004", "Ajaccio", "Corse-du-Sud", "Corse"),
        ("97113", "Le Gosier", "Guadeloupe", "Guadeloupe"),
        ("97411", "Saint-Denis", "La Réunion", "La Réunion"),
        ("97502", "Saint-Pierre", "Saint-Pierre-et-Miquelon", "Saint-Pierre-et-Miquelon"),
        ("98818", "Nouméa", "Nouvelle-Calédonie", "Nouvelle-Calédonie"),
    ],
)
def test_known_communes_have_their_place(communes, code, name, departement, region):
    row = communes[code]
    assert (row.name, row.departement_name, row.region_name) == (name, departement, region)


def test_every_commune_is_there_once(communes):
    assert len(communes) == sum(1 for _ in read_communes())
    assert 34_900 < len(communes) < 35_100


@pytest.mark.parametrize(
    "code, name, smallest",
    [("75056", "Paris", 2_000_000), ("69123", "Lyon", 500_000), ("13055", "Marseille", 800_000)],
)
def test_the_three_largest_cities_are_whole(communes, code, name, smallest):
    assert [row.code for row in communes.values() if row.name.startswith(f"{name} ")] == []
    assert communes[code].name == name
    assert communes[code].population > smallest


def test_all_departements_are_there(communes):
    expected = METROPOLITAN_DEPARTEMENTS | OVERSEAS_DEPARTEMENTS | OVERSEAS_COLLECTIVITIES
    assert len(expected) == 101 + 6
    assert {row.departement_code for row in communes.values()} == expected


def test_a_departement_has_one_name_and_one_region(communes):
    places = {row[2:6] for row in communes.values()}
    assert len(places) == len({row.departement_code for row in communes.values()})
    assert all(all(place) for place in places)


def test_there_are_eighteen_regions_beside_the_collectivities(communes):
    regions = {row.region_code for row in communes.values()}
    assert regions > OVERSEAS_COLLECTIVITIES
    assert len(regions - OVERSEAS_COLLECTIVITIES) == 18


def test_populations_add_up_to_the_country(communes):
    assert all(row.population >= 0 for row in communes.values())
    assert 68_000_000 < sum(row.population for row in communes.values()) < 72_000_000


def test_every_band_is_used(communes):
    used = {population_band(row.population) for row in communes.values()}
    assert used == {code for code, _ in POPULATION_BANDS}


def test_reading_is_quick():
    started = time.perf_counter()
    assert sum(1 for _ in read_communes()) > 0
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    "population, band",
    [
        (None, ""),
        (0, "moins-2000"),
        (1_999, "moins-2000"),
        (2_000, "2000-10000"),
        (9_999, "2000-10000"),
        (10_000, "10000-50000"),
        (49_999, "10000-50000"),
        (50_000, "50000-200000"),
        (199_999, "50000-200000"),
        (200_000, "200000-et-plus"),
        (2_103_778, "200000-et-plus"),
    ],
)
def test_bands_hold_their_lower_edge(population, band):
    assert population_band(population) == band


def test_reduction_keeps_present_inhabited_communes_in_alphabetical_order(source, tmp_path):
    target = tmp_path / "communes.csv.xz"
    assert reduce_communes(source, target) == 5
    rows = list(read_communes(target))
    assert [row.code for row in rows] == ["27229", "27009", "27010", "27002", "27003"]
    assert rows[0] == CommuneRow("27229", "Évreux", "27", "Eure", "28", "Normandie", None)
    assert rows[1].population == 300


def test_reduction_of_the_same_list_gives_the_same_file(source, tmp_path):
    first, second = tmp_path / "first.xz", tmp_path / "second.xz"
    reduce_communes(source, first)
    reduce_communes(source, second)
    assert first.read_bytes() == second.read_bytes()


def test_a_wrong_directory_leaves_the_file_alone(tmp_path):
    target = tmp_path / "communes.csv.xz"
    target.write_bytes(b"before")
    with pytest.raises(FileNotFoundError):
        reduce_communes(tmp_path, target)
    assert target.read_bytes() == b"before"
