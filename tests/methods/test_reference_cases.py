"""Running reference cases: what is wrong is found, what is missing is named."""

import json

import pytest

from thirdspace.methods.cases import CaseResult, compare, judged, summary
from thirdspace.methods.verify import main, verify
from thirdspace.problems import NotThere

I_CASE = {
    "chart": "i",
    "columns": {"x": "i", "y": "v", "n": None},
    "options": [],
    "input": {"i": [1, 2, 3], "v": [1, 2, 3]},
    "published": {"cl": 2.0, "mr_bar": 1.0, "screening": False, "tolerance": 0.001},
}
REACH = 3 / 1.128
LINES = {
    "points": {
        "part": [1, 1, 1],
        "cl": [2.0] * 3,
        "lcl": [2 - REACH] * 3,
        "ucl": [2 + REACH] * 3,
        "sigma_signal": [False] * 3,
    },
    "runs": {"n_useful": [2], "longest_run": [1]},
}
GOOD = I_CASE | {"expected": LINES, "expected_unscreened_mr": LINES}


def run(tmp_path, case):
    (tmp_path / "one.json").write_text(json.dumps(case), encoding="utf-8")
    (result,) = verify("spc", tmp_path)
    return result


def test_a_case_that_agrees_passes(tmp_path):
    assert run(tmp_path, GOOD) == CaseResult("one", "passed")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        (
            {"published": I_CASE["published"] | {"cl": 2.1}},
            "published cl, point 1: got 2.0, printed 2.1",
        ),
        ({"expected": LINES | {"runs": {"n_useful": [3]}}}, "useful 1: got 2, expected 3"),
        (
            {"expected": LINES | {"points": LINES["points"] | {"cl": [2.0, 2.0, 2.00001]}}},
            "center 3: got 2.0, expected 2.00001",
        ),
        ({"options": {"freeze": 7}}, "The choice “freeze” names point 7"),
        ({"expected": {}}, "the file is not in the format of a case: KeyError('points')"),
    ],
)
def test_a_case_that_differs_fails_with_the_place(tmp_path, changes, reason):
    result = run(tmp_path, GOOD | changes)
    assert result.outcome == "failed"
    assert reason in result.reason


@pytest.mark.parametrize(
    "case",
    [
        {"chart": "pie", "columns": {}, "expected": {}},
        {"what": "is this", "expected_here": 1},
        {"published": {"cl": 1}},
    ],
)
def test_a_file_that_nobody_knows_fails_if_it_expects_results(tmp_path, case):
    assert run(tmp_path, case) == CaseResult("one", "failed", "no reader knows this kind of file")


@pytest.mark.parametrize("case", [{"what": "is this"}, [1, 2], "a note"])
def test_a_file_that_expects_nothing_is_named_and_counts_for_nothing(tmp_path, case):
    assert run(tmp_path, case) == CaseResult("one", "skipped", "no reader knows this kind of file")
    assert main(["spc", str(tmp_path)]) == 1


def test_a_file_that_is_not_json_fails(tmp_path):
    (tmp_path / "one.json").write_text("{", encoding="utf-8")
    (result,) = verify("spc", tmp_path)
    assert result.reason.startswith("the file is not JSON: ")


def test_folder_and_family_must_exist(tmp_path):
    with pytest.raises(NotThere, match="No reference cases lie in"):
        list(verify("spc", tmp_path))
    with pytest.raises(NotThere, match="No reference cases are known for “poetry”"):
        list(verify("poetry", tmp_path))


def test_command_prints_each_case_and_the_counts(tmp_path, capsys):
    (tmp_path / "cases").mkdir()
    run(tmp_path / "cases", GOOD)
    assert main(["spc", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "passed  cases/one\n1 passed, 0 failed\n"


def test_command_fails_when_a_case_fails_or_none_is_found(tmp_path, capsys):
    assert main(["spc", str(tmp_path)]) == 1
    assert "No reference cases lie in" in capsys.readouterr().err
    run(tmp_path, GOOD | {"options": {"freeze": 7}})
    assert main(["spc", str(tmp_path)]) == 1
    assert capsys.readouterr().out.endswith("0 passed, 1 failed\n")
    assert main(["spc"]) == 2


def test_only_the_first_differences_are_printed():
    result = judged("x", compare("y", [1, 2, 3, 4], [0, 0, 0, 0], 0))
    assert result.reason.endswith("y 3: got 3, expected 0 (and 1 more)")
    assert summary([result]) == "0 passed, 1 failed"
    assert list(compare("y", [1], [1, 2])) == ["y: 1 values, expected 2"]
    assert list(compare("y", [float("nan"), None, None], [None, None, 1])) == [
        "y 3: got None, expected 1"
    ]
