"""What agreement is worth: against simulated pairs, hand calculation and bad input."""

import numpy as np
import pytest

from thirdspace.methods.linkage import fellegi_sunter, review_band
from thirdspace.methods.linkage.fellegi_sunter import probability
from thirdspace.problems import MethodProblem

M = ((0.05, 0.15, 0.80), (0.1, 0.9), (0.02, 0.08, 0.90), (0.3, 0.7))
U = ((0.90, 0.07, 0.03), (0.95, 0.05), (0.96, 0.03, 0.01), (0.8, 0.2))


def drawn(shares, size, rng):
    return np.stack([rng.choice(len(share), size, p=share) for share in shares], axis=1)


def simulated(matches, others, seed=5, missing=0.1):
    rng = np.random.default_rng(seed)
    levels = np.concatenate([drawn(M, matches, rng), drawn(U, others, rng)])
    levels[rng.random(levels.shape) < missing] = -1
    return levels


def close(found, true, within):
    for ours, theirs in zip(found, true, strict=True):
        assert ours == pytest.approx(theirs, abs=within)


def test_em_recovers_both_laws_and_the_share():
    model = fellegi_sunter(simulated(20_000, 80_000))
    assert model.steady
    assert model.share == pytest.approx(0.2, abs=0.01)
    close(model.m, M, 0.02)
    close(model.u, U, 0.01)


def test_u_from_random_pairs_leaves_out_the_matches_among_them():
    rng = np.random.default_rng(8)
    worth = np.concatenate([drawn(M, 4000, rng), drawn(U, 6000, rng)])
    at_random = np.concatenate([drawn(M, 10_000, rng), drawn(U, 90_000, rng)])
    model = fellegi_sunter(worth, random_levels=at_random, all_pairs=40_000)
    close(model.u, U, 0.01)
    close(model.m, M, 0.05)


def test_chances_are_right_on_average():
    levels = simulated(5000, 45_000)
    truth = np.arange(len(levels)) < 5000
    model = fellegi_sunter(levels)
    chance = probability(model.start + model.parts(levels).sum(axis=1))
    for low, high in ((0, 0.1), (0.1, 0.5), (0.5, 0.9), (0.9, 1.01)):
        inside = (chance >= low) & (chance < high)
        assert truth[inside].mean() == pytest.approx(chance[inside].mean(), abs=0.05)


def test_weights_are_log2_of_m_over_u_and_a_missing_part_weighs_nothing():
    model = fellegi_sunter(simulated(2000, 8000))
    levels = np.array([[2, 1, 2, -1], [-1, -1, -1, -1]])
    by_hand = [np.log2(model.m[k][level] / model.u[k][level]) for k, level in enumerate((2, 1, 2))]
    parts = model.parts(levels)
    assert parts[0] == pytest.approx([*by_hand, 0])
    assert parts[1].tolist() == [0, 0, 0, 0]
    assert model.weights[0][2] == pytest.approx(by_hand[0])


def test_a_common_value_weighs_less_than_a_rare_one():
    model = fellegi_sunter(simulated(2000, 8000))
    same = np.array([[2, 1, 2, 1]] * 2)
    sharing = np.array([[1.0, 1, 1, 1], [900.0, 1, 1, 1]])
    rare, common = model.parts(same, sharing, 1000)[:, 0]
    assert rare > model.weights[0][2] > common
    assert rare - common == pytest.approx(np.log2(900))


def test_the_weights_of_the_textbook_example():
    """m = 0.95 and u = 0.01: log2(95), and log2(0.05 / 0.99) where the part differs."""
    matches = [[1, 1, 1]] * 9025 + [[0, 1, 1]] * 475 + [[1, 0, 1]] * 475 + [[1, 1, 0]] * 475
    others = [[0, 0, 0]] * 97_030 + [[1, 0, 0]] * 980 + [[0, 1, 0]] * 980 + [[0, 0, 1]] * 980
    model = fellegi_sunter(matches + others)
    assert model.weights[0] == pytest.approx((np.log2(0.05 / 0.99), np.log2(95)), abs=0.2)


@pytest.mark.parametrize(
    "levels",
    [[], [[]], [1, 2], [[0.5, 1, 1]], [[-2, 0, 1]], [["a", "b", "c"]], [[np.nan, 1, 1]], [[0, 1]]],
)
def test_levels_that_can_not_be_used_are_refused(levels):
    with pytest.raises(MethodProblem):
        fellegi_sunter(levels)


def test_columns_that_do_not_fit_together_are_refused():
    with pytest.raises(MethodProblem, match="fit together"):
        fellegi_sunter([[0, 1, 1]], random_levels=[[0, 1]], all_pairs=10)
    with pytest.raises(MethodProblem, match="priors don’t know"):
        fellegi_sunter([[0, 1, 2]], priors=[((0.5, 0.5), (0.5, 0.5))] * 3)
    with pytest.raises(MethodProblem, match="all_pairs"):
        fellegi_sunter([[0, 1, 1]] * 4, all_pairs=3)


@pytest.mark.parametrize("levels", [[[1, 1, 1]], [[0, 0, 0]] * 5, [[-1, -1, -1]] * 3])
def test_pairs_that_are_all_alike_give_numbers_and_say_how_little_they_are(levels):
    model = fellegi_sunter(levels)
    assert 0 < model.share < 1
    assert np.isfinite(model.parts(np.array(levels))).all()
    assert "loose" in model.sentence


def test_band_keeps_its_promise_on_simulated_chances():
    rng = np.random.default_rng(3)
    kept = 0
    for _ in range(40):
        chances = rng.beta(8, 0.25, 900)
        right = rng.random(900) < chances
        found = review_band(chances, records=1000)
        automatic = list(found.automatic)
        kept += right[automatic].mean() >= 0.995 if automatic else 1
        assert len(found.review) <= 100
    assert kept >= 36


def test_band_leaves_to_people_what_is_not_sure_as_long_as_there_is_room():
    found = review_band([0.99999] * 900 + [0.98] * 10, records=1000)
    assert (len(found.automatic), len(found.review)) == (900, 10)
    crowded = review_band([0.99999] * 900 + [0.98] * 50, records=1000, queue=0.01)
    assert len(crowded.automatic) > 900
    assert len(crowded.review) == 10


def test_unmatched_is_not_absent():
    found = review_band([0.99999] * 60 + [0.7, 0.4], records=80)
    assert found.match_rate == (0.75, 0.775)
    assert found.outcome_bounds(30) == (30 / 80, 50 / 80)
    assert "may still be there" in found.sentence
    with pytest.raises(MethodProblem, match="61"):
        found.outcome_bounds(61)


def test_no_links_give_no_precision():
    found = review_band([], records=5)
    assert (found.precision, found.lowest_automatic, found.match_rate) == (None, None, (0, 0))


@pytest.mark.parametrize(
    "wrong",
    [
        {"chances": [1.2], "records": 5},
        {"chances": [0.5, 0.5], "records": 1},
        {"chances": [], "records": 0},
        {"chances": [np.nan], "records": 5},
        {"chances": [0.5], "records": 5, "precision": 1.5},
    ],
)
def test_band_refuses_what_makes_no_sense(wrong):
    with pytest.raises(MethodProblem):
        review_band(**wrong)
