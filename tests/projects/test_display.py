"""Figures and measures, in the words a reader meets."""

from decimal import Decimal

import pytest

from projects.choices import Direction, MeasureStatus, Scale
from projects.dates import PartialDate
from projects.models import (
    CaseStudyPage,
    FurtherReading,
    Indicator,
    Measure,
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


def sheet(**fields) -> CaseStudyPage:
    return CaseStudyPage(title="Un hall", **fields)


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
