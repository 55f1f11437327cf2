"""Figures, dates and lines of a sheet, in the words a reader meets."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from projects.choices import Direction, MeasureStatus, Scale
from projects.dates import PartialDate
from projects.models import (
    CaseStudyPage,
    Commune,
    Departement,
    FurtherReading,
    Indicator,
    Measure,
    Resource,
    Term,
)
from projects.templatetags.figures import (
    interval_words,
    number,
    partial_line,
    rounded,
    shown_change,
    unit_in_words,
    with_unit,
)
from projects.templatetags.measures import absence, measure_count, measure_line, reading_rows
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

WAIT = Indicator(
    label="Attente",
    unit="min",
    direction=Direction.LOWER,
    scale=Scale.RATIO,
    threshold=Decimal(5),
)
SHARE = Indicator(
    label="Usagers satisfaits",
    unit="%",
    direction=Direction.HIGHER,
    scale=Scale.PERCENT,
    sampled=True,
    threshold=Decimal(3),
)


def measure(before=None, after=None, indicator=WAIT, **fields) -> Measure:
    values = {"before_value": before, "after_value": after}
    values = {k: None if v is None else Decimal(str(v)) for k, v in values.items()}
    return Measure(indicator=indicator, **values, **fields)


def survey(before, after, n=80) -> Measure:
    method = Term(code="enquete-place", label="Enquête sur place")
    return measure(
        before,
        after,
        indicator=SHARE,
        page=CaseStudyPage(title="Un hall", opened_on=PartialDate(2023, 10)),
        before_method=method,
        after_method=method,
        before_n=n,
        after_n=n,
        before_start=PartialDate(2023, 3),
        before_end=PartialDate(2023, 3),
        after_start=PartialDate(2024, 3),
        after_end=PartialDate(2024, 3),
        source_name="Bilan",
        context="Rien d'autre.",
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (18400, "18\u202f400"),
        (Decimal("18400.0000"), "18\u202f400"),
        (2140, "2\u202f140"),
        (Decimal("0.7500"), "0,75"),
        (Decimal("-5"), "−5"),
        (Decimal("0E+2"), "0"),
        (6_500_000, "6\u202f500\u202f000"),
    ],
)
def test_numbers_are_written_in_french(value, shown):
    assert number(value) == shown


@pytest.mark.parametrize(
    ("value", "expected"), [("-44.1", "-44"), ("0.44", "0.4"), ("2.5", "3"), ("0", "0")]
)
def test_a_change_is_rounded_but_never_to_nothing(value, expected):
    assert rounded(Decimal(value)) == Decimal(expected)


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("min", "min"),
        ("nombre", ""),
        ("nombre/an", "par an"),
        ("nombre/h", "par heure"),
        ("visites/mois", "visites par mois"),
        ("/10", "/10"),
        ("kWh/m²/an", "kWh/m²/an"),
        ("", ""),
    ],
)
def test_units_read_as_words(unit, words):
    assert unit_in_words(unit) == words


def test_units_stand_where_french_puts_them():
    assert with_unit("60", "%") == "60\u202f%"
    assert with_unit("34", "min") == "34\u00a0min"
    assert with_unit("7,2", "/10") == "7,2/10"


@pytest.mark.parametrize(
    ("before", "after", "indicator", "shown"),
    [
        (34, 19, WAIT, "34 → 19\u00a0min (−44\u202f%)"),
        (60, 80, SHARE, "60 → 80\u202f% (+20\u00a0points)"),
        (60, 61, SHARE, "60 → 61\u202f% (+1\u00a0point)"),
        (60, 58.5, SHARE, "60 → 58,5\u202f% (−1,5\u00a0point)"),
        (0, 4, WAIT, "0 → 4\u00a0min (+4\u00a0min)"),
        (20, 20, WAIT, "20 → 20\u00a0min (0\u202f%)"),
    ],
)
def test_a_change_shows_both_sides_and_what_separates_them(before, after, indicator, shown):
    assert measure_line(measure(before, after, indicator)) == shown


def test_a_change_can_be_heard():
    assert shown_change(measure(34, 19)).spoken == (
        "De 34 à 19\u00a0min, soit une baisse de 44\u202f%"
    )
    assert "hausse de 20\u00a0points" in shown_change(measure(60, 80, SHARE)).spoken
    assert "sans changement" in shown_change(measure(60, 60, SHARE)).spoken


def test_nothing_has_no_change():
    assert shown_change(None) is None
    assert shown_change(measure(34)) is None


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (
            {"reported_change": Decimal(30), "reported_kind": "relative"},
            "+30\u202f% selon la source, sans valeur de départ",
        ),
        (
            {"reported_change": Decimal(-4), "reported_kind": "absolute", "before": 20},
            "−4\u00a0min selon la source, à partir de 20\u00a0min",
        ),
        ({"before": 34}, "34\u00a0min avant, rien de mesuré après"),
        ({"after": 19}, "19\u00a0min après, sans valeur de départ"),
        ({}, ""),
    ],
)
def test_a_measure_without_both_sides_says_what_it_has(fields, line):
    assert partial_line(measure(**fields)) == line


def test_a_later_reading_alone_is_still_a_figure():
    later = measure()
    later.further_readings = [FurtherReading(value=Decimal(21))]
    assert partial_line(later) == "21\u00a0min après, sans valeur de départ"


def test_an_interval_that_contains_zero_concludes_nothing():
    words = interval_words(survey(22, 17, n=88))
    assert "−17 et +7\u00a0points" in words
    assert "on ne peut donc pas conclure" in words


def test_an_interval_without_zero_only_says_how_wide_it_is():
    words = interval_words(survey(60, 80))
    assert words.startswith("L’écart réel se situe entre +6 et +33\u00a0points")
    assert "conclure" not in words


def test_below_the_firm_levels_no_interval_is_told():
    fragile = survey(60, 80)
    fragile.source_name = ""
    assert interval_words(fragile) == ""


def test_every_reading_has_its_line():
    taken = survey(60, 80)
    taken.further_readings = [FurtherReading(value=Decimal(78), start=PartialDate(2024, 9))]
    taken.control_name, taken.control_before = "Mairie voisine", Decimal(61)
    rows = reading_rows(taken)
    labels = ["Avant", "Après", "Relevé ultérieur", "Mairie voisine, avant"]
    assert [row.label for row in rows] == labels
    first = "Avant", "mars 2023", "60\u202f%", "80", "Enquête sur place"
    assert rows[0] == first


def test_an_exhaustive_count_says_so():
    counted = measure(34, 19, before_exhaustive=True, after_exhaustive=True, after_n=398)
    assert [row.n for row in reading_rows(counted)] == ["exhaustif", "398, exhaustif"]


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


def with_measures(*measures: Measure, **fields) -> CaseStudyPage:
    case = sheet(**fields)
    case.measures = list(measures)
    return case


@pytest.mark.parametrize(
    ("measures", "fields", "words"),
    [
        (
            [measure(status=MeasureStatus.PLANNED, planned_on=PartialDate(2027, 3, 12))],
            {"no_measure_reason": "trop tôt"},
            "Mesure prévue en mars 2027",
        ),
        ([measure(status=MeasureStatus.PLANNED)], {}, "Mesure prévue, date à fixer"),
        (
            [],
            {"no_measure_reason": "relevé perdu"},
            "Pas de mesure publiée\u00a0: relevé perdu",
        ),
        ([], {"sheet_kind": "compiled"}, "Les sources ne donnent pas de chiffre"),
        ([], {}, "Pas de mesure publiée"),
    ],
)
def test_the_absence_of_a_figure_is_told(measures, fields, words):
    assert absence(with_measures(*measures, **fields)) == words


def test_deteriorations_are_counted_with_the_measures():
    measures = survey(60, 80), survey(80, 50), measure()
    case = with_measures(*measures, opened_on=PartialDate(2023, 10))
    assert measure_count(case) == "2\u00a0mesures, dont 1\u00a0dégradation"
    assert measure_count(with_measures(measure(34, 19))) == "1\u00a0mesure"


def test_a_measure_that_cannot_be_taken_says_so():
    assert measure_line(measure(status=MeasureStatus.NOT_MEASURABLE)) == "Non mesurable"


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
