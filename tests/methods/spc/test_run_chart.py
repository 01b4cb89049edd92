import doctest
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.spc import run_chart
from thirdspace.problems import MethodProblem

NAN = float("nan")
series = st.lists(st.integers(-50, 50), min_size=1, max_size=60)
ups_and_downs = [4, 6] * 12


def by_hand(values, center):
    """Longest run and crossings, counted point by point."""
    sides = [v > center for v in values if v != center]
    crossings = sum(a != b for a, b in pairwise(sides))
    longest = current = 0
    for index, side in enumerate(sides):
        current = current + 1 if index and side == sides[index - 1] else 1
        longest = max(longest, current)
    return len(sides), longest, crossings


def shape(chart):
    return [(p.first, p.last, p.useful, p.longest_run, p.crossings, p.signal) for p in chart.phases]


@given(series)
def test_counts_as_by_hand(values):
    phase = run_chart(values).phases[0]
    counted = phase.useful, phase.longest_run, phase.crossings
    assert counted == by_hand(values, np.median(values))


@given(series, st.integers(-1000, 1000), st.sampled_from([0.25, 2, 8]))
def test_moving_or_stretching_the_scale_changes_no_signal(values, shift, factor):
    moved = run_chart([factor * value + shift for value in values])
    still = run_chart(values)
    assert shape(moved) == shape(still)
    assert moved.center[0] == factor * still.center[0] + shift


@given(series)
def test_turning_time_round_keeps_runs_and_crossings(values):
    there, back = run_chart(values).phases[0], run_chart(values[::-1]).phases[0]
    assert (there.longest_run, there.crossings) == (back.longest_run, back.crossings)


@given(series)
def test_points_in_a_run_are_those_of_the_long_runs(values):
    chart = run_chart(values)
    points = {p for run in chart.phases[0].long_runs for p in run.points}
    assert points == {place for place, inside in enumerate(chart.in_run, start=1) if inside}
    assert chart.signal or not points


def test_nine_in_a_row_among_24_are_a_shift_named_with_its_first_point():
    chart = run_chart([6, 4] * 7 + [6] + [3] * 9, freeze=14)
    assert chart.signal
    assert chart.phases[0].long_runs[0].points == tuple(range(16, 25))
    assert chart.in_run == (False,) * 15 + (True,) * 9
    assert chart.sentence == "24 points; 9 in a row below the median from point 16: a shift."


def test_eight_in_a_row_among_24_are_no_signal():
    chart = run_chart(ups_and_downs[:16] + [3] * 8, freeze=16)
    assert (chart.phases[0].useful, chart.phases[0].longest_run) == (24, 8)
    assert not chart.signal


def test_too_few_crossings_alone_are_a_signal():
    chart = run_chart([1, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 1, 1, 1, 1, 1, 9, 9, 9, 9, 9])
    assert chart.phases[0].long_runs == ()
    assert chart.signal
    assert chart.sentence == (
        "22 points; the median is crossed 3 times, at least 7 expected: a shift or a slow change."
    )


def test_no_signal_says_what_was_looked_for():
    assert run_chart(ups_and_downs).sentence == (
        "24 points; no shift: longest run 1 (at most 8 expected), "
        "23 crossings (at least 8 expected)."
    )


def test_points_on_the_median_are_dropped_not_counted():
    with_ties = run_chart([4, 5, 6, 5, 4, 5, 6, 5, 4, 5, 6], freeze=None)
    assert with_ties.center[0] == 5
    assert with_ties.phases[0].useful == 6
    assert with_ties.phases[0].crossings == 5


def test_fewer_than_ten_useful_points_give_a_plot_and_no_signal():
    few = run_chart([4, 6] + [3] * 7, freeze=2)
    assert few.phases[0].unusual
    assert not few.signal
    assert not any(few.in_run)
    assert few.false_alarm == 0
    assert few.sentence == (
        "9 points; only 9 off the median, too few for the run rules, so shifts are not judged."
    )
    assert run_chart([4, 6] + [3] * 8, freeze=2).signal


def test_runs_do_not_cross_phases_and_each_phase_has_its_median():
    chart = run_chart([1, 2] * 6 + [8, 9] * 6, part=[12])
    assert chart.center == (1.5,) * 12 + (8.5,) * 12
    assert chart.phase == (1,) * 12 + (2,) * 12
    assert [(p.first, p.last, p.crossings) for p in chart.phases] == [(1, 12, 11), (13, 24, 11)]
    assert run_chart([1, 2] * 6 + [8, 9] * 6).phases[0].longest_run == 12


def test_freeze_takes_the_median_of_the_first_points_and_works_beside_phases():
    chart = run_chart([1, 2, 3, 9, 9, 9, 20, 30], freeze=3, part=[6])
    assert chart.center == (2.0,) * 6 + (25.0,) * 2


def test_left_out_points_leave_median_and_runs_and_stay_on_the_chart():
    chart = run_chart([1, 100, 3, 2, 4], exclude=[2])
    assert chart.center[0] == 2.5
    assert chart.values[1] == 100
    assert chart.excluded == (False, True, False, False, False)
    assert chart.phases[0].useful == 4
    assert "1 left out" in chart.sentence


def test_missing_values_are_dropped_and_said():
    chart = run_chart([1, NAN, 3, 2, 4])
    assert chart.center[0] == 2.5
    assert chart.phases[0].used == 4
    assert chart.sentence.startswith("4 points, 1 missing; ")


def test_equal_values_that_differ_only_by_rounding_are_on_the_line():
    chart = run_chart([0.1 + 0.2, 0.3] * 10)
    assert chart.phases[0].useful == 0
    assert not chart.signal


@pytest.mark.parametrize(
    ("values", "choices", "what"),
    [
        ([], {}, "There are no values to chart."),
        ([NAN, NAN], {}, "There are no values to chart."),
        (["a", "b"], {}, "“y” holds something that is not a number."),
        ([1, float("inf")], {}, "“y” holds an infinite value."),
        ([1, 2, 3], {"freeze": 1.5}, "“freeze” holds 1.5."),
        ([1, 2, 3], {"freeze": 4}, "The choice “freeze” names point 4"),
        ([1, 2, 3], {"freeze": 0}, "The choice “freeze” names point 0"),
        ([1, 2, 3], {"part": [3]}, "The choice “part” names point 3"),
        ([1, 2, 3], {"exclude": [9]}, "The choice “exclude” names point 9"),
        ([1, 2, 3], {"exclude": [1, 2, 3]}, "Phase 1 has no value"),
        ([1, 2, NAN], {"part": [2]}, "Phase 2 has no value"),
        ([NAN, 2, 3], {"freeze": 1}, "Phase 1 has no value"),
    ],
)
def test_a_series_that_can_not_be_charted_is_answered_with_a_way_out(values, choices, what):
    with pytest.raises(MethodProblem) as caught:
        run_chart(values, **choices)
    problem = caught.value
    assert problem.what.startswith(what)
    assert problem.why.endswith(".")
    assert problem.next_step.endswith(".")


def test_one_value_is_plotted():
    chart = run_chart([7])
    assert chart.center == (7.0,)
    assert not chart.signal


def test_example_in_the_docstring():
    runner = doctest.DocTestRunner()
    for example in doctest.DocTestFinder().find(
        run_chart, "run_chart", globs={"run_chart": run_chart}
    ):
        runner.run(example)
    assert runner.summarize() == doctest.TestResults(failed=0, attempted=2)
