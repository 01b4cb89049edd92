"""Reference cases of agreement: right ones pass, a wrong number and an unknown name do not."""

import doctest
import importlib
import inspect
import json
import pkgutil

import pytest

from reference_cases import CASES
from thirdspace.methods import agreement, all_methods
from thirdspace.methods.agreement.verify.names import COEFFICIENTS, understood
from thirdspace.methods.verify import verify
from thirdspace.problems import NotThere

SHARED = CASES / "qda" / "agreement"
UNITS = [["a", "a"], ["a", "b"], ["b", "b"], ["b", "b"], [None, "a"]]
CODING = {
    "kind": "coding",
    "layout": "units[unit][coder]; null = not coded by that coder",
    "units": UNITS,
    "expected": {"percent": 0.75, "cohen_kappa": 0.5, "alpha_nominal": 0.5333},
    "tolerance": 0.0001,
}
SPANS = {
    "continuum": [0, 20],
    "coders": {
        "Ana": [{"start": 0, "end": 5, "code": "x"}, {"start": 5, "end": 9, "code": "y"}],
        "Ben": [{"start": 1, "end": 5, "code": "x"}, {"start": 5, "end": 9, "code": "x"}],
    },
}


def run(tmp_path, case):
    (tmp_path / "one.json").write_text(json.dumps(case), encoding="utf-8")
    return list(verify("agreement", tmp_path))


@pytest.mark.skipif(not SHARED.exists(), reason=f"no shared reference cases at {SHARED}")
def test_shared_cases_pass_whole():
    results = list(verify("agreement", SHARED))
    assert [str(result) for result in results if result.outcome != "passed"] == []
    assert len(results) == 19


def test_a_case_that_agrees_passes(tmp_path):
    (result,) = run(tmp_path, CODING)
    assert result.outcome == "passed"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"expected": {"percent": 0.7502}}, "percent: got 0.75, expected 0.7502"),
        ({"expected": {"percent": None}}, "percent: got 0.75, expected None"),
        ({"units": [["a", "a"]]}, "cohen_kappa: got None, expected 0.5"),
        ({"expected": {"light_kappa": 0.5}}, "No coefficient is known as “light_kappa”."),
        ({"expected": {"per_code": {"a": 1.0}}}, "No coefficient is known as “per_code”."),
        ({"expected": {}}, "nothing is expected"),
        ({"recomputed_here": {"percent": 0.750002}}, "percent: got 0.75, expected 0.750002"),
        ({"units": [["a"] * 3] * 2}, "There are 3 coders."),
        ({"units": [["a"], ["a", "b"]]}, "not in the format of a case"),
    ],
)
def test_a_case_that_differs_fails_with_the_name(tmp_path, changes, reason):
    (result,) = run(tmp_path, CODING | changes)
    assert result.outcome == "failed"
    assert reason in result.reason


@pytest.mark.parametrize(
    "case",
    [
        {"kind": "counts", "counts": [[2, 0], [1, 1], [0, 2], [0, 2]],
         "expected": {"fleiss_kappa": 0.466667, "observed_agreement": 0.75}},
        {"kind": "coding", "layout": "ratings[coder][unit]", "ratings": [[1, 2, 3], [1, 2, 4]],
         "expected": {"alpha_interval": 0.878049, "weighted_kappa_quadratic": 0.857143}},
        {"kind": "coding", "units": [[1, 1], [2, 3], [4, 4]], "metric": "interval",
         "weights": [[0, 1, 4, 9], [1, 0, 1, 4], [4, 1, 0, 1], [9, 4, 1, 0]],
         "categories": [1, 2, 3, 4],
         "expected": {"alpha": 0.912281, "cohen_kappa": 0.896552, "percent_agreement": 0.666667,
                      "gwet_ac1": 0.560976, "bennett_s": 0.866667}},
        {"kind": "digitized", "pairs": {"p": [[0, 1, 1], [0, 1, 0]], "q": [[1, 1], [1, 1]]},
         "expected": {"p": {"percent": 0.666667}, "q": {"scott_pi": None}}},
        {"kind": "edge", "cases": [
            {"title": "t", "units": [[1, 1]], "expected": {"alpha_nominal": None, "reason": "no"}},
            {"continuum": [0, 9], "coders": {"a": [], "b": []}, "expected": {"u_alpha": None}}]},
        {"kind": "unitizing", "documents": [SPANS, SPANS],
         "expected": {"u_alpha_binary": 0.900767, "by_code": {"x": 0.445157, "y": -0.093056}},
         "per_code": {"x": {"coverage": 12 / 13}, "y": {"alpha": -0.166667, "coverage": 1.0}},
         "tolerance": 1e-5},
    ],
)  # fmt: skip
def test_other_data_in_the_same_formats_run(tmp_path, case):
    results = run(tmp_path, case)
    assert [str(result) for result in results if result.outcome != "passed"] == []


@pytest.mark.parametrize("name", sorted({n for names in COEFFICIENTS.values() for n in names if n}))
def test_every_name_is_understood_with_and_without_weights(name):
    ours, none = understood(name)
    assert none is None
    assert understood(f"{name}_quadratic") == (ours, "quadratic")


@pytest.mark.parametrize("name", ["gamma", "cu_alpha", "alpha_nominal_ratio", "kendall_tau"])
def test_other_names_are_named(name):
    with pytest.raises(NotThere, match=f"No coefficient is known as “{name}”"):
        understood(name)


def test_examples_in_the_docstrings():
    found = [m for m in all_methods() if m.family == "agreement"]
    assert len(found) == 15
    for one in found:
        assert "Examples\n" in one.function.__doc__
        assert one.title
        assert inspect.getmodule(one.function).__doc__
    for module in pkgutil.walk_packages(agreement.__path__, f"{agreement.__name__}."):
        assert doctest.testmod(importlib.import_module(module.name)).failed == 0
