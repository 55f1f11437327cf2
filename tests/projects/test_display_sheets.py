"""Dates, places, costs and typed text of a sheet, in the words a reader meets."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from projects.dates import PartialDate
from projects.models import CaseStudyPage, Commune, Departement, Resource, Term
from projects.templatetags.periods import duration, month, span, years
from projects.templatetags.sheets import (
    attendance_words,
    card_facts,
    card_place,
    cost_detail,
    cost_line,
    cost_words,
    listed,
    phase_words,
    place_words,
    population,
    staff_time,
    typeset,
)

# A page looks its content type up as soon as it is built.
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ((2023, 3), (2023, 3), "mars 2023"),
        ((2023, 3), None, "mars 2023"),
        ((2015,), (2017,), "de 2015 à 2017"),
        ((2023, 3), (2023, 5), "de mars à mai 2023"),
        ((2023, 4), (2023, 6), "d’avril à juin 2023"),
        ((2023, 12), (2024, 1), "de décembre 2023 à janvier 2024"),
        ((2023, 3, 6), (2023, 3, 31), "du 6 au 31 mars 2023"),
        ((2023, 3, 6), (2023, 4, 3), "du 6 mars au 3 avril 2023"),
        (None, None, ""),
    ],
)
def test_periods_read_as_french_says_them(start, end, words):
    first, last = (PartialDate(*parts) if parts else None for parts in (start, end))
    assert span(first, last) == words


def test_a_month_leaves_the_day_out():
    assert month(PartialDate(2024, 5, 17)) == "mai 2024"
    assert month(None) == ""


def dated(started=None, opened=None, ended=None, works=None) -> SimpleNamespace:
    dates = [PartialDate(*parts) if parts else None for parts in (started, opened, ended)]
    return SimpleNamespace(
        started_on=dates[0],
        opened_on=dates[1],
        ended_on=dates[2],
        works_months=None if works is None else Decimal(works),
    )


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (dated((2023, 4), (2024, 1)), "9\u00a0mois"),
        (
            dated((2023, 4), (2024, 1), works="0.75"),
            "9\u00a0mois, dont 3\u00a0semaines de travaux",
        ),
        (dated((2023, 4), (2023, 4)), "moins d’un mois"),
        (dated((2015,), (2017, 6)), "de 2015 à 2017"),
        (dated((2023,), (2023,)), "2023"),
        (dated((2021, 1), None, (2021, 3)), "2\u00a0mois"),
        (dated(works="2.5"), "2,5\u00a0mois de travaux"),
        (dated((2023, 4)), ""),
    ],
)
def test_a_duration_is_as_precise_as_its_dates(case, words):
    assert duration(case) == words


def test_years_come_without_months():
    assert years(dated((2015, 3), (2017, 6))) == "de 2015 à 2017"


@pytest.mark.parametrize(
    ("inhabitants", "band"),
    [
        (1999, "moins de 2\u202f000\u00a0hab."),
        (2000, "2\u202f000 à 10\u202f000\u00a0hab."),
        (199_999, "50\u202f000 à 200\u202f000\u00a0hab."),
        (200_000, "200\u202f000\u00a0hab. et plus"),
        (None, ""),
    ],
)
def test_a_commune_has_its_band(inhabitants, band):
    assert population(Commune(name="Lezoux", population=inhabitants)) == band


def sheet(**fields) -> CaseStudyPage:
    return CaseStudyPage(title="Un hall", **fields)


def lezoux() -> Commune:
    return Commune(code="63195", name="Lezoux", population=6430, departement=Departement(code="63"))


def test_the_line_of_a_card_says_where_and_since_when():
    case = sheet(
        establishment_kind=Term(label="Mairie"),
        commune=lezoux(),
        phase=Term(code="en-service", label="En service"),
        opened_on=PartialDate(2023),
    )
    assert card_place(case).replace("\u00a0", " ") == (
        "Mairie · Lezoux (63) · 2\u202f000 à 10\u202f000 hab. · En service depuis 2023"
    )


def test_a_case_without_place_says_so():
    assert place_words(sheet(no_place=True)) == "Sans lieu"
    assert card_place(sheet(no_place=True)) == "Sans lieu"


def test_a_place_abroad_names_its_country():
    case = sheet(site_name="Hôtel de ville", elsewhere="Namur", country="Belgique")
    assert place_words(case) == "Hôtel de ville, Namur, Belgique"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"opened_on": PartialDate(2024, 1)}, "Ouvert au public depuis janvier 2024"),
        (
            {"phase": Term(code="abandonne", label="Abandonné"), "ended_on": PartialDate(2021)},
            "Abandonné, 2021",
        ),
        ({"phase": Term(code="en-service", label="En service")}, "En service"),
        ({}, ""),
    ],
)
def test_the_phase_says_since_when(fields, words):
    assert phase_words(sheet(**fields)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"cost_amount": Decimal(18400), "cost_tax": "ttc"}, "18\u202f400\u00a0€\u00a0TTC"),
        ({"cost_amount": Decimal(0)}, "0\u00a0€"),
        (
            {"cost_amount": Decimal(9), "cost_basis": "estimated"},
            "9\u00a0€\u00a0(estimation)",
        ),
        ({"cost_band": Term(code="nc", label="Non communiqué")}, "Non communiqué"),
        ({}, ""),
    ],
)
def test_a_cost_is_told_as_it_is_known(fields, words):
    assert cost_words(sheet(**fields)) == words


def test_a_cost_says_what_it_covers_and_how_it_was_counted():
    case = sheet(
        cost_amount=Decimal(900), cost_scope="reception", cost_basis="actual", cost_year=2023
    )
    assert cost_line(case) == "900\u00a0€, espace d’accueil seul"
    assert cost_detail(case) == "coût réel, HT ou TTC non précisé, prix de 2023"
    assert cost_detail(sheet()) == cost_line(sheet()) == ""


def test_the_facts_of_a_card_say_what_it_takes_and_what_can_be_taken():
    case = sheet(
        cost_amount=Decimal(1800),
        cost_tax="ttc",
        started_on=PartialDate(2023, 1),
        opened_on=PartialDate(2023, 4),
        visit_possible="yes",
    )
    case.resources = [Resource(title="Plan", url="https://example.org/plan")]
    assert card_facts(case).replace("\u00a0", " ") == (
        "1\u202f800 € TTC · 3 mois · Kit · Visite possible"
    )


def test_a_cost_that_nobody_gives_is_named_on_a_card():
    case = sheet(cost_band=Term(code="inconnu", label="Non précisé par la source"))
    assert card_facts(case) == "Coût non précisé par la source"


def test_attendance_and_staff_time_count_people_and_days():
    case = sheet(
        attendance=2140,
        attendance_period="month",
        attendance_year=2023,
        staff_days=Decimal("46.0"),
    )
    assert attendance_words(case) == "2\u202f140\u00a0passages par mois, en 2023"
    assert staff_time(case) == "46\u00a0jours-agents"
    assert attendance_words(sheet()) == staff_time(sheet()) == ""


@pytest.mark.parametrize(
    ("typed", "set_in_type"),
    [
        ("Lezoux : un plan", "Lezoux\u00a0: un plan"),
        ("Pourquoi ? Oui !", "Pourquoi\u202f? Oui\u202f!"),
        ("« oui » ; 12 %", "«\u202foui\u202f»\u202f; 12\u202f%"),
        ("de 1 000 à 15 000 €", "de 1\u202f000 à 15\u202f000\u202f€"),
        ("l'accueil d'hier", "l’accueil d’hier"),
    ],
)
def test_typed_text_gets_the_signs_that_keyboards_lack(typed, set_in_type):
    assert typeset(typed) == set_in_type


def test_addresses_in_rich_text_stay_as_they_are():
    link = """<a href="https://example.org/l'accueil : x">l'accueil</a>"""
    assert typeset(link) == link.replace(">l'", ">l’")


def test_typeset_text_is_still_escaped():
    template = Template("{% load sheets %}{{ text|typeset }}")
    assert template.render(Context({"text": "<script>"})) == "&lt;script&gt;"


def test_labels_that_hold_commas_are_told_apart():
    zones = [Term(label="Entrée, sas"), Term(label="Hall d'accueil")]
    assert listed(zones) == "Entrée, sas\u00a0· Hall d’accueil"
