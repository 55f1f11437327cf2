"""Before/after by worked examples; the general laws are in test_evidence_properties."""

from dataclasses import replace
from decimal import Decimal

import pytest

from projects.choices import Direction, EvidenceLevel, MeasureStatus, Missing, Scale, Verdict
from projects.dates import PartialDate
from projects.evidence import (
    SAMPLING_METHODS,
    Control,
    Measurement,
    Period,
    Reading,
    Rule,
    assess,
    case_level,
    comparable,
    newcombe,
)

WAIT = Rule(Direction.LOWER, Scale.RATIO, sampled=False, threshold=Decimal(5))
SATISFIED = Rule(Direction.HIGHER, Scale.PERCENT, sampled=True, threshold=Decimal(3))
NET = Rule(Direction.HIGHER, Scale.BALANCE, sampled=True, threshold=Decimal(3))
MARK = Rule(Direction.HIGHER, Scale.SCORE, sampled=True, threshold=Decimal("0.3"))
NOISE = Rule(Direction.LOWER, Scale.LOG, sampled=False, threshold=Decimal(3))
VISITS = replace(WAIT, direction=Direction.NEUTRAL)
UNKNOWN = replace(WAIT, direction=None)
NOTHING = Reading()


def period(start, end=None):
    return Period(PartialDate.parse(start), PartialDate.parse(end or start))


def reading(value, when, n=200, method="gfa", **more):
    return Reading(Decimal(value), period(when), method, n, **more)


def measurement(rule=WAIT, before="34", after="19", **changes):
    """A comparable before/after, March on March, unless something is changed."""
    base = Measurement(
        rule=rule,
        before=reading(before, "2023-03"),
        after=reading(after, "2024-03"),
        opened_on=PartialDate(2023, 10),
        has_source=True,
        has_context=True,
    )
    return replace(base, **changes)


def of(rule, before, after):
    return measurement(rule, before, after)


class TestChange:
    def test_is_exact(self):
        result = assess(of(MARK, "20.1", "20.3"))
        assert result.change == Decimal("0.2")

    def test_of_a_ratio_is_also_relative(self):
        result = assess(of(WAIT, "34", "19"))
        assert result.change == -15
        assert round(result.relative, 4) == Decimal("-0.4412")

    @pytest.mark.parametrize("rule", [SATISFIED, NET, MARK, NOISE])
    def test_of_another_scale_is_not_relative(self, rule):
        assert assess(of(rule, "60", "80")).relative is None

    def test_zero_is_a_value(self):
        result = assess(of(WAIT, "12", "0"))
        assert (result.change, result.relative) == (-12, -1)
        assert result.verdict == Verdict.IMPROVEMENT

    def test_from_zero_has_no_relative_change_and_any_change_counts(self):
        result = assess(of(WAIT, "0", "0.1"))
        assert (result.change, result.relative) == (Decimal("0.1"), None)
        assert result.verdict == Verdict.DETERIORATION

    def test_needs_both_sides(self):
        result = assess(measurement(after=NOTHING))
        assert (result.change, result.relative, result.interval) == (None, None, None)

    def test_does_not_depend_on_the_precision_of_the_caller(self, monkeypatch):
        monkeypatch.setattr("decimal.DefaultContext.prec", 3)
        assert assess(of(NET, "10.1234", "20.5678")).change == Decimal("10.4444")


