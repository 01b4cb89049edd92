"""Alpha and omega: known values, oracles, and scales that say nothing."""

import numpy as np
import pytest

from thirdspace.methods.gaps import reliability
from thirdspace.methods.gaps.one_factor import one_factor
from thirdspace.problems import MethodProblem


def answers(people=400, loadings=(0.8, 0.7, 0.6, 0.5, 0.9), seed=3):
    rng = np.random.default_rng(seed)
    load = np.array(loadings)
    shared = rng.normal(size=(people, 1)) * load
    return shared + rng.normal(size=(people, load.size)) * np.sqrt(1 - load**2)


def test_one_factor_is_found_again_where_it_is_exact():
    load = np.array([0.9, 0.8, 0.7, 0.6, 0.5])
    correlations = np.outer(load, load)
    np.fill_diagonal(correlations, 1)
    found, unique = one_factor(correlations)
    assert found == pytest.approx(load, abs=1e-5)
    assert unique == pytest.approx(1 - load**2, abs=1e-5)


def test_one_factor_agrees_with_an_independent_fit():
    from sklearn.decomposition import FactorAnalysis

    table = answers()
    scaled = (table - table.mean(axis=0)) / table.std(axis=0)
    oracle = FactorAnalysis(1, tol=1e-12, max_iter=100_000).fit(scaled)
    loadings, unique = one_factor(np.corrcoef(table.T))
    assert np.abs(oracle.components_[0]) == pytest.approx(np.abs(loadings), abs=1e-3)
    assert oracle.noise_variance_ == pytest.approx(unique, abs=1e-3)


def test_parallel_items_have_the_same_alpha_and_omega():
    rng = np.random.default_rng(1)
    white = np.linalg.qr(rng.normal(size=(60, 4)) - 0)[0]
    white -= white.mean(axis=0)
    white = np.linalg.qr(white)[0]  # columns of mean 0, uncorrelated, of one length
    table = white[:, :1] * np.sqrt(0.5) + white[:, 1:4] * np.sqrt(0.5)
    found = reliability(table)
    assert found.alpha == pytest.approx(3 * 0.5 / (1 + 2 * 0.5))
    assert found.omega == pytest.approx(found.alpha, abs=1e-6)
    assert found.alpha_without == pytest.approx([2 * 0.5 / (1 + 0.5)] * 3)


def test_scaling_and_order_change_nothing():
    table = answers(100)
    found = reliability(table)
    shuffled = reliability(table[::-1, ::-1] * 7 + 2)
    assert shuffled.alpha == pytest.approx(found.alpha)
    assert shuffled.omega == pytest.approx(found.omega, abs=1e-6)
    assert shuffled.item_rest[::-1] == pytest.approx(found.item_rest)


def test_omega_does_not_depend_on_an_items_unit_as_alpha_does():
    table = answers(300)
    assert reliability(table).omega > reliability(table).alpha - 1e-9


def test_the_interval_covers_in_repeated_samples():
    truth = reliability(answers(200_000, seed=0)).alpha
    hits = 0
    for seed in range(1, 201):
        found = reliability(answers(60, seed=seed))
        hits += found.alpha_low <= truth <= found.alpha_high
    assert 180 <= hits <= 199


def test_an_item_that_runs_against_the_others_is_named():
    table = answers(200)
    table[:, 0] *= -1
    found = reliability(table)
    assert found.item_rest[0] < 0
    assert "runs against the others" in found.sentence


def test_an_item_answered_alike_by_all_has_no_omega():
    table = answers(50)
    table[:, 1] = 3
    found = reliability(table)
    assert found.omega is None
    assert "an item was answered alike by everybody" in found.sentence
    assert np.isnan(found.item_rest[1])


def test_an_item_without_spread_hides_none_that_runs_against_the_others():
    table = answers(200)
    table[:, 0] = 3
    table[:, 1] *= -1
    found = reliability(table)
    assert np.isnan(found.item_rest[0])
    assert found.item_rest[1] < 0
    assert "runs against the others" in found.sentence


def test_missing_answers_are_left_out_and_counted():
    table = answers(50)
    table[0, 0] = np.nan
    found = reliability(table)
    assert (found.people, found.left_out) == (49, 1)
    assert "1 person with a missing answer left out" in found.sentence


@pytest.mark.parametrize(
    "table",
    [[], [[1], [2]], [1, 2, 3], [["1", "2"]], [[1.0, float("inf")], [1, 2]], [[1, 2], [3]]],
)
def test_what_is_no_table_of_items_is_refused(table):
    with pytest.raises(MethodProblem):
        reliability(table)
