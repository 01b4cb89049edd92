"""Cases of rules: critical values, boxes, joint law, and patterns in given series."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from thirdspace.methods.cases import compare
from thirdspace.methods.spc.false_alarm import false_alarm
from thirdspace.methods.spc.rules import (
    ANHOEJ,
    Rule,
    RuleSet,
    RunBounds,
    all_rules,
    count_runs,
    find_rules,
    matches,
)
from thirdspace.methods.spc.rules.orders import ways
from thirdspace.methods.spc.verify.types import Case, Check

FAMILY = re.compile(r"^(?:we|nelson|nhs|ihi|wheeler)\d*_")


def checks(case: Case) -> Iterator[Check]:
    """Yield what can be compared in this case."""
    columns = set(case.get("columns") or ())
    if "n_useful" in columns:
        yield _critical_values
    if {"n", "c_best", "l_best"} <= columns:
        yield _boxes
    if "tables" in case:
        yield _joint_distribution
    if "cases" in case and all("z" in series for series in case["cases"]):
        yield _patterns


def _rows(case: Case) -> Iterator[Case]:
    for row in case["rows"]:
        yield dict(zip(case["columns"], row, strict=True))


def _critical_values(case: Case) -> Iterator[str]:
    for row in _rows(case):
        useful = row["n_useful"]
        ours = {
            "longest_run_max": ANHOEJ.longest_run_max(useful),
            "n_crossings_min": ANHOEJ.crossings_min(useful),
        }
        for name in ours.keys() & row.keys():
            yield from compare(f"{name} for {useful}", [ours[name]], [row[name]], 0)


def _boxes(case: Case) -> Iterator[str]:
    """A cut box whose borders are empty is the best box."""
    for row in _rows(case):
        best, cut = (_bounds(name, row["n"]) for name in ("anhoej_bestbox", "anhoej_cutbox"))
        is_cut = cut != best
        ours = {
            "c_best": best.crossings_min,
            "l_best": best.longest_run_max,
            "c_border": cut.border_crossings if is_cut else None,
            "l_border": cut.border_longest if is_cut else None,
        }
        for name in ours.keys() & row.keys():
            yield from compare(f"{name} for {row['n']}", [ours[name]], [row[name]], 0)


def _bounds(name: str, useful: int) -> RunBounds:
    runs = find_rules(name).runs
    return (runs or ANHOEJ).bounds(useful)


def _joint_distribution(case: Case) -> Iterator[str]:
    for table in case["tables"]:
        n = table["n"]
        if table.get("specificity") is not None:
            ours = 1 - false_alarm(n)
            yield from compare(f"specificity for {n}", [ours], [table["specificity"]], 1e-12)
        for crossings, longest, count in table.get("counts") or ():
            orders = ways(n, crossings + 1, longest) - ways(n, crossings + 1, longest - 1)
            yield from compare(f"orders of {n} with {crossings}, {longest}", [orders], [count], 0)


def _patterns(case: Case) -> Iterator[str]:
    """Find every pattern that the file knows in each of its series."""
    named = sorted({name for series in case["cases"] for name in series.get("rules") or ()})
    known = {name: _rule(name) for name in named}
    for name in (name for name, rule in known.items() if rule is None):
        yield f"no rule is called {name}"
    for series in case["cases"]:
        for name, found in known.items():
            if found:
                rules, rule = found
                hits = matches(rule, series["z"], line_policy=rules.line_policy)
                expected = (series.get("rules") or {}).get(name, [])
                yield from _same_places(f"{series['name']}: {name}", hits, expected)
        yield from _runs(series)


def _rule(name: str) -> tuple[RuleSet, Rule] | None:
    """Find a rule by its name, or by its name in another set: 8 on one side is that in each."""
    rules = [(rules, rule) for rules in all_rules() for rule in rules.rules]
    alike = FAMILY.sub("", name)
    same = (pair for pair in rules if pair[1].name == name)
    return next(same, next((p for p in rules if FAMILY.sub("", p[1].name) == alike), None))


def _same_places(name: str, hits: np.ndarray, expected: list[int]) -> Iterator[str]:
    found = np.flatnonzero(hits).tolist()
    if found != expected:
        yield f"{name}: got {found}, expected {expected}"


def _runs(series: Case) -> Iterator[str]:
    """Compare runs about 0; here a failed test counts however few the points are."""
    expected = series.get("anhoej") or {}
    counts = count_runs(series["z"])
    useful, longest, crossings = int(counts.useful), int(counts.longest), int(counts.crossings)
    longest_max, fewest = ANHOEJ.longest_run_max(useful), ANHOEJ.crossings_min(useful)
    ours = {
        "n_useful": useful,
        "longest_run": longest,
        "n_crossings": crossings,
        "longest_run_max": longest_max,
        "n_crossings_min": fewest,
        "signal": longest > longest_max or crossings < fewest,
    }
    for name in ours.keys() & expected.keys():
        yield from compare(f"{series['name']}: {name}", [ours[name]], [expected[name]], 0)
