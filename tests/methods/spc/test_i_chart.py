import doctest

import capstat_core
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.spc import i_chart
from thirdspace.problems import MethodProblem

NAN = float("nan")
series = st.lists(st.integers(-50, 50), min_size=2, max_size=60)


def limits(chart, phase=1):
    lines = chart.phases[phase - 1].lines
    return lines.lower, lines.center, lines.upper


@given(series)
def test_limits_equal_an_independent_implementation(values):
    ours = i_chart(values, screen_mr=False).phases[0].lines
    theirs = capstat_core.i_mr_chart(values).location.limits
    assert ours.center == pytest.approx(theirs.center, abs=1e-12)
    # It takes the constant unrounded: 2 / sqrt(pi) where printed tables have 1.128.
    rounding = 2 / np.sqrt(np.pi) / 1.128
    reach = (theirs.upper - theirs.center) * rounding
    assert ours.upper - ours.center == pytest.approx(reach, rel=1e-9, abs=1e-12)
    assert ours.center - ours.lower == pytest.approx(reach, rel=1e-9, abs=1e-12)


@given(series, st.booleans(), st.integers(-1000, 1000), st.sampled_from([0.25, 2, 8]))
def test_moving_or_stretching_the_scale_moves_the_lines_with_it(values, screen, shift, factor):
    moved = i_chart([factor * value + shift for value in values], screen_mr=screen)
    still = i_chart(values, screen_mr=screen)
    expected = [factor * line + shift for line in limits(still)]
    assert limits(moved) == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert moved.outside == still.outside
    assert moved.in_run == still.in_run


@given(series)
def test_screening_never_widens_the_limits(values):
    lower, center, upper = limits(i_chart(values, screen_mr=False))
    inner = limits(i_chart(values, screen_mr=True))
    assert lower <= inner[0] <= center <= inner[2] <= upper


@given(series)
def test_turning_time_round_keeps_the_lines(values):
    there = limits(i_chart(values, screen_mr=False))
    assert limits(i_chart(values[::-1], screen_mr=False)) == pytest.approx(there)


def test_screening_drops_the_jumps_to_and_from_one_wild_point():
    values = [1, 2] * 6 + [30] + [1, 2] * 6
    assert limits(i_chart(values, screen_mr=True))[2] == pytest.approx(2.64 + 3 / 1.128)
    ranges = [1] * 11 + [28, 29] + [1] * 11
    assert limits(i_chart(values, screen_mr=False))[2] == pytest.approx(
        2.64 + 3 * np.mean(ranges) / 1.128
    )


def test_points_beyond_the_limits_are_signals_and_named():
    chart = i_chart([5, 6, 5, 4, 5, 6, 5, 4, 5, 20, 5, 6, -9], screen_mr=True, freeze=8)
    assert chart.outside_points == (10, 13)
    assert chart.signal
    assert chart.sentence.endswith("outside the limits: points 10 and 13.")


def test_a_point_left_out_is_no_signal_and_widens_nothing():
    values = [5, 6, 5, 4, 90, 5, 6, 5, 4]
    chart = i_chart(values, screen_mr=False, exclude=[5])
    without = i_chart([v for v in values if v != 90], screen_mr=False)
    assert limits(chart) == limits(without)
    assert chart.outside[4]
    assert chart.outside_points == ()
    assert not chart.signal


def test_a_missing_value_breaks_the_moving_range_on_both_sides():
    chart = i_chart([1, 2, NAN, 50, 51], screen_mr=False)
    assert limits(chart) == pytest.approx((26 - 3 / 1.128, 26, 26 + 3 / 1.128))


def test_limits_below_zero_are_kept():
    assert limits(i_chart([1, 9, 1, 9], screen_mr=False))[0] < 0


def test_each_phase_has_its_own_limits():
    chart = i_chart([1, 2, 1, 2, 11, 15, 11, 15], screen_mr=False, part=[4])
    assert limits(chart, 1) == pytest.approx((1.5 - 3 / 1.128, 1.5, 1.5 + 3 / 1.128))
    assert limits(chart, 2) == pytest.approx((13 - 12 / 1.128, 13, 13 + 12 / 1.128))
    assert chart.upper[3] != chart.upper[4]


def test_equal_values_have_limits_on_the_line_and_no_signal():
    chart = i_chart([0.1] * 12, screen_mr=True)
    assert limits(chart) == pytest.approx((0.1, 0.1, 0.1))
    assert not chart.signal


def test_the_chart_says_whether_it_was_screened():
    assert i_chart([1, 2, 3], screen_mr=True).screened
    assert not i_chart([1, 2, 3], screen_mr=False).screened


@pytest.mark.parametrize(
    ("values", "choices", "what"),
    [
        ([], {}, "There are no values to chart."),
        ([5], {}, "Limits can’t be computed"),
        ([5, NAN, 6, NAN], {}, "Limits can’t be computed"),
        ([5, 6, 7], {"part": [2]}, "Limits can’t be computed"),
        ([5, 6, 7], {"freeze": 1}, "Limits can’t be computed"),
        ([5, 6, 7], {"freeze": 9}, "The choice “freeze” names point 9"),
    ],
)
def test_a_series_without_limits_is_answered_with_a_way_out(values, choices, what):
    with pytest.raises(MethodProblem) as caught:
        i_chart(values, screen_mr=False, **choices)
    assert caught.value.what.startswith(what)
    assert caught.value.why.endswith(".")
    assert caught.value.next_step.endswith(".")


def test_example_in_the_docstring():
    runner = doctest.DocTestRunner()
    for example in doctest.DocTestFinder().find(i_chart, "i_chart", globs={"i_chart": i_chart}):
        runner.run(example)
    assert runner.summarize() == doctest.TestResults(failed=0, attempted=2)
