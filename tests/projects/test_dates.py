import unicodedata
from datetime import date

import pytest
from django.utils.dates import MONTHS
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from projects.dates import PartialDate, months_later


@pytest.fixture(autouse=True)
def in_french():
    with override("fr"):
        yield


@st.composite
def partial_dates(draw):
    day = draw(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
    parts = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:parts])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", "2023"),
        ("2023-05", "2023-05"),
        ("2023-05-17", "2023-05-17"),
        ("05/2023", "2023-05"),
        ("5/2023", "2023-05"),
        ("17/05/2023", "2023-05-17"),
        ("mai 2023", "2023-05"),
        ("  17   Mai\u00a02023 ", "2023-05-17"),
        ("1er mars 2024", "2024-03-01"),
        ("août 2023", "2023-08"),
        ("aout 2023", "2023-08"),
        ("FÉVRIER 2024", "2024-02"),
        ("fevrier 2024", "2024-02"),
        (unicodedata.normalize("NFD", "29 février 2024"), "2024-02-29"),
    ],
)
def test_reads_dates_as_people_write_them(text, expected):
    assert str(PartialDate.parse(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bientôt",
        "23",
        "2023-13",
        "2023-00",
        "00/2023",
        "2023-05-00",
        "00/05/2023",
        "2023-02-29",
        "31/04/2023",
        "1899",
        "2101",
        "2023-5",
        "printemps 2023",
        "2023-05-17T09:00",
    ],
)
def test_refuses_what_is_not_a_date(text):
    with pytest.raises(ValueError, match=r".*"):
        PartialDate.parse(text)


@pytest.mark.parametrize("parts", [(2023, None, 5), (2023, 0), (2023, 5, 0), (2023, 2, 30)])
def test_refuses_parts_that_make_no_date(parts):
    with pytest.raises(ValueError, match=r"day|month"):
        PartialDate(*parts)


@pytest.mark.parametrize("number", range(1, 13))
def test_reads_every_month_name(number):
    assert PartialDate.parse(f"{MONTHS[number]} 2023") == PartialDate(2023, number)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023-02-03", date(2023, 2, 3), date(2023, 2, 3)),
    ],
)
def test_spans_the_days_it_can_mean(text, first, last):
    partial = PartialDate.parse(text)
    assert (partial.first_day, partial.last_day) == (first, last)


@pytest.mark.parametrize(
    ("text", "words", "figures"),
    [
        ("2023", "2023", "2023"),
        ("2023-08", "août 2023", "08/2023"),
        ("2023-08-17", "17 août 2023", "17/08/2023"),
    ],
)
def test_is_shown_with_the_precision_it_has(text, words, figures):
    partial = PartialDate.parse(text)
    assert (partial.in_words(), partial.in_figures()) == (words, figures)


def test_is_after_only_when_certain():
    assert PartialDate(2024).is_after(PartialDate(2023, 12, 31))
    assert not PartialDate(2024, 5).is_after(PartialDate(2024))
    assert not PartialDate(2024, 5).is_after(PartialDate(2024, 5, 17))


def test_knows_whether_the_month_is_known():
    assert PartialDate(2024, 5).has_month
    assert not PartialDate(2024).has_month


@given(partial_dates())
def test_every_form_reads_back_to_the_same_date(partial):
    forms = (str(partial), partial.in_words(), partial.in_figures())
    assert {PartialDate.parse(form) for form in forms} == {partial}


@given(partial_dates(), partial_dates())
def test_iso_text_sorts_as_certain_dates_do(one, other):
    if one.is_after(other):
        assert str(one) > str(other)
        assert not other.is_after(one)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 23), 18, date(2028, 5, 23)),
        (date(2024, 8, 31), 6, date(2025, 2, 28)),
        (date(2025, 12, 1), 0, date(2025, 12, 1)),
    ],
)
def test_months_later(day, months, expected):
    assert months_later(day, months) == expected
