"""Reference cases of statistical process control: one JSON file a case, in a folder `cases`.

What a file holds is read from the file, never from its name, so that a folder of other cases in
the same format runs as well. A case whose method is not built is skipped with the method's name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.cases import CaseResult, compare, judged
from thirdspace.methods.spc.false_alarm import false_alarm, ways
from thirdspace.methods.spc.i_chart import i_chart
from thirdspace.methods.spc.moving_range import D2
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.rules import ANHOEJ
from thirdspace.methods.spc.run_chart import run_chart
from thirdspace.problems import NotThere, Problem

Case = dict[str, Any]
Check = Callable[[Case], Iterator[str]]
RUNS = {
    "useful": "n_useful",
    "longest_run": "longest_run",
    "longest_run_max": "longest_run_max",
    "crossings": "n_crossings",
    "crossings_min": "n_crossings_min",
    "unusual": "runs_signal",
}
PUBLISHED = re.compile(r"(?:part(\d+)_)?(cl|lcl|ucl|mr_bar)")


def verify(folder: Path) -> Iterator[CaseResult]:
    """Run every case of a folder, or of the folder `cases` in it.

    Raises
    ------
    NotThere
        The folder holds no case.
    """
    files = sorted((folder / "cases").glob("*.json")) or sorted(folder.glob("*.json"))
    if not files:
        raise NotThere(
            f"No reference cases lie in {folder}.",
            "A case is one JSON file, in the folder itself or in a folder “cases”.",
            "Name the folder that holds them.",
        )
    for file in files:
        yield run_case(file.stem, json.loads(file.read_text(encoding="utf-8")))


def run_case(name: str, case: Case) -> CaseResult:
    """Run one case."""
    checks = list(_checks(case))
    try:
        judgement = judged(name, (found for check in checks for found in check(case)))
    except Problem as problem:
        return CaseResult(name, "failed", str(problem))
    except (KeyError, IndexError, TypeError, ValueError) as error:
        return CaseResult(name, "failed", f"the file is not in the format of a case: {error!r}")
    missing = _not_built(case) or ("" if checks else "a case of this kind")
    if judgement.outcome == "failed" or not missing:
        return judgement
    checked = "; what is built agrees" if checks else ""
    return CaseResult(name, "skipped", f"{missing}: no method yet{checked}")


def _not_built(case: Case) -> str:
    """Name what a case asks for and we don't have; empty if we have all of it."""
    rules = sorted({rule for series in case.get("cases", ()) for rule in series["rules"]})
    chart = case.get("chart", "run")
    reasons = (
        ("rule sets bestbox and cutbox", "c_best" in case.get("columns", ())),
        ("automatic rebasing of the median", "expected_sustained" in case),
        (f"rule set {case.get('rule_set')}", "rule_set" in case),
        (f"rules {', '.join(rules)}", bool(rules)),
        (f"chart {chart}", chart not in ("run", "i", "run and i")),
        ("several charts in one case (facets)", _facets(case)),
    )
    return next((reason for reason, applies in reasons if applies), "")


def _facets(case: Case) -> bool:
    columns = case.get("columns")
    return isinstance(columns, dict) and bool(columns.get("facets"))


def _checks(case: Case) -> Iterator[Check]:
    if "n_useful" in case.get("columns", ()):
        yield _critical_values
    if "tables" in case:
        yield _joint_distribution
    if "cases" in case:
        yield _runs_of_standard_series
    if case.get("chart") == "run and i":
        yield _network
    if case.get("chart") in ("run", "i") and "columns" in case and not _facets(case):
        yield _control_chart


def _critical_values(case: Case) -> Iterator[str]:
    for useful, longest, crossings in case["rows"]:
        ours = ANHOEJ.longest_run_max(useful), ANHOEJ.crossings_min(useful)
        yield from compare(f"limits for {useful}", ours, (longest, crossings), 0)


def _joint_distribution(case: Case) -> Iterator[str]:
    for table in case["tables"]:
        n = table["n"]
        yield from compare(
            f"specificity for {n}", [1 - false_alarm(n)], [table["specificity"]], 1e-12
        )
        for crossings, longest, count in table["counts"] or ():
            ours = ways(n, crossings + 1, longest) - ways(n, crossings + 1, longest - 1)
            yield from compare(f"orders of {n} with {crossings}, {longest}", [ours], [count], 0)


def _runs_of_standard_series(case: Case) -> Iterator[str]:
    """Count runs about 0: two phases, the first a single 0 that sets the line."""
    for series in case["cases"]:
        z = np.asarray(series["z"], dtype=float)
        chart = run_chart(np.concatenate([[0.0], z]), freeze=1)
        yield from _compare_runs(chart, {k: [v] for k, v in series["anhoej"].items()})


def _control_chart(case: Case) -> Iterator[str]:
    unscreened = _chart(case, screen_mr=False)
    if case["chart"] == "run":
        yield from _compare_chart(unscreened, case["expected"])
        return
    screened = _chart(case, screen_mr=True)
    yield from _compare_chart(screened, case["expected"])
    yield from _compare_chart(unscreened, case["expected_unscreened_mr"])
    published = case.get("published") or {}
    yield from _compare_published(
        screened if published.get("screening", True) else unscreened, published
    )


