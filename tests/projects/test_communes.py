"""Communes and départements: loading the list, finding a place in it, picking it in a form."""

import json
import time
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import reverse

from projects.data.communes import COMMUNES_FILE, reduce_communes
from projects.folding import fold
from projects.loading import load_communes
from projects.models import CaseStudyPage, Commune, Departement
from tests.factories import CaseStudyPageFactory, CommuneFactory, DepartementFactory, UserFactory


@pytest.fixture
def renew(tmp_path: Path, db: None):
    """Load a list that holds these communes of Puy-de-Dôme: name by code."""

    def renew(communes: dict[str, str], population: int = 900):
        place = {"departement": "63", "region": "84", "type": "commune-actuelle"}
        tables = {
            "regions": [{"code": "84", "nom": "Auvergne-Rhône-Alpes"}],
            "departements": [{"code": "63", "nom": "Puy-de-Dôme"}],
            "communes": [
                {"code": code, "nom": name, "population": population, **place}
                for code, name in communes.items()
            ],
        }
        for name, rows in tables.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
        reduce_communes(tmp_path, tmp_path / "communes.csv.xz")
        return load_communes(tmp_path / "communes.csv.xz")

    return renew


@pytest.mark.parametrize(
    "text, folded",
    [
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("L’Haÿ–les‑Roses", "l hay les roses"),
        ("Œuf-en-Ternois", "oeuf en ternois"),
        ("Ægat  ÉCOLE", "aegat ecole"),
        ("E\u0301vreux", "evreux"),
        (" (Saint-Denis) ", "saint denis"),
        ("", ""),
    ],
)
def test_folding_forgets_case_accents_and_punctuation(text, folded):
    assert fold(text) == folded


def test_the_whole_list_is_loaded_quickly_and_once(db, capsys, django_assert_max_num_queries):
    started = time.perf_counter()
    call_command("load_communes")
    assert time.perf_counter() - started < 15  # alone on the machine: 2 to 4
    number = Commune.objects.count()
    assert 34_900 < number < 35_100
    lezoux = Commune.objects.select_related("departement").get(code="63195")
    assert (str(lezoux), lezoux.departement.region_name) == ("Lezoux (63)", "Auvergne-Rhône-Alpes")
    assert lezoux.population_band == "2000-10000"
    capsys.readouterr()
    with django_assert_max_num_queries(8):
        call_command("load_communes")
    assert Commune.objects.count() == number
    assert f"Communes\u00a0: {number} · ajouts\u00a0: 0 · mises à jour\u00a0: 0" in (
        capsys.readouterr().out
    )


def test_a_renewed_list_updates_names_and_populations(renew):
    renew({"63001": "Aigueperse", "63002": "Aix"})
    departements, communes = renew({"63001": "Aigueperse-sur-Luzon", "63002": "Aix"}, 1_000)
    assert (departements.updated, communes.created, communes.updated) == (0, 0, 2)
    commune = Commune.objects.get(code="63001")
    assert (commune.plain_name, commune.population) == ("aigueperse sur luzon", 1_000)


def test_a_commune_that_is_gone_is_kept_but_no_longer_found(renew, house):
    renew({"63001": "Aigueperse", "63002": "Aix"})
    case = CaseStudyPageFactory(parent=house.lab, commune_id="63002")
    assert renew({"63001": "Aigueperse"})[1].kept == 1
    assert CaseStudyPage.objects.get(pk=case.pk).place == "Aix (63)"
    assert [commune.code for commune in Commune.objects.current()] == ["63001"]
    renew({"63001": "Aigueperse", "63002": "Aix"})
    assert Commune.objects.current().count() == 2


def test_a_directory_that_is_not_the_published_list_changes_nothing(db, tmp_path):
    before = COMMUNES_FILE.read_bytes()
    with pytest.raises(CommandError, match=tmp_path.name):
        call_command("load_communes", reduce=tmp_path)
    assert COMMUNES_FILE.read_bytes() == before
    assert not Commune.objects.exists()


