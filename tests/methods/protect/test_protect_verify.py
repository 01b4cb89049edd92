"""Reference cases of the shared folder pass; a case with a wrong answer fails and says where."""

import json
from pathlib import Path

import pytest

from reference_cases import CASES
from thirdspace.methods.protect import verify
from thirdspace.methods.protect.need import Policy

SHARED = CASES / "pipeline" / "suppression"
ROW = {
    "id": "row",
    "threshold": 10,
    "cells": {"A": 3, "B": 12, "C": 40, "all": 55},
    "equations": [{"total": "all", "parts": ["A", "B", "C"]}],
    "must_hide_primary": ["A"],
    "never_hide": [],
    "min_complementary_cells": 1,
    "minimum_patterns": [["B"], ["C"], ["all"]],
    "best_pattern_least_information_lost": ["B"],
    "attacker_intervals_for_best": {"A": [0, 15]},
    "rejected_patterns": [
        {
            "hidden": ["A"],
            "why": "alone",
            "derivable_by_subtraction": ["A"],
            "derivable_with_nonnegative_integers": {"A": 3},
        }
    ],
}
RELEASES = {"id": "two", "release_1": {"A": 33}, "release_2": {"A": 36}, "flag": ["A"]}
BAND = {"k": 3, "n": 40, "shown": "5-9%"}


def results(*cases, **more):
    file = {"cases": list(cases)} | more
    assert verify.reads(file)
    return list(verify.check("x", file, Path("x.json")))


@pytest.mark.skipif(not SHARED.exists(), reason=f"no shared reference cases at {SHARED}")
def test_every_shared_case_passes():
    found = []
    for path in sorted(SHARED.glob("*.json")):
        case = json.loads(path.read_text(encoding="utf-8"))
        found += verify.check(path.stem, case, path)
    assert len(found) == 33
    assert [str(result) for result in found if result.outcome != "passed"] == []


def test_cases_of_each_kind_pass():
    assert [r.outcome for r in results(ROW, RELEASES, BAND)] == ["passed"] * 3
    assert [r.case for r in results(ROW, BAND)] == ["x: row", "x: 3 of 40"]


def test_an_end_that_nothing_bounds_is_null_and_a_case_nothing_solves_expects_null():
    open_end = {"attacker_intervals_for_best": {"A": [0, None]}}
    best = {"best_pattern_least_information_lost": ["all"]}
    assert results(ROW | open_end | best)[0].outcome == "passed"
    stuck = {"never_hide": ["B", "C", "all"], "min_complementary_cells": None}
    assert results(ROW | stuck)[0].outcome == "passed"
    assert results(ROW | {"min_complementary_cells": None})[0].outcome == "failed"


@pytest.mark.parametrize(
    ("case", "reason"),
    [
        (ROW | {"min_complementary_cells": 0}, "hides 1 more, proves 1; the least is 0"),
        (ROW | {"threshold": 13}, "small: got A, B; expected A"),
        (ROW | {"minimum_patterns": [[]]}, "a pattern that is safe is refused"),
        (ROW | {"rejected_patterns": [{"hidden": ["A", "B"], "why": "no"}]}, "lets pass: no"),
        (ROW | {"attacker_intervals_for_best": {"A": [0, 14]}}, "A: got 0 to 15, expected 0 to 14"),
        (RELEASES | {"flag": []}, "flagged: got A; expected "),
        (RELEASES | {"derived": {"A_new": 2}}, "change of A: got 3, expected 2"),
        (BAND | {"shown": "8%"}, "shown as 5-9%, expected 8%"),
    ],
)
def test_a_wrong_answer_fails_with_the_place(case, reason):
    (result,) = results(case)
    assert result.outcome == "failed"
    assert reason in result.reason


def test_a_threshold_that_finds_nothing_small_is_seen(monkeypatch):
    monkeypatch.setattr(Policy, "small", lambda self, values: values < 0)
    (result,) = results(ROW)
    assert result.outcome == "failed"
    assert "small: got ; expected A" in result.reason


def test_a_primary_beyond_the_threshold_is_hidden_as_asked():
    assert results(ROW | {"threshold": 3})[0].outcome == "passed"


def test_the_rule_of_the_file_is_used():
    rule = {"edges": "n<30: N<30; >=30: <=20 / >=80, bands of 20"}
    assert results(BAND | {"shown": "<=20%"}, rule=rule)[0].outcome == "passed"


@pytest.mark.parametrize("case", [{}, [], {"cases": []}, {"cases": [{"id": 1}]}, {"cases": 3}])
def test_other_files_are_left_to_others(case):
    assert not verify.reads(case)
