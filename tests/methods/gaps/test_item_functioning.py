"""Item functioning: an independent fit, false alarms, and questions that do work differently."""

import numpy as np
import pytest

from thirdspace.methods.gaps import item_functioning
from thirdspace.methods.gaps.proportional_odds import proportional_odds
from thirdspace.problems import MethodProblem


def simulated(shift=0.0, twist=0.0, people=400, seed=0):
    """Answers on four points; the second side is shifted, or separates people less."""
    rng = np.random.default_rng(seed)
    side = np.repeat([0, 1], people)
    score = rng.normal(size=2 * people)
    pull = score * (1.5 - twist * side) + shift * side
    return np.digitize(pull + rng.logistic(size=2 * people), [-1, 0, 1.5]), score, side


def test_the_model_agrees_with_an_independent_fit():
    from statsmodels.miscmodels.ordinal_model import OrderedModel

    answer, score, side = simulated(shift=0.5)
    columns = np.column_stack([score, side, score * side])
    oracle = OrderedModel(answer, columns, distr="logit").fit(method="newton", disp=0)
    ours = proportional_odds(answer.astype(float), columns)
    assert ours.likelihood == pytest.approx(oracle.llf, rel=1e-9)
    assert ours.slopes == pytest.approx(oracle.params[:3], rel=1e-5)
    assert ours.null == pytest.approx(oracle.llnull, rel=1e-9)


def test_a_question_that_favors_one_side_is_flagged():
    found = item_functioning(*simulated(shift=1.5))
    assert found.flagged
    assert found.shift == pytest.approx(1.5, abs=0.35)
    assert found.p_uniform < 1e-6
    assert found.sentence.startswith("The question works differently for the two sides")


def test_a_question_that_separates_less_on_one_side_is_seen_in_the_product():
    found = item_functioning(*simulated(twist=1.2))
    assert found.p_nonuniform < 1e-4


def test_without_a_difference_p_values_are_even():
    values = [item_functioning(*simulated(people=200, seed=seed)).p_total for seed in range(120)]
    assert 0.3 < np.mean(values) < 0.7
    assert np.mean(np.array(values) < 0.1) < 0.2


def test_a_difference_of_the_sides_themselves_is_no_fault_of_the_question():
    answer, score, side = simulated()
    rng = np.random.default_rng(5)
    score = score + side  # the second side is higher in what is asked about
    answer = np.digitize(1.5 * score + rng.logistic(size=side.size), [-1, 0, 1.5])
    assert not item_functioning(answer, score, side).flagged


def test_swapping_the_sides_turns_only_the_shift():
    answer, score, side = simulated(shift=1)
    one, other = item_functioning(answer, score, side), item_functioning(answer, score, 1 - side)
    assert one.shift == pytest.approx(-other.shift)
    assert one.p_total == pytest.approx(other.p_total)


def test_a_small_difference_is_not_called_none():
    found = item_functioning(*simulated(shift=0.35, people=2000))
    assert not found.flagged
    assert "a little differently" in found.sentence


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda a, s, g: (a[:500], s[:500], g[:500]), "it takes 200 answers a side"),
        (lambda a, s, g: (a * 0, s, g), "everybody gave the same answer"),
        (lambda a, s, g: (a, s * 0, g), "everybody has the same score"),
    ],
)
def test_what_can_not_be_judged_is_not(change, reason):
    found = item_functioning(*change(*simulated()))
    assert found.p_total is None
    assert found.reason == reason
    assert reason in found.sentence


def test_certainty_has_no_finite_answer():
    score = np.repeat([-1.0, 1.0], 250)
    with pytest.raises(MethodProblem, match="no finite answer"):
        item_functioning(score > 0, score, [0, 1] * 250)


@pytest.mark.parametrize(
    ("second_side", "field"), [([0, 2] * 400, "second_side"), ([0, 1], "second_side")]
)
def test_sides_must_be_two_and_fit(second_side, field):
    answer, score, _ = simulated()
    with pytest.raises(MethodProblem) as caught:
        item_functioning(answer, score, second_side)
    assert caught.value.field == field
