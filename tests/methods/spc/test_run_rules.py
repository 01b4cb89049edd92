import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from thirdspace.methods.spc import RULES

ANHOEJ = RULES["anhoej"]


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


def test_no_useful_point_has_no_run():
    assert (ANHOEJ.longest_run_max(0), ANHOEJ.crossings_min(0)) == (0, 0)


def test_rules_are_named_with_their_version_and_source():
    assert ANHOEJ.name == "anhoej 1"
    assert all(cite.doi for cite in ANHOEJ.cites)
