"""The general laws of evidence, whatever the figures."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from projects.choices import (
    FIRM_LEVELS,
    Direction,
    EvidenceLevel,
    Missing,
    Scale,
    Verdict,
)
from projects.dates import PartialDate
from projects.evidence import (
    Assessment,
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

CONCLUSIVE = frozenset({Verdict.IMPROVEMENT, Verdict.DETERIORATION, Verdict.STABLE})

HAIR = Decimal("1e-40")
"""More than 50 digits can lose on the way, less than any figure of a measure."""

OPPOSITE = {
    Verdict.IMPROVEMENT: Verdict.DETERIORATION,
    Verdict.DETERIORATION: Verdict.IMPROVEMENT,
}
AGAINST = {Direction.LOWER: Direction.HIGHER, Direction.HIGHER: Direction.LOWER}

values = st.decimals(0, 100, places=2)
proportions = st.decimals(0, 1, places=4)
sizes = st.integers(1, 5000)
days = st.dates(PartialDate(2021).first_day, PartialDate(2026).last_day).map(
    lambda day: PartialDate(day.year, day.month, day.day)
)
months = days.map(lambda day: PartialDate(day.year, day.month))
periods = st.tuples(days | months, days | months).map(
    lambda ends: Period(*sorted(ends, key=lambda end: end.first_day))
)
rules = st.builds(
    Rule,
    direction=st.sampled_from([*Direction, None]),
    scale=st.sampled_from(Scale),
    sampled=st.booleans(),
    threshold=st.decimals(0, 10, places=1),
)


@st.composite
def measurements(draw, rules=rules):
    """Draw a measure that lacks nothing, unless its figures are too few or disagree."""
    method = draw(st.sampled_from(["gfa", "borne"]))

    def of_year(year):
        period = Period(PartialDate(year, 1), PartialDate(year, 12))
        n, exhaustive = draw(st.integers(25, 5000)), draw(st.booleans())
        return Reading(draw(values), period, method, n, exhaustive)

    return Measurement(
        rule=draw(rules),
        before=of_year(2022),
        after=of_year(2024),
        further=draw(st.sampled_from([(), (of_year(2025),)])),
        control=draw(st.sampled_from([None, Control(of_year(2022), of_year(2024))])),
        reported_change=draw(st.none() | values),
        opened_on=PartialDate(2023, draw(st.integers(1, 12))),
        has_source=True,
        has_context=True,
        same_people=draw(st.booleans()),
    )


sampled = measurements(
    st.builds(
        Rule,
        direction=st.sampled_from([Direction.LOWER, Direction.HIGHER]),
        scale=st.just(Scale.PERCENT),
        sampled=st.just(True),
        threshold=st.decimals(0, 10, places=1),
    )
)

REMOVED_FROM_READING = st.sampled_from(
    [
        {"value": None},
        {"period": None},
        {"period": Period(PartialDate(2024), PartialDate(2024))},
        {"method": ""},
        {"n": None},
        {"exhaustive": False},
    ]
)
REMOVED_FROM_MEASURE = st.sampled_from(
    [
        {"further": ()},
        {"control": None},
        {"reported_change": None},
        {"opened_on": None},
        {"opened_on": PartialDate(2023)},
        {"has_source": False},
        {"has_context": False},
    ]
)


@st.composite
def removals(draw):
    """Draw a function that takes one ingredient away from a measurement."""
    lost = draw(REMOVED_FROM_READING)

    def from_control(measure):
        control = measure.control
        return replace(
            measure, control=control and replace(control, after=replace(control.after, **lost))
        )

    def from_further(measure):
        return replace(measure, further=tuple(replace(one, **lost) for one in measure.further))

    lost_by_measure = draw(REMOVED_FROM_MEASURE)
    return draw(
        st.sampled_from(
            [
                lambda measure: replace(measure, before=replace(measure.before, **lost)),
                lambda measure: replace(measure, after=replace(measure.after, **lost)),
                from_control,
                from_further,
                lambda measure: replace(measure, **lost_by_measure),
                lambda measure: replace(measure, rule=replace(measure.rule, listed=False)),
            ]
        )
    )


@given(measurements(), st.lists(removals(), min_size=1, max_size=4))
def test_taking_an_ingredient_away_never_raises_the_level(measure, steps):
    for remove in steps:
        less = remove(measure)
        assert assess(less).level <= assess(measure).level
        measure = less


@given(measurements(), st.lists(removals(), max_size=3))
def test_nothing_is_concluded_below_level_3(measure, steps):
    for remove in steps:
        measure = remove(measure)
    result = assess(measure)
    if result.level not in FIRM_LEVELS:
        assert result.shown in (None, Verdict.NO_CONCLUSION)
    else:
        assert result.shown == (result.verdict or Verdict.NEUTRAL)


@given(measurements(), st.lists(removals(), max_size=3))
def test_what_is_missing_tells_the_level(measure, steps):
    for remove in steps:
        measure = remove(measure)
    result = assess(measure)
    told_by = {
        (Missing.VALUE,): EvidenceLevel.TOLD,
        (Missing.SIDE,): EvidenceLevel.PARTIAL,
        (Missing.CONFIRMATION,): EvidenceLevel.COMPARABLE,
        (): EvidenceLevel.CONFIRMED,
    }
    assert result.level == told_by.get(result.missing, EvidenceLevel.FRAGILE)


@given(measurements())
def test_the_verdict_depends_on_the_figures_alone(measure):
    bare = Measurement(
        measure.rule,
        replace(measure.before, period=None, method=""),
        replace(measure.after, period=None, method=""),
        same_people=measure.same_people,
    )
    assert assess(bare).verdict == assess(measure).verdict


@given(measurements())
def test_swapping_the_sides_turns_the_change_around(measure):
    swapped = assess(replace(measure, before=measure.after, after=measure.before))
    result = assess(measure)
    turned = OPPOSITE.get(result.verdict, result.verdict)
    assert swapped.change == -result.change
    if measure.rule.scale == Scale.RATIO and result.change:
        # Five per cent of one side is not five per cent of the other.
        assert Verdict.STABLE in (swapped.verdict, result.verdict) or swapped.verdict == turned
    else:
        assert swapped.verdict == turned


@given(measurements())
def test_lower_and_higher_mirror_each_other(measure):
    rule = measure.rule
    against = replace(rule, direction=AGAINST.get(rule.direction, rule.direction))
    result, mirrored = assess(measure), assess(replace(measure, rule=against))
    assert mirrored.verdict == OPPOSITE.get(result.verdict, result.verdict)
    assert mirrored.level == result.level


@given(sampled)
def test_counting_the_dissatisfied_says_the_same(measure):
    def rest(reading):
        return replace(reading, value=100 - reading.value)

    against = replace(measure.rule, direction=AGAINST[measure.rule.direction])
    others = Measurement(
        against, rest(measure.before), rest(measure.after), same_people=measure.same_people
    )
    assert assess(others).verdict == assess(measure).verdict


@given(measurements())
def test_change_and_relative_change_agree(measure):
    result = assess(measure)
    assert measure.before.value + result.change == measure.after.value
    if measure.rule.scale == Scale.RATIO and measure.before.value > 0:
        assert abs(result.relative * measure.before.value - result.change) < Decimal("1e-20")
    else:
        assert result.relative is None


@given(sampled)
def test_the_interval_contains_the_change_and_stays_within_bounds(measure):
    result = assess(measure)
    if result.interval:
        low, high = result.interval
        assert -100 <= low <= result.change <= high <= 100


@given(sampled)
def test_a_conclusion_on_samples_leaves_zero_out(measure):
    result = assess(measure)
    if result.interval and result.verdict in CONCLUSIVE:
        assert result.interval[0] > 0 or result.interval[1] < 0


@given(proportions, sizes, proportions, sizes, sizes)
def test_asking_more_people_narrows_the_interval(p1, n1, p2, n2, more):
    low, high = newcombe(p1, n1, p2, n2)
    for closer in (newcombe(p1, n1 + more, p2, n2), newcombe(p1, n1, p2, n2 + more)):
        assert low <= closer[0]
        assert closer[1] <= high
        assert closer[1] - closer[0] < high - low


@given(proportions, sizes, proportions, sizes)
def test_the_interval_turns_around_with_its_samples(p1, n1, p2, n2):
    low, high = newcombe(p1, n1, p2, n2)
    turned_low, turned_high = newcombe(p2, n2, p1, n1)
    assert abs(turned_low + high) < HAIR
    assert abs(turned_high + low) < HAIR


@given(periods, periods)
def test_only_the_order_of_two_periods_matters(one, other):
    forwards, backwards = set(comparable(one, other)), set(comparable(other, one))
    assert forwards ^ backwards <= {Missing.PERIODS_OVERLAP}
    assert Missing.PERIODS_OVERLAP in forwards | backwards


@given(periods)
def test_a_period_is_comparable_with_the_same_a_year_later(period):
    def next_year(end):
        return PartialDate(end.year + 1, end.month, min(end.day, 28) if end.day else None)

    later = Period(next_year(period.start), next_year(period.end))
    assert set(comparable(period, later)) <= {Missing.PERIODS_OVERLAP}


@given(
    st.lists(
        st.builds(Assessment, level=st.sampled_from([*EvidenceLevel, None]), neutral=st.booleans())
    )
)
def test_a_case_is_as_high_as_its_best_measure_and_no_higher(assessments):
    level = case_level(assessments)
    counted = [one.level for one in assessments if one.level is not None and not one.neutral]
    assert all(level >= one for one in counted)
    assert level in counted or (level, counted) == (EvidenceLevel.TOLD, [])
