"""What chance alone brings up in a network, and where to look first."""

import numpy as np
import pytest
from scipy import stats

from thirdspace.methods.spc import false_discovery, many_charts
from thirdspace.methods.spc.simulation import simulated_false_alarm

SETS = ("anhoej", "western_electric")


def quiet(series=2000, points=24):
    return np.random.default_rng(3).normal(size=(series, points))


@pytest.fixture(scope="module")
def unchanged():
    return many_charts(quiet(), screen_mr=False, rules=SETS)


def test_expected_numbers_are_the_rates_of_one_chart_times_the_charts(unchanged):
    found = false_discovery(unchanged)
    for rules, expected in zip(unchanged.rules, found.expected, strict=True):
        rate = simulated_false_alarm("i", 24, 24, rules=rules)
        assert expected == pytest.approx(2000 * rate)


def test_an_unchanged_network_has_about_as_many_signals_as_expected(unchanged):
    found = false_discovery(unchanged)
    for expected, seen in zip(found.expected, found.found, strict=True):
        assert abs(seen - expected) < 4 * np.sqrt(expected)
    assert found.worth_a_look <= 2
    assert np.mean(found.p <= 0.05) < 0.06


def test_changed_series_come_first():
    table = quiet(400)
    table[:20, 12:] += 4
    found = false_discovery(many_charts(table, screen_mr=False, rules=SETS))
    assert set(found.order[:20].tolist()) == set(range(20))
    assert found.worth_a_look >= 20
    assert np.mean(found.q[20:] <= 0.1) < 0.02
    assert "to look at first" in found.sentence


def test_q_is_that_of_benjamini_and_hochberg(unchanged):
    found = false_discovery(unchanged)
    assert found.q == pytest.approx(stats.false_discovery_control(found.p))


def test_series_of_other_lengths_are_judged_by_their_own_shape():
    table = quiet(200)
    table[100:, 12:] = np.nan
    charts = many_charts(table, screen_mr=False, rules=("western_electric",))
    rules = charts.rules[0]
    rates = [simulated_false_alarm("i", n, n, rules=rules) for n in (24, 12)]
    assert false_discovery(charts).expected[0] == pytest.approx(100 * sum(rates))


def test_a_series_that_can_not_be_judged_comes_last():
    table = quiet(30)
    table[4] = np.nan
    found = false_discovery(many_charts(table, screen_mr=False))
    assert np.isnan([found.p[4], found.q[4]]).all()
    assert found.order[-1] == 4


def test_run_charts_are_judged_by_their_runs_alone():
    table = quiet(200)
    table[7, 12:] += 8
    found = false_discovery(many_charts(table, screen_mr=False, kind="run"))
    assert found.order[0] == 7