class TestInterval:
    @pytest.mark.parametrize(
        ("after", "before", "low", "high"),
        [
            ((56, 70), (48, 80), "0.0524", "0.3339"),
            ((9, 10), (3, 10), "0.1705", "0.8090"),
            ((6, 7), (2, 7), "0.0582", "0.8062"),
            ((5, 56), (0, 29), "-0.0381", "0.1926"),
            ((0, 10), (0, 20), "-0.1611", "0.2775"),
            ((0, 10), (0, 10), "-0.2775", "0.2775"),
            ((10, 10), (0, 20), "0.6791", "1.0000"),
            ((10, 10), (0, 10), "0.6075", "1.0000"),
        ],
    )
    def test_agrees_with_the_published_examples(self, after, before, low, high):
        (x2, n2), (x1, n1) = after, before
        interval = newcombe(Decimal(x1) / n1, n1, Decimal(x2) / n2, n2)
        assert [round(limit, 4) for limit in interval] == [Decimal(low), Decimal(high)]

    def test_is_in_points(self):
        result = assess(
            measurement(
                SATISFIED, before=reading(60, "2023-03", 80), after=reading(80, "2024-03", 70)
            )
        )
        assert [round(limit, 2) for limit in result.interval] == [Decimal("5.24"), Decimal("33.39")]
        assert result.verdict == Verdict.IMPROVEMENT

    @pytest.mark.parametrize("rule", [WAIT, NET, MARK, NOISE, replace(SATISFIED, sampled=False)])
    def test_is_not_for_means_nor_rates(self, rule):
        assert assess(of(rule, "60", "80")).interval is None

    @pytest.mark.parametrize(
        "changes",
        [
            {"same_people": True},
            {"before": reading(60, "2023-03", exhaustive=True)},
            {"after": reading(80, "2024-03", exhaustive=True)},
            {"before": reading(60, "2023-03", n=None)},
            {"after": reading(80, "2024-03", n=None)},
            {"after": NOTHING},
        ],
    )
    def test_needs_two_independent_samples_of_known_size(self, changes):
        sampled = of(SATISFIED, "60", "80")
        assert assess(sampled).interval
        assert assess(replace(sampled, **changes)).interval is None


class TestVerdict:
    @pytest.mark.parametrize(
        ("rule", "before", "after", "verdict"),
        [
            (WAIT, "34", "19", Verdict.IMPROVEMENT),
            (WAIT, "19", "34", Verdict.DETERIORATION),
            (WAIT, "100", "95.1", Verdict.STABLE),
            (WAIT, "100", "95", Verdict.IMPROVEMENT),
            (WAIT, "0", "0", Verdict.STABLE),
            (NET, "40", "43", Verdict.IMPROVEMENT),
            (NET, "40", "37", Verdict.DETERIORATION),
            (NET, "-2", "0.9", Verdict.STABLE),
            (MARK, "7.0", "7.3", Verdict.IMPROVEMENT),
            (MARK, "7.0", "7.29", Verdict.STABLE),
            (NOISE, "62", "59", Verdict.IMPROVEMENT),
            (NOISE, "62", "65", Verdict.DETERIORATION),
            (replace(NET, threshold=Decimal(0)), "40", "40", Verdict.STABLE),
            (VISITS, "34", "19", None),
            (UNKNOWN, "34", "19", None),
        ],
    )
    def test_follows_direction_and_threshold(self, rule, before, after, verdict):
        assert assess(of(rule, before, after)).verdict == verdict

    def test_is_inconclusive_when_the_interval_contains_zero(self):
        assert assess(of(SATISFIED, "60", "65")).verdict == Verdict.INCONCLUSIVE

    def test_is_inconclusive_when_the_interval_ends_at_zero(self, monkeypatch):
        monkeypatch.setattr(
            "projects.evidence.assessment.newcombe", lambda *_: (Decimal(0), Decimal("0.4"))
        )
        assert assess(of(SATISFIED, "60", "80")).verdict == Verdict.INCONCLUSIVE

    def test_is_stable_when_a_certain_change_is_too_small_to_count(self):
        many = of(SATISFIED, "60", "62")
        many = replace(
            many, before=replace(many.before, n=100_000), after=replace(many.after, n=100_000)
        )
        assert assess(many).interval[0] > 0
        assert assess(many).verdict == Verdict.STABLE

    def test_of_the_same_people_goes_by_the_threshold_alone(self):
        assert (
            assess(measurement(SATISFIED, "60", "65", same_people=True)).verdict
            == Verdict.IMPROVEMENT
        )


