"""The law of runs against every order there is, and against printed tables."""

from itertools import groupby, product
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.spc.false_alarm import false_alarm
from thirdspace.methods.spc.joint_law import LARGEST, joint_law
from thirdspace.methods.spc.rules import ANHOEJ, RULES, count_runs
from thirdspace.problems import MethodProblem

TESTS = [rules.runs for rules in RULES.values() if rules.runs]


def all_orders(n, above):
    """Add up the probability of every order of n points, by crossings and longest run."""
    law = np.zeros((n, n + 1))
    for order in product([True, False], repeat=n):
        runs = [len(list(run)) for _, run in groupby(order)]
        law[len(runs) - 1, max(runs)] += above ** sum(order) * (1 - above) ** (n - sum(order))
    return law


@pytest.mark.parametrize("above", [0.5, 0.3, 0.788, 1.0])
@pytest.mark.parametrize("n", [1, 2, 5, 10, 12])
def test_the_law_is_that_of_all_orders(n, above):
    law = joint_law(n, above)
    np.testing.assert_allclose(law.probabilities, all_orders(n, above), rtol=1e-11, atol=1e-15)


@pytest.mark.parametrize("n", [13, 14])
def test_counts_are_those_of_all_orders(n):
    orders = count_runs(np.array(list(product([-1, 1], repeat=n)), dtype=np.float32))
    found = np.zeros((n, n + 1), dtype=int)
    np.add.at(found, (orders.crossings, orders.longest), 1)
    assert (np.array(joint_law(n).counts) * 2 == found).all()


def test_printed_counts():
    # 14 points: crossings, longest run, orders.
    counts = joint_law(14).counts
    assert [counts[0][14], counts[1][7], counts[1][8]] == [1, 1, 2]
    assert sum(map(sum, counts)) == 2**13


@given(n=st.integers(1, 40), above=st.floats(0, 1))
def test_probabilities_add_up_and_do_not_care_which_side_is_which(n, above):
    law = joint_law(n, above)
    assert law.probabilities.sum() == pytest.approx(1)
    assert (law.probabilities >= 0).all()
    np.testing.assert_allclose(
        joint_law(n, 1 - above).probabilities, law.probabilities, rtol=1e-6, atol=1e-12
    )
    crossings = law.probabilities.sum(axis=1) @ np.arange(n)
    assert law.mean_crossings == pytest.approx(crossings, abs=1e-9)


@pytest.mark.parametrize("rules", TESTS, ids=lambda rules: rules.id)
@pytest.mark.parametrize("n", [5, 10, 16, 27, 60, 100])
def test_the_rate_of_random_points_is_the_counted_one(rules, n):
    assert joint_law(n).signal_rate(rules) == pytest.approx(false_alarm(n, rules=rules), abs=1e-12)


@pytest.mark.parametrize("rules", TESTS, ids=lambda rules: rules.id)
def test_the_rate_of_shifted_points_is_that_of_simulated_ones(rules):
    above = NormalDist().cdf(0.8)
    sides = np.sign(np.random.default_rng(1).normal(0.8, size=(20_000, 30)))
    simulated = count_runs(sides).signals(rules).mean()
    assert joint_law(30, above).signal_rate(rules) == pytest.approx(simulated, abs=0.013)


def test_a_box_finds_a_shift_more_often_than_the_first_rules_where_it_may():
    law = joint_law(24, NormalDist().cdf(0.8))
    assert law.signal_rate(TESTS[1]) >= law.signal_rate(ANHOEJ)


def test_the_sentence_says_what_is_usual():
    assert joint_law(24).sentence == (
        "If each of 24 independent points lies above the line with a chance of 50%, the line is "
        "crossed 11.5 times on average, and in half of all series no run is longer than 5."
    )


@pytest.mark.parametrize(
    ("n", "above"),
    [(0, 0.5), (-1, 0.5), (2.5, 0.5), ("9", 0.5), (float("nan"), 0.5), (LARGEST + 1, 0.5)]
    + [(10, share) for share in (-0.1, 1.1, float("nan"), float("inf"), "half", None)],
)
def test_what_is_no_count_or_no_probability_is_refused(n, above):
    with pytest.raises(MethodProblem):
        joint_law(n, above)
