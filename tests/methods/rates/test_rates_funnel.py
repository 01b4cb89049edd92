import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thirdspace.methods.rates import closed_cohort_funnel, wilson
from thirdspace.problems import MethodProblem

cohort = st.lists(st.integers(0, 300), min_size=2, max_size=7).map(
    lambda counts: sorted(counts, reverse=True)
)


def funnel(counts, **choices):
    width = len(counts[0]) if isinstance(counts[0], list) else len(counts)
    return closed_cohort_funnel(counts, stages=[f"s{i}" for i in range(width)], **choices)


@settings(deadline=None)
@given(cohort)
def test_steps_multiply_to_the_cumulative_rate(counts):
    product = 1.0
    for stage in funnel(counts).stages[1:]:
        if stage.step_rate is not None:
            product *= stage.step_rate
            assert stage.cumulative_rate == pytest.approx(product, abs=1e-12)
            expected = wilson(stage.n, stage.of_before)
            assert stage.step_interval == (expected.low, expected.high)


@settings(deadline=None)
@given(cohort)
def test_one_cohort_twice_has_the_same_rates_of_twice_as_many(counts):
    once, twice = funnel(counts).stages, funnel([counts, counts]).stages
    assert [s.n for s in twice] == [2 * s.n for s in once]
    assert [s.step_rate for s in twice] == [s.step_rate for s in once]


def test_a_cohort_too_young_leaves_numerator_and_denominators():
    stages = funnel([[40, 20, 15], [60, 30, None], [10, None, None]]).stages
    assert [(s.n, s.of_before, s.of_entered, s.too_young) for s in stages] == [
        (110, 0, 110, 0),
        (50, 100, 100, 1),
        (15, 20, 40, 2),
    ]
    assert stages[2].step_rate == 0.75


def test_a_stage_no_cohort_is_old_enough_for_is_not_known():
    last = funnel([10, 8, None]).stages[-1]
    assert (last.n, last.step_rate, last.cumulative_rate, last.step_interval) == (None,) * 4
    sentence = funnel([10, 8, None]).sentence
    assert "8 of 10 (80%" in sentence
    assert "too young" in sentence


def test_nobody_entered_or_went_on():
    assert funnel([0, 0]).stages[0].cumulative_rate is None
    stages = funnel([5, 0, 0]).stages
    assert stages[1].step_rate == 0
    assert stages[2].step_rate is None
    assert stages[2].cumulative_rate == 0


def test_an_open_funnel_is_refused_with_the_stage():
    with pytest.raises(MethodProblem, match="“s2” has 9 people, “s1” only 8") as caught:
        funnel([[10, 8, 7], [10, 8, 9]])
    assert "exceed 100%" in caught.value.why


@pytest.mark.parametrize(
    ("counts", "field"),
    [
        ([10, None, 3], "counts"),
        ([None, 3], "counts"),
        ([10, -1], "counts"),
        ([10, 2.5], "counts"),
        (["10", "3"], "counts"),
        ([10, float("inf")], "counts"),
        ([], "counts"),
        ([[10, 3], [4]], "counts"),
    ],
)
def test_what_is_no_cohort_is_refused(counts, field):
    with pytest.raises(MethodProblem) as caught:
        closed_cohort_funnel(counts, stages=["a", "b", "c"][: max(2, len(counts))])
    assert caught.value.field == field


def test_every_stage_needs_a_name():
    with pytest.raises(MethodProblem) as caught:
        closed_cohort_funnel([3, 2], stages=["a"])
    assert caught.value.field == "stages"
