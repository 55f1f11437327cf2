"""What the search field suggests while somebody types, and what it never does."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from projects.indexing import rebuild
from projects.models import AppliedPractice, Keyword
from tests.factories import (
    CaseStudyPageFactory,
    CommuneFactory,
    DepartementFactory,
    LabPageFactory,
    PracticePageFactory,
    TermFactory,
    UserFactory,
)

ADDRESS = "/suggestions/"
MOST_QUERIES = 9


@pytest.fixture
def suggested(client):
    """Return what is suggested to an anonymous reader: labels and addresses by title of group."""

    def ask(typed: str) -> dict[str, dict[str, str]]:
        answer = client.get(ADDRESS, {"q": typed}).json()
        return {
            group["title"]: {each["label"]: each["url"] for each in group["suggestions"]}
            for group in answer["groups"]
        }

    return ask


@pytest.fixture
def practice(house):
    return PracticePageFactory(parent=house.practices, title="Étape d'essai", slug="essai")


@pytest.fixture
def case(house, publish, practice):
    """A published case that each kind of suggestion could show."""
    place = CommuneFactory(code="44154", name="Étables", departement=DepartementFactory())
    case = CaseStudyPageFactory(
        parent=LabPageFactory(parent=house.portfolio, title="L'Établi", slug="l-etabli"),
        title="Un étal à l'entrée",
        slug="un-etal",
        commune=place,
        departement=place.departement,
        establishment_kind=TermFactory(vocabulary="establishment_kinds", label="Étang public"),
    )
    case.themes.add(TermFactory(code="etalement", label="Étalement des arrivées"))
    case.tags.add("étagère")
    case.practices = [AppliedPractice(practice=practice)]
    case.save()
    rebuild()
    return case


def labels(groups: dict[str, dict[str, str]]) -> set[str]:
    return {label for group in groups.values() for label in group}


def test_each_kind_leads_where_it_says(suggested, house, case, practice):
    lab, portfolio = case.get_parent(), case.get_parent().get_parent()
    assert suggested("eta") == {
        "Réalisations": {"Un étal à l’entrée": case.url},
        "Pratiques": {"Étape d’essai": practice.url},
        "Thèmes et mots-clés": {
            "étagère": f"{portfolio.url}?tag=etagere",
            "Étalement des arrivées": f"{portfolio.url}?theme=etalement",
        },
        "Lieux": {
            "Étables (63)": f"{portfolio.url}?q=%C3%89tables&departement=63",
            "Étang public": f"{portfolio.url}?etablissement={case.establishment_kind.code}",
        },
        "Labs": {"État’LIN": house.lab.url, "L’Établi": lab.url},
    }


def test_each_address_shows_the_case(client, suggested, case):
    for group in suggested("éta").values():
        for label, url in group.items():
            if label != "État’LIN":
                assert "Un étal à l’entrée" in client.get(url).content.decode(), url


@pytest.mark.parametrize(
    "typed", ["entr", "ENTRÉ", "l'entrée", "etal entr", "entrée éta", "un étal"]
)
def test_any_word_may_be_begun_accents_or_not(suggested, case, typed):
    assert "Un étal à l’entrée" in labels(suggested(typed))


@pytest.mark.parametrize("typed", ["tal", "entrées vides", "", " ", "é", "etal xyz"])
def test_the_inside_of_a_word_or_too_few_letters_suggest_nothing_of_it(suggested, case, typed):
    assert suggested(typed) == {}


def test_a_word_typed_beyond_its_stem_or_in_the_plural_is_still_meant(suggested, publish):
    publish("Réaménagement du hall après travaux")
    for typed in ("réam", "réaménageme", "réaménagements", "trav", "travaux", "hall réaménag"):
        assert len(labels(suggested(typed))) == 1, typed


def test_a_place_is_found_by_its_number_or_short_name(suggested, house):
    loire = DepartementFactory(code="44", name="Loire-Atlantique")
    place = CommuneFactory(code="44184", name="Saint-Nazaire", departement=loire)
    CaseStudyPageFactory(parent=house.lab, commune=place, departement=loire)
    rebuild()
    assert labels(suggested("st naz")) == {"Saint-Nazaire (44)"}
    assert labels(suggested("44")) == {"Loire-Atlantique (44)", "Saint-Nazaire (44)"}


def restrict(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="sésame")


HIDDEN = {
    "unpublished": lambda case: case.unpublish(),
    "updated in bulk": lambda case: type(case).objects.filter(pk=case.pk).update(live=False),
    "deleted": lambda case: case.delete(),
    "private": restrict,
    "private lab": lambda case: restrict(case.get_parent()),
    "private portfolio": lambda case: restrict(case.get_parent().get_parent()),
}


LEFT = {"private lab": {"Étape d’essai", "État’LIN"}, "private portfolio": set()}
"""What the same letters still find; elsewhere the lab of the case too."""


@pytest.mark.parametrize("state", HIDDEN)
def test_nothing_of_a_hidden_case_is_suggested(
    suggested, case, state, django_capture_on_commit_callbacks
):
    assert len(labels(suggested("éta"))) == 8
    with django_capture_on_commit_callbacks(execute=True):
        HIDDEN[state](case)
    left = LEFT.get(state, {"Étape d’essai", "État’LIN", "L’Établi"})
    assert labels(suggested("éta")) == left


def test_a_draft_is_not_suggested_nor_is_what_only_it_holds(suggested, house, case):
    draft = CaseStudyPageFactory(parent=house.lab, title="Un étendoir", live=False)
    draft.tags.add("étuve")
    draft.save()
    rebuild()
    assert suggested("éten") == suggested("étuv") == {}
    case.title = "Un étonnement"
    case.save_revision()
    assert suggested("éton") == {}


@pytest.mark.parametrize("hide", [restrict, lambda page: page.unpublish()])
def test_a_hidden_practice_or_lab_is_not_suggested(suggested, case, practice, hide):
    hide(practice)
    hide(case.get_parent().specific)
    assert {"Étape d’essai", "L’Établi"}.isdisjoint(labels(suggested("éta")))


def test_a_renamed_value_is_suggested_by_its_new_name(
    suggested, case, django_capture_on_commit_callbacks
):
    assert labels(suggested("étag")) == {"étagère"}
    with django_capture_on_commit_callbacks(execute=True):
        tag = Keyword.objects.get(name="étagère")
        tag.name = "rayonnage"
        tag.save()
    assert suggested("étag") == {}
    assert labels(suggested("rayon")) == {"rayonnage"}


def test_it_stays_short_and_asks_little_however_many_there_are(
    client, house, django_assert_max_num_queries
):
    for number in range(30):
        case = CaseStudyPageFactory(parent=house.lab, title=f"Un accueil {number}")
        case.tags.add(f"accueil {number}")
        case.save()
        PracticePageFactory(parent=house.practices, title=f"Accueil {number}")
    rebuild()
    client.get(ADDRESS, {"q": "accueil"})
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(ADDRESS, {"q": "accueil"}).json()
    assert [len(group["suggestions"]) for group in answer["groups"]] == [4, 3, 3]
    assert answer["said"] == "10 suggestions"


HOSTILE = (
    *('"', "'", '" OR "', "* OR 1", "a:*", "étal:* & !x", "%", "_%", "\\", "()", "NEAR(a b)"),
    *(
        "\0étal",
        "<script>",
        "é" * 5_000,
        "a b " * 500,
        "漢字",
        "🙂🙂",
        "title : x",
        "-étal",
        "'); --",
    ),
)


@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_gets_an_answer(client, case, typed):
    response = client.get(ADDRESS, {"q": typed})
    assert response.status_code == 200
    assert set(response.json()) == {"groups", "said"}


def test_it_is_for_everybody_and_kept_but_shortly(client, house, case):
    response = client.get(ADDRESS, {"q": "éta"})
    assert response["Content-Type"] == "application/json"
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=60"}
    assert "Cookie" not in response.get("Vary", "")
    assert not response.cookies
    client.force_login(UserFactory(administrator=True))
    restrict(case)
    assert "Un étal à l’entrée" not in client.get(ADDRESS, {"q": "étal"}).content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_it_only_answers(client, house, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


def test_a_site_without_portfolio_suggests_nothing(client, db):
    answer = client.get(reverse("suggestions"), {"q": "accueil"}).json()
    assert answer == {"groups": [], "said": "Aucune suggestion"}


def test_every_search_field_says_where_to_ask(client, house, case):
    for where in ("/", house.portfolio.url, case.url, "/nulle-part/"):
        html = client.get(where).content.decode()
        assert html.count(f'data-suggestions="{ADDRESS}"') == 1, where
        assert html.count("portfolio/suggestions.js") == 1, where
