"""The list of cases: words, filters, pages, whatever the address asks for."""

import re
from html import unescape

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from projects.indexing import rebuild
from projects.listing import PER_PAGE
from projects.models import CaseStudyPage, Effect, Vocabulary
from tests.factories import (
    CaseStudyPageFactory,
    DepartementFactory,
    LabPageFactory,
    MeasureFactory,
    PhotoFactory,
    PhotoPairFactory,
    TermFactory,
)

MOST_QUERIES = 25


@pytest.fixture
def ask(client, house):
    """Return the text of the list for some parameters, on one line, with plain spaces."""

    def answer(**params) -> str:
        rebuild()
        response = client.get(house.portfolio.url, params)
        assert response.status_code == 200
        return " ".join(unescape(response.content.decode()).split())

    return answer


def about(case, code: str, label: str) -> None:
    case.themes.add(TermFactory(code=code, label=label))
    case.save()


def results(text: str) -> list[str]:
    """Return the titles of the cards."""
    return re.findall(r"<h3><a [^>]*>(.*?)</a></h3>", text)


@pytest.mark.parametrize(
    "typed",
    [
        *('"', "'", "\\", "%", "a OR", "NOT", "(", "hall*", "title:hall", "a\0b", "😀", "   ", "^"),
        *(
            "le la les de",
            "-",
            '-""',
            "-attente",
            "«",
            "l'",
            "'; DROP TABLE x; --",
            "🚪🚪",
            "-" * 500,
        ),
        *("x" * 10_000, "mot " * 2_500, '" ' * 5_000, "\ufdfa" * 200, "\ud7ff\uffff"),
    ],
)
def test_whatever_is_typed_gets_a_page(ask, house, typed):
    CaseStudyPageFactory(parent=house.lab)
    ask(q=typed)


def test_without_words_every_case_is_there_and_a_note_says_why(ask, house):
    CaseStudyPageFactory(parent=house.lab, title="Un hall")
    text = ask(q='"')
    assert results(text) == ["Un hall"]
    assert "aucun mot à chercher" in text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Le vestibule"),
        ("summary", "Un vestibule clair"),
        ("problem", "<p>Le vestibule était sombre</p>"),
        ("solution", "<p>Un vestibule ouvert</p>"),
        ("what_did_not_work", "<p>Le vestibule résonne</p>"),
        ("approach", [("text", "<p>Vider le vestibule</p>")]),
    ],
)
def test_a_word_of_the_case_finds_it(ask, house, field, value):
    CaseStudyPageFactory(parent=house.lab, title="Autre chose")
    found = CaseStudyPageFactory(parent=house.lab, **{field: value})
    assert results(ask(q="vestibule")) == [found.title]


def test_a_tag_a_theme_or_an_effect_finds_it_once_published(
    ask, house, django_capture_on_commit_callbacks
):
    case = CaseStudyPageFactory(parent=house.lab, title="Un hall", live=False)
    case.tags.add("vestibule")
    case.themes.add(TermFactory(code="bruit", label="Acoustique"))
    case.effects = [Effect(text="Silence retrouvé")]
    with django_capture_on_commit_callbacks(execute=True):
        case.save_revision().publish()
    found = [results(ask(q=word)) for word in ("vestibule", "acoustique", "silence")]
    assert found == [["Un hall"]] * 3


def test_private_notes_are_never_found(ask, house):
    CaseStudyPageFactory(parent=house.lab, private_notes="vestibule")
    assert results(ask(q="vestibule")) == []


def test_filters_narrow_and_combine(ask, house):
    other = LabPageFactory(parent=house.portfolio, slug="autre")
    here, there, plain = (
        CaseStudyPageFactory(parent=lab, title=f"Hall {number}")
        for number, lab in enumerate((house.lab, other, house.lab))
    )
    for case in (here, there):
        about(case, "attente", "Attente")
    about(plain, "bruit", "Bruit")
    assert set(results(ask(theme="attente"))) == {here.title, there.title}
    assert set(results(ask(theme=["attente", "bruit"]))) == {"Hall 0", "Hall 1", "Hall 2"}
    assert results(ask(theme="attente", lab="autre")) == [there.title]
    assert results(ask(q="hall", theme="attente", lab="autre")) == [there.title]


def test_only_themes_and_labs_with_a_published_case_are_offered(ask, house):
    about(CaseStudyPageFactory(parent=house.lab), "attente", "Attente")
    about(CaseStudyPageFactory(parent=house.lab, live=False), "bruit", "Bruit")
    LabPageFactory(parent=house.portfolio, slug="vide")
    text = ask()
    assert 'value="attente"' in text
    assert 'value="etatlin"' in text
    assert 'value="bruit"' not in text
    assert 'value="vide"' not in text


def test_a_filter_in_force_can_be_removed(ask, house):
    about(CaseStudyPageFactory(parent=house.lab, title="Un hall"), "attente", "Attente")
    text = ask(q="hall", theme="attente", lab="etatlin")
    assert f'href="{house.portfolio.url}?q=hall&lab=etatlin"' in text
    assert f'href="{house.portfolio.url}?q=hall&theme=attente"' in text


def test_what_means_nothing_is_ignored_and_said(ask, house):
    CaseStudyPageFactory(parent=house.lab, title="Un hall")
    note = "elle n’a pas été suivie"
    for params in ({"theme": "inconnu"}, {"lab": "x\0"}, {"couleur": "bleu"}):
        text = ask(**params)
        assert results(text) == ["Un hall"]
        assert note in text
    assert note not in ask(q="", theme="")


