"""Fisher's exact test, Mantel-Haenszel and the exact conditional law behind both."""

import warnings

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.contingency_tables import StratifiedTable

from thirdspace.methods.rates import fisher_exact, mantel_haenszel
from thirdspace.problems import MethodProblem

group = st.integers(0, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
strata = st.lists(st.tuples(group, group), min_size=1, max_size=4)

UCB = (
    [[512, 353, 120, 138, 53, 22], [89, 17, 202, 131, 94, 24]],
    [[825, 560, 325, 417, 191, 373], [108, 25, 593, 375, 393, 341]],
)


@settings(deadline=None)
@given(group, group)
def test_fisher_is_that_of_scipy(one, two):
    (x1, n1), (x2, n2) = one, two
    ours = fisher_exact([x1, x2], [n1, n2])
    table = [[x1, n1 - x1], [x2, n2 - x2]]
    for side, theirs in (("two_sided", "two-sided"), ("lower", "less"), ("upper", "greater")):
        expected = stats.fisher_exact(table, theirs).pvalue
        assert getattr(ours, side) == pytest.approx(expected, rel=1e-8, abs=1e-300)


@settings(deadline=None)
@given(group, group)
def test_midp_and_tails_hang_together(one, two):
    (x1, n1), (x2, n2) = one, two
    found = fisher_exact([x1, x2], [n1, n2])
    seen = found.lower + found.upper - 1
    assert found.lower_midp == pytest.approx(found.lower - seen / 2, abs=1e-12)
    assert found.lower_midp + found.upper_midp == pytest.approx(1, abs=1e-12)
    other = fisher_exact([x2, x1], [n2, n1])
    assert other.two_sided == pytest.approx(found.two_sided, rel=1e-9)
    assert other.lower == pytest.approx(found.upper, rel=1e-9)


def test_fisher_knows_large_groups_and_far_tails():
    half = 5 * 10**8
    found = fisher_exact([half - 10**4, half + 10**4], [10**9, 10**9])
    assert found.two_sided == pytest.approx(2 * stats.norm.cdf(-2e4 / 5**0.5 / 1e4), rel=1e-3)
    far = fisher_exact([0, 100], [100, 100])
    assert far.lower == pytest.approx(stats.hypergeom(200, 100, 100).pmf(0), rel=1e-9)
    assert fisher_exact([0, 10**6], [10**6, 10**6]).two_sided == 0


def test_margins_without_a_choice_test_nothing():
    for selected in ([0, 0], [4, 6]):
        found = fisher_exact(selected, [4, 6])
        assert (found.two_sided, found.two_sided_midp, found.informative) == (1, 0.5, False)
        assert "nothing can be tested" in found.sentence


def rows_of(tables):
    """Turn (count, of) of two groups in each stratum into rows of groups."""
    counts = np.array(tables)
    return counts[:, :, 0].T, counts[:, :, 1].T


def stratified(selected, total):
    s, t = np.array(selected), np.array(total)
    tables = [np.array([s[:, k], t[:, k] - s[:, k]], dtype=float).T for k in range(s.shape[1])]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return StratifiedTable(tables)


@settings(max_examples=40, deadline=None)
@given(strata)
def test_ratios_and_tests_are_those_of_statsmodels(tables):
    selected, total = rows_of(tables)
    assume(all(a[1] + b[1] > 1 for a, b in tables))
    ours = mantel_haenszel(selected, total, exact=False)
    theirs = stratified(selected, total)
    if ours.odds_ratio.low is not None:
        assert ours.odds_ratio.value == pytest.approx(theirs.oddsratio_pooled, rel=1e-9)
        interval = theirs.oddsratio_pooled_confint()
        assert (ours.odds_ratio.low, ours.odds_ratio.high) == pytest.approx(interval, rel=1e-8)
        assert ours.risk_ratio.value == pytest.approx(theirs.riskratio_pooled, rel=1e-9)
    if ours.p is not None:
        test = theirs.test_null_odds()
        assert ours.statistic == pytest.approx(test.statistic, rel=1e-8, abs=1e-12)
        assert ours.p == pytest.approx(test.pvalue, rel=1e-8)


def test_one_stratum_is_said_of_one():
    assert "Within 1 stratum (" in mantel_haenszel([[5], [3]], [[10], [10]]).sentence
    assert (
        "1 stratum told nothing" in mantel_haenszel([[5, 0], [3, 0]], [[10, 4], [10, 4]]).sentence
    )


def test_berkeley_without_and_with_correction():
    found = mantel_haenszel(*UCB)
    corrected = stratified(*UCB).test_null_odds(correction=True)
    assert found.statistic_corrected == pytest.approx(corrected.statistic, rel=1e-9)
    assert found.p_corrected == pytest.approx(corrected.pvalue, rel=1e-9)
    assert found.sentence.startswith("Within 6 strata (4526 people) the odds of the first group")


def test_the_conditional_odds_ratio_makes_the_mean_what_was_seen():
    found = mantel_haenszel(*UCB).exact
    chosen, total = np.array(UCB[0]), np.array(UCB[1])
    mean = sum(
        stats.nchypergeom_fisher.mean(
            total[:, k].sum(), total[0, k], chosen[:, k].sum(), found.odds_ratio
        )
        for k in range(6)
    )
    assert mean == pytest.approx(chosen[0].sum(), rel=1e-10)
    assert found.odds_ratio == pytest.approx(0.9050699613409711, rel=1e-10)
    assert found.p == pytest.approx(0.2277625268, rel=1e-9)
    assert found.low < found.odds_ratio < found.high


@settings(max_examples=40, deadline=None)
@given(group, group)
def test_one_stratum_is_fisher(one, two):
    (x1, n1), (x2, n2) = one, two
    found = mantel_haenszel([[x1], [x2]], [[n1], [n2]]).exact
    assert found.p == pytest.approx(fisher_exact([x1, x2], [n1, n2]).two_sided, rel=1e-9)
    result = stats.contingency.odds_ratio([[x1, n1 - x1], [x2, n2 - x2]])
    interval = result.confidence_interval(0.95)
    if found.odds_ratio is not None:
        assert found.odds_ratio == pytest.approx(result.statistic, rel=1e-6)
    if found.low is not None:
        assert found.low == pytest.approx(interval.low, rel=1e-6)
    if found.high is not None:
        assert found.high == pytest.approx(interval.high, rel=1e-6)


@settings(max_examples=30, deadline=None)
@given(strata)
def test_order_of_strata_and_sides_do_not_matter(tables):
    there = mantel_haenszel(*rows_of(tables))
    turned = mantel_haenszel(*rows_of([(two, one) for one, two in tables[::-1]]))
    assert turned.exact.p == pytest.approx(there.exact.p, rel=1e-9)
    if there.odds_ratio.low is not None:
        assert turned.odds_ratio.value == pytest.approx(1 / there.odds_ratio.value, rel=1e-9)
    if there.exact.odds_ratio is not None:
        assert turned.exact.odds_ratio == pytest.approx(1 / there.exact.odds_ratio, rel=1e-8)


def test_strata_that_tell_nothing_change_nothing():
    useful = mantel_haenszel([[12], [20]], [[20], [50]])
    padded = mantel_haenszel(
        [[12, 5, 3, 0, 1], [20, 0, 4, 0, 0]], [[20, 9, 3, 0, 1], [50, 0, 4, 7, 0]]
    )
    assert padded.odds_ratio == useful.odds_ratio
    assert padded.exact.odds_ratio == pytest.approx(useful.exact.odds_ratio, rel=1e-12)
    assert padded.exact.p == pytest.approx(useful.exact.p, rel=1e-12)
    assert padded.informative == 1
    assert "4 strata told nothing" in padded.sentence


def test_what_can_not_be_compared_is_not_a_number():
    nobody = mantel_haenszel([[0], [0]], [[5], [6]])
    assert (nobody.p, nobody.odds_ratio.value, nobody.exact.odds_ratio) == (None, None, None)
    assert nobody.exact.p == 1
    one_sided = mantel_haenszel([[5], [2]], [[5], [6]])
    assert one_sided.odds_ratio.value is None
    assert (one_sided.exact.odds_ratio, one_sided.exact.high) == (None, None)
    assert one_sided.exact.low > 0


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: fisher_exact([1, 2, 3], [4, 5, 6]), "selected"),
        (lambda: fisher_exact([5, 2], [4, 5]), "selected"),
        (lambda: fisher_exact([1], [4]), "selected"),
        (lambda: fisher_exact(["1", "2"], [4, 5]), "selected"),
        (lambda: fisher_exact([1, 2], [4, 10**11]), "total"),
        (lambda: mantel_haenszel([[1, 2]], [[3, 4]]), "selected"),
        (lambda: mantel_haenszel([[], []], [[], []]), "selected"),
        (lambda: mantel_haenszel([[1], [2]], [[0], [4]]), "selected"),
        (lambda: mantel_haenszel([[1], [2]], [[3], [4]], confidence=1), "confidence"),
        (lambda: mantel_haenszel([[10**8] * 9] * 2, [[10**9] * 9] * 2), "exact"),
    ],
)
def test_what_can_not_be_is_refused(call, field):
    with pytest.raises(MethodProblem) as caught:
        call()
    assert caught.value.field == field
