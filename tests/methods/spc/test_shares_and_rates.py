"""P, P′, C, U, U′ and I′ charts: limits that know their denominators."""

import numpy as np
import pandas as pd
import pytest
import shewhart
from hypothesis import assume, given
from hypothesis import strategies as st

from thirdspace.methods import spc
from thirdspace.problems import MethodProblem

NAN = float("nan")
parts = st.lists(
    st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=3,
    max_size=40,
).filter(lambda rows: 0 < sum(y for y, _ in rows) < sum(n for _, n in rows))
counts = st.lists(st.integers(0, 60), min_size=3, max_size=40).filter(any)


def split(rows):
    return [y for y, _ in rows], [n for _, n in rows]


def limits(chart):
    return np.array([chart.lower, chart.center, chart.upper])


def theirs(result):
    """Limits of the other implementation; it cuts lower ones at 0."""
    return result.table["lcl"].to_numpy(), result.table["ucl"].to_numpy()


@given(parts)
def test_p_limits_equal_an_independent_implementation(rows):
    y, n = split(rows)
    table = pd.DataFrame({"y": y, "n": n})
    lower, upper = theirs(shewhart.p_chart(table, defectives="y", size="n", rules=None))
    ours = spc.p_chart(y, n)
    np.testing.assert_allclose(ours.lower, lower, atol=1e-12)
    np.testing.assert_allclose(ours.upper, np.minimum(upper, 1), atol=1e-12)


@given(counts)
def test_c_limits_equal_an_independent_implementation(y):
    table = pd.DataFrame({"y": y})
    lower, upper = theirs(shewhart.c_chart(table, defects="y", rules=None))
    ours = spc.c_chart(y)
    np.testing.assert_allclose(ours.lower, lower, atol=1e-12)
    np.testing.assert_allclose(ours.upper, upper, atol=1e-12)


@given(parts)
def test_u_limits_equal_an_independent_implementation(rows):
    y, n = split(rows)
    table = pd.DataFrame({"y": y, "n": n})
    lower, upper = theirs(shewhart.u_chart(table, defects="y", size="n", rules=None))
    ours = spc.u_chart(y, n)
    np.testing.assert_allclose(ours.lower, lower, atol=1e-12)
    np.testing.assert_allclose(ours.upper, upper, atol=1e-12)


@given(parts)
def test_laney_limits_equal_an_independent_implementation(rows):
    y, n = split(rows)
    rates = np.array(y) / np.array(n)
    assume(np.ptp(rates) > 1e-6)
    table = pd.DataFrame({"y": y, "n": n})
    found = shewhart.laney_p(table, defectives="y", size="n", rules=None)
    ours = spc.p_prime_chart(y, n, screen_mr=False)
    # It takes the constant unrounded: 2 / sqrt(pi) where printed tables have 1.128.
    wide = found.stats["sigma_z"] * 2 / np.sqrt(np.pi) / 1.128
    p = ours.center[0]
    sigma = np.sqrt(p * (1 - p) / np.array(n)) * wide
    np.testing.assert_allclose(ours.upper, np.clip(p + 3 * sigma, 0, 1), rtol=1e-9)
    np.testing.assert_allclose(ours.lower, np.clip(p - 3 * sigma, 0, 1), rtol=1e-9, atol=1e-12)


@given(parts, st.integers(2, 9), st.booleans())
def test_prime_limits_do_not_change_when_all_counts_are_taken_so_many_times(rows, times, screen):
    y, n = np.array(split(rows))
    assume(np.ptp(y / n) > 1e-6)
    for chart in (spc.p_prime_chart, spc.u_prime_chart, spc.i_prime_chart):
        once, often = (chart(k * y, k * n, screen_mr=screen) for k in (1, times))
        np.testing.assert_allclose(limits(once), limits(often), rtol=1e-9, atol=1e-12)


@given(parts, st.randoms(use_true_random=False))
def test_a_funnel_does_not_depend_on_the_order_of_its_sites(rows, random):
    y, n = split(rows)
    names = [f"site {place}" for place in range(len(y))]
    order = random.sample(range(len(y)), len(y))
    for chart in (
        spc.p_chart,
        spc.u_chart,
        lambda *a, **k: spc.p_prime_chart(*a, screen_mr=False, **k),
    ):
        here = chart(y, n, x=names, ordered=False)
        there = chart(
            [y[p] for p in order], [n[p] for p in order], x=[names[p] for p in order], ordered=False
        )
        upper = dict(zip(there.labels, there.upper, strict=True))
        np.testing.assert_allclose(here.upper, [upper[name] for name in here.labels], rtol=1e-9)


def test_a_funnel_takes_the_deviation_of_z_and_judges_single_points_only():
    y, n = np.array([12, 30, 25, 18, 40, 22, 5, 60]), np.array([50, 90, 80, 70, 95, 60, 40, 100])
    p = y.sum() / n.sum()
    sigma = np.sqrt(p * (1 - p) / n)
    wide = np.std((y / n - p) / sigma, ddof=1)
    funnel = spc.p_prime_chart(y, n, screen_mr=False, ordered=False)
    np.testing.assert_allclose(funnel.upper, np.minimum(p + 3 * sigma * wide, 1))
    assert funnel.signals == ()
    steady = [5] * 12 + [20] * 12
    ordered, mixed = (spc.u_chart(steady, [10] * 24, ordered=o) for o in (True, False))
    assert {found.rule for found in ordered.signals} == {"longest_run", "crossings_few"}
    assert mixed.signals == ()
    assert mixed.sentence == "24 points; no point outside the limits."


