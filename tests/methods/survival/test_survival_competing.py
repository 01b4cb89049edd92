"""Cumulative incidence, log-rank and Gray's test: oracles and what must not matter."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.survival import (
    cumulative_incidence,
    fine_gray,
    gray_test,
    kaplan_meier,
    log_rank,
)
from thirdspace.problems import MethodProblem

ends = st.lists(
    st.tuples(st.integers(1, 8), st.integers(0, 2), st.sampled_from("ab")), min_size=2, max_size=40
)
late = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 6), st.integers(0, 2)), min_size=1, max_size=30
)


def columns(rows):
    return tuple(np.array(column) for column in zip(*rows, strict=True))


@given(late)
def test_incidences_and_survival_sum_to_one_at_every_time(rows):
    entry, stay, cause = columns(rows)
    found = cumulative_incidence(entry + stay, cause, entry=entry, names=["moved", "retired"])
    total = found.incidence.sum(axis=1) + found.survival
    assert total == pytest.approx(np.ones(len(total)), abs=1e-12)
    assert (np.diff(found.incidence, axis=0) >= 0).all()
    assert (found.se >= 0).all()


@given(ends)
def test_one_cause_is_kaplan_meier_and_greenwood(rows):
    time, cause, _ = columns(rows)
    event = np.minimum(cause, 1)
    found, curve = cumulative_incidence(time, event, names=["left"]), kaplan_meier(time, event)
    assert found.incidence[:, 0] == pytest.approx(1 - curve.survival, abs=1e-12)
    positive = curve.survival > 1e-9
    assert found.se[positive, 0] == pytest.approx(curve.se[positive], abs=1e-9)


@settings(deadline=None)  # the first call loads SciPy
@given(ends, st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(rows, random):
    mixed = random.sample(rows, len(rows))
    for method in (lambda t, c, _: cumulative_incidence(t, c, names=["x", "y"]).se, _gray):
        one, other = method(*columns(rows)), method(*columns(mixed))
        assert np.allclose(one, other, atol=1e-9, equal_nan=True)


def _gray(time, cause, group):
    if len(set(group)) < 2:
        return np.nan
    found = gray_test(time, cause, group).statistic
    return np.nan if found is None else found


def test_without_censoring_the_incidence_is_a_share_with_its_binomial_error():
    time, cause = np.array([1, 1, 2, 3, 3, 3, 4, 4]), np.array([1, 2, 2, 1, 1, 2, 1, 2])
    found = cumulative_incidence(time, cause)
    share = np.array([np.mean((time <= t) & (cause == 1)) for t in found.time])
    assert found.incidence[:, 0] == pytest.approx(share)
    assert found.se[:, 0] == pytest.approx(np.sqrt(share * (1 - share) / 8))


def test_standard_errors_are_those_of_the_infinitesimal_jackknife():
    """Greenwood's formula is the sum of squares of what each person moves, to first order."""
    rng = np.random.default_rng(11)
    time, cause = rng.integers(1, 7, 60), rng.integers(0, 3, 60)
    found = cumulative_incidence(time, cause, names=["x", "y"])

    def weighted(weights):
        share, left, run = [], 1.0, 0.0
        for t in found.time:
            risk = weights[time >= t].sum()
            run += left * weights[(time == t) & (cause == 1)].sum() / risk
            left *= 1 - weights[(time == t) & (cause > 0)].sum() / risk
            share.append(run)
        return np.array(share)

    step = 1e-5
    moved = []
    for person in range(60):
        up, down = np.ones(60), np.ones(60)
        up[person] += step
        down[person] -= step
        moved.append((weighted(up) - weighted(down)) / (2 * step))
    jackknife = np.sqrt(np.sum(np.square(moved), axis=0))
    assert found.se[:, 0] == pytest.approx(jackknife, rel=1e-6)


def test_tied_causes_share_the_survival_before_them():
    found = cumulative_incidence([1, 2, 2, 2], [1, 1, 2, 0], names=["moved", "retired"])
    assert found.incidence.tolist() == [[0.25, 0.0], [0.5, 0.25]]
    values, errors = found.at([0.5, 2])
    assert values.tolist() == [[0, 0], [0.5, 0.25]]
    assert errors[0].tolist() == [0, 0]
    assert math.isnan(found.at([3])[0][0, 0])
    assert found.sentence.startswith("4 people; by time 2 an estimated moved 50%")
    assert "later entrants" not in found.sentence


