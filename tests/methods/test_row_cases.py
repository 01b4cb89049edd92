"""A wrong reference case fails, and says where."""

import json

import pytest

from thirdspace.methods.verify import verify
from thirdspace.problems import NotThere

ROW = {"input": {"meetings": [{"day": "2025-01-06"}], "on": "2025-02-01"}, "expected": {}}


def run(tmp_path, **case):
    (tmp_path / "one.json").write_text(json.dumps(case), encoding="utf-8")
    (result,) = verify("methods", tmp_path)
    return result.outcome, result.reason


@pytest.mark.parametrize(
    ("expected", "reason"),
    [
        ({"canceled": 1}, "row 1 canceled: got 0, expected 1"),
        ({"adherence": {"rate": 0.5}}, "row 1 adherence rate: got 0.0, expected 0.5"),
        ({"median_gap": 1.0}, "row 1 median_gap: got None, expected 1.0"),
        ({"overdue": []}, "row 1 overdue: got ['2025-01-06'], expected []"),
        ({"overdue": ["2025-01-07"]}, "row 1 overdue 1: got 2025-01-06, expected 2025-01-07"),
        ({"nothing": 1}, "the file is not in the format of a case: KeyError('nothing')"),
    ],
)
def test_a_case_that_differs_fails_with_the_place(tmp_path, expected, reason):
    rows = [ROW | {"expected": expected}]
    assert run(tmp_path, method="reflection.cadence", rows=rows) == ("failed", reason)


def test_a_case_that_agrees_passes(tmp_path):
    rows = [ROW | {"expected": {"overdue": ["2025-01-06"], "median_gap": None}}]
    assert run(tmp_path, method="reflection.cadence", rows=rows) == ("passed", "")


def test_an_interval_is_compared_within_the_tolerance(tmp_path):
    intervals = [[81, 263, 0.2553, 0.3662]]
    assert run(tmp_path, tolerance=5e-5, intervals=intervals)[0] == "passed"
    assert run(tmp_path, intervals=intervals)[0] == "failed"


def test_an_input_the_method_refuses_fails(tmp_path):
    rows = [{"input": {"counts": {"a": -1}}, "expected": {}}]
    outcome, reason = run(tmp_path, method="protect.reveal-groups", rows=rows)
    assert outcome == "failed"
    assert reason.startswith("An organization has fewer than 0 answers.")


def test_a_folder_without_cases_is_not_there(tmp_path):
    with pytest.raises(NotThere):
        list(verify("methods", tmp_path))
