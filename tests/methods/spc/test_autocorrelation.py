"""Lag-1 autocorrelation: exact moments, verdicts, gaps, and phases of a chart."""

from itertools import permutations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.spc import autocorrelation, autocorrelation_of, i_chart
from thirdspace.problems import MethodProblem

NAN = float("nan")
values = st.lists(st.integers(-50, 50), min_size=4, max_size=60).filter(lambda y: len(set(y)) > 1)


def test_over_all_orders_the_mean_is_exactly_that_expected():
    found = [autocorrelation(y) for y in permutations([1.0, 2, 4, 8, 9, 20])]
    assert np.mean([one.r for one in found]) == pytest.approx(found[0].expected)
    assert found[0].expected == -1 / 6


def test_over_all_orders_with_a_gap_too():
    found = [autocorrelation([*y[:3], NAN, *y[3:]]) for y in permutations([1.0, 2, 4, 8, 9, 20])]
    assert np.mean([one.r for one in found]) == pytest.approx(-1 / 6)


@pytest.mark.parametrize("n", [4, 10, 35])
def test_the_standard_error_is_the_published_one(n):
    found = autocorrelation(np.arange(n))
    assert found.standard_error == pytest.approx((n - 2) / (n * sqrt(n - 1)))


def test_the_standard_error_with_gaps_is_what_random_values_show():
    random = np.random.default_rng(3)
    table = random.normal(size=(4000, 20))
    table[:, [4, 9, 10]] = NAN
    found = [autocorrelation(row) for row in table]
    assert np.std([one.r for one in found]) == pytest.approx(found[0].standard_error, rel=0.04)


@pytest.mark.parametrize(
    ("y", "verdict"),
    [
        (np.arange(30), "positive"),
        (np.arange(30) % 2, "negative"),
        ([3, 1, 2, 5, 4, 4, 1, 2] * 4, "not seen"),
        ([3, 1, 2, 5, 4, 4, 1, 2], "can’t tell"),
    ],
)
def test_verdicts(y, verdict):
    assert autocorrelation(y).verdict == verdict


def test_tied_values_make_limits_too_narrow_and_the_sentence_says_so():
    random = np.random.default_rng(1)
    y = np.zeros(5000)
    for t in range(1, y.size):
        y[t] = 0.6 * y[t - 1] + random.normal()
    found = autocorrelation(y)
    chart = i_chart(y, screen_mr=False)
    width = (chart.upper[0] - chart.lower[0]) / 6
    assert width / y.std() == pytest.approx(found.limits_width, rel=0.02)
    assert "too narrow" in found.sentence


@given(values, st.sampled_from([1e-9, 0.5, 3, 1e9]), st.integers(-100, 100))
def test_the_unit_does_not_matter(y, factor, shift):
    there, here = autocorrelation(y), autocorrelation([factor * (v + shift) for v in y])
    assert here.r == pytest.approx(there.r, abs=1e-6)
    assert here.standard_error == there.standard_error


@given(values)
def test_turning_time_round_changes_nothing(y):
    assert autocorrelation(y).r == pytest.approx(autocorrelation(y[::-1]).r, abs=1e-12)


@given(values)
def test_r_is_a_correlation(y):
    assert -1 <= autocorrelation(y).r <= 1


@pytest.mark.parametrize(
    "y", [[], [5], [1, 2], [4, 4, 4, 4, 4], [0.1] * 7, [1, NAN, 2, NAN, 5], [NAN]]
)
def test_where_nothing_can_be_told_it_says_so(y):
    found = autocorrelation(y) if y else autocorrelation([NAN, NAN])
    assert found.r is None
    assert found.limits_width is None
    assert found.verdict == "can’t tell"
    assert "nothing can be told" in found.sentence.lower()


def test_a_chart_with_phases_is_judged_about_each_center():
    low = [3, 5, 3, 5, 4, 3, 5, 3, 5, 4]
    y = [*low, *(10 + value for value in low)]
    whole = i_chart(y, screen_mr=False)
    split = i_chart(y, screen_mr=False, part=[10])
    assert autocorrelation_of(whole).verdict == "positive"
    assert autocorrelation_of(split).r < 0
    assert autocorrelation_of(split).pairs == 18


def test_points_left_out_of_a_chart_are_gaps():
    chart = i_chart([3, 5, 4, 90, 4, 5, 3, 4, 6], screen_mr=False, exclude=[4])
    found = autocorrelation_of(chart)
    assert (found.n, found.pairs) == (8, 6)


@pytest.mark.parametrize("y", ["abc", [1, float("inf"), 2], [[1, 2], [3, 4]], ["1", "2"]])
def test_what_can_not_be_is_refused(y):
    with pytest.raises(MethodProblem):
        autocorrelation(y)
