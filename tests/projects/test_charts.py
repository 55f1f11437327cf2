"""The drawing of a measure: honest bounds, exact values, labels that never touch."""

import re
from collections import defaultdict
from decimal import Decimal
from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.choices import Scale
from projects.dates import PartialDate
from projects.models import FurtherReading, Measure
from projects.templatetags.charts import (
    GAP,
    RING,
    SMALL_WIDTH,
    WIDTH,
    axis_of,
    dumbbell,
    small_dumbbell,
)
from projects.templatetags.figures import number

DATES = st.one_of(
    st.none(),
    st.builds(PartialDate, st.integers(1990, 2040)),
    st.builds(PartialDate, st.integers(1990, 2040), st.integers(1, 12)),
)
UNITS = st.sampled_from(["", "min", "%", "/10", "/0", "dB(A)", "nombre/an", "visites/mois"])
VALUES = {
    Scale.PERCENT: st.decimals(0, 100, places=2),
    Scale.BALANCE: st.decimals(-100, 100, places=1),
    Scale.RATIO: st.decimals(0, 9_999_999_999, places=4),
    Scale.SCORE: st.decimals(-999, 999, places=2),
    Scale.LOG: st.decimals(-9_999_999_999, 9_999_999_999, places=4),
}


def own(before, after, scale=Scale.RATIO, unit="min", later=(), **fields) -> Measure:
    values = {"before_value": before, "after_value": after, **fields}
    values = {k: Decimal(str(v)) if isinstance(v, int | float) else v for k, v in values.items()}
    measure = Measure(own_label="Attente", own_unit=unit, own_scale=scale, **values)
    measure.further_readings = [FurtherReading(value=Decimal(str(value))) for value in later]
    return measure


@st.composite
def measures(draw) -> Measure:
    scale = draw(st.sampled_from(list(VALUES)))
    values = VALUES[scale]
    before = draw(values)
    after = draw(st.one_of(values, st.just(before)))
    control = draw(st.one_of(st.just((None, None)), st.tuples(values, values)))
    return own(
        before,
        after,
        scale,
        unit=draw(st.one_of(UNITS, st.text("aé %/", max_size=40))),
        later=draw(st.lists(values, max_size=6)),
        before_start=draw(DATES),
        after_end=draw(DATES),
        control_before=control[0],
        control_after=control[1],
    )


@settings(deadline=None)
@given(measures())
def test_labels_never_touch_and_nothing_leaves_the_drawing(measure):
    chart = dumbbell(measure)
    rows = defaultdict(list)
    for label in (*chart.labels, *(track.label for track in chart.tracks)):
        rows[label.y].append(label)
    for row in rows.values():
        row.sort(key=lambda label: label.left)
        assert row[0].left >= 0
        assert row[-1].right <= WIDTH
        assert all(one.right + GAP <= other.left for one, other in pairwise(row))
    assert all(label_y <= chart.height for label_y in rows)
    assert min(after - before for before, after in pairwise(sorted(rows))) >= 16
    marks = [chart.before, chart.after]
    marks += [x for track in chart.tracks for x in (*track.hollow, *track.filled)]
    assert all(RING < x < WIDTH - RING for x in marks)
    assert all(track.y < chart.height for track in chart.tracks)


@settings(deadline=None)
@given(measures())
def test_values_are_written_exactly_and_stand_in_their_order(measure):
    chart = dumbbell(measure)
    written = {label.kind: label.text for label in chart.labels}
    assert written["value-before"] == number(measure.before_value)
    assert written["value-after"] == number(measure.after_value)
    if measure.before_value < measure.after_value:
        assert chart.before <= chart.after
    if measure.before_value == measure.after_value:
        assert chart.before == chart.after
        assert chart.link is None


@settings(deadline=None)
@given(measures())
def test_the_small_drawing_shows_the_same(measure):
    small, large = small_dumbbell(measure), dumbbell(measure)
    assert (small.axis.low, small.axis.high) == (large.axis.low, large.axis.high)
    assert all(RING < x < SMALL_WIDTH - RING for x in (small.before, small.after))


@pytest.mark.parametrize(
    ("measure", "bounds"),
    [
        (own(60, 80, Scale.PERCENT, "%"), (0, 100)),
        (own(-20, 35, Scale.BALANCE, "points"), (-100, 100)),
        (own(6.5, 7.2, Scale.SCORE, "/10"), (0, 10)),
        (own(6.5, 7.2, Scale.SCORE, "points"), (0, 8)),
        (own(-3, 7, Scale.SCORE, "/10"), (-3, 8)),
        (own(34, 19), (0, 40)),
        (own(34, 19, later=[58]), (0, 60)),
        (own(34, 19, control_before=33, control_after=101), (0, 150)),
        (own(2140, 2310), (0, 3000)),
        (own(0, 0), (0, 1)),
        (own(58, 62, Scale.LOG, "dB(A)"), (50, 70)),
        (own(60, 60, Scale.LOG, "dB(A)"), (50, 70)),
        (own(7.2, 7.5, Scale.LOG, "pH"), (6, 8)),
        (own(0, 0, Scale.LOG, "dB"), (-1, 1)),
    ],
)
def test_bounds_are_what_the_scale_holds_or_start_from_nothing(measure, bounds):
    axis = axis_of(measure)
    assert (axis.low, axis.high) == bounds


def test_dates_stand_below_the_values():
    measure = own(34, 19, before_start=PartialDate(2023, 3), after_start=PartialDate(2024, 3))
    assert [label.text for label in dumbbell(measure).labels[:4]] == [
        *("34", "mars 2023"),
        *("19", "mars 2024"),
    ]


@pytest.mark.parametrize("year", [None, PartialDate(2017)])
def test_dates_that_tell_nothing_apart_give_way_to_words(year):
    measure = own(660, 5300, before_start=year, after_start=year)
    labels = [label.text for label in dumbbell(measure).labels if label.kind == "date"]
    assert labels == ["avant", "après"]


def test_one_side_has_no_drawing():
    assert dumbbell(own(34, None)) is None
    assert small_dumbbell(own(None, 19)) is None


def test_later_readings_and_the_control_site_have_lighter_marks():
    measure = own(34, 19, later=[21, 22], control_before=33, control_after=32.5)
    later, control = dumbbell(measure).tracks
    assert later.label.text == "Plus tard\u00a0: 21, 22"
    assert (len(later.hollow), len(later.filled)) == (0, 2)
    assert control.label.text == "Site témoin\u00a0: 33 → 32,5"
    assert (len(control.hollow), len(control.filled)) == (1, 1)


def test_a_chart_needs_no_style_sheet():
    measure = own(34, 19)
    measure.control_before, measure.control_after = Decimal(33), Decimal(32)
    drawn = render_to_string("components/dumbbell.html", {"measure": measure})
    shapes = re.findall(r"<(?:path|circle)[^>]*>", drawn)
    assert len(shapes) == 7
    for shape in shapes:
        assert ("stroke=" in shape) == ('class="filled' not in shape)
        assert ('fill="#fff"' in shape) == ('class="hollow' in shape)


def test_coordinates_are_written_for_a_machine_and_values_for_a_reader():
    drawn = render_to_string("components/dumbbell.html", {"measure": own(1234.5, 987.25)})
    assert 'aria-hidden="true"' in drawn
    assert ">1\u202f234,5<" in drawn
    attributes = drawn.replace(">1\u202f234,5<", "").replace(">987,25<", "").split("<text")[0]
    assert "," not in attributes
    assert "style" not in drawn
