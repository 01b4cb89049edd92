"""Differences in answers: bounds, signs, and what changes nothing."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.gaps import perception_gap
from thirdspace.problems import MethodProblem

ANSWERS = st.lists(st.integers(1, 5), min_size=1, max_size=12)
TWO_OR_MORE = st.lists(st.integers(1, 5), min_size=2, max_size=12)


@given(ANSWERS, ANSWERS)
def test_delta_counts_pairs(first, second):
    pairs = [(a > b) - (a < b) for a, b in product(first, second)]
    assert perception_gap(first, second, points=5).delta == pytest.approx(sum(pairs) / len(pairs))


@given(TWO_OR_MORE, TWO_OR_MORE)
def test_swapping_the_sides_turns_every_sign(first, second):
    one, other = perception_gap(first, second, points=5), perception_gap(second, first, points=5)
    assert one.gap == -other.gap
    assert one.delta == -other.delta
    assert one.delta_low == pytest.approx(-other.delta_high)
    assert one.g == pytest.approx(None if other.g is None else -other.g)
    assert one.size == other.size


@given(TWO_OR_MORE, TWO_OR_MORE)
def test_the_interval_holds_the_estimate_and_stays_in_bounds(first, second):
    found = perception_gap(first, second, points=5)
    assert -1 <= found.delta_low <= found.delta + 1e-12
    assert found.delta - 1e-12 <= found.delta_high <= 1


@given(TWO_OR_MORE, TWO_OR_MORE)
def test_delta_needs_only_the_order(first, second):
    stretched = [[a**2 for a in side] for side in (first, second)]
    found = perception_gap(first, second, points=5)
    assert perception_gap(*stretched, points=25).delta == found.delta


def test_the_interval_narrows_with_more_answers():
    few = perception_gap([4, 5, 3], [3, 4, 2], points=5)
    many = perception_gap([4, 5, 3] * 30, [3, 4, 2] * 30, points=5)
    assert many.delta == pytest.approx(few.delta)
    assert many.delta_high - many.delta_low < (few.delta_high - few.delta_low) / 2
    assert "chance alone could explain it" in few.sentence
    assert "chance alone" not in many.sentence


@pytest.mark.parametrize(
    ("second", "size"),
    [
        ([3, 3, 3, 3, 3], "aligned"),
        ([2, 3, 3, 3, 3], "leaning"),
        ([2, 2, 3, 3, 3], "apart"),
        ([2, 2, 2, 3, 3], "far apart"),
    ],
)
def test_sizes(second, size):
    assert perception_gap([3, 3, 3, 3, 3], second, points=5).size == size


def test_a_divided_side_is_said_to_be():
    found = perception_gap([1, 5, 1, 5], [3, 3, 3, 4], points=5)
    assert found.first.agreement < 0
    assert found.mixed_inside
    assert "mixed inside the first" in found.sentence


@pytest.mark.parametrize(
    ("first", "points", "field"),
    [
        ([6], 5, "first"),
        ([0], 5, "first"),
        (["4"], 5, "first"),
        ([float("inf")], 5, "first"),
        ([[1]], 5, "first"),
        ([1], 1, "points"),
        ([1], 4.5, "points"),
    ],
)
def test_what_is_no_answer_is_refused(first, points, field):
    with pytest.raises(MethodProblem) as caught:
        perception_gap(first, [1], points=points)
    assert caught.value.field == field