def _chart(case: Case, *, screen_mr: bool) -> ControlChart:
    options = dict(case["options"] or {})
    y = _measure(case) * options.pop("multiply", 1)
    options = {key: value if key == "freeze" else _listed(value) for key, value in options.items()}
    if case["chart"] == "run":
        return run_chart(y, **options)
    return i_chart(y, screen_mr=screen_mr, **options)


def _measure(case: Case) -> NDArray[np.float64]:
    columns, data = case["columns"], case["input"]
    y = np.asarray(data[columns["y"]], dtype=float)
    return y / np.asarray(data[columns["n"]], dtype=float) if columns["n"] else y


def _listed(value: int | list[int]) -> list[int]:
    return value if isinstance(value, list) else [value]


def _compare_chart(chart: ControlChart, expected: Case) -> Iterator[str]:
    points = expected["points"]
    measured = [not np.isnan(value) for value in chart.values]
    for ours, theirs in (("center", "cl"), ("lower", "lcl"), ("upper", "ucl")):
        # Some engines leave limits empty where nothing was measured; ours go on.
        pairs = zip(getattr(chart, ours), points[theirs], measured, strict=True)
        kept = [(a, b) for a, b, was_measured in pairs if was_measured]
        yield from compare(ours, [a for a, _ in kept], [b for _, b in kept])
    yield from compare("phase", chart.phase, points["part"], 0)
    yield from compare("outside", chart.outside, points["sigma_signal"], 0)
    yield from _compare_runs(chart, expected["runs"])


def _compare_runs(chart: ControlChart, expected: Case) -> Iterator[str]:
    """Compare runs phase by phase; here a failed test counts however few the points are."""
    for ours, theirs in RUNS.items():
        pairs = zip(chart.phases, expected.get(theirs, ()), strict=theirs in expected)
        # Without a useful point some engines leave these empty; ours are 0.
        known = [(getattr(phase, ours), value) for phase, value in pairs if value is not None]
        yield from compare(ours, [a for a, _ in known], [b for _, b in known], 0)


def _compare_published(chart: ControlChart, published: Case) -> Iterator[str]:
    for name, value in published.items():
        if found := PUBLISHED.fullmatch(name):
            lines = chart.phases[int(found[1] or 1) - 1].lines
            ours = {
                "cl": lines.center,
                "lcl": lines.lower,
                "ucl": lines.upper,
                "mr_bar": (lines.upper - lines.center) / 3 * D2,
            }[found[2]]
            if abs(ours - value) > published["tolerance"]:
                yield f"published {name}: got {ours}, printed {value}"


def _network(case: Case) -> Iterator[str]:
    data, expected = case["input"], case["expected"]
    schools = expected["run"]["school"]
    names = np.asarray(data["school"])
    values = np.asarray(data["attendance_pct"], dtype=float)
    by_school = {school: values[names == school] for school in schools}
    yield from _compare_table([run_chart(y) for y in by_school.values()], expected["run"])
    for name, screen_mr in (("i_screened", True), ("i_unscreened", False)):
        charts = [i_chart(y, screen_mr=screen_mr) for y in by_school.values()]
        yield from _compare_table(charts, expected[name])
    yield from _compare_adjusted(by_school, data, expected["network_adjusted"])


def _compare_table(charts: list[ControlChart], expected: Case) -> Iterator[str]:
    """Compare charts of one phase each with a table of one row each."""
    phases = [chart.phases[0] for chart in charts]
    for ours, theirs in (("center", "cl"), ("lower", "lcl"), ("upper", "ucl")):
        yield from compare(ours, [getattr(p.lines, ours) for p in phases], expected[theirs])
    for ours, theirs in RUNS.items():
        yield from compare(ours, [getattr(p, ours) for p in phases], expected[theirs], 0)
    for chart, points in zip(charts, expected["sigma_points"], strict=True):
        yield from compare("outside", _outside(chart), [int(p) for p in points.split()], 0)


def _compare_adjusted(
    by_school: dict[str, NDArray[np.float64]], data: Case, expected: Case
) -> Iterator[str]:
    """Subtract each week's median of all schools and chart what is left."""
    schools, weeks = np.asarray(data["school"]), np.asarray(data["week"])
    values = np.asarray(data["attendance_pct"], dtype=float)
    shared = {week: np.median(values[weeks == week]) for week in set(weeks.tolist())}
    adjusted = values - np.array([shared[week] for week in weeks.tolist()])
    raw = {(s, p) for s, y in by_school.items() for p in _outside(i_chart(y, screen_mr=False))}
    local = {
        (school, point)
        for school in by_school
        for point in _outside(i_chart(adjusted[schools == school], screen_mr=False))
    }
    ours = {
        "raw_signals": len(raw),
        "raw_schools": len({school for school, _ in raw}),
        "adjusted_signals": len(local),
        "adjusted_schools": len({school for school, _ in local}),
        "in_both": len(raw & local),
    }
    yield from compare("network", list(ours.values()), [expected[name] for name in ours], 0)


def _outside(chart: ControlChart) -> list[int]:
    return [place for place, out in enumerate(chart.outside, start=1) if out]