def test_the_count_is_announced(ask, house):
    CaseStudyPageFactory(parent=house.lab, title="Un hall")
    assert re.search(r'role="status" data-part> ?<strong>1 réalisation</strong>', ask())
    assert "0 réalisation</strong> pour « zzz »" in ask(q="zzz")


def test_an_empty_portfolio_says_so(ask):
    assert "Aucune fiche n’est encore publiée" in ask()


def test_pages_keep_the_question(ask, house):
    for number in range(PER_PAGE + 1):
        CaseStudyPageFactory(parent=house.lab, title=f"Hall {number}")
    first = ask(q="hall", lab="etatlin")
    assert len(results(first)) == PER_PAGE
    assert "?q=hall&lab=etatlin&page=2" in first
    second = ask(q="hall", lab="etatlin", page=2)
    assert len(results(second)) == 1
    assert not set(results(first)) & set(results(second))


@pytest.mark.parametrize("page", ["0", "2", "-1", "abc", "9" * 5_000, "1.5"])
def test_a_page_that_does_not_exist_is_a_404(client, house, page):
    assert client.get(house.portfolio.url, {"page": page}).status_code == 404
    assert client.get(house.lab.url, {"page": page}).status_code == 404


def test_without_words_the_most_recent_come_first(ask, house):
    for title in ("Ancien", "Récent"):
        case = CaseStudyPageFactory(parent=house.lab, title=title, live=False)
        case.save_revision().publish()
    assert results(ask()) == ["Récent", "Ancien"]


def test_no_case_adds_a_query(client, house):
    def fill(count: int) -> None:
        for _number in range(count):
            case = CaseStudyPageFactory(parent=house.lab, main_photo=PhotoFactory())
            MeasureFactory(page=case, comparable=True)
            PhotoPairFactory(page=case)
            about(case, "attente", "Attente")

    def queries(**params) -> int:
        client.get(house.portfolio.url, params)
        with CaptureQueriesContext(connection) as captured:
            client.get(house.portfolio.url, params)
        return len(captured)

    fill(2)
    rebuild()
    few = queries(), queries(q="accueil", theme="attente", lab="etatlin")
    fill(4)
    rebuild()
    assert (queries(), queries(q="accueil", theme="attente", lab="etatlin")) == few
    assert max(few) <= MOST_QUERIES


def test_what_an_address_asks_survives_a_round_trip(client, house):
    about(CaseStudyPageFactory(parent=house.lab, title="Un hall"), "attente", "Attente")
    rebuild()
    address = "q=un+hall+%26+plus&theme=attente&lab=etatlin"
    listing = client.get(f"{house.portfolio.url}?{address}").context["listing"]
    assert QueryDict(listing.address) == QueryDict(address)


def test_a_case_of_a_card_knows_whether_it_is_made_up(house):
    lab = LabPageFactory(parent=house.portfolio, is_fictional=True)
    CaseStudyPageFactory(parent=lab, title="Inventé")
    CaseStudyPageFactory(parent=house.lab, title="Vrai")
    told = {case.title: case.is_fictional for case in CaseStudyPage.objects.for_cards()}
    assert told == {"Inventé": True, "Vrai": False}


def test_the_table_says_in_columns_what_the_cards_say(ask, house):
    case = CaseStudyPageFactory(parent=house.lab, title="Un hall", no_measure_reason="trop tôt")
    about(case, "attente", "Attente")
    text = ask(vue="tableau", theme="attente")
    assert '<th scope="col">Ce qui a changé</th>' in text
    assert results(text) == []
    assert f'<th scope="row"> <a href="{case.url}">Un hall</a>' in text
    assert "Pas de mesure publiée : trop tôt" in text


def test_the_view_stays_while_the_list_is_narrowed_and_paged(ask, house):
    for _number in range(PER_PAGE + 1):
        about(CaseStudyPageFactory(parent=house.lab), "attente", "Attente")
    text = ask(vue="tableau", theme="attente")
    assert '<input type="hidden" name="vue" value="tableau">' in text
    assert "?vue=tableau&theme=attente&page=2" in text
    assert f'<a href="{house.portfolio.url}?theme=attente">Fiches</a>' in text
    assert 'aria-current="true">Tableau</a>' in text


def test_an_unknown_view_is_ignored_with_a_note(ask, house):
    CaseStudyPageFactory(parent=house.lab, title="Un hall")
    text = ask(vue="mosaique")
    assert results(text) == ["Un hall"]
    assert "n’a pas été suivie" in text


def test_places_and_tags_narrow_the_list(ask, house):
    here = CaseStudyPageFactory(parent=house.lab, title="Ici", departement=DepartementFactory())
    here.tags.add("maquette")
    here.save_revision().publish()
    CaseStudyPageFactory(parent=house.lab, title="Là")
    kind = TermFactory(vocabulary=Vocabulary.ESTABLISHMENT_KINDS, code="mairie", label="Mairie")
    CaseStudyPageFactory(parent=house.lab, title="Ailleurs", establishment_kind=kind)
    assert results(ask(departement="63")) == ["Ici"]
    assert results(ask(tag="maquette")) == ["Ici"]
    assert results(ask(etablissement="mairie")) == ["Ailleurs"]
    assert results(ask(departement="63", etablissement="mairie")) == []
    assert "Retirer le filtre </span>maquette" in ask(tag="maquette")
    assert len(results(ask(tag="inconnu"))) == 3
