"""X̄ and S charts: groups of values taken together."""

from math import sqrt

import capstat_core
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaln

from thirdspace.methods import spc
from thirdspace.methods.spc.within import c4
from thirdspace.problems import MethodProblem

NAN = float("nan")
value = st.integers(-50, 50)
tables = st.integers(2, 9).flatmap(
    lambda size: st.lists(
        st.lists(value, min_size=size, max_size=size).filter(lambda row: len(set(row)) > 1),
        min_size=2,
        max_size=25,
    )
)


def limits(chart):
    return np.array([chart.lower, chart.center, chart.upper])


@given(tables)
def test_limits_equal_an_independent_implementation(rows):
    theirs = capstat_core.xbar_s_chart(rows)
    for ours, other in (
        (spc.xbar_chart(rows), theirs.location),
        (spc.s_chart(rows), theirs.dispersion),
    ):
        expected = [other.limits.lower, other.limits.center, other.limits.upper]
        np.testing.assert_allclose(limits(ours)[:, 0], expected, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(ours.values, other.points, rtol=1e-9, atol=1e-9)


@given(tables, st.randoms(use_true_random=False))
def test_the_order_of_values_within_a_group_does_not_matter(rows, random):
    mixed = [random.sample(row, len(row)) for row in rows]
    for chart in (spc.xbar_chart, spc.s_chart):
        np.testing.assert_allclose(limits(chart(rows)), limits(chart(mixed)), atol=1e-9)


@given(tables, st.integers(-1000, 1000), st.sampled_from([0.25, 2, 8]))
def test_moving_or_stretching_the_scale_moves_the_lines_with_it(rows, shift, factor):
    moved = (factor * np.array(rows) + shift).tolist()
    np.testing.assert_allclose(
        limits(spc.xbar_chart(moved)), factor * limits(spc.xbar_chart(rows)) + shift, atol=1e-8
    )
    np.testing.assert_allclose(
        limits(spc.s_chart(moved)), factor * limits(spc.s_chart(rows)), atol=1e-8
    )
    assert spc.xbar_chart(moved).outside == spc.xbar_chart(rows).outside


def test_unequal_groups_pool_their_variances_and_have_limits_of_their_own():
    rows = [[5, 7, 6, NAN], [6, 8], [4, 6, 5, 7], [6, NAN, 9]]
    known = [[v for v in row if v == v] for row in rows]
    freedom = sum(len(row) - 1 for row in known)
    pooled = sqrt(sum((len(row) - 1) * np.var(row, ddof=1) for row in known) / freedom)
    center = sum(map(sum, known)) / sum(map(len, known))
    means, spreads = spc.xbar_chart(rows), spc.s_chart(rows)
    for place, row in enumerate(known):
        size = len(row)
        reach = 3 * pooled / (c4(size) * sqrt(size))
        assert means.upper[place] == pytest.approx(center + reach)
        assert means.lower[place] == pytest.approx(center - reach)
        assert means.n[place] == spreads.n[place] == size
        assert spreads.upper[place] == pytest.approx(
            pooled + 3 * pooled * sqrt(1 - c4(size) ** 2) / c4(size)
        )
    assert spreads.center[0] == pytest.approx(pooled)


def test_a_group_of_one_has_a_mean_without_limits_and_no_spread():
    rows = [[5, 7], [9], [4, 6], [5, 8]]
    means, spreads = spc.xbar_chart(rows), spc.s_chart(rows)
    assert means.values[1] == 9
    assert np.isnan([means.lower[1], means.upper[1], spreads.values[1], spreads.upper[1]]).all()
    assert not means.outside[1]
    assert means.phases[0].useful == 4
    assert "1 missing" in spreads.sentence


def test_a_group_without_any_value_is_missing():
    chart = spc.xbar_chart([[5, 7], [NAN, NAN], [4, 6], [5, 8]])
    assert np.isnan(chart.values[1])
    assert (
        limits(chart)[:, 0].tolist()
        == limits(spc.xbar_chart([[5, 7], [4, 6], [5, 8]]))[:, 0].tolist()
    )


def test_freeze_and_exclude_choose_the_groups_that_set_the_lines():
    rows = [[5, 7], [4, 8], [50, 90], [6, 5], [60, 70]]
    chart = spc.xbar_chart(rows, freeze=4, exclude=[3])
    assert (
        limits(chart)[:, 0].tolist()
        == limits(spc.xbar_chart([rows[0], rows[1], rows[3]]))[:, 0].tolist()
    )
    assert chart.outside_points == (5,)
    assert chart.outside[2]


@pytest.mark.parametrize(
    "rows", [[5, 6, 7], [[5], [6], [7]], [[5, NAN], [6, NAN]]], ids=["flat", "ones", "gaps"]
)
def test_without_two_values_in_a_group_there_are_no_limits(rows):
    for chart in (spc.xbar_chart, spc.s_chart):
        with pytest.raises(MethodProblem) as caught:
            chart(rows)
        assert caught.value.next_step.endswith(".")


def test_equal_values_have_limits_on_the_line_and_no_signal():
    chart = spc.xbar_chart([[3, 3], [3, 3], [3, 3]])
    assert limits(chart).tolist() == [[3] * 3] * 3
    assert not chart.signal


@pytest.mark.parametrize(
    ("size", "printed"), [(2, 0.7979), (5, 0.9400), (10, 0.9727), (25, 0.9896)]
)
def test_c4_as_printed(size, printed):
    assert round(c4(size), 4) == printed


def test_c4_of_large_groups_goes_on_smoothly():
    for size in (999, 1000, 5000):
        exact = sqrt(2 / (size - 1)) * np.exp(gammaln(size / 2) - gammaln((size - 1) / 2))
        assert c4(size) == pytest.approx(exact, rel=1e-10)
    assert 1 - c4(10**9) == pytest.approx(1 / (4 * 10**9), rel=1e-6)
