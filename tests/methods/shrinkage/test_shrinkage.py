"""Rates of small programs, drawn in: against other optimizers, published numbers and limits."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import optimize, stats
from scipy.special import betaln

from reference_cases import CASES
from thirdspace.methods.rates import wilson
from thirdspace.methods.shrinkage import beta_binomial, efron_morris
from thirdspace.methods.shrinkage.verify import check, reads
from thirdspace.problems import MethodProblem

SHARED = CASES / "pipeline" / "shrinkage"
FILES = sorted(SHARED.glob("*.json"))
COUNTS = [3, 0, 12, 18, 2, 24, 9, 5, 1, 29, 8, 4]
TOTALS = [4, 3, 15, 21, 2, 52, 10, 12, 9, 33, 19, 9]

unit = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
units = st.lists(unit, min_size=2, max_size=12)


def fitted(pairs, **choices):
    return beta_binomial([x for x, _ in pairs], [n for _, n in pairs], **choices)


def log_likelihood(alpha, beta, x, n):
    return float((betaln(alpha + x, beta + n - x) - betaln(alpha, beta)).sum())


@settings(max_examples=40, deadline=None)
@given(units)
def test_no_other_law_is_more_likely(pairs):
    x, n = np.array(pairs).T
    found = fitted(pairs)
    for mean in (0.1, 0.3, 0.5, 0.7, 0.9):
        for size in (0.01, 0.3, 3, 30, 3000, 1e6):
            other = log_likelihood(mean * size, (1 - mean) * size, x, n)
            assert other <= found.log_likelihood + 1e-6 * abs(found.log_likelihood)


def test_units_of_one_person_tell_nothing_of_how_they_differ():
    found = beta_binomial([1, 0, 1, 0], [1, 1, 1, 0])
    assert "with one person each nothing can be told" in found.sentence
    assert "no more than chance" not in found.sentence
    assert "keeps its own rate" not in found.sentence


def test_maximum_is_that_of_a_general_optimizer():
    x, n = np.array(COUNTS), np.array(TOTALS)
    result = optimize.minimize(
        lambda at: -log_likelihood(*np.exp(at), x, n),
        [0, 0],
        method="Nelder-Mead",
        options={"xatol": 1e-10, "fatol": 1e-14, "maxiter": 4000},
    )
    found = beta_binomial(COUNTS, TOTALS)
    assert (found.alpha, found.beta) == pytest.approx(np.exp(result.x), rel=1e-6)
    step = 1e-4
    for alpha, beta in ((step, 0), (-step, 0), (0, step), (0, -step)):
        other = log_likelihood(found.alpha * (1 + alpha), found.beta * (1 + beta), x, n)
        assert other < found.log_likelihood


@settings(max_examples=40, deadline=None)
@given(units)
def test_rates_lie_between_own_and_common_and_within_their_interval(pairs):
    found = fitted(pairs)
    if found.kind == "shrunk":
        middle = found.alpha / (found.alpha + found.beta)
        for own, rate in zip(found.raw, found.rates, strict=True):
            assert min(own, middle) - 1e-9 <= rate <= max(own, middle) + 1e-9
        law = stats.beta(
            found.alpha + found.counts[0], found.beta + found.totals[0] - found.counts[0]
        )
        assert (found.low[0], found.high[0]) == pytest.approx(
            law.interval(0.95), rel=1e-6, abs=1e-9
        )
    for low, high in zip(found.low, found.high, strict=True):
        assert 0 <= low <= high <= 1


@settings(max_examples=30, deadline=None)
@given(units)
def test_counting_those_who_did_not_mirrors_the_rates(pairs):
    there = fitted(pairs)
    mirrored = fitted([(n - x, n) for x, n in pairs])
    assert mirrored.kind == there.kind
    assert mirrored.rates == pytest.approx([1 - rate for rate in there.rates], abs=1e-5)


def test_a_program_of_two_is_not_first():
    found = beta_binomial(COUNTS, TOTALS)
    assert found.raw.index(max(found.raw)) == 4
    assert found.rates.index(max(found.rates)) == 9


def test_no_variance_between_units_gives_the_pooled_rate_with_its_interval():
    found = beta_binomial([5, 10, 20], [10, 20, 40])
    pooled = wilson(35, 70)
    assert (found.kind, found.alpha) == ("pooled", None)
    assert found.rates == (0.5,) * 3
    assert (found.low[0], found.high[2]) == (pooled.low, pooled.high)
    assert "no more than chance would make them" in found.sentence


@pytest.mark.parametrize(
    ("counts", "totals", "kind", "rates"),
    [
        ([0, 0, 0], [5, 9, 2], "pooled", (0.0, 0.0, 0.0)),
        ([5, 9], [5, 9], "pooled", (1.0, 1.0)),
        ([1, 0, 1, 1], [1, 1, 1, 1], "pooled", (0.75,) * 4),
        ([0, 5, 0], [5, 5, 4], "apart", (0.0, 1.0, 0.0)),
        ([5, 10, 20, 0], [10, 20, 40, 0], "pooled", (0.5,) * 4),
    ],
)
def test_degenerate_units_have_a_documented_result(counts, totals, kind, rates):
    found = beta_binomial(counts, totals)
    assert (found.kind, found.rates) == (kind, rates)


def test_a_unit_with_nobody_gets_the_rate_of_a_new_one():
    found = beta_binomial([*COUNTS, 0], [*TOTALS, 0])
    assert found.raw[-1] is None
    assert found.rates[-1] == pytest.approx(found.alpha / (found.alpha + found.beta))
    assert "1 with nobody" in found.sentence


def test_large_counts_fit():
    found = beta_binomial([10**9 // 3, 10**9 // 2, 10**9 // 4], [10**9] * 3)
    assert found.rates == pytest.approx((1 / 3, 1 / 2, 1 / 4), abs=1e-6)


values = st.lists(st.floats(-50, 50), min_size=4, max_size=20)
whole = st.lists(st.integers(-50, 50), min_size=4, max_size=20)


@settings(deadline=None)
@given(whole, st.floats(0.01, 100), st.integers(-5, 5), st.sampled_from([0.5, 2.0, 4.0]))
def test_moving_or_stretching_the_scale_moves_the_estimates(y, variance, shift, factor):
    still = efron_morris(y, variance=variance)
    moved = efron_morris([factor * v + shift for v in y], variance=factor**2 * variance)
    expected = [factor * estimate + shift for estimate in still.estimates]
    assert moved.estimates == pytest.approx(expected, abs=1e-6)


@settings(deadline=None)
@given(values, st.floats(0.01, 100))
def test_nobody_is_drawn_past_the_mean_and_the_mean_stays(y, variance):
    found = efron_morris(y, variance=variance)
    assert np.mean(found.estimates) == pytest.approx(found.mean, abs=1e-9)
    for raw, estimate in zip(found.raw, found.estimates, strict=True):
        assert min(raw, found.mean) - 1e-9 <= estimate <= max(raw, found.mean) + 1e-9


def test_squared_error_is_smaller_and_the_interval_holds():
    random = np.random.default_rng(7)
    raw_error = drawn_error = held = 0.0
    for _ in range(400):
        truth = random.normal(0, 1, 12)
        y = truth + random.normal(0, 1, 12)
        found = efron_morris(y, variance=1)
        raw_error += ((y - truth) ** 2).sum()
        drawn_error += ((np.array(found.estimates) - truth) ** 2).sum()
        held += ((np.array(found.low) <= truth) & (truth <= np.array(found.high))).mean()
    assert drawn_error < 0.7 * raw_error
    assert held / 400 == pytest.approx(0.95, abs=0.015)


def test_positive_part_is_a_choice():
    y = [0.50, 0.51, 0.49, 0.50, 0.52]
    assert efron_morris(y, n=10).kept == 0
    negative = efron_morris(y, n=10, positive_part=False)
    assert negative.kept == negative.c < 0
    assert efron_morris(y, n=10).estimates == pytest.approx([np.mean(y)] * 5)


def test_equal_values_have_nothing_to_draw_in():
    found = efron_morris([0.4] * 6, n=20)
    assert (found.c, found.estimates[0]) == (None, pytest.approx(0.4))
    assert found.sentence == "6 units, all the same at 0.4: there is nothing to draw in."


@pytest.mark.parametrize(
    ("call", "field"),
    [
        (lambda: beta_binomial([], []), "totals"),
        (lambda: beta_binomial([3], [4]), "totals"),
        (lambda: beta_binomial([3, 0], [4, 0]), "totals"),
        (lambda: beta_binomial([5, 1], [4, 2]), "counts"),
        (lambda: beta_binomial([1, 2, 3], [4, 5]), "totals"),
        (lambda: beta_binomial([-1, 2], [4, 5]), "counts"),
        (lambda: beta_binomial(["1", "2"], [4, 5]), "counts"),
        (lambda: beta_binomial([1, float("nan")], [4, 5]), "counts"),
        (lambda: beta_binomial([1, 2], [4, 5], confidence=2), "confidence"),
        (lambda: efron_morris([0.1, 0.2, 0.3], n=5), "y"),
        (lambda: efron_morris([0.1, 0.2, 0.3, 1.4], n=5), "y"),
        (lambda: efron_morris([0.1, 0.2, 0.3, 0.4]), "n"),
        (lambda: efron_morris([0.1, 0.2, 0.3, 0.4], n=5, variance=1), "n"),
        (lambda: efron_morris([0.1, 0.2, 0.3, 0.4], n=0), "n"),
        (lambda: efron_morris([0.1, 0.2, 0.3, 0.4], variance=-1), "variance"),
        (lambda: efron_morris([0.1, 0.2, 0.3, float("inf")], variance=1), "y"),
    ],
)
def test_what_can_not_be_is_refused(call, field):
    with pytest.raises(MethodProblem) as caught:
        call()
    assert caught.value.field == field


@pytest.mark.skipif(not FILES, reason=f"no shared reference cases at {SHARED}")
def test_every_shared_case_passes():
    results = [r for file in FILES for r in check(file.stem, json.loads(file.read_text()), file)]
    assert [str(result) for result in results if result.outcome != "passed"] == []
    assert len(results) == 3


def run(case):
    assert reads(case)
    return [(r.outcome, r.reason) for r in check("any", case, Path("any.json"))]


def test_cases_with_other_names_are_read_and_differences_named():
    found = beta_binomial(COUNTS, TOTALS)
    case = {"hired": COUNTS, "applied": TOTALS, "expected": {"alpha": found.alpha}}
    assert run(case) == [("passed", "")]
    case["expected"] = {"alpha": found.alpha * (1 + 1e-6)}
    assert run(case)[0][1].startswith("alpha 1: got")
    assert run(case | {"tolerance": {"posterior": 0.001}}) == [("passed", "")]
    both = {"posterior": 0.001, "raw": 0.1}
    assert run(case | {"tolerance": both})[0][1].startswith("alpha 1: got")
    pooled = {"expected": {"pooled": found.pooled_rate + 1e-6}, "tolerance": {"posterior": 0.001}}
    assert run(case | pooled)[0][1].startswith("pooled 1: got")
    normal = {"y": [1.0, 2.0, 4.0, 9.0], "variance": 0.5, "expected": {"ybar": 4.0}}
    assert run({"cases": [normal]}) == [("passed", "")]
    assert not reads({"cases": [{"cells": [1, 2]}]})


def test_a_unit_of_a_billion_leaves_the_others_where_they_were():
    large, huge = (
        beta_binomial([size, 0, 12, 18, 2, 24], [size, 3, 15, 21, 2, 52]) for size in (10**6, 10**9)
    )
    assert np.isfinite(huge.log_likelihood)
    assert huge.rates[1:] == pytest.approx(large.rates[1:], abs=0.05)
