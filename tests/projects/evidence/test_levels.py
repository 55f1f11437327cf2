"""Comparability, levels of evidence and what they lack, by worked examples."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils.translation import override

from projects.choices import EvidenceLevel, MeasureStatus, Missing, Verdict
from projects.dates import PartialDate
from projects.evidence import (
    SAMPLING_METHODS,
    Control,
    Measurement,
    Reading,
    assess,
    case_level,
    comparable,
)
from projects.evidence.measurement import SMALLEST_SAMPLE
from projects.evidence.periods import (
    CONFIRMATION_DELAY,
    FULL_YEAR_DAYS,
    SEASON_DAYS,
    SETTLING_IN,
)
from tests.projects.evidence.builders import (
    NOTHING,
    SATISFIED,
    UNKNOWN,
    VISITS,
    WAIT,
    measurement,
    period,
    reading,
)

NO_VALUE = {"before": NOTHING, "after": NOTHING}


class TestComparable:
    @pytest.mark.parametrize(
        ("before", "after", "missing"),
        [
            (("2023-03",), ("2024-03",), []),
            (("2022-12-20", "2022-12-31"), ("2024-01-05", "2024-01-16"), []),
            (("2023-03-01", "2023-03-10"), ("2024-03-01", "2024-03-20"), []),
            (("2023-03-01", "2023-03-10"), ("2024-03-01", "2024-03-21"), [Missing.PERIODS_LENGTH]),
            (("2023-01", "2023-03"), ("2024-01", "2024-06"), []),
            (("2023-01", "2023-03"), ("2024-01", "2024-07"), [Missing.PERIODS_LENGTH]),
            (("2023-01-01", "2023-03-31"), ("2024-01", "2024-06"), []),
            (("2023-01-02", "2023-03-31"), ("2024-01", "2024-06"), [Missing.PERIODS_LENGTH]),
            (("2023-01", "2023-02"), ("2024-01-01", "2024-05-20"), [Missing.PERIODS_LENGTH]),
            (("2022-11", "2023-01"), ("2023-11", "2024-04"), []),
            (("2023-01",), ("2024-02",), []),
            (("2023-01-01", "2023-01-31"), ("2024-02-02", "2024-02-29"), [Missing.PERIODS_SEASON]),
            (("2023-03",), ("2023-09",), [Missing.PERIODS_SEASON]),
            (("2022-01", "2022-11"), ("2023-06", "2024-05"), []),
            (("2022-01-01", "2022-11-26"), ("2023-06-01", "2024-04-25"), []),
            (("2022-01-01", "2022-11-25"), ("2023-06", "2024-05"), [Missing.PERIODS_SEASON]),
            (("2024-02-29", "2024-03-10"), ("2025-03-01", "2025-03-10"), []),
            (("2023-03", "2023-04"), ("2023-04", "2023-05"), [Missing.PERIODS_OVERLAP]),
            (("2023-03-01", "2023-03-15"), ("2023-03-15", "2023-03-31"), [Missing.PERIODS_OVERLAP]),
            (("2023-03-01", "2023-03-15"), ("2023-03-16", "2023-03-31"), []),
            (("2024-03",), ("2023-03",), [Missing.PERIODS_OVERLAP]),
            (("2022",), ("2024-01", "2024-12"), [Missing.PERIODS_DATED]),
            (("2022-01", "2022"), ("2024-01", "2024-12"), [Missing.PERIODS_DATED]),
            (
                ("2023-03",),
                ("2024-06", "2024-12"),
                [Missing.PERIODS_LENGTH, Missing.PERIODS_SEASON],
            ),
        ],
    )
    def test_needs_months_order_length_and_season(self, before, after, missing):
        assert list(comparable(period(*before), period(*after))) == missing

    def test_unknown_periods_have_no_dates(self):
        assert comparable(None, period("2024-03")) == (Missing.PERIODS_DATED,)

    def test_lasts_from_its_first_to_its_last_day(self):
        assert period("2024-02").days == 29
        assert period("2024-02-03").days == 1


class TestLevel:
    @pytest.mark.parametrize(
        ("changes", "level", "missing"),
        [
            (NO_VALUE, 0, [Missing.VALUE]),
            ({"before": NOTHING}, 1, [Missing.SIDE]),
            ({"after": NOTHING}, 1, [Missing.SIDE]),
            ({**NO_VALUE, "reported_change": Decimal(30)}, 1, [Missing.SIDE]),
            ({**NO_VALUE, "reported_change": Decimal(0)}, 1, [Missing.SIDE]),
            ({**NO_VALUE, "further": (reading(19, "2024-03"),)}, 1, [Missing.SIDE]),
            ({"before": Reading(Decimal(0)), "after": NOTHING}, 1, [Missing.SIDE]),
            ({"rule": replace(WAIT, listed=False)}, 2, [Missing.LISTED]),
            ({"after": Reading(Decimal(19), None, "gfa", 200)}, 2, [Missing.PERIODS_DATED]),
            ({"after": reading(19, "2024")}, 2, [Missing.PERIODS_DATED]),
            (
                {"after": reading(19, "2024"), "opened_on": PartialDate(2024)},
                2,
                [Missing.PERIODS_DATED],
            ),
            ({"after": reading(19, "2024-09")}, 2, [Missing.PERIODS_SEASON]),
            ({"after": reading(19, "2024-03", method="comptage")}, 2, [Missing.METHOD]),
            ({"after": reading(19, "2024-03", method="")}, 2, [Missing.METHOD]),
            ({"after": reading(19, "2024-03", n=None)}, 2, [Missing.SAMPLE_SIZE]),
            ({"opened_on": None}, 2, [Missing.OPENING]),
            ({"opened_on": PartialDate(2024, 2)}, 2, [Missing.TOO_SOON]),
            ({"opened_on": PartialDate(2024, 2, 3)}, 2, [Missing.TOO_SOON]),
            ({"opened_on": PartialDate(2024)}, 2, [Missing.TOO_SOON]),
            ({"has_source": False}, 2, [Missing.SOURCE]),
            ({"has_context": False}, 2, [Missing.CONTEXT]),
            ({}, 3, [Missing.CONFIRMATION]),
            ({"opened_on": PartialDate(2024, 2, 2)}, 3, [Missing.CONFIRMATION]),
            ({"opened_on": PartialDate(2024, 1)}, 3, [Missing.CONFIRMATION]),
            ({"opened_on": PartialDate(2023)}, 3, [Missing.CONFIRMATION]),
            ({"reported_change": Decimal(-40)}, 3, [Missing.CONFIRMATION]),
            ({"rule": VISITS}, 3, [Missing.CONFIRMATION]),
            ({"after": reading(19, "2024-03", n=None, exhaustive=True)}, 3, [Missing.CONFIRMATION]),
        ],
    )
    def test_says_what_is_missing_for_the_next(self, changes, level, missing):
        result = assess(measurement(**changes))
        assert (result.level, list(result.missing)) == (level, missing)

    def test_without_anything_else_two_values_lack_everything_at_once(self):
        bare = Measurement(WAIT, Reading(Decimal(34)), Reading(Decimal(19)))
        assert assess(bare).missing == (
            Missing.PERIODS_DATED,
            Missing.METHOD,
            Missing.SAMPLE_SIZE,
            Missing.OPENING,
            Missing.SOURCE,
            Missing.CONTEXT,
        )

    @pytest.mark.parametrize("method", sorted(SAMPLING_METHODS))
    def test_asking_and_watching_need_thirty_on_each_side(self, method):
        def with_sizes(before, after):
            return measurement(
                before=reading(34, "2023-03", n=before, method=method),
                after=reading(19, "2024-03", n=after, method=method),
            )

        assert assess(with_sizes(30, 30)).level == EvidenceLevel.COMPARABLE
        assert assess(with_sizes(29, 30)).missing == (Missing.SAMPLE_SIZE,)
        assert assess(with_sizes(30, 29)).missing == (Missing.SAMPLE_SIZE,)

    def test_other_methods_only_need_a_known_number(self):
        few = measurement(before=reading(34, "2023-03", n=1), after=reading(19, "2024-03", n=1))
        assert assess(few).level == EvidenceLevel.COMPARABLE

    @pytest.mark.parametrize("status", [MeasureStatus.PLANNED, MeasureStatus.NOT_MEASURABLE])
    def test_is_none_unless_measured(self, status):
        result = assess(measurement(status=status))
        assert (result.level, result.missing, result.change) == (None, (), None)


class TestConfirmation:
    def with_later(self, later, rule=WAIT, **changes):
        return assess(measurement(rule, further=(later,), **changes))

    def with_control(self, before=None, after=None, **changes):
        control = Control(before or reading(33, "2023-03"), after or reading(32, "2024-03"))
        return assess(measurement(control=control, **changes))

    def test_by_a_second_reading_of_the_same_verdict(self):
        result = self.with_later(reading(20, "2025-03"))
        assert (result.level, result.missing) == (EvidenceLevel.CONFIRMED, ())

    @pytest.mark.parametrize(
        "later",
        [
            reading(40, "2025-03"),
            reading(34, "2025-03"),
            reading(20, "2025-09"),
            reading(20, "2025"),
            reading(20, "2025-03", n=None),
            reading(20, "2025-03", method="comptage"),
            Reading(None, period("2025-03"), "gfa", 200),
            Reading(Decimal(20), None, "gfa", 200),
        ],
    )
    def test_not_by_another_verdict_nor_a_reading_that_is_not_comparable(self, later):
        assert self.with_later(later).level == EvidenceLevel.COMPARABLE

    def test_any_later_reading_may_do_it(self):
        further = (reading(40, "2025-03"), reading(20, "2026-03"))
        assert assess(measurement(further=further)).level == EvidenceLevel.CONFIRMED

    def test_not_by_a_reading_of_the_same_season(self):
        first = reading(19, "2024-02-10", "2024-02-20")
        soon = reading(20, "2024-03-25", "2024-04-05")
        before = reading(34, "2023-03-01", "2023-03-11")
        result = assess(measurement(before=before, after=first, further=(soon,)))
        assert result.level == EvidenceLevel.COMPARABLE

    @pytest.mark.parametrize(
        ("later", "level"),
        [
            (("2025-01", "2025-12"), EvidenceLevel.CONFIRMED),
            (("2024-06", "2025-05"), EvidenceLevel.COMPARABLE),
        ],
    )
    def test_by_the_next_whole_year_but_not_by_one_that_overlaps(self, later, level):
        before, first = reading(34, "2022-01", "2022-12"), reading(19, "2024-01", "2024-12")
        yearly = measurement(WAIT, before, first, further=(reading(20, *later),))
        assert assess(yearly).level == level

    @pytest.mark.parametrize(("start", "is_late"), [("2024-03-31", True), ("2024-03-30", False)])
    def test_ninety_days_are_counted_from_start_to_start(self, start, is_late):
        later, first = period(start, "2024-05-01"), period("2024-01-01", "2024-03-15")
        assert later.comes_long_after(first) is is_late

    def test_being_uncertain_twice_is_the_same_verdict_twice(self):
        later = reading(66, "2025-03")
        result = assess(measurement(SATISFIED, "60", "65", further=(later,)))
        assert (result.verdict, result.level) == (Verdict.INCONCLUSIVE, EvidenceLevel.CONFIRMED)

    def test_a_stable_measure_can_be_confirmed(self):
        result = self.with_later(reading(34, "2025-03"), after=reading(34, "2024-03"))
        assert (result.shown, result.level) == (Verdict.STABLE, EvidenceLevel.CONFIRMED)

    def test_without_a_verdict_only_a_control_site_confirms(self):
        assert self.with_later(reading(20, "2025-03"), VISITS).level == EvidenceLevel.COMPARABLE
        assert self.with_control(rule=VISITS).level == EvidenceLevel.CONFIRMED

    def test_by_a_control_site_over_the_same_periods(self):
        result = self.with_control()
        assert (result.level, result.missing) == (EvidenceLevel.CONFIRMED, ())

    def test_the_days_of_a_control_site_count_not_how_they_are_written(self):
        same_days = reading(33, "2023-03-01", "2023-03-31")
        assert self.with_control(before=same_days).level == EvidenceLevel.CONFIRMED

    @pytest.mark.parametrize(
        "control",
        [
            {"before": NOTHING},
            {"after": NOTHING},
            {"after": reading(32, "2024-03", n=None)},
            {"before": reading(33, "2023-04")},
            {"after": reading(32, "2024-04")},
            {"after": Reading(Decimal(32), None, "gfa", 200)},
            {"after": reading(32, "2024-03", method="comptage")},
            {
                "before": reading(33, "2023-03", method="comptage"),
                "after": reading(32, "2024-03", method="comptage"),
            },
        ],
    )
    def test_not_by_a_control_site_that_is_not_comparable(self, control):
        assert self.with_control(**control).level == EvidenceLevel.COMPARABLE

    def test_nothing_confirms_a_fragile_comparison(self):
        result = self.with_control(further=(reading(20, "2025-03"),), has_source=False)
        assert (result.level, result.missing) == (EvidenceLevel.FRAGILE, (Missing.SOURCE,))


class TestCaseLevel:
    def test_is_the_highest(self):
        assessments = [assess(measurement(after=NOTHING)), assess(measurement())]
        assert case_level(assessments) == EvidenceLevel.COMPARABLE

    @pytest.mark.parametrize(
        "measurements",
        [
            [],
            [measurement(VISITS)],
            [measurement(status=MeasureStatus.PLANNED)],
            [measurement(before=NOTHING, after=NOTHING)],
        ],
    )
    def test_is_an_account_without_a_measure_that_counts(self, measurements):
        assert case_level(map(assess, measurements)) == EvidenceLevel.TOLD

    def test_an_unknown_direction_counts(self):
        own = replace(UNKNOWN, listed=False)
        assert case_level([assess(measurement(own))]) == EvidenceLevel.FRAGILE


@pytest.mark.parametrize(
    ("code", "number"),
    [
        (Missing.TOO_SOON, SETTLING_IN.days),
        (Missing.CONFIRMATION, CONFIRMATION_DELAY.days),
        (Missing.PERIODS_SEASON, SEASON_DAYS),
        (Missing.PERIODS_SEASON, FULL_YEAR_DAYS),
        (Missing.SAMPLE_SIZE, SMALLEST_SAMPLE),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_authors_read_the_very_numbers_that_are_applied(code, number, language):
    with override(language):
        assert str(number) in re.findall(r"\d+", str(code.label))
