"""What a chart says, as it is kept with the measure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from improvement.conftest import SHIFTED
from thirdspace.improvement import readings
from thirdspace.improvement.models import Measure
from thirdspace.improvement.readings import Point
from thirdspace.methods.spc import i_chart, run_chart

#: Flow rates with limits printed in the NIST/SEMATECH e-Handbook, 6.3.2.2.1 (mean 50.81).
NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]


def points(values, excluded=()):
    start = date(2026, 1, 1)
    return [
        Point(start + timedelta(days=n), value, "reason" if n in excluded else "")
        for n, value in enumerate(values)
    ]


def test_a_shift_is_dated_by_its_first_point():
    measure = Measure(name="Days", better="lower", baseline=12)
    reading = readings.read(measure, points(SHIFTED))
    assert reading == readings.Reading(
        signal=True,
        since="2026-01-13",
        strengthens=True,
        sentence=run_chart(SHIFTED, freeze=12).sentence,
        points=22,
        found="shift",
        moved="down",
    )
    assert readings.finding(measure, reading) == "Days has shifted down since 13 Jan 2026"


@pytest.mark.parametrize(
    ("better", "strengthens"), [("lower", True), ("higher", False), ("", None)]
)
def test_what_strengthens_depends_on_which_way_is_better(better, strengthens):
    reading = readings.read(Measure(better=better, baseline=12), points(SHIFTED))
    assert reading.strengthens is strengthens


def test_the_numbers_are_those_of_the_method():
    measure = Measure(name="Flow", chart="i")
    chart = readings.chart_of(measure, points(NIST))
    assert chart == i_chart(NIST, screen_mr=False)
    assert round(chart.center[0], 2) == 50.81
    assert readings.read(measure, points(NIST)).sentence == chart.sentence


def test_a_point_beyond_the_limits_is_a_signal_of_its_day():
    values = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 40, 11]
    measure = Measure(name="Visits", chart="i", better="higher", baseline=11)
    reading = readings.read(measure, points(values))
    assert (reading.found, reading.moved, reading.since) == ("outside", "up", "2026-01-12")
    assert readings.finding(measure, reading) == "Visits was above its limits on 12 Jan 2026"


def test_the_signal_that_reaches_the_present_is_told():
    up_and_back = [5, 6] * 6 + [9, 8] * 5 + [2, 1] * 5
    reading = readings.read(Measure(name="x", baseline=12), points(up_and_back))
    assert reading.moved == "down"
    assert reading.since == (date(2026, 1, 1) + timedelta(days=22)).isoformat()


def test_a_slow_change_has_no_direction():
    values = list(range(1, 9)) + list(range(8, 0, -1)) + list(range(1, 9))
    reading = readings.read(Measure(name="x", better="higher"), points(values))
    assert (reading.signal, reading.found, reading.moved) == (True, "crossings", "")
    assert reading.strengthens is None


def test_gaps_and_left_out_days_do_not_count():
    values = [*SHIFTED[:5], None, *SHIFTED[5:]]
    reading = readings.read(Measure(baseline=12), points(values, excluded=[0]))
    assert reading.points == 21
    assert "1 missing, 1 left out" in reading.sentence


@pytest.mark.parametrize("values", [[], [None, None]])
def test_nothing_to_chart_is_no_signal(values):
    reading = readings.read(Measure(), points(values))
    assert (reading.signal, reading.points) == (False, 0)
    assert reading.sentence


def test_a_baseline_longer_than_the_series_waits():
    reading = readings.read(Measure(baseline=50), points([1, 2, 3]))
    assert reading.sentence == run_chart([1, 2, 3]).sentence


def test_a_reading_is_kept_and_read_back():
    reading = readings.read(Measure(baseline=12), points(SHIFTED))
    assert readings.reading_of(Measure(reading=readings.kept(reading))) == reading