def test_an_incidence_of_all_who_were_there_says_nothing_of_later_entrants():
    found = cumulative_incidence([1, 9, 9], [1, 0, 2], entry=[0, 2, 2])
    assert "cause 1 100% (no interval), cause 2 0% (no interval)" in found.sentence
    assert "all at risk left at time 1, so the curve says nothing of later" in found.sentence


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("groups", [2, 4])
def test_log_rank_equals_lifelines(seed, groups):
    from lifelines.statistics import multivariate_logrank_test

    rng = np.random.default_rng(seed)
    time, event, group = rng.integers(1, 15, 200), rng.integers(0, 2, 200), np.arange(200) % groups
    oracle = multivariate_logrank_test(time, group, event)
    ours = log_rank(time, event, group)
    assert ours.statistic == pytest.approx(oracle.test_statistic, rel=1e-9)
    assert ours.p == pytest.approx(oracle.p_value, rel=1e-9)
    assert ours.df == groups - 1
    assert sum(ours.expected) == pytest.approx(sum(ours.observed))


@settings(deadline=None)
@given(ends)
def test_strata_that_hold_one_group_each_compare_nothing(rows):
    time, cause, group = columns(rows)
    if len(set(group)) < 2:
        return
    found = log_rank(time, np.minimum(cause, 1), group, strata=group)
    assert found.statistic is None
    assert "nothing to compare" in found.sentence
    assert found.expected == pytest.approx(found.observed)


@settings(deadline=None)
@given(ends, st.sampled_from([0.5, 3, 7.25]))
def test_a_spell_split_at_a_late_entry_leaves_the_log_rank_test_alone(rows, unit):
    time, cause, group = columns(rows)
    if len(set(group)) < 2:
        return
    event, middle = np.minimum(cause, 1), time * unit / 2
    whole = log_rank(time, event, group)
    split = log_rank(
        np.concatenate([middle, time * unit]),
        np.concatenate([np.zeros_like(event), event]),
        np.concatenate([group, group]),
        entry=np.concatenate([np.zeros(len(time)), middle]),
    )
    assert split.expected == pytest.approx(whole.expected)
    assert (split.statistic is None) == (whole.statistic is None)
    if whole.statistic is not None:
        assert split.statistic == pytest.approx(whole.statistic, rel=1e-6, abs=1e-9)


def test_gray_without_other_causes_and_without_censoring_is_near_the_log_rank_test():
    rng = np.random.default_rng(2)
    group = np.arange(2000) % 2
    time = rng.exponential(1, 2000)
    gray, rank = gray_test(time, np.ones(2000), group), log_rank(time, np.ones(2000), group)
    assert gray.statistic == pytest.approx(rank.statistic, rel=0.05, abs=0.05)


def test_gray_keeps_its_error_rate_when_groups_are_alike():
    rng = np.random.default_rng(8)
    found = 0
    for _ in range(400):
        time, cause = rng.exponential(1, 80), rng.integers(1, 3, 80)
        censored = rng.exponential(2, 80)
        cause = np.where(time <= censored, cause, 0)
        test = gray_test(np.minimum(time, censored), cause, np.arange(80) % 3)
        found += test.p < 0.05
    assert 8 <= found <= 34


def test_groups_may_be_named_and_empty_comparisons_say_so():
    test = gray_test([1, 2, 3, 4], [2, 0, 2, 0], ["north", "north", "south", "south"])
    assert test.groups == ("north", "south")
    assert test.statistic is None
    assert "nothing to compare" in test.sentence


@pytest.mark.parametrize(
    ("cause", "options"),
    [
        ([0, 0, 0], {}),
        ([1, 2, 3], {"names": ["moved", "retired"]}),
        ([1, -1, 0], {}),
        ([1, 0.5, 0], {}),
        ([1, 99, 0], {}),
        (["moved", "retired", "moved"], {}),
        ([1, 0], {}),
    ],
)
def test_causes_that_can_not_be_used_are_refused(cause, options):
    with pytest.raises(MethodProblem):
        cumulative_incidence([1, 2, 3], cause, **options)


@pytest.mark.parametrize("test", [log_rank, gray_test])
@pytest.mark.parametrize(
    "group",
    [["a"] * 3, ["a", "b"], ["a", "b", ""], [1, 2, None], [1, 2, float("nan")], [[1, 2, 3]]],
)
def test_groups_that_can_not_be_compared_are_refused(test, group):
    with pytest.raises(MethodProblem):
        test([1, 2, 3], [1, 0, 1], group)


def test_fine_gray_equals_cox_with_breslow_when_nothing_competes_and_nobody_is_censored():
    from thirdspace.methods.survival import cox

    rng = np.random.default_rng(4)
    x, time = rng.normal(size=(80, 2)), rng.integers(1, 12, 80)
    one, other = fine_gray(time, np.ones(80), x), cox(time, np.ones(80), x, ties="breslow")
    assert one.coef == pytest.approx(other.coef, rel=1e-9)
    assert one.loglik == pytest.approx(other.loglik)
