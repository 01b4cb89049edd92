"""What can't be answered: undefined with a reason, or refused with a way out."""

import numpy as np
import pytest

from thirdspace.methods.agreement import (
    Counts,
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac,
    krippendorff_alpha,
    percent,
    report,
    scott_pi,
)
from thirdspace.problems import MethodProblem

ALL = (
    percent,
    cohen_kappa,
    fleiss_kappa,
    conger_kappa,
    brennan_prediger,
    scott_pi,
    gwet_ac,
    krippendorff_alpha,
)
NAN = float("nan")


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize(
    ("coders", "reason"),
    [
        ([], "nothing was coded"),
        ([[], []], "nothing was coded"),
        ([[None, NAN], [None, None]], "nothing was coded"),
        ([[1, 2, 1]], "it needs two coders, and there is one"),
        ([[1, None], [None, 2]], "no unit was coded by two coders"),
        (np.full((2, 3), NAN), "nothing was coded"),
    ],
)
def test_nothing_to_compare_is_undefined(function, coders, reason):
    found = function(coders)
    assert (found.value, found.reason) == (None, reason)
    assert f"is undefined, because {reason}" in found.sentence


@pytest.mark.parametrize("function", ALL[1:])
@pytest.mark.parametrize("code", [0, 1, "y", 1e9, 0.1])
def test_one_code_only_is_undefined_though_all_agree(function, code):
    coders = [[code] * 7] * 2
    found = function(coders)
    assert (found.value, found.reason) == (None, "there is no variation: only one code was used")
    assert percent(coders).value == 1.0


@pytest.mark.parametrize("metric", ["ordinal", "interval", "ratio"])
def test_one_code_is_undefined_in_every_metric(metric):
    for code in (0.1, 1e9, 0):
        assert krippendorff_alpha([[code] * 3] * 3, metric=metric).value is None


def test_one_code_of_two_declared_is_defined_where_chance_does_not_look_at_use():
    coders = [["y"] * 5] * 2
    assert gwet_ac(coders, categories=["y", "n"]).value == 1.0
    assert brennan_prediger(coders, categories=["y", "n"]).value == 1.0
    assert cohen_kappa(coders, categories=["y", "n"]).value is None


def test_weights_that_forgive_everything_leave_nothing_to_compare_with():
    found = cohen_kappa([[1, 2], [2, 1]], weights=np.ones((2, 2)))
    assert found.reason == "chance leaves no disagreement to compare with"


def test_coders_with_nothing_in_common_are_defined():
    assert cohen_kappa([[1, 1, 1], [2, 2, 2]]).value == 0.0
    assert krippendorff_alpha([[1, 1, 1], [2, 2, 2]]).value == pytest.approx(1 - 5 / 3)


def test_counts_without_a_coded_unit_are_undefined():
    assert fleiss_kappa(Counts([[0, 0], [0, 0]])).reason == "nothing was coded"
    assert krippendorff_alpha(Counts([[1, 0], [0, 1]])).coders == 1


@pytest.mark.parametrize("function", ALL)
@pytest.mark.parametrize(
    ("coders", "what"),
    [
        (5, "is not a table"),
        ("yn", "is not a table"),
        ([1, 2], "row that is no list"),
        (["yn", "yy"], "row that is no list"),
        ([[1, 2], [1]], "rows of 1 and of 2 units"),
        (np.array([1, 2]), "has the shape (2,)"),
        (np.ones((2, 2, 2)), "has the shape (2, 2, 2)"),
        ([[1, float("inf")], [1, 2]], "an infinite value"),
        (np.array([[1, -np.inf], [1, 2]]), "an infinite value"),
        ([[10**400, 1], [1, 2]], "an infinite value"),
        ([[[1], 2], [1, 2]], "something that can’t be a code"),
        ([[{}, 2], [1, 2]], "something that can’t be a code"),
    ],
)
def test_what_is_no_table_of_codes_is_refused(function, coders, what):
    with pytest.raises(MethodProblem) as caught:
        function(coders)
    assert what in caught.value.what
    assert caught.value.next_step.endswith(".")


PAIR = [["a", "b"], ["a", "a"]]


@pytest.mark.parametrize(
    ("act", "what"),
    [
        (lambda: cohen_kappa([[1], [1], [1]]), "There are 3 coders."),
        (lambda: scott_pi([[1], [1], [1]]), "There are 3 coders."),
        (lambda: cohen_kappa(Counts([[1, 1]])), "Counts don’t tell who gave which code."),
        (lambda: conger_kappa(Counts([[1, 1]])), "Counts don’t tell who gave which code."),
        (lambda: percent(Counts([[1, -1]])), "“table” holds -1."),
        (lambda: percent(Counts([[1, 0.5]])), "“table” holds 0.5."),
        (lambda: percent(Counts([1, 2])), "“table” has the shape (2,)."),
        (lambda: percent(Counts([])), "“table” has the shape (0,)."),
        (lambda: percent(Counts([["1", "2"]])), "“table” holds something that is not a number."),
        (lambda: percent(Counts([[1, 2]], ["a"])), "“columns of the table” has the shape"),
        (lambda: cohen_kappa(PAIR, weights="linear"), "The codes have no order."),
        (lambda: cohen_kappa(PAIR, weights="steep"), "“weights” can’t be “steep”."),
        (lambda: cohen_kappa(PAIR, weights=[[1, 0.5]]), "The weights are no table of weights."),
        (lambda: cohen_kappa(PAIR, weights=[[1, 0.5], [0, 1]]), "The weights are no table"),
        (lambda: cohen_kappa(PAIR, weights=[[0, 1], [1, 0]]), "The weights are no table"),
        (lambda: cohen_kappa(PAIR, weights=[[1, 2], [2, 1]]), "“weights” holds 2."),
        (lambda: cohen_kappa(PAIR, categories=["a"]), "“ratings” holds the code “b”."),
        (lambda: cohen_kappa(PAIR, categories=["a", "b", "a"]), "“categories” holds the same"),
        (lambda: percent([[*range(3000)]] * 2), "There are 3000 different codes."),
        (lambda: gwet_ac([[-1, 2], [1, 2]], weights="ratio"), "There are codes below 0."),
        (lambda: krippendorff_alpha([[-1, 2]] * 2, metric="ratio"), "There are codes below 0."),
        (lambda: krippendorff_alpha(PAIR, metric="ordinal"), "The codes have no order."),
        (lambda: krippendorff_alpha(PAIR, metric="interval"), "The codes are not numbers."),
        (lambda: krippendorff_alpha([["1"], ["2"]], metric="ratio"), "The codes are not numbers."),
        (lambda: krippendorff_alpha(PAIR, metric="cubic"), "“metric” can’t be “cubic”."),
        (lambda: report(PAIR, replicates=5), "“replicates” holds 5."),
    ],
)
def test_what_makes_no_sense_is_refused(act, what):
    with pytest.raises(MethodProblem) as caught:
        act()
    assert caught.value.what.startswith(what)
    assert caught.value.why.endswith(".")
    assert caught.value.next_step.endswith(".")
