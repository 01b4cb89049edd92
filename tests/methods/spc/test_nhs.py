"""Making Data Count: rules in their published order, icons, phases, and what can't be charted."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thirdspace.methods.spc import nhs_chart
from thirdspace.methods.spc.verify.nhs import checks
from thirdspace.problems import MethodProblem

NAN = float("nan")
WILD = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
LEVEL = [5, 6, 4, 5, 6, 4] * 3
values = st.lists(st.integers(-20, 20), min_size=3, max_size=40)


def chart(y, improvement="increase", screen_outliers=False, **choices):
    return nhs_chart(y, improvement=improvement, screen_outliers=screen_outliers, **choices)


def test_the_published_example_of_screening():
    kept, screened = chart(WILD), chart(WILD, screen_outliers=True)
    assert round(kept.mean[0], 2) == round(screened.mean[0], 2) == 1.94
    assert round(kept.upper[0], 2) == 6.95
    assert round(screened.upper[0], 2) == 4.60


def test_a_point_beyond_a_limit_comes_before_every_other_rule():
    rising = [*LEVEL, 5, 6, 7, 8, 9, 10, 30]
    assert chart(rising, fix_after=18).rule[-7:] == ("trend",) * 4 + ("outside",) * 3


def test_a_trend_comes_before_two_of_three_and_shift():
    falling = [2.9, 2.7, 2.5, 1.2, 1.1, 1.0, 0.9]
    found = chart([0, 1] * 5 + falling, fix_after=10)
    assert found.close[10:13] == (True, True, True)
    assert found.rule[10:] == ("trend",) * 7
    assert found.direction[10:] == (-1,) * 7


def test_where_a_fall_turns_into_a_rise_the_turning_point_rises():
    found = chart([50, 10, 90] * 4 + [66, 60, 58, 56, 54, 52, 50, 52, 54, 56, 58, 60, 62])
    assert found.rule[12:] == ("trend",) * 13
    assert found.direction[12:] == (-1,) * 6 + (1,) * 7


def test_two_of_three_needs_three_neighbors_on_one_side():
    base = [10, 12] * 8
    close = 11 + 2.66 * 2 * 0.8
    found = chart([*base, close, 12, close, 10, 12, close, 10, close], fix_after=16)
    assert [r == "two_of_three" for r in found.rule[16:]] == [True, False, True] + [False] * 5
    assert found.close[16:] == (True, False, True, False, False, True, False, True)


def test_the_number_of_points_of_a_shift_is_a_choice():
    shifted = [9, 1] * 8 + [6] * 6 + [1]
    six, seven = chart(shifted, fix_after=16, points=6), chart(shifted, fix_after=16)
    assert six.rule[16:22] == ("shift",) * 6
    assert "shift" not in seven.rule


@pytest.mark.parametrize(
    ("improvement", "types"),
    [
        ("increase", ("special_cause_improvement", "special_cause_concern")),
        ("decrease", ("special_cause_concern", "special_cause_improvement")),
        ("neutral", ("special_cause_neutral_high", "special_cause_neutral_low")),
    ],
)
def test_the_direction_of_improvement_decides_what_is_good(improvement, types):
    high, low = chart([*LEVEL, 30], improvement), chart([*LEVEL, -30], improvement)
    assert (high.variation, low.variation) == types


@pytest.mark.parametrize(
    ("improvement", "target", "assurance"),
    [
        ("increase", 40, "consistent_fail"),
        ("increase", -40, "consistent_pass"),
        ("decrease", 40, "consistent_pass"),
        ("decrease", -40, "consistent_fail"),
        ("increase", 5, "inconsistent"),
        ("neutral", 40, None),
        ("increase", None, None),
    ],
)
def test_assurance_compares_the_target_with_the_last_limits(improvement, target, assurance):
    assert chart(LEVEL, improvement, target=target).assurance == assurance


def test_rules_and_limits_stay_in_their_phase():
    found = chart([1, 2] * 6 + [11, 12] * 6, part=[12], target=8)
    assert set(found.rule) == {"none"}
    assert (found.mean[0], found.mean[-1]) == (1.5, 11.5)
    assert found.assurance == "consistent_pass"


def test_a_phase_of_one_point_has_no_limits_and_says_so():
    found = chart([1, 2] * 6 + [50], part=[12], target=3)
    assert np.isnan(found.upper[-1])
    assert found.variation == "common_cause"
    assert found.assurance is None
    assert "no limits" in found.sentence


def test_missing_points_end_a_row_and_are_no_signal():
    shifted = [9, 1] * 8 + [6, 6, 6, NAN, 6, 6, 6, 6]
    found = chart(shifted, fix_after=16)
    assert set(found.rule) == {"none"}


def test_the_sentence_says_what_limits_it():
    found = chart([3, 5, 4, 9], target=20)
    assert "fewer than 12 points" in found.sentence
    assert "too few points to say whether the target of 20 will be met" in found.sentence


@pytest.mark.parametrize(
    "choices", [{"part": [18]}, {"fix_after": 3}, {"part": [18], "fix_after": 12}]
)
def test_few_points_are_those_that_set_the_last_limits(choices):
    short = chart([*LEVEL, 5, 6, NAN, 4], target=40, **choices)
    assert short.baseline == 3
    assert "fewer than 12 points" in short.sentence
    assert "again and again" not in short.sentence
    enough = chart([*LEVEL, 5, 6, NAN, 4], target=40, fix_after=12)
    assert enough.baseline == 12
    assert "fewer than" not in enough.sentence
    assert "the target of 40 will be missed again and again" in enough.sentence


@given(values, st.booleans())
def test_turning_the_scale_round_turns_directions_round(y, screen):
    up = chart(y, screen_outliers=screen)
    down = chart([-v for v in y], "decrease", screen)
    assert up.rule == down.rule
    assert up.point_type == down.point_type
    assert up.direction == tuple(-d for d in down.direction)


@given(values, st.booleans(), st.integers(-100, 100))
def test_moving_the_scale_changes_no_signal(y, screen, shift):
    moved = chart([v + shift for v in y], screen_outliers=screen)
    still = chart(y, screen_outliers=screen)
    assert moved.rule == still.rule
    assert moved.mean == pytest.approx([m + shift for m in still.mean], abs=1e-9)


@given(values)
def test_equal_values_are_all_ordinary(y):
    found = chart([0.1] * len(y), screen_outliers=True)
    assert set(found.rule) == {"none"}


def test_a_reference_case_is_read_by_what_it_says():
    """Six points make a shift here, phases start at days, and days may be in any order."""
    y = [*[9, 1] * 8, *[6] * 6, 1, 40, 41]
    days = [f"2020-01-{day:02d}" for day in range(1, len(y) + 1)]
    names = {"none": "Common Cause", "shift": "6 Points Above CL"}
    rules = chart(y[:23], fix_after=16, points=6).rule
    case = {
        "rule_set": "nhs_making_data_count_6pt",
        "input": {"x": days[::-1], "y": y[::-1]},
        "options": {
            "improvement_direction": "decrease",
            "target": 50,
            "rebase_dates": [days[23]],
            "fix_after_n_points": 16,
        },
        "expected_screen_outliers_false": {
            "points": {
                "special_cause_type": [*(names[rule] for rule in rules), *["Common Cause"] * 2],
                "rebase_group": [0] * 23 + [1] * 2,
            },
            "variation_icon_last_point": "common_cause",
            "assurance": "consistent_pass",
        },
    }
    (check,) = checks(case)
    assert "shift" in rules
    assert list(check(case)) == []
    case["expected_screen_outliers_false"]["assurance"] = "consistent_fail"
    case["rule_set"] = "nhs_making_data_count_7pt"
    found = list(check(case))
    assert "assurance: got consistent_pass, expected consistent_fail" in found[-1]
    assert len(found) == 7


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ({"y": []}, "y"),
        ({"y": ["1", "2"]}, "y"),
        ({"y": [1, float("inf")]}, "y"),
        ({"improvement": "up"}, "improvement"),
        ({"target": NAN}, "target"),
        ({"fix_after": 0}, "fix_after"),
        ({"points": 1}, "points"),
        ({"part": [99]}, "part"),
        ({"y": [NAN, NAN, 1, 2], "fix_after": 2}, "fix_after"),
    ],
)
def test_what_can_not_be_is_refused(choices, field):
    with pytest.raises(MethodProblem) as caught:
        chart(**({"y": LEVEL} | choices))
    assert caught.value.field == field