def test_i_prime_by_hand():
    y, n = np.array([426, 543, 428, 67, 303.0]), np.array([90, 110, 90, 40, 60.0])
    v = y / n
    d = [abs(v[i] - v[i - 1]) / np.sqrt(1 / n[i] + 1 / n[i - 1]) for i in range(1, 5)]
    s = np.sqrt(np.pi / 2) * np.mean(d)
    chart = spc.i_prime_chart(y, n, screen_mr=False)
    np.testing.assert_allclose(chart.upper, y.sum() / n.sum() + 3 * s / np.sqrt(n))
    np.testing.assert_allclose(chart.lower2, y.sum() / n.sum() - 2 * s / np.sqrt(n))


def test_a_missing_point_breaks_ranges_and_leaves_out_its_denominator():
    y, n = [5, 8, NAN, 6, 9], [50, 60, 70, 55, 65]
    chart = spc.p_prime_chart(y, n, screen_mr=False)
    p = 28 / 230
    z = [(a / b - p) / np.sqrt(p * (1 - p) / b) for a, b in ((5, 50), (8, 60), (6, 55), (9, 65))]
    wide = np.mean([abs(z[1] - z[0]), abs(z[3] - z[2])]) / 1.128
    assert chart.upper[0] == pytest.approx(p + 3 * wide * np.sqrt(p * (1 - p) / 50))
    assert np.isnan([chart.values[2], chart.upper[2], chart.n[2]]).all()
    assert chart.sentence.startswith("4 points, 1 missing; ")


@pytest.mark.parametrize("y", [[0, 0, 0, 0], [7, 7, 7, 7]])
def test_nothing_or_everything_counted_puts_the_limits_on_the_line(y):
    for chart in (
        spc.p_chart(y, [7] * 4),
        spc.p_prime_chart(y, [7] * 4, screen_mr=True),
        spc.p_prime_chart(y, [7] * 4, screen_mr=True, ordered=False),
    ):
        np.testing.assert_allclose(limits(chart), y[0] / 7)
        assert not chart.signal


def test_the_first_event_after_a_baseline_without_any_is_a_signal():
    chart = spc.u_chart([0, 0, 0, 0, 1], [10] * 5, freeze=4)
    assert chart.outside_points == (5,)
    assert [found.points for found in chart.signals] == [(5,)]


def test_unequal_denominators_have_lines_at_each_point_and_none_for_the_phase():
    stepped = spc.p_chart([5, 6, 7], [50, 60, 50])
    assert np.isnan(stepped.phases[0].lines.upper)
    assert stepped.phases[0].lines.center == pytest.approx(18 / 160)
    assert stepped.upper[0] == stepped.upper[2] < 1
    assert not np.isnan(spc.p_chart([5, 6, 7], [50] * 3).phases[0].lines.upper)


def test_multiply_changes_the_unit_and_nothing_else():
    y, n = [14, 4, 5, 13, 30], [390, 450, 460, 480, 400]
    one, thousand = spc.u_chart(y, n), spc.u_chart(y, n, multiply=1000)
    np.testing.assert_allclose(limits(thousand), 1000 * limits(one))
    assert thousand.values == pytest.approx([1000 * value for value in one.values])
    assert thousand.phases[0].lines.center == pytest.approx(1000 * one.phases[0].lines.center)
    assert (thousand.outside, thousand.n) == (one.outside, one.n)


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (lambda: spc.p_chart([-1, 2], [3, 3]), "“y” holds -1."),
        (lambda: spc.c_chart([-1, 2]), "“y” holds -1."),
        (lambda: spc.u_chart([1, 2], [3]), "“y” and “n” differ in length."),
        (lambda: spc.u_chart([1, 2], [3, 3], multiply=0), "“multiply” holds 0."),
        (lambda: spc.c_chart(["1", "2"]), "“y” holds something that is not a number."),
        (lambda: spc.p_prime_chart([1], [3], screen_mr=True), "Limits can’t be computed: there"),
        (
            lambda: spc.u_prime_chart([1], [3], screen_mr=False, ordered=False),
            "Limits can’t be computed: there are no two values.",
        ),
        (lambda: spc.i_prime_chart([1], [3], screen_mr=True), "Limits can’t be computed: there"),
    ],
)
def test_bad_input_is_answered_with_a_way_out(make, what):
    with pytest.raises(MethodProblem) as caught:
        make()
    assert caught.value.what.startswith(what)
    assert caught.value.next_step.endswith(".")


def test_large_counts_are_charted():
    chart = spc.p_chart([10**9 - 5, 10**9], [2 * 10**9] * 2)
    assert chart.center[0] == pytest.approx(0.5)
