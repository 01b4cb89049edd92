"""Proposed rebases: the published algorithm, its limits, and that it stays a proposal."""

import json
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reference_cases import CASES
from thirdspace.methods.spc import propose_rebase
from thirdspace.methods.spc.verify.rebase import checks
from thirdspace.problems import MethodProblem

NAN = float("nan")
BASE = [5, 7, 6, 8, 6]
values = st.lists(st.integers(0, 12), min_size=6, max_size=60)

#: Printed in the documentation of runcharter: baseline of 7 points, runs of 5 on both sides.
PRINTED = {
    "runcharter_WardV": [(5, 1, 7, 13), (15, 13, 17, 22), (11, 22, 26, 55)],
    "runcharter_WardY": [(14, 1, 7, 12), (19, 12, 16, 18), (15, 18, 22, 46), (7, 46, 50, 55)],
}


def medians(y, **choices):
    return [phase.median for phase in propose_rebase(y, baseline=5, run=5, **choices).phases]


@pytest.mark.skipif(not CASES.exists(), reason=f"no shared reference cases at {CASES}")
@pytest.mark.parametrize("ward", PRINTED)
def test_the_printed_runs_of_five(ward):
    y = json.loads((CASES / "spc" / "cases" / f"{ward}.json").read_text())["input"]["y"]
    found = propose_rebase(y, baseline=7, run=5).phases
    assert [(p.median, p.first, p.last, p.extends_to) for p in found] == PRINTED[ward]


def test_a_run_makes_a_new_median_from_its_own_points():
    found = propose_rebase([*BASE, 2, 3, 1, 3, 2, 3], direction="below", baseline=5, run=5)
    shift = found.phases[1]
    assert (shift.first, shift.last, shift.points) == (6, 10, (6, 7, 8, 9, 10))
    assert (shift.median, shift.above, shift.extends_to) == (2, False, 11)
    assert found.part == (5,)


def test_only_the_wanted_side_is_proposed():
    low = [*BASE, 2, 3, 1, 3, 2]
    assert medians(low, direction="above") == [6]
    assert medians(low, direction="below") == medians(low) == [6, 2]


def test_a_run_on_the_other_side_ends_the_row():
    assert medians([*BASE, 9, 9, 9, 2, 9, 9], direction="above") == [6]


def test_points_on_the_median_and_missing_ones_are_passed_over():
    found = propose_rebase([*BASE, 2, 6, 3, NAN, 1, 3, 6, 2], direction="below", baseline=5, run=5)
    assert found.phases[1].points == (6, 8, 10, 11, 13)
    assert (found.phases[1].first, found.phases[1].last) == (6, 13)


def test_after_a_rebase_the_new_median_judges():
    assert medians([*BASE, 2, 2, 3, 3, 3, 9, 9, 9, 9, 9]) == [6, 3, 9]


def test_points_of_the_baseline_start_no_run():
    assert medians([9, 9, 1, 1, 1, 9, 9, 9, 9], direction="above") == [1]


def test_the_sentence_gives_the_reason_and_asks_for_people():
    found = propose_rebase([*BASE, 2, 3, 1, 3, 2], baseline=5, run=5)
    assert "points 6 to 10 are 5 in a row below the median of 6" in found.sentence.lower()
    assert "people know what changed" in found.sentence
    assert "loose baseline" in found.sentence
    assert "no rebase is proposed" in propose_rebase(BASE, baseline=5, run=5).sentence


@given(values, st.integers(2, 5))
def test_turning_the_scale_round_turns_sides_round(y, run):
    up = propose_rebase(y, direction="above", baseline=5, run=run).phases
    down = propose_rebase([-v for v in y], direction="below", baseline=5, run=run).phases
    assert [p.points for p in up] == [p.points for p in down]
    assert [p.median for p in up] == [-p.median for p in down]


@given(values, st.integers(2, 5))
def test_every_phase_is_a_run_on_one_side_of_the_median_before(y, run):
    for before, phase in pairwise(propose_rebase(y, baseline=5, run=run).phases):
        distances = {np.sign(y[p - 1] - before.median) for p in phase.points}
        assert distances == {1.0 if phase.above else -1.0}
        assert len(phase.points) == run
        assert before.points[-1] < phase.points[0]
        assert before.extends_to == phase.first
        skipped = set(range(phase.first, phase.last + 1)) - set(phase.points)
        assert all(y[p - 1] == before.median for p in skipped)


def row(median, start, end, extend_to, run_type):
    keys = ("median", "start_date", "end_date", "extend_to", "run_type")
    return dict(zip(keys, (median, start, end, extend_to, run_type), strict=True))


def test_a_reference_case_is_read_by_what_it_says():
    case = {
        "method": "baseline median of first 5 points; a run of 4 on one side",
        "input": {"x": list("abcdefghijk"), "y": [*BASE, 2, 3, 1, 3, 2, 9]},
        "expected_sustained": {
            "below": [row(6, "a", "e", "f", "baseline"), row(2.5, "f", "i", "k", "sustained")],
            "above": [row(6, "a", "e", "k", "baseline")],
        },
    }
    (check,) = checks(case)
    assert list(check(case)) == []
    case["expected_sustained"]["below"][1]["end_date"] = "j"
    assert list(check(case)) == ["below end_date: got i, expected j"]


@pytest.mark.parametrize(
    ("choices", "field"),
    [
        ({"y": []}, "y"),
        ({"y": [[1, 2], [3, 4]]}, "y"),
        ({"y": [1, 2, float("inf")]}, "y"),
        ({"y": [1, 2, 3, NAN, NAN]}, "baseline"),
        ({"baseline": 0}, "baseline"),
        ({"run": 1}, "run"),
        ({"direction": "up"}, "direction"),
    ],
)
def test_what_can_not_be_is_refused(choices, field):
    with pytest.raises(MethodProblem) as caught:
        propose_rebase(**({"y": BASE, "baseline": 5} | choices))
    assert caught.value.field == field
