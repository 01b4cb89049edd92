"""Reference cases of rates: other data in the same formats run, and what differs is named."""

import json

import pytest

from reference_cases import CASES
from thirdspace.methods.rates import impact_ratio, wilson
from thirdspace.methods.rates.verify import check, reads
from thirdspace.methods.rates.verify.expected import printed, within

SHARED = CASES / "pipeline"
FILES = [path for folder in ("rates", "disparity") for path in (SHARED / folder).glob("*.json")]
HEAD = "Outcome,Site,Route,People\n"
ROWS = [
    ("no", "east", "x", 30),
    ("yes", "east", "x", 20),
    ("no", "west", "x", 10),
    ("yes", "west", "x", 30),
    ("no", "east", "y", 70),
    ("yes", "east", "y", 10),
    ("no", "west", "y", 15),
    ("yes", "west", "y", 5),
]


def run(tmp_path, case, name="any_expected"):
    file = tmp_path / f"{name}.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    assert reads(case)
    return [(result.outcome, result.reason) for result in check(name, case, file)]


@pytest.mark.skipif(not FILES, reason=f"no shared reference cases at {SHARED}")
def test_every_shared_case_passes():
    results = [r for file in FILES for r in check(file.stem, json.loads(file.read_text()), file)]
    assert [str(result) for result in results if result.outcome != "passed"] == []
    assert len(results) == 18


def test_another_level_is_read_from_the_key_or_the_file(tmp_path):
    low, high = wilson(3, 11, confidence=0.9).low, wilson(3, 11, confidence=0.9).high
    by_key = {"cases": [{"x": 3, "n": 11, "wilson90": [low, high]}]}
    by_z = {"z": 1.6448536269514722, "cases": [{"x": 3, "n": 11, "wilson": [low, high]}]}
    assert run(tmp_path, by_key) == run(tmp_path, by_z) == [("passed", "")]
    wrong = {"cases": [{"x": 3, "n": 11, "wilson95": [low, high]}]}
    assert run(tmp_path, wrong)[0][0] == "failed"


def test_printed_numbers_are_held_to_their_digits(tmp_path):
    row = {"x1": 9, "n1": 10, "x2": 3, "n2": 10}
    assert run(tmp_path, row | {"published": [0.1705, 0.809]}) == [("passed", "")]
    assert run(tmp_path, row | {"published": [0.1706, 0.809]})[0][1].startswith("published 1: got")


def test_not_a_number_is_no_match():
    assert list(printed("x", float("nan"), 0.5))
    assert list(within("x", float("nan"), 0.5, 1.0))


def test_a_funnel_over_cohorts_and_one_to_be_refused(tmp_path):
    expected = [
        {"stage": "a", "n": 100, "step_rate": None, "cumulative_rate": 1.0},
        {"stage": "b", "n": 20, "step_rate": 0.5, "cumulative_rate": 0.5},
    ]
    young = {"stages": ["a", "b"], "counts": [[40, 20], [60, None]], "expected": expected}
    open_ = {"stages": ["a", "b"], "counts": [40, 50], "expected": "refused"}
    shown = {"stages": ["a", "b"], "counts": [40, 30], "expected": "refused"}
    results = run(tmp_path, {"cases": [young, open_, shown]})
    assert [outcome for outcome, _ in results] == ["passed", "passed", "failed"]


def test_a_named_reference_and_other_groups(tmp_path):
    selected, total = {"n": 4, "s": 9, "w": 7}, {"n": 10, "s": 12, "w": 9}
    group = impact_ratio([4, 9, 7], [10, 12, 9], groups=["n", "s", "w"], reference="s").groups[0]
    expected = {
        "reference": "s",
        "groups": {"n": {"impact_ratio": group.impact_ratio, "fisher_holm": group.holm_p}},
    }
    case = {"reference": "s", "selected": selected, "total": total, "expected": expected}
    assert run(tmp_path, {"cases": [case]}) == [("passed", "")]
    assert "expected w" not in run(tmp_path, {"cases": [case | {"reference": "w"}]})[0][1]
    assert run(tmp_path, {"cases": [case | {"reference": "w"}]})[0][0] == "failed"


def test_an_expected_number_we_do_not_have_fails_by_name(tmp_path):
    expected = {"groups": {"n": {"odds": 1}}}
    case = {"selected": {"n": 1, "s": 2}, "total": {"n": 4, "s": 4}, "expected": expected}
    assert "n odds: nothing of ours" in run(tmp_path, {"cases": [case]})[0][1]


def table(tmp_path, rows=ROWS, head=HEAD):
    text = head + "".join(",".join(map(str, row)) + "\n" for row in rows)
    (tmp_path / "hires.csv").write_text(text, encoding="utf-8")


def test_strata_in_other_columns_with_the_outcome_found_by_its_rates(tmp_path):
    table(tmp_path)
    case = {
        "crude_rate": {"east": 30 / 130, "west": 35 / 60},
        "crude_impact_ratio": (30 / 130) / (35 / 60),
        "standardized_rate_all": {
            "east": (0.4 * 90 + 0.125 * 100) / 190,
            "west": (0.75 * 90 + 0.25 * 100) / 190,
        },
        "mantel_haenszel_or_east_vs_west": {
            "or": (20 * 10 / 90 + 10 * 15 / 100) / (30 * 30 / 90 + 70 * 5 / 100)
        },
    }
    assert run(tmp_path, case, "hires_expected") == [("passed", "")]
    case["mantel_haenszel_or_east_vs_west"]["or"] *= 1.001
    assert "or 1: got" in run(tmp_path, case, "hires_expected")[0][1]


def test_rows_of_people_are_counted(tmp_path):
    people = [row[:3] for row in ROWS for _ in range(row[3])]
    table(tmp_path, people, "Outcome,Site,Route\n")
    case = {"crude_rate": {"east": 30 / 130, "west": 35 / 60}}
    assert run(tmp_path, case, "hires_expected") == [("passed", "")]
