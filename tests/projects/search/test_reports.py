"""What editors read of searches: the frequent ones, the fruitless ones, never a rare one."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.utils import timezone

from projects.models import LoggedSearch, SynonymSet
from projects.provisioning import add_author, add_editor, provision_site
from tests.factories import UserFactory

FREQUENT = "/admin/reports/recherches-frequentes/"
FRUITLESS = "/admin/reports/recherches-sans-resultat/"
ADDRESSES = (
    *(FREQUENT, f"{FREQUENT}results/", f"{FREQUENT}?export=csv", f"{FREQUENT}?export=xlsx"),
    *(FRUITLESS, f"{FRUITLESS}results/", f"{FRUITLESS}?export=csv", f"{FRUITLESS}?export=xlsx"),
)
CREATE = "/admin/synonyms/new/"


def searched(words: str, hits: int = 1, days: int = 3, times: int = 1, ago: int = 0) -> None:
    """Log a search on some days in a row, the last one so many days ago."""
    today = timezone.localdate()
    for day in range(ago, ago + days):
        LoggedSearch.objects.create(
            words=words, day=today - timedelta(days=day), times=times, hits=hits
        )


def person(role) -> object:
    someone = UserFactory()
    role(someone)
    return someone


@pytest.fixture
def editor(client, house):
    provision_site()
    client.force_login(person(add_editor))
    return client


def rows(client, address: str, **params: object) -> list[list[str]]:
    content = b"".join(client.get(address, {"export": "csv", **params}).streaming_content).decode()
    return [line.split(",") for line in content.splitlines()[1:]]


def test_frequent_searches_come_with_what_they_are_worth(editor):
    searched("guichet", hits=4, times=2)
    searched("pupitre", hits=1, times=5, ago=2)
    today = timezone.localdate()
    assert rows(editor, FREQUENT) == [
        ["pupitre", "15", "1", str(today - timedelta(days=2))],
        ["guichet", "6", "4", str(today)],
    ]
    page = editor.get(FREQUENT).content.decode()
    assert "Recherches fréquentes" in page
    assert 'href="/realisations/?q=guichet"' in page


def test_a_search_is_masked_until_it_was_made_on_three_days(editor):
    searched("dupont jean", days=2, times=50)
    for address in ADDRESSES:
        response = editor.get(address)
        content = b"".join(response) if response.streaming else response.content
        assert b"dupont" not in content, address
    page = editor.get(FREQUENT).content.decode()
    assert "Aucune recherche n’a encore été faite trois jours différents." in page
    assert "1 recherche n’est pas montrée" in page
    assert b"dupont jean" not in editor.get(f"{FREQUENT}?q=dupont").content
    searched("dupont jean", days=1, ago=9)
    assert [row[0] for row in rows(editor, FREQUENT)] == ["dupont jean"]


def test_fruitless_searches_are_those_that_last_found_nothing(editor):
    searched("borne tactile", hits=0)
    searched("guichet", hits=2)
    searched("pupitre", hits=0, ago=1)
    searched("pupitre", hits=3, days=1)
    assert [row[0] for row in rows(editor, FRUITLESS)] == ["borne tactile"]
    assert "Recherches sans résultat" in editor.get(FRUITLESS).content.decode()


def test_a_period_and_words_narrow_the_report(editor):
    searched("guichet", ago=40, days=4)
    searched("hygiaphone", days=4)
    today = timezone.localdate()
    recent = {"day_from": today - timedelta(days=30), "day_to": today}
    assert [row[0] for row in rows(editor, FREQUENT, **recent)] == ["hygiaphone"]
    assert [row[0] for row in rows(editor, FREQUENT, q="Guîch")] == ["guichet"]
    assert [row[1] for row in rows(editor, FREQUENT, day_from=today, day_to=today)] == ["1"]
    assert "guichet" not in editor.get(FREQUENT, recent).content.decode()


@pytest.mark.parametrize("column", ["words", "-words", "total", "found", "-last", "x'; --"])
def test_the_report_is_sorted_by_any_column(editor, column):
    searched("guichet", hits=4)
    searched("pupitre", hits=1, ago=2)
    assert editor.get(FREQUENT, {"ordering": column, "day_from": "n’importe"}).status_code == 200


def test_the_spreadsheet_has_numbers_and_dates(editor):
    searched("guichet", hits=4)
    content = b"".join(editor.get(f"{FREQUENT}?export=xlsx"))
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    head, (words, total, found, last) = sheet.values
    assert head == ("Mots cherchés", "Nombre de fois", "Réalisations trouvées", "Dernière fois")
    assert (words, total, found, last) == ("guichet", 3, 4, timezone.localdate())


def test_the_number_of_queries_is_that_of_no_row(editor, django_assert_max_num_queries):
    editor.get(FRUITLESS)
    for number in range(30):
        searched(f"mot {number}", hits=0)
    with django_assert_max_num_queries(22):
        assert "mot 29" in editor.get(FRUITLESS).content.decode()


def test_a_fruitless_search_leads_to_a_set_of_synonyms_that_begins_with_it(editor):
    searched("borne tactile", hits=0)
    link = f"{CREATE}?expression=borne+tactile"
    assert f'href="{link}"' in editor.get(FRUITLESS).content.decode()
    assert link not in editor.get(FREQUENT).content.decode()
    assert ">\nborne tactile</textarea>" in editor.get(link).content.decode()
    answer = {"expressions": "borne tactile\nécran", "narrower": "", "active": "on"}
    editor.post(link, answer)
    assert SynonymSet.objects.get().expressions == ["borne tactile", "écran"]


@pytest.mark.parametrize("typed", ["", "<b>x</b>", "é" * 9_000, "\0"])
def test_whatever_the_address_names_the_form_opens(editor, typed):
    response = editor.get(CREATE, {"expression": typed})
    assert response.status_code == 200
    assert "<b>x</b>" not in response.content.decode()


@pytest.mark.parametrize("address", [*ADDRESSES, f"{CREATE}?expression=x"])
def test_others_are_sent_away(client, house, address):
    provision_site()
    searched("guichet", hits=0)
    assert client.get(address).url.startswith("/admin/login/")
    client.force_login(person(lambda someone: add_author(someone, house.lab)))
    assert client.get(address).url == "/admin/"


def test_the_menu_offers_them_to_editors_alone(editor, house):
    assert FRUITLESS in editor.get("/admin/").content.decode()
    editor.force_login(person(lambda someone: add_author(someone, house.lab)))
    assert FRUITLESS not in editor.get("/admin/").content.decode()
