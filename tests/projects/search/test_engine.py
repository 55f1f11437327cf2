"""Questions asked of the index, through the list of cases."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from projects.choices import ResourceKind
from projects.dates import PartialDate
from projects.indexing import rebuild
from projects.models import Resource, SynonymSet
from projects.search.engine import Order
from tests.factories import CommuneFactory, MeasureFactory, TermFactory
from tests.projects.search.conftest import listing, titles


def test_every_word_is_wanted_then_any_is_enough_and_that_is_said(publish):
    publish("Guichet accessible")
    publish("Guichet sonore")
    publish("Jardin")
    found = listing("q=guichet accessible")
    assert [case.title for case in found.page] == ["Guichet accessible", "Guichet sonore"]
    assert found.search.is_widened
    assert found.search.answering == 1
    assert found.first_partial.title == "Guichet sonore"


def test_enough_answers_are_not_diluted(publish):
    for number in range(3):
        publish(f"Guichet accessible {number}")
    publish("Guichet sonore")
    found = listing("q=guichet accessible")
    assert not found.search.is_widened
    assert len(found.page) == 3


def test_a_mistyped_word_is_repaired_unless_one_insists(publish):
    publish("Un accueil")
    found = listing("q=acceuil")
    assert [repair.instead for repair in found.search.plan.repairs] == ["accueil"]
    assert [case.title for case in found.page] == ["Un accueil"]
    assert titles(found.literally) == []


def test_a_word_that_sounds_right_is_understood(publish):
    publish("Une signalétique")
    assert titles("q=signaletik") == ["Une signalétique"]


@pytest.mark.parametrize("typed", ["rendez-vous", "rendez vous", "rdv", "rendezvous", "RDV"])
@pytest.mark.parametrize("written", ["rendez-vous", "rendez vous"])
def test_an_appointment_is_one_however_written(publish, typed, written):
    SynonymSet.objects.create(code="rdv", expressions=["rdv", "rendez-vous"])
    publish(f"Prendre {written}")
    publish("Rendre compte")
    assert titles(f"q={typed}") == [f"Prendre {written}"]


@pytest.mark.parametrize("typed", ["co-conception", "coconception", "co conception"])
@pytest.mark.parametrize("written", ["co-conception", "coconception", "co conception"])
def test_compounds_meet(publish, typed, written):
    publish(f"Atelier de {written}")
    publish("Jardin")
    assert titles(f"q={typed}") == [f"Atelier de {written}"]


def test_a_phrase_is_one_and_a_word_can_be_avoided(publish):
    publish("Salle d'attente")
    publish("L'attente dans la salle")
    assert titles('q="salle d’attente"') == ["Salle d'attente"]
    assert titles("q=salle -dans -l'attente") == []
    assert set(titles("q=-jardin")) == {"Salle d'attente", "L'attente dans la salle"}
    assert titles('q=-"salle d\'attente"') == ["L'attente dans la salle"]


def test_synonyms_are_looked_for_as_phrases_and_narrower_ones_one_way(publish):
    SynonymSet.objects.create(
        code="mdph", expressions=["MDPH", "maison départementale"], narrower=["rampe"]
    )
    publish("Une maison départementale")
    publish("Une maison")
    publish("Une rampe")
    assert titles("q=mdph") == ["Une maison départementale", "Une rampe"]
    assert titles("q=rampe") == ["Une rampe"]


def test_a_title_weighs_more_than_a_tag_and_a_tag_than_the_text(publish):
    publish("Deux", tags=("accueil",))
    publish("Trois", problem="<p>Un accueil sombre</p>")
    publish("Un accueil")
    assert titles("q=accueil") == ["Un accueil", "Deux", "Trois"]


def test_values_of_a_facet_are_alternatives_and_facets_narrow(publish):
    attente, bruit = TermFactory(code="attente"), TermFactory(code="bruit")
    mairie = TermFactory(vocabulary="establishment_kinds", code="mairie")
    publish("A", themes=[attente], establishment_kind=mairie)
    publish("B", themes=[bruit], establishment_kind=mairie)
    publish("C", themes=[attente, bruit])
    assert set(titles("theme=attente&theme=bruit")) == {"A", "B", "C"}
    assert titles("theme=attente&etablissement=mairie") == ["A"]


def offered(address: str, name: str) -> dict[str, int]:
    facet = next((each for each in listing(address).panel if each.name == name), None)
    return {option.code: option.cases for option in facet.options} if facet else {}


def test_counts_ignore_the_choices_of_their_own_facet_and_offer_no_zero(publish):
    attente, bruit = TermFactory(code="attente"), TermFactory(code="bruit")
    mairie = TermFactory(vocabulary="establishment_kinds", code="mairie")
    publish("Hall", themes=[attente], establishment_kind=mairie)
    publish("Hall deux", themes=[attente, bruit])
    publish("Jardin", themes=[bruit])
    assert offered("", "theme") == {"attente": 2, "bruit": 2}
    assert offered("theme=attente", "theme") == {"attente": 2, "bruit": 2}
    assert offered("theme=attente", "etablissement") == {"mairie": 1}
    assert offered("q=hall", "theme") == {"attente": 2, "bruit": 1}
    assert offered("q=jardin", "etablissement") == {}
    assert offered("theme=bruit&etablissement=mairie", "theme") == {"attente": 1, "bruit": 0}


def test_a_case_is_found_by_every_facet_it_has(publish):
    TermFactory(vocabulary="cost_bands", code="1000-5000")
    TermFactory(vocabulary="population_bands", code="2000-10000")
    case = publish(
        "Un hall",
        full=True,
        commune=CommuneFactory(),
        floor_area=Decimal(60),
        resources=[Resource(title="Plan", kind=ResourceKind.PLAN, url="https://example.org/")],
    )
    MeasureFactory(page=case, comparable=True)
    case.save()
    publish("Rien")
    for narrowed in (
        *("theme=attente", "zone=hall", "public=tous", "etablissement=mairie", "type=amenagement"),
        *("phase=en-service", "region=84", "departement=63", "population=2000-10000"),
        *("surface=50", "cout=1000-5000", "annee=2023", "fiche=full", "kit=oui"),
        *("indicateur=attente-moy", "verdict=no-conclusion", "preuve=2"),
    ):
        assert titles(narrowed) == ["Un hall"], narrowed


def test_orders(publish):
    publish("Ancien", cost_amount=Decimal(10), first_published_at=datetime(2020, 1, 1, tzinfo=UTC))
    publish("Cher", cost_amount=Decimal(90), first_published_at=datetime(2022, 1, 1, tzinfo=UTC))
    publish("Sans prix", first_published_at=datetime(2021, 1, 1, tzinfo=UTC))
    assert titles() == ["Cher", "Sans prix", "Ancien"]
    assert titles("ordre=cout") == ["Ancien", "Cher", "Sans prix"]
    assert titles("ordre=pertinence") == titles("ordre=progres") == titles()


def test_the_largest_improvement_is_that_of_the_indicator_chosen(publish):
    for title, after in (("Peu", 30), ("Pire", 60), ("Beaucoup", 10)):
        case = publish(title, opened_on=PartialDate(2023, 6))
        MeasureFactory(page=case, comparable=True, after_value=after)
        case.save()
    rebuild()
    assert titles("indicateur=attente-moy&ordre=progres") == ["Beaucoup", "Peu", "Pire"]
    assert Order.GAIN not in listing().search.orders
    assert listing("indicateur=attente-moy").search.orders[-1] == Order.GAIN
    assert titles("ordre=preuve")[0] in {"Peu", "Pire", "Beaucoup"}


def test_what_matched_is_shown_marked_and_escaped(publish):
    publish("A", summary="Un <b>hall</b> & des halls", problem="<p>Hall</p>")
    publish("B", problem="<p>Le vieux hall est sombre.</p>", first_published_at=None)
    publish("Hall C")
    why = {case.title: case.why for case in listing("q=hall").page}
    assert why["A"].text == "Un &lt;b&gt;<mark>hall</mark>&lt;/b&gt; &amp; des <mark>halls</mark>"
    assert (why["B"].code, why["B"].text) == ("problem", "Le vieux <mark>hall</mark> est sombre.")
    assert (why["Hall C"].code, why["Hall C"].text) == ("title", "<mark>Hall</mark> C")
    assert [case.why for case in listing().page] == [None] * 3


def test_a_long_text_is_shown_around_what_matched(publish):
    publish("A", problem=f"<p>{'avant ' * 50}le vestibule {'puis ' * 80}</p>")
    [case] = listing("q=vestibule").page
    assert re.fullmatch(r"… (avant )+le <mark>vestibule</mark> (puis ?)+ …", case.why.text)
    assert len(case.why.text) < 220
