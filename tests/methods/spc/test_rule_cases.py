"""Reference cases of rules: what is right passes, what is wrong is named."""

import numpy as np
import pytest

from thirdspace.methods.spc.nhs import nhs_chart
from thirdspace.methods.spc.rules import RULES, flags
from thirdspace.methods.spc.verify import rules as cases


def differences(case):
    checks = list(cases.checks(case))
    assert len(checks) == 1
    return list(checks[0](case))


CRITICAL = {"columns": ["n_useful", "longest_run_max", "n_crossings_min"], "rows": [[24, 8, 8]]}
BOXES = {
    "columns": ["n", "c_best", "l_best", "c_border", "l_border"],
    "rows": [[10, 2, 6, 3, 5], [12, 3, 6, None, None]],
}
LAW = {"tables": [{"n": 10, "counts": [[1, 5, 1], [1, 6, 2]], "specificity": 0.955078125}]}
PATTERNS = {
    "cases": [
        {
            "name": "eight",
            "z": [-0.5, 0.1, 0.12, 0.776, 0.324, 0.164, 0.44, 0.528, 0.358, -0.4, 0.3],
            "rules": {"we4_8_one_side": [8], "nelson5_2of3_beyond_2s": []},
            "anhoej": {"n_useful": 11, "longest_run": 8, "longest_run_max": 6, "signal": True},
        }
    ]
}


@pytest.mark.parametrize("case", [CRITICAL, BOXES, LAW, PATTERNS])
def test_what_is_right_passes(case):
    assert differences(case) == []


@pytest.mark.parametrize(
    ("case", "named"),
    [
        ({**CRITICAL, "rows": [[24, 9, 8]]}, "longest_run_max for 24"),
        ({**CRITICAL, "rows": [[24, 8, 7]]}, "n_crossings_min for 24"),
        ({**BOXES, "rows": [[10, 2, 6, None, None]]}, "_border for 10"),
        ({**BOXES, "rows": [[12, 3, 7, None, None]]}, "l_best for 12"),
        ({"tables": [{"n": 10, "specificity": 0.955}]}, "specificity for 10"),
        ({"tables": [{"n": 10, "counts": [[1, 5, 2]]}]}, "orders of 10 with 1, 5"),
        ({"cases": [{"name": "a", "z": [4.0], "rules": {"beyond_3s": []}}]}, "got [0]"),
        ({"cases": [{"name": "a", "z": [4.0], "rules": {"beyond_7s": [0]}}]}, "beyond_7s"),
        ({"cases": [{"name": "a", "z": [4.0], "anhoej": {"n_useful": 2}}]}, "a: n_useful"),
    ],
)
def test_what_is_wrong_is_named(case, named):
    found = differences(case)
    assert found
    assert all(named in difference for difference in found)


def test_a_case_of_another_kind_is_left_to_others():
    assert list(cases.checks({"chart": "i", "columns": {"y": "y"}, "expected": {}})) == []


def test_the_nhs_rules_mark_the_points_of_the_nhs_chart():
    random, marked = np.random.default_rng(6), 0
    for start in range(100):
        y = random.normal(size=40) + (np.arange(40) > start) * random.normal()
        chart = nhs_chart(y, improvement="increase", screen_outliers=False)
        z = 3 * (y - chart.mean[0]) / (chart.upper[0] - chart.mean[0])
        special = [rule != "none" for rule in chart.rule]
        assert flags(RULES["nhs_mdc"], z).tolist() == special
        marked += sum(special)
    assert marked > 200
