import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest
from statsmodels.stats.proportion import confint_proportions_2indep

from thirdspace.methods.rates import newcombe_difference, wilson

tries = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
levels = st.sampled_from([0.5, 0.8, 0.9, 0.95, 0.99, 0.999])


@settings(deadline=None)
@given(tries, levels, st.booleans())
def test_bounds_are_those_of_an_independent_implementation(counted, level, continuity):
    count, of = counted
    ours = wilson(count, of, confidence=level, continuity=continuity)
    name = "wilsoncc" if continuity else "wilson"
    theirs = binomtest(count, of).proportion_ci(level, method=name)
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), abs=1e-11)


@settings(deadline=None)
@given(tries, levels, st.booleans())
def test_those_who_did_not_have_the_mirrored_interval(counted, level, continuity):
    count, of = counted
    did = wilson(count, of, confidence=level, continuity=continuity)
    did_not = wilson(of - count, of, confidence=level, continuity=continuity)
    assert (did.low, did.high) == pytest.approx((1 - did_not.high, 1 - did_not.low), abs=1e-12)
    assert 0 <= did.low <= did.rate <= did.high <= 1


@settings(deadline=None)
@given(tries, st.integers(2, 20))
def test_more_of_the_same_and_less_confidence_narrow_it(counted, times):
    count, of = counted
    once, often = wilson(count, of), wilson(count * times, of * times)
    assert often.high - often.low < once.high - once.low
    surer = wilson(count, of, confidence=0.99)
    assert surer.low <= once.low
    assert surer.high >= once.high
    corrected = wilson(count, of, continuity=True)
    assert corrected.low <= once.low
    assert corrected.high >= once.high


@settings(deadline=None)
@given(st.integers(0, 199))
def test_one_more_who_did_moves_both_bounds_up(count):
    fewer, more = wilson(count, 200), wilson(count + 1, 200)
    assert fewer.low < more.low
    assert fewer.high < more.high


def test_a_thousand_million_keep_their_precision():
    found = wilson(0, 10**9)
    assert found.high == pytest.approx(3.841458820694124e-9 / (1 + 3.841458820694124e-9), rel=1e-12)


def test_nobody_has_no_rate():
    found = wilson(0, 0)
    assert (found.rate, found.low, found.high) == (None, None, None)
    assert found.sentence == "Nothing to take a rate of: there was nobody."
    assert wilson(81, 263).sentence == "81 of 263 (31%; 95% interval 26% to 37%)."


@settings(deadline=None)
@given(tries, tries)
def test_difference_is_that_of_an_independent_implementation(one, two):
    ours = newcombe_difference(*one, *two)
    theirs = confint_proportions_2indep(*one, *two, method="newcomb", compare="diff")
    assert (ours.low, ours.high) == pytest.approx(theirs, abs=1e-10)
    assert ours.low <= ours.difference <= ours.high


@settings(deadline=None)
@given(tries, tries, levels)
def test_changing_sides_turns_the_difference_round(one, two, level):
    there = newcombe_difference(*one, *two, confidence=level)
    back = newcombe_difference(*two, *one, confidence=level)
    assert (back.low, back.high) == pytest.approx((-there.high, -there.low), abs=1e-12)
    assert there.low >= -1 - 1e-12
    assert there.high <= 1 + 1e-12


def test_an_empty_group_has_no_difference_and_a_wide_one_may_be_none():
    empty = newcombe_difference(3, 4, 0, 0)
    assert (empty.difference, empty.low, empty.high) == (None, None, None)
    assert empty.sentence.endswith("no difference can be taken, a group has nobody in it.")
    assert "it may be none" in newcombe_difference(5, 56, 0, 29).sentence
    assert "it may be none" not in newcombe_difference(9, 10, 3, 10).sentence
