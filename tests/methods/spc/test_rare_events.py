"""T, G and MR charts: times and cases between events, and jumps between neighbors."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods import spc
from thirdspace.problems import MethodProblem

NAN = float("nan")
times = st.lists(st.integers(0, 400), min_size=2, max_size=40)
series = st.lists(st.integers(-50, 50), min_size=2, max_size=40)


def lines(chart):
    return np.array([chart.lower, chart.center, chart.upper, chart.lower2, chart.upper2])


@given(times, st.booleans())
def test_t_lines_are_those_of_an_i_chart_of_the_root_brought_back(y, screen):
    root = spc.i_chart(np.array(y) ** (1 / 3.6), screen_mr=screen)
    chart = spc.t_chart(y, screen_mr=screen)
    np.testing.assert_allclose(
        lines(chart), np.maximum(lines(root), 0) ** 3.6, rtol=1e-9, atol=1e-9
    )


@given(times, st.sampled_from([0.25, 2, 24]))
def test_a_t_chart_in_hours_says_the_same_as_one_in_days(y, factor):
    days, hours = (spc.t_chart([k * t for t in y], screen_mr=False) for k in (1, factor))
    np.testing.assert_allclose(lines(hours), factor * lines(days), rtol=1e-9, atol=1e-9)
    assert (hours.outside, hours.signals) == (days.outside, days.signals)


def test_a_long_quiet_spell_is_a_signal_of_the_t_chart():
    steady = [3, 9, 5, 14, 2, 7, 11, 4, 6, 8]
    chart = spc.t_chart([*steady, 400], screen_mr=False, freeze=10)
    assert chart.outside_points == (11,)
    assert chart.sentence.endswith("outside the limits: point 11.")


@given(times)
def test_g_lines_come_from_the_mean_and_the_center_is_the_median(y):
    chart, m = spc.g_chart(y), np.mean(y)
    reach = np.sqrt(m * (m + 1))
    wanted = [max(m - 3 * reach, 0), np.median(y), m + 3 * reach]
    wanted += [max(m - 2 * reach, 0), m + 2 * reach]
    np.testing.assert_allclose(lines(chart)[:, 0], wanted, atol=1e-9)


def test_g_by_hand_and_its_runs_about_the_median():
    chart = spc.g_chart([0, 0, 0, 1, 2, 3, 4, 22], freeze=7)
    assert chart.center[0] == 1
    assert chart.upper[0] == pytest.approx(10 / 7 + 3 * np.sqrt(10 / 7 * 17 / 7))
    assert chart.phases[0].useful == 7
    assert chart.phases[0].longest_run == 4
    assert chart.outside_points == (8,)
    assert "off the median" in chart.sentence


@given(series)
def test_ranges_are_distances_of_neighbors(y):
    chart = spc.mr_chart(y)
    np.testing.assert_array_equal(chart.values, [NAN, *np.abs(np.diff(y))])
    mean = np.abs(np.diff(y)).mean()
    wanted = [0, mean, 3.267 * mean, 0, 2.178 * mean]
    np.testing.assert_allclose(lines(chart)[:, 0], wanted, atol=1e-9)


def test_ranges_start_anew_in_each_phase_and_pass_over_a_point_left_out():
    chart = spc.mr_chart([1, 3, 90, 4, 9, 20, 26], part=[5], exclude=[3])
    np.testing.assert_array_equal(chart.values, [NAN, 2, 87, 1, 5, NAN, 6])
    assert chart.center[0] == pytest.approx(8 / 3)
    assert chart.center[6] == 6
    assert chart.outside[2]
    assert chart.outside_points == ()


def test_a_missing_value_breaks_the_ranges_on_both_its_sides():
    chart = spc.mr_chart([1, 3, NAN, 4, 9])
    np.testing.assert_array_equal(chart.values, [NAN, 2, NAN, NAN, 5])


def test_runs_of_ranges_are_not_judged():
    steady, wild = [0, 1] * 6, [0, 9] * 6
    chart = spc.mr_chart(steady + wild, rules="nelson")
    assert chart.phases[0].longest_run > 9
    assert chart.signals == ()
    assert chart.sentence == "23 points, 1 missing; no point outside the limits."
    assert 0 < chart.false_alarm < 1


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda: spc.t_chart([1, -2, 3], screen_mr=False), "“y” holds -2."),
        (lambda: spc.g_chart([1, -2, 3]), "“y” holds -2."),
        (lambda: spc.g_chart([]), "There are no values to chart."),
        (lambda: spc.t_chart([5], screen_mr=True), "Limits can’t be computed"),
        (lambda: spc.mr_chart([5]), "Limits can’t be computed"),
        (lambda: spc.mr_chart([5, NAN, 6]), "Limits can’t be computed"),
        (lambda: spc.mr_chart([5, 6, 7], freeze=1), "Limits can’t be computed"),
    ],
)
def test_bad_input_is_answered_with_a_way_out(make, what):
    with pytest.raises(MethodProblem) as caught:
        make()
    assert caught.value.what.startswith(what)
    assert caught.value.next_step.endswith(".")


def test_equal_times_and_no_cases_between_have_limits_and_no_signal():
    assert not spc.t_chart([5] * 12, screen_mr=True).signal
    assert not spc.g_chart([0] * 12).signal
    assert spc.g_chart([5]).upper[0] == pytest.approx(5 + 3 * np.sqrt(30))