class TestShown:
    @pytest.mark.parametrize(
        ("rule", "changes", "shown"),
        [
            (WAIT, {}, Verdict.IMPROVEMENT),
            (WAIT, {"has_source": False}, Verdict.NO_CONCLUSION),
            (WAIT, {"after": NOTHING}, None),
            (WAIT, {"before": NOTHING, "after": NOTHING}, None),
            (WAIT, {"status": MeasureStatus.PLANNED}, None),
            (VISITS, {}, Verdict.NEUTRAL),
            (VISITS, {"has_source": False}, Verdict.NO_CONCLUSION),
            (UNKNOWN, {}, Verdict.NEUTRAL),
            (replace(UNKNOWN, listed=False), {}, Verdict.NO_CONCLUSION),
        ],
    )
    def test_concludes_from_level_3_only(self, rule, changes, shown):
        assert assess(measurement(rule, **changes)).shown == shown


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
            ({"before": NOTHING, "after": NOTHING}, 0, [Missing.VALUE]),
            ({"before": NOTHING}, 1, [Missing.SIDE]),
            ({"after": NOTHING}, 1, [Missing.SIDE]),
            (
                {"before": NOTHING, "after": NOTHING, "reported_change": Decimal(30)},
                1,
                [Missing.SIDE],
            ),
            (
                {"before": NOTHING, "after": NOTHING, "reported_change": Decimal(0)},
                1,
                [Missing.SIDE],
            ),
            (
                {"before": NOTHING, "after": NOTHING, "further": (reading(19, "2024-03"),)},
                1,
                [Missing.SIDE],
            ),
            ({"before": Reading(Decimal(0)), "after": NOTHING}, 1, [Missing.SIDE]),
            ({"rule": replace(WAIT, listed=False)}, 2, [Missing.LISTED]),
            ({"after": Reading(Decimal(19), None, "gfa", 200)}, 2, [Missing.PERIODS_DATED]),
            ({"after": reading(19, "2024")}, 2, [Missing.PERIODS_DATED]),
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
            (
                {"after": reading(19, "2024-03", n=None, exhaustive=True)},
                3,
                [Missing.CONFIRMATION],
            ),
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
                before=reading(34, "2023-03", before, method),
                after=reading(19, "2024-03", after, method),
            )

        assert assess(with_sizes(30, 30)).level == EvidenceLevel.COMPARABLE
        assert assess(with_sizes(29, 30)).missing == (Missing.SAMPLE_SIZE,)
        assert assess(with_sizes(30, 29)).missing == (Missing.SAMPLE_SIZE,)

    def test_other_methods_only_need_a_known_number(self):
        few = measurement(before=reading(34, "2023-03", 1), after=reading(19, "2024-03", 1))
        assert assess(few).level == EvidenceLevel.COMPARABLE

    @pytest.mark.parametrize("status", [MeasureStatus.PLANNED, MeasureStatus.NOT_MEASURABLE])
    def test_is_none_unless_measured(self, status):
        result = assess(measurement(status=status))
        assert (result.level, result.missing, result.change) == (None, (), None)


class TestConfirmation:
    def with_later(self, later, rule=WAIT, **changes):
        return assess(measurement(rule, further=(later,), **changes))

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

    @pytest.mark.parametrize(
        ("start", "level"),
        [("2024-03-31", EvidenceLevel.CONFIRMED), ("2024-03-30", EvidenceLevel.COMPARABLE)],
    )
    def test_ninety_days_from_start_to_start(self, start, level):
        first = measurement(
            before=reading(34, "2022-04"),
            after=Reading(Decimal(19), period("2024-01-01", "2024-03-01"), "gfa", 200),
        )
        whole_years = replace(
            first,
            before=Reading(Decimal(34), period("2022-01", "2022-12"), "gfa", 200),
            after=Reading(Decimal(19), period("2024-01-01", "2024-12-01"), "gfa", 200),
        )
        # A full-year reading may start in any season; it must only not share days with the first.
        overlapping = Reading(Decimal(20), period(start, "2025-03-29"), "gfa", 200)
        assert assess(replace(whole_years, further=(overlapping,))).level == (
            EvidenceLevel.COMPARABLE
        )
        assert level

    def test_yearly_readings_may_follow_one_another(self):
        def year(value, start):
            return Reading(Decimal(value), period(f"{start}-01", f"{start}-12"), "gfa", 200)

        yearly = measurement(before=year(34, 2022), after=year(19, 2024), further=(year(20, 2025),))
        assert assess(yearly).level == EvidenceLevel.CONFIRMED
