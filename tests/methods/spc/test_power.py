"""False alarms and power against a published table, counted rates, and other simulations."""

from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from thirdspace.methods.spc.false_alarm import AlarmRate, false_alarm, false_alarm_rate, rate_of
from thirdspace.methods.spc.power import power
from thirdspace.methods.spc.rules import RULES, any_signal
from thirdspace.methods.spc.simulation import KINDS, NO_STEP, Shape, Step, standardized
from thirdspace.problems import MethodProblem

POINTS = (12, 24, 36, 60)
#: In percent, each from 8,000 random series of 12, 24, 36 and 60 points with estimated limits,
#: then from 4,000 series of 24, 36 and 60 with a step of 1 sigma at half.
SIMULATED_BEFORE = {
    "limits only": ((2.6, 5.9, 9.3, 14.7), (14, 19, 31)),
    "anhoej on the median": ((1.4, 3.0, 4.6, 4.3), (17, 25, 34)),
    "western_electric": ((5.2, 15, 25, 41), (44, 63, 85)),
    "nelson": ((6.3, 19, 32, 50), (43, 63, 84)),
    "nhs_mdc": ((4.7, 16, 27, 44), (43, 61, 84)),
    "shift of 6, trend of 5": ((12, 36, 55, 77), (59, 80, 95)),
}
SETS = {
    "limits only": (replace(RULES["anhoej"], runs=None), "i"),
    "anhoej on the median": (RULES["anhoej"], "run"),
    "western_electric": (RULES["western_electric"], "i"),
    "nelson": (RULES["nelson"], "i"),
    "nhs_mdc": (RULES["nhs_mdc"], "i"),
    "shift of 6, trend of 5": (replace(RULES["ihi_run"], runs=None), "run"),
}


def agrees(rate, percent, series):
    """Say whether a printed percentage lies within three and a half standard errors."""
    printed = percent / 100
    rounding = 0.0005 if isinstance(percent, float) else 0.005
    error = (printed * (1 - printed) / series + rate.standard_error**2) ** 0.5
    return abs(rate.rate - printed) <= rounding + 3.5 * error


