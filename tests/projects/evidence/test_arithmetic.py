"""Change, interval and verdict, by worked examples."""

from dataclasses import replace
from decimal import Decimal, localcontext

import pytest

from projects.choices import MeasureStatus, Verdict
from projects.evidence import Control, Reading, assess, newcombe
from tests.projects.evidence.builders import (
    MARK,
    NET,
    NOISE,
    NOTHING,
    SATISFIED,
    UNKNOWN,
    VISITS,
    WAIT,
    measurement,
    period,
    reading,
)


class TestChange:
    def test_is_exact(self):
        result = assess(measurement(MARK, "20.1", "20.3"))
        assert result.change == Decimal("0.2")

    def test_of_a_ratio_is_also_relative(self):
        result = assess(measurement(WAIT, "34", "19"))
        assert result.change == -15
        assert round(result.relative, 4) == Decimal("-0.4412")

    @pytest.mark.parametrize("rule", [SATISFIED, NET, MARK, NOISE])
    def test_of_another_scale_is_not_relative(self, rule):
        assert assess(measurement(rule, "60", "80")).relative is None

    def test_zero_is_a_value(self):
        result = assess(measurement(WAIT, "12", "0"))
        assert (result.change, result.relative) == (-12, -1)
        assert result.verdict == Verdict.IMPROVEMENT

    def test_from_zero_has_no_relative_change_and_any_change_counts(self):
        result = assess(measurement(WAIT, "0", "0.1"))
        assert (result.change, result.relative) == (Decimal("0.1"), None)
        assert result.verdict == Verdict.DETERIORATION

    def test_needs_both_sides(self):
        result = assess(measurement(after=NOTHING))
        assert (result.change, result.relative, result.interval) == (None, None, None)

    def test_does_not_depend_on_the_precision_of_the_caller(self):
        with localcontext(prec=3):
            result = assess(measurement(NET, "10.1234", "20.5678"))
        assert result.change == Decimal("10.4444")


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
        before, after = reading(60, "2023-03", n=80), reading(80, "2024-03", n=70)
        result = assess(measurement(SATISFIED, before, after))
        assert [round(limit, 2) for limit in result.interval] == [Decimal("5.24"), Decimal("33.39")]
        assert result.verdict == Verdict.IMPROVEMENT

    @pytest.mark.parametrize("rule", [WAIT, NET, MARK, NOISE, replace(SATISFIED, sampled=False)])
    def test_is_not_for_means_nor_rates(self, rule):
        assert assess(measurement(rule, "60", "80")).interval is None

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
        sampled = measurement(SATISFIED, "60", "80")
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
        assert assess(measurement(rule, before, after)).verdict == verdict

    def test_is_inconclusive_when_the_interval_contains_zero(self):
        assert assess(measurement(SATISFIED, "60", "65")).verdict == Verdict.INCONCLUSIVE

    def test_is_inconclusive_when_the_interval_ends_at_zero(self, monkeypatch):
        monkeypatch.setattr(
            "projects.evidence.assessment.newcombe", lambda *_: (Decimal(0), Decimal("0.4"))
        )
        assert assess(measurement(SATISFIED, "60", "80")).verdict == Verdict.INCONCLUSIVE

    def test_is_stable_when_a_certain_change_is_too_small_to_count(self):
        many = measurement(
            SATISFIED, reading(60, "2023-03", n=100_000), reading(62, "2024-03", n=100_000)
        )
        assert assess(many).interval[0] > 0
        assert assess(many).verdict == Verdict.STABLE

    def test_of_the_same_people_goes_by_the_threshold_alone(self):
        twice = measurement(SATISFIED, "60", "65", same_people=True)
        assert assess(twice).verdict == Verdict.IMPROVEMENT


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


class TestImpossible:
    @pytest.mark.parametrize("value", ["-0.1", "100.1"])
    @pytest.mark.parametrize("where", ["before", "after", "further", "control"])
    def test_percentages_stay_within_bounds(self, where, value):
        wrong, right = reading(value, "2024-03"), reading(50, "2024-03")
        whole = {"further": (right, wrong), "control": Control(right, wrong)}
        with pytest.raises(ValueError, match="percentage"):
            measurement(**{"rule": SATISFIED, where: whole.get(where, wrong)})

    @pytest.mark.parametrize("value", ["NaN", "Infinity"])
    def test_values_are_numbers(self, value):
        with pytest.raises(ValueError, match="not a value"):
            Reading(Decimal(value))

    @pytest.mark.parametrize("n", [0, -1])
    def test_samples_count_somebody(self, n):
        with pytest.raises(ValueError, match="sample"):
            Reading(Decimal(1), n=n)

    def test_periods_do_not_end_before_they_start(self):
        with pytest.raises(ValueError, match="cannot run"):
            period("2024-03", "2024-02")
        assert period("2024-03-17", "2024-03").days == 15
