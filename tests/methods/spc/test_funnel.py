"""Funnel plots: limits against exact sums, symmetry, dispersion, and sites that can't be judged."""

from math import comb, exp, factorial, isnan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from thirdspace.methods.spc import funnel
from thirdspace.problems import MethodProblem

sites = st.lists(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=1,
    max_size=12,
)


def interpolated(probabilities, p):
    """The published definition, from a list of exact probabilities of 0, 1, 2, …"""
    cumulative = 0.0
    for count, probability in enumerate(probabilities):
        cumulative += probability
        if cumulative >= p:
            return max(count - (cumulative - p) / probability, 0)
    raise AssertionError("the list is too short")


def binomial(n, share):
    return [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]


@pytest.mark.parametrize("n", [5, 20, 77])
@pytest.mark.parametrize("target", [0.05, 0.4, 0.9])
def test_limits_of_shares_are_the_published_quantiles(n, target):
    found = funnel([1], [n], target=target)
    law = binomial(n, target)
    assert found.lower_95[0] * n == pytest.approx(interpolated(law, 0.025), abs=1e-9)
    assert found.upper_95[0] * n == pytest.approx(interpolated(law, 0.975), abs=1e-9)
    assert found.lower_998[0] * n == pytest.approx(interpolated(law, 0.001), abs=1e-9)
    assert found.upper_998[0] * n == pytest.approx(interpolated(law, 0.999), abs=1e-9)


def test_limits_of_rates_are_the_published_quantiles():
    found = funnel([4], [2.5], target=3, kind="rate")
    law = [exp(-7.5) * 7.5**k / factorial(k) for k in range(60)]
    assert found.lower_95[0] * 2.5 == pytest.approx(interpolated(law, 0.025))
    assert found.upper_998[0] * 2.5 == pytest.approx(interpolated(law, 0.999))


@given(sites, st.floats(0.02, 0.98))
def test_sites_are_outside_by_their_exact_probability(pairs, target):
    successes, totals = zip(*pairs, strict=True)
    found = funnel(successes, totals, target=target)
    for count, n, outside in zip(successes, totals, found.outside_998, strict=True):
        low = stats.binom.cdf(count, n, target)
        high = stats.binom.sf(count - 1, n, target)
        assert outside == (min(low, high) < 0.001)


@given(sites)
def test_counting_the_others_turns_the_funnel_round(pairs):
    successes, totals = map(np.array, zip(*pairs, strict=True))
    found, turned = funnel(successes, totals), funnel(totals - successes, totals)
    assert found.outside_95 == turned.outside_95
    assert found.dispersion == pytest.approx(turned.dispersion)


@given(sites)
def test_wider_limits_flag_fewer(pairs):
    found = funnel(*zip(*pairs, strict=True))
    assert np.all(np.array(found.outside_998) <= found.outside_95)
    assert np.all(np.array(found.lower_998) <= found.lower_95)
    assert np.all(np.array(found.upper_95) <= found.upper_998)


def test_one_case_is_never_outside_though_it_may_lie_above_the_line():
    found = funnel([1], [1], target=0.6)
    assert found.values[0] > found.upper_998[0]
    assert found.outside_95 == (False,)


def test_sites_that_differ_by_chance_have_a_dispersion_near_one():
    random = np.random.default_rng(5)
    totals = random.integers(50, 400, 300)
    found = funnel(random.binomial(totals, 0.3), totals)
    assert found.dispersion == pytest.approx(1, abs=0.2)
    assert not found.overdispersed


def test_overdispersion_is_shown_and_said():
    random = np.random.default_rng(5)
    totals = random.integers(50, 400, 60)
    found = funnel(random.binomial(totals, random.beta(6, 14, 60)), totals)
    assert found.dispersion > 2
    assert found.overdispersed
    assert "limits are too narrow" in found.sentence


def test_dispersion_is_that_of_a_chi_squared_test():
    successes, totals = np.array([8, 22, 40, 81]), np.array([20, 40, 90, 100])
    table = np.stack([successes, totals - successes])
    statistic, p, freedom, _ = stats.chi2_contingency(table, correction=False)
    found = funnel(successes, totals)
    assert found.dispersion == pytest.approx(statistic / freedom)
    assert found.dispersion_p == pytest.approx(p)


def test_a_site_without_cases_is_left_out_and_named():
    found = funnel([3, 0, 5], [9, 0, 8])
    assert isnan(found.values[1])
    assert isnan(found.upper_95[1])
    assert not found.outside_95[1]
    assert "1 site had no cases" in found.sentence


@pytest.mark.parametrize(("count", "share"), [(0, 0.0), (9, 1.0)])
def test_where_nothing_or_everything_happened_no_site_stands_out(count, share):
    found = funnel([count, count], [9, 9])
    assert found.lower_998 == found.upper_998 == (share, share)
    assert found.outside_95 == (False, False)
    assert found.dispersion is None
    assert "dispersion can’t be computed" in found.sentence


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (([], []), "successes"),
        (([1], [0]), "successes"),
        (([5], [4]), "successes"),
        (([-1], [4]), "successes"),
        (([1.5], [4]), "successes"),
        (([1, 2], [4]), "totals"),
        (([0, 0], [0, 0]), "totals"),
        ((["1"], [4]), "successes"),
        (([float("nan")], [4]), "successes"),
    ],
)
def test_what_can_not_be_is_refused(arguments, field):
    with pytest.raises(MethodProblem) as caught:
        funnel(*arguments)
    assert caught.value.field == field


@pytest.mark.parametrize(("choices", "field"), [({"target": 2}, "target"), ({"kind": "x"}, "kind")])
def test_a_choice_that_makes_no_sense_is_refused(choices, field):
    with pytest.raises(MethodProblem) as caught:
        funnel([1], [4], **choices)
    assert caught.value.field == field
