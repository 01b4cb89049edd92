"""Reference cases of charts: facets, funnels, rows in any order; what differs is found."""

import copy
import json

import numpy as np
import pytest

from thirdspace.methods import spc
from thirdspace.methods.spc.verify.published import compare_published
from thirdspace.methods.verify import verify

WARDS = {
    "north": ([5, 9, 4, 12, 7, 8], [50, 60, 45, 80, 52, 66]),
    "south": ([2, 3, 30, 4, 1, 2], [40, 44, 47, 39, 35, 41]),
}
MONTHS = [f"2026-0{month}-01" for month in range(1, 7)]


def known(values):
    return [None if value != value else value for value in values]


def expected(charts, names=None):
    """Points and runs of charts as an engine would write them, one chart below the other."""
    points, runs = {}, {}
    for name, chart in charts.items():
        size = len(chart.values)
        columns = {
            "part": chart.phase,
            "x": chart.labels,
            "y": chart.values,
            "cl": chart.center,
            "lcl": chart.lower,
            "ucl": chart.upper,
            "lcl_2sigma": chart.lower2,
            "ucl_2sigma": chart.upper2,
            "sigma_signal": chart.outside,
            "include": [not out for out in chart.excluded],
            "facet1": [name] * size,
        }
        for key, column in columns.items():
            points.setdefault(key, []).extend(known(column))
        phases = {
            "n_useful": [phase.useful for phase in chart.phases],
            "longest_run": [phase.longest_run for phase in chart.phases],
            "runs_signal": [phase.unusual for phase in chart.phases],
            "facet1": [name] * len(chart.phases),
        }
        for key, column in phases.items():
            runs.setdefault(key, []).extend(column)
    return {"points": points, "runs": runs}


def test_not_a_number_is_no_printed_value():
    chart = spc.i_chart([5, 9, 4, 12, 7, 8], screen_mr=False)
    assert list(compare_published(chart, {"cl": chart.center[0]})) == []
    assert list(compare_published(chart, {"cl": float("nan")}))


def case(kind, charts, data, *, n="n", facets="ward", **more):
    columns = {"x": "x", "y": "y", "n": n, "facets": facets}
    return {
        "chart": kind, "columns": columns, "options": [], "input": data,
        "expected": expected(charts), **more,
    }  # fmt: skip


def outcome(tmp_path, content):
    (tmp_path / "one.json").write_text(json.dumps(content), encoding="utf-8")
    (result,) = verify("spc", tmp_path)
    return result.outcome, result.reason


def long_rows(x=MONTHS):
    """All wards below each other, the latest month first."""
    data = {"x": [], "y": [], "n": [], "ward": []}
    for place in reversed(range(len(x))):
        for ward, (y, n) in WARDS.items():
            for key, value in zip(data, (x[place], y[place], n[place], ward), strict=True):
                data[key].append(value)
    return data


def faceted(kind="u"):
    charts = {ward: spc.chart(y, n, kind=kind, x=MONTHS) for ward, (y, n) in WARDS.items()}
    return case(kind, charts, long_rows())


@pytest.mark.parametrize("facets", ["ward", ["ward"], "~ ward"])
def test_each_facet_is_a_chart_of_its_own(tmp_path, facets):
    good = faceted()
    good["columns"]["facets"] = facets
    assert outcome(tmp_path, good) == ("passed", "")
    assert any(good["expected"]["points"]["sigma_signal"])


@pytest.mark.parametrize(
    ("table", "key", "value"),
    [
        ("points", "ucl", 0.5),
        ("points", "lcl_2sigma", 0.5),
        ("points", "y", 0.5),
        ("points", "sigma_signal", True),
        ("points", "include", False),
        ("runs", "n_useful", 2),
        ("runs", "runs_signal", True),
    ],
)
def test_a_wrong_number_in_any_facet_is_found(tmp_path, table, key, value):
    for place in (0, -1):
        wrong = copy.deepcopy(faceted())
        wrong["expected"][table][key][place] = value
        assert outcome(tmp_path, wrong)[0] == "failed"


def test_results_that_do_not_say_their_facet_fail(tmp_path):
    unnamed = faceted()
    del unnamed["expected"]["points"]["facet1"]
    assert outcome(tmp_path, unnamed)[0] == "failed"


def test_names_that_are_no_days_make_a_funnel_in_the_order_of_the_results(tmp_path):
    y, n = WARDS["north"]
    names = ["F", "B", "D", "A", "E", "C"]
    rank = np.argsort(names)
    chart = spc.p_prime_chart(
        [y[p] for p in rank], [n[p] for p in rank], x=sorted(names), screen_mr=True, ordered=False
    )
    data = {"x": names, "y": y, "n": n}
    good = case("pp", {"all": chart}, data, facets=None)
    good["expected_unscreened_mr"] = good["expected"]
    assert outcome(tmp_path, good) == ("passed", "")
    in_time = case("pp", {"all": chart}, data | {"x": [6, 2, 4, 1, 5, 3]}, facets=None)
    assert outcome(tmp_path, in_time)[0] == "failed"


def test_subgroups_come_as_long_columns_with_gaps(tmp_path):
    x = [day for day in MONTHS for _ in range(3)]
    y = [5, 7, None, 6, 8, 9, 4, None, 6, 5, 5, 8, 9, 7, 6, 4, 7, 5]
    rows = [y[i : i + 3] for i in range(0, 18, 3)]
    for kind in ("xbar", "s"):
        good = case(
            kind,
            {"all": spc.chart(rows, kind=kind, x=MONTHS)},
            {"x": x, "y": y},
            n=None,
            facets=None,
        )
        assert outcome(tmp_path, good) == ("passed", "")


def test_a_freeze_beside_phases_is_passed_over_and_zero_times_are_drawn_as_given(tmp_path):
    y = [5, 0, 9, 14, 3, 0, 8, 21]
    drawn = [value or 0.1 for value in y]
    chart = spc.t_chart(drawn, screen_mr=True, part=[4])
    content = case("t", {"all": chart}, {"x": list(range(8)), "y": y}, n=None, facets=None)
    content["options"] = {"freeze": 3, "part": 4}
    assert outcome(tmp_path, content) == ("passed", "")


@pytest.mark.parametrize(
    ("published", "result"),
    [
        ({"ucl_first2": [0.269, 0.257], "tolerance": 0.001}, "passed"),
        ({"ucl_first2": [0.269, 0.269], "tolerance": 0.001}, "failed"),
        ({"signals": 0, "part1_cl": 0.127, "decimals": 3}, "passed"),
        ({"signals": [2], "decimals": 3}, "failed"),
        ({"signals": 1, "decimals": 3}, "failed"),
    ],
)
def test_printed_values_are_compared_within_their_rounding(tmp_path, published, result):
    y, n = WARDS["north"]
    chart = spc.p_chart(y, n, x=MONTHS)
    content = case("p", {"all": chart}, {"x": MONTHS, "y": y, "n": n}, facets=None)
    assert outcome(tmp_path, content | {"published": published})[0] == result
