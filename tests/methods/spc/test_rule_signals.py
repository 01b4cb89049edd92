"""Signals of one phase, and marks for many series: the same findings, told in two ways."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.spc.rules import (
    RULES,
    Signal,
    all_rules,
    any_signal,
    count_runs,
    flags,
    signals_in,
)
from thirdspace.methods.spc.runs import runs_of
from thirdspace.problems import MethodProblem

ALL = pytest.mark.parametrize("rules", all_rules(), ids=lambda rules: rules.id)
LIMITS = pytest.mark.parametrize("limits", [True, False])


def drawn(shape, seed=2):
    """Random series that wander, with ties, points on the line and missing ones."""
    random = np.random.default_rng(seed)
    z = random.normal(size=shape).round(1) + np.sin(np.arange(shape[-1]) / 5).round(1)
    z[random.random(shape) < 0.05] = np.nan
    z[random.random(shape) < 0.1] = 0
    return z


@ALL
@LIMITS
def test_flags_are_the_points_of_the_signals(rules, limits):
    for z, flagged in zip(
        table := drawn((60, 45)), flags(rules, table, limits=limits), strict=True
    ):
        places = {p for signal in signals_in(rules, z, limits=limits) for p in signal.places}
        assert set(np.flatnonzero(flagged).tolist()) == places


@ALL
@LIMITS
def test_there_is_a_signal_where_one_is_listed(rules, limits):
    table = drawn((60, 30), seed=4)
    listed = [bool(signals_in(rules, z, limits=limits)) for z in table]
    assert any_signal(rules, table, limits=limits).tolist() == listed


@ALL
def test_many_series_are_judged_as_each_alone(rules):
    table = drawn((3, 7, 30))
    assert (flags(rules, table) == [[flags(rules, z) for z in rows] for rows in table]).all()
    assert (any_signal(rules, table) == [[any_signal(rules, z) for z in r] for r in table]).all()


@ALL
@settings(max_examples=25)  # for each set
@given(z=st.lists(st.floats(-4, 4), min_size=1, max_size=40))
def test_above_and_below_are_treated_alike(rules, z):
    mirrored = signals_in(rules, [-x for x in z])
    other = {True: False, False: True, None: None}
    expected = {(s.rule, s.places, other[s.above]) for s in mirrored}
    assert {(s.rule, s.places, s.above) for s in signals_in(rules, z)} == expected


@ALL
def test_single_precision_finds_the_same(rules):
    table = drawn((50, 40)).astype(np.float32)
    assert (flags(rules, table) == flags(rules, table.astype(np.float64))).all()


def test_windows_that_share_points_are_one_signal_and_others_two():
    rules = RULES["western_electric"]
    z = [1, 0.5] * 5 + [-0.1] + [0.5] * 8
    assert signals_in(rules, z) == (
        Signal("we4_8_one_side", tuple(range(10)), True),
        Signal("we4_8_one_side", tuple(range(11, 19)), True),
    )


def test_points_beyond_the_limits_are_signals_of_their_own():
    found = signals_in(RULES["anhoej"], [0.1, 3.2, 3.3, -0.2, -4])
    assert [(s.rule, s.places, s.above) for s in found] == [
        ("beyond_3s", (1,), True),
        ("beyond_3s", (2,), True),
        ("beyond_3s", (4,), False),
    ]


def test_a_trend_holds_the_point_it_starts_from_and_knows_its_direction():
    (signal,) = signals_in(RULES["nelson"], [0.3, 0.5, 0.2, 0.1, 0, -0.1, -0.2, 0.4])
    assert signal == Signal("nelson3_6_trend", (1, 2, 3, 4, 5, 6), False)


def test_a_long_run_passes_over_points_on_the_line_and_missing_ones():
    z = [1, -1, 1, 0.2, 0.2, np.nan, 0.2, 0, 0.2, 0.2, 0.2, 0.2, 0.2, -1, 1]
    (signal,) = signals_in(RULES["anhoej"], z, limits=False)
    assert signal == Signal("longest_run", (2, 3, 4, 6, 8, 9, 10, 11, 12), True)


def test_too_few_crossings_are_a_signal_of_the_whole_phase():
    z = [1] * 6 + [-1] * 6
    assert signals_in(RULES["anhoej"], z) == (Signal("crossings_few", (), None),)
    assert not flags(RULES["anhoej"], z).any()
    assert any_signal(RULES["anhoej"], z)


def test_too_many_runs_are_a_signal_of_a_run_chart():
    assert signals_in(RULES["ihi_run"], [1, -1] * 10) == (Signal("crossings_many", (), None),)


def test_a_cut_corner_makes_a_run_a_signal_that_the_box_allows():
    # 16 points: the best box allows 8 in a row and 5 crossings, but not both.
    z = [1] * 8 + [-1, 1, -1, 1, -1, -1, -1, -1]
    counts = count_runs(z)
    assert (int(counts.useful), int(counts.longest), int(counts.crossings)) == (16, 8, 5)
    assert not signals_in(RULES["anhoej_bestbox"], z)
    assert [s.rule for s in signals_in(RULES["anhoej_cutbox"], z)] == ["longest_run"]


def test_fewer_than_ten_useful_points_are_not_judged_by_runs():
    assert not any_signal(RULES["anhoej"], [1.0] * 9)
    assert any_signal(RULES["anhoej"], [1.0] * 10)


@given(st.lists(st.sampled_from([-1.0, 0.0, 0.5, float("nan")]), min_size=1, max_size=40))
def test_runs_are_counted_as_one_by_one(z):
    sides = [0 if x != x else int(np.sign(x)) for x in z]
    runs = runs_of(range(len(z)), sides)
    counts = count_runs(z)
    assert counts.useful == sum(run.length for run in runs)
    assert counts.longest == max((run.length for run in runs), default=0)
    assert counts.crossings == max(len(runs) - 1, 0)


@pytest.mark.parametrize("z", [[], [np.nan] * 12, [0.0] * 12, [0.1]])
@ALL
def test_what_shows_nothing_is_no_signal(rules, z):
    assert signals_in(rules, z) == ()
    assert not flags(rules, z).any()
    assert any_signal(rules, z).shape == ()


def test_an_infinite_distance_is_beyond_every_zone():
    (signal,) = signals_in(RULES["western_electric"], [0, np.inf, 0])
    assert signal.places == (1,)


def test_signals_are_of_one_series():
    with pytest.raises(MethodProblem, match="one series"):
        signals_in(RULES["nelson"], [[1.0, 2.0]])
