"""Bounds on the longest run and on crossings: printed values, and what they must never do."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from thirdspace.methods.spc.rules import ANHOEJ, RULES, count_runs
from thirdspace.problems import MethodProblem

BEST, CUT, RUNS = (RULES[name].runs for name in ("anhoej_bestbox", "anhoej_cutbox", "ihi_run"))


@given(st.integers(2, 1000))
def test_fewest_crossings_is_the_binomial_quantile(useful):
    assert ANHOEJ.crossings_min(useful) == binom.ppf(0.05, useful - 1, 0.5)


@given(st.integers(1, 1000))
def test_limits_never_shrink_with_more_points(useful):
    assert ANHOEJ.longest_run_max(useful) <= ANHOEJ.longest_run_max(useful + 1)
    assert ANHOEJ.crossings_min(useful) <= ANHOEJ.crossings_min(useful + 1)


@pytest.mark.parametrize(
    ("useful", "longest", "crossings"),
    [(10, 6, 2), (12, 7, 3), (15, 7, 4), (20, 7, 6), (24, 8, 8), (30, 8, 10), (50, 9, 19)],
)
def test_printed_limits(useful, longest, crossings):
    assert ANHOEJ.longest_run_max(useful) == longest
    assert ANHOEJ.crossings_min(useful) == crossings


@pytest.mark.parametrize("rules", [ANHOEJ, BEST, CUT, RUNS], ids=lambda rules: rules.id)
def test_no_useful_point_has_no_run(rules):
    assert (rules.longest_run_max(0), rules.crossings_min(0)) == (0, 0)


@pytest.mark.parametrize(
    ("useful", "crossings", "longest", "border_crossings", "border_longest"),
    [
        (10, 2, 6, 3, 5),
        (12, 3, 6, 3, 6),
        (26, 9, 9, 10, 7),
        (44, 17, 10, 17, 10),
        (70, 29, 14, 30, 13),
        (88, 37, 12, 38, 10),
        (94, 39, 11, 42, 8),
        (100, 41, 10, 42, 9),
    ],
)
def test_printed_boxes(useful, crossings, longest, border_crossings, border_longest):
    best, cut = BEST.bounds(useful), CUT.bounds(useful)
    assert (best.crossings_min, best.longest_run_max) == (crossings, longest)
    assert (cut.crossings_min, cut.longest_run_max) == (crossings, longest)
    assert (cut.border_crossings, cut.border_longest) == (border_crossings, border_longest)


@pytest.mark.parametrize("rules", [BEST, CUT], ids=lambda rules: rules.id)
@pytest.mark.parametrize("useful", [10, 11, 13])
def test_a_box_holds_what_it_must_of_all_random_orders(rules, useful):
    counts = count_runs(np.array(list(product([-1, 1], repeat=useful))))
    assert 1 - counts.signals(rules).mean() >= 0.925
    assert counts.signals(CUT).sum() >= counts.signals(BEST).sum()


@pytest.mark.parametrize("useful", [10, 16, 26, 60])
def test_signals_of_arrays_are_those_of_the_bounds(useful):
    longest, crossings = (g.ravel() for g in np.mgrid[1 : useful + 1, 0:useful])
    counts = type(count_runs([1.0]))(np.full(longest.size, useful), longest, crossings)
    for rules in (ANHOEJ, BEST, CUT, RUNS):
        bounds = rules.bounds(useful)
        quiet = [
            bounds.crossings_min <= c <= bounds.crossings_max and run <= bounds.longest_quiet(c)
            for run, c in zip(longest.tolist(), crossings.tolist(), strict=True)
        ]
        assert (counts.signals(rules) == ~np.array(quiet)).all()


def test_boxes_end_where_their_search_takes_too_long():
    assert BEST.bounds(365).crossings_min > 100
    with pytest.raises(MethodProblem, match="anhoej_cutbox 1 can’t judge 366 points"):
        CUT.bounds(366)


@pytest.mark.parametrize(
    ("useful", "fewest_runs", "most_runs"), [(10, 3, 9), (20, 6, 16), (30, 11, 21), (40, 15, 27)]
)
def test_printed_numbers_of_runs(useful, fewest_runs, most_runs):
    bounds = RUNS.bounds(useful)
    assert bounds.crossings_min == fewest_runs - 1
    assert bounds.crossings_max == most_runs - 1
    assert bounds.longest_run_max == useful