@pytest.mark.parametrize("name", SETS)
def test_rates_are_those_simulated_before(name):
    rules, kind = SETS[name]
    false_alarms, powers = SIMULATED_BEFORE[name]
    for n, percent in zip(POINTS, false_alarms, strict=True):
        assert agrees(rate_of(rules, Shape(kind, n, n)), percent, 8000), n
    for n, percent in zip(POINTS[1:], powers, strict=True):
        rate = rate_of(rules, Shape(kind, n, n), Step(1.0, n // 2 + 1))
        assert agrees(rate, percent, 4000), n


@pytest.mark.parametrize("name", ["anhoej", "anhoej_bestbox", "anhoej_cutbox"])
@pytest.mark.parametrize("n", [12, 25, 60])
def test_runs_about_the_own_median_are_counted_and_agree_with_the_simulation(name, n):
    rules = RULES[name]
    counted = rate_of(rules, Shape("run", n, n))
    assert (counted.standard_error, counted.series) == (0, 0)
    assert counted.rate == false_alarm(n - n % 2, own_median=True, rules=rules.runs)
    z = standardized(Shape("run", n, n), NO_STEP)
    assert any_signal(rules, z, limits=False).mean() == pytest.approx(counted.rate, abs=0.008)


def test_a_table_has_both_rates_of_every_set():
    table = power(24)
    assert [row.rules for row in table.rows] == list(RULES)
    assert (table.points, table.baseline, table.step, table.first) == (24, 24, 1.0, 13)
    by_set = {row.rules: row for row in table.rows}
    assert by_set["none"].power.rate == by_set["none"].false_alarm.rate == 0
    del by_set["none"]
    for row in by_set.values():
        assert 0 < row.false_alarm.rate < row.power.rate < 1
        assert 0 < row.power.standard_error < 0.006
    assert by_set["anhoej"].false_alarm.rate < by_set["western_electric"].false_alarm.rate


def test_a_table_for_many_points_leaves_out_sets_that_end_before():
    table = power(366)
    assert {row.rules for row in table.rows} == set(RULES) - {"anhoej_bestbox", "anhoej_cutbox"}
    with pytest.raises(MethodProblem, match="can’t judge 366 points"):
        power(366, rules=["anhoej_bestbox"])


def test_a_rate_that_never_occurred_in_the_simulation_is_not_certain():
    rate = false_alarm_rate(2, rules="nelson")
    assert rate.rate == 0
    assert 0 < rate.standard_error < 1e-4


def test_rates_are_always_the_same_and_grow_with_the_step():
    rates = [power(24, step=step, rules=["anhoej"]).rows[0].power.rate for step in (0, 1, 2, 3)]
    assert rates == sorted(rates)
    assert rates[0] == power(24, rules=["anhoej"]).rows[0].false_alarm.rate
    standardized.cache_clear()
    assert rates[1] == power(24, rules="anhoej").rows[0].power.rate


def test_a_step_down_is_found_as_often_as_one_up():
    up, down = (power(24, step=s, rules=["nelson"]).rows[0].power for s in (1, -1))
    assert up.rate == pytest.approx(down.rate, abs=4 * up.standard_error)


def test_a_step_on_frozen_lines_is_found_best():
    early = power(36, at=25, freeze=24, rules=["nelson"]).rows[0].power.rate
    assert early > power(36, at=25, rules=["nelson"]).rows[0].power.rate
    assert early > power(36, at=36, freeze=24, rules=["nelson"]).rows[0].power.rate


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_chart_has_rates(kind):
    table = power(20, kind=kind, rules=["western_electric", "anhoej"], freeze=12)
    for row in table.rows:
        assert 0 < row.false_alarm.rate < row.power.rate <= 1


@pytest.mark.parametrize("kind", ["i", "p", "xbar", "s", "mr", "t"])
def test_distances_of_random_points_are_centered_and_about_a_sigma_wide(kind):
    z = standardized(Shape(kind, 60, 60), NO_STEP)
    assert z.shape == (10_000, 60)
    assert np.median(z) == pytest.approx(0, abs=0.25)
    assert np.quantile(np.abs(z), 0.68) == pytest.approx(1, abs=0.25)


def test_charts_of_exponential_times_are_flagged_more_often_by_cases_than_by_time():
    times, cases = (false_alarm_rate(24, kind=kind).rate for kind in ("t", "g"))
    assert times < 0.1 < 0.3 < cases


def test_screening_and_short_baselines_cost_false_alarms():
    rate = partial(false_alarm_rate, 24, rules="western_electric")
    assert rate().rate < rate(freeze=12).rate < rate(freeze=12, screen_mr=True).rate


def test_sentences_say_what_was_found_and_how_sure_it_is():
    assert false_alarm_rate(24, kind="run").sentence == (
        "With 24 points that only vary by chance, 3.1 of 100 charts show a signal under the rules "
        "anhoej 1 (counted exactly); points that remember each other raise more."
    )
    simulated = AlarmRate("nelson 1", 24, 0.19, 0.0025, 25_000).sentence
    assert "19.0 of 100" in simulated
    assert "simulated from 25,000 series, right within 0.5 of 100" in simulated
    sentence = power(24, rules=["western_electric"]).sentence
    assert "24 points with a step of 1 sigma from point 13" in sentence
    assert "western_electric in 44 (15)" in sentence


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": 0},
        {"n": 1},
        {"n": "24"},
        {"n": 1001},
        {"freeze": 25},
        {"freeze": 1},
        {"kind": "pie"},
        {"rules": "weco"},
    ],
)
def test_a_chart_that_can_not_be_is_refused(wrong):
    choices = {"n": 24} | wrong
    with pytest.raises(MethodProblem):
        false_alarm_rate(**choices)
    with pytest.raises(MethodProblem):
        power(**choices)


@pytest.mark.parametrize(
    "wrong", [{"step": float("nan")}, {"step": "1"}, {"at": 25}, {"at": 0}, {"rules": []}]
)
def test_a_change_that_can_not_be_is_refused(wrong):
    with pytest.raises(MethodProblem):
        power(24, **wrong)
