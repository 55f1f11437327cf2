"""What is kept of searches: words, days and numbers, of readers alone, and of nobody."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import OperationalError
from django.utils import timezone
from wagtail.models import PageViewRestriction

from projects.models import LoggedSearch
from tests.factories import TermFactory, UserFactory

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def search(client, house, publish):
    """Look for words as a reader's browser does, among one case."""
    publish("Un pupitre debout", themes=[TermFactory(code="attente", label="Attente")])

    def ask(typed: str = "", agent: str = BROWSER, headers: dict[str, str] | None = None, **more):
        params = {"q": typed, **more}
        return client.get(
            house.portfolio.url, params, headers={"user-agent": agent, **(headers or {})}
        )

    return ask


def kept() -> list[tuple[str, int, int]]:
    """Return the words kept, how many times, and how many cases they found."""
    rows = LoggedSearch.objects.order_by("words")
    return list(rows.values_list("words", "times", "hits"))


def test_words_are_counted_by_day_with_what_they_find(search):
    for typed in ("Pupitre", " pupitre ", "PUPÎTRE", "l'étuve"):
        assert search(typed).status_code == 200
    assert kept() == [("l etuve", 1, 0), ("pupitre", 3, 1)]
    assert set(LoggedSearch.objects.values_list("day", flat=True)) == {timezone.localdate()}
    LoggedSearch.objects.update(day=timezone.localdate() - timedelta(days=1))
    search("pupitre")
    assert kept() == [("l etuve", 1, 0), ("pupitre", 3, 1), ("pupitre", 1, 1)]


def test_nothing_else_is_kept_of_a_search():
    names = {field.name for field in LoggedSearch._meta.get_fields()}
    assert names == {"id", "words", "day", "times", "hits"}


def test_what_answers_only_in_part_is_not_found(search):
    search("pupitre xylophone")
    assert kept() == [("pupitre xylophone", 1, 0)]


@pytest.mark.parametrize(
    "more",
    [
        {"page": "1"},
        {"theme": "attente"},
        {"ordre": "recent"},
        {"vue": "tableau"},
        {"litteral": "1"},
        {"autre": "x"},
    ],
)
def test_looking_again_at_a_search_is_no_search(search, more):
    assert search("pupitre", **more).status_code == 200
    assert kept() == []


def test_what_the_form_sends_empty_changes_nothing(search):
    search("pupitre", theme="", ordre="")
    assert kept() == [("pupitre", 1, 1)]


@pytest.mark.parametrize(
    "typed",
    [
        "jean.dupont@example.org",
        "jean＠example",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "+33 (0)6-12-34-56-78",
        "dupont 12/03/1985",
        "1 85 03 44 109 042",
        "dossier 2024-000123",
        "FR76 3000 6000",
        "https://example.org/pupitre",
        "٠٦١٢٣٤٥٦",
        "mot " * 30,
        "",
        "   ",
        "de la",
        "!?",
    ],
)
def test_what_may_tell_who_somebody_is_or_says_nothing_is_not_kept(search, typed):
    assert search(typed).status_code == 200
    assert kept() == []


@pytest.mark.parametrize("typed", ["article 44000", "2024", "3 guichets"])
def test_a_year_or_a_postcode_is_kept(search, typed):
    search(typed)
    assert [words for words, _times, _hits in kept()] == [typed]


@pytest.mark.parametrize(
    ("agent", "headers"),
    [
        ("", {}),
        ("curl/8.5", {}),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", {}),
        ("Mozilla/5.0 (compatible; Baiduspider/2.0)", {}),
        (BROWSER, {"Sec-Purpose": "prefetch;prerender"}),
    ],
)
def test_robots_and_pages_fetched_ahead_are_not_readers(search, agent, headers):
    assert search("pupitre", agent, headers).status_code == 200
    assert kept() == []


def test_who_has_an_account_is_not_counted(client, search):
    client.force_login(UserFactory())
    search("pupitre")
    assert kept() == []


def test_a_search_of_what_is_private_is_not_counted(client, house, search):
    wall = PageViewRestriction.objects.create(
        page=house.portfolio, restriction_type="password", password="sésame"
    )
    search("pupitre")
    answer = {"password": "sésame", "return_url": house.portfolio.url}
    client.post(f"/_util/authenticate_with_password/{wall.pk}/{house.portfolio.pk}/", answer)
    assert 'value="pupitre"' in search("pupitre").content.decode()
    assert kept() == []


def test_asking_whether_a_copy_holds_is_no_search(search):
    etag = search("pupitre")["ETag"]
    assert search("pupitre", headers={"if-none-match": etag}).status_code == 304
    assert kept() == [("pupitre", 1, 1)]


def test_a_search_sets_no_cookie_and_may_be_kept_as_before(search):
    response = search("pupitre")
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_nothing_is_written_until_the_page_is_sent(house, search, rf, monkeypatch):
    # Else the end of a request would close the connection of the test.
    monkeypatch.setattr(request_finished, "send", lambda **told: None)
    request = rf.get(house.portfolio.url, {"q": "pupitre"}, headers={"user-agent": BROWSER})
    request.user = AnonymousUser()
    page = house.portfolio.serve(request).render()
    assert kept() == []
    page.close()
    assert kept() == [("pupitre", 1, 1)]


def test_it_takes_two_statements_at_most(search, django_assert_num_queries):
    search("pupitre")
    with django_assert_num_queries(1):
        LoggedSearch.objects.record("pupitre", 1)
    with django_assert_num_queries(2):
        LoggedSearch.objects.record("guichet", 1)


def test_a_failure_breaks_no_page_and_tells_no_words(search, monkeypatch, caplog):
    def fail(*told):
        raise OperationalError("database is locked: pupitre")

    monkeypatch.setattr(type(LoggedSearch.objects.all()), "record", fail)
    assert "Un pupitre debout" in search("pupitre").content.decode()
    assert "A search was not counted: OperationalError" in caplog.text
    assert "pupitre" not in caplog.text


@pytest.mark.parametrize("typed", ['"', "';--", "<script>x</script>", "\0pupitre", "é" * 300, "🙂"])
def test_hostile_words_break_nothing(search, typed):
    assert search(typed).status_code == 200
    assert all(words.replace(" ", "").isalnum() for words, _times, _hits in kept())


def test_it_is_kept_for_twelve_months(db, capsys):
    today = timezone.localdate()
    for days in (0, 364, 366, 800):
        LoggedSearch.objects.create(words="pupitre", day=today - timedelta(days=days), hits=1)
    call_command("periodic")
    assert "Recherches effacées après un an\xa0: 2" in capsys.readouterr().out
    assert LoggedSearch.objects.count() == 2