@pytest.fixture
def france(db):
    """A few communes, the largest last."""
    places = (
        ("38186", "Saint-Nazaire-les-Eymes", "38", 3_016),
        ("44184", "Saint-Nazaire", "44", 74_568),
        ("63195", "Lezoux", "63", 6_528),
        ("72181", "Le Mans", "72", 146_249),
        ("80001", "Mansigné", "72", 1_600),
        ("89387", "Sens", "89", 27_106),
        ("99001", "Sens-le-Grand", "89", 90_000),
        ("97411", "Sainte-Suzanne", "97", 25_551),
        ("67482", "Strasbourg", "67", 293_771),
        ("94038", "L'Haÿ-les-Roses", "94", 31_188),
        ("62633", "Œuf-en-Ternois", "62", None),
    )
    for code, name, departement, population in places:
        CommuneFactory(
            code=code,
            name=name,
            departement=DepartementFactory(code=departement, name=f"Département {departement}"),
            population=population,
        )


@pytest.mark.parametrize(
    "text, names",
    [
        ("lezou", ["Lezoux"]),
        ("LEZOUX (63)", ["Lezoux"]),
        ("63195", ["Lezoux"]),
        ("st nazaire", ["Saint-Nazaire", "Saint-Nazaire-les-Eymes"]),
        ("Saint-Naz", ["Saint-Nazaire", "Saint-Nazaire-les-Eymes"]),
        ("nazaire 38", ["Saint-Nazaire-les-Eymes"]),
        ("le mans", ["Le Mans"]),
        ("mans", ["Le Mans", "Mansigné"]),
        ("sens", ["Sens", "Sens-le-Grand"]),
        ("ste suz", ["Sainte-Suzanne"]),
        ("l'hay", ["L'Haÿ-les-Roses"]),
        ("oeuf", ["Œuf-en-Ternois"]),
        ("zoux", []),
        ("' OR 1=1 %", []),
    ],
)
def test_a_commune_is_found_as_people_write_it(france, text, names):
    assert [commune.name for commune in Commune.objects.search(text)] == names


def test_an_abbreviation_is_also_the_beginning_of_a_word(france):
    names = [commune.name for commune in Commune.objects.search("st")]
    assert names[:2] == ["Strasbourg", "Saint-Nazaire"]


def test_the_largest_come_first_and_the_uncounted_last(france):
    names = [commune.name for commune in Commune.objects.search(" ")]
    assert (names[0], names[-1]) == ("Strasbourg", "Œuf-en-Ternois")


def test_a_departement_is_found_by_name_or_number(db):
    DepartementFactory(code="21", name="Côte-d'Or")
    DepartementFactory(code="63")
    for text in ("cote d or", "21"):
        assert [place.code for place in Departement.objects.search(text)] == ["21"]


@pytest.fixture
def author(client, house):
    """Somebody who may enter the admin, and nothing else."""
    person = UserFactory()
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(person)
    return client


def test_anybody_in_the_admin_picks_a_commune(author, france, django_assert_max_num_queries):
    address = reverse("commune_chooser:choose_results")
    with django_assert_max_num_queries(8):
        page = author.get(address, {"q": "lezoux"}).content.decode()
    assert "Lezoux (63) · Département 63 · 6\u00a0528\u00a0hab." in page
    chosen = author.get(reverse("commune_chooser:chosen", args=["63195"])).json()
    assert chosen["result"]["title"] == "Lezoux (63)"


def test_the_picker_opens_on_the_largest_communes_and_creates_none(author, france):
    modal = author.get(reverse("commune_chooser:choose")).json()["html"]
    assert "Nom ou code du lieu" in modal
    assert modal.index("Strasbourg") < modal.index("Le Mans") < modal.index("Lezoux")
    assert author.get("/admin/commune_chooser/create/").status_code == 404


def test_a_departement_is_picked_in_the_same_way(author, france):
    page = author.get(reverse("departement_chooser:choose_results"), {"q": "72"}).content.decode()
    assert "Département 72 (72) · Auvergne-Rhône-Alpes" in page


def test_strangers_pick_nothing(client, france):
    assert client.get(reverse("commune_chooser:choose_results")).status_code == 302


def test_the_form_of_a_case_offers_the_picker(db):
    form = CaseStudyPage.get_edit_handler().get_form_class()
    chooser = form.base_fields["commune"].widget
    assert chooser.get_chooser_modal_url() == reverse("commune_chooser:choose")
