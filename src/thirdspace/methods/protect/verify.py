"""Reference cases of protected figures: hidden cells, releases to compare, and end coding.

A file holds `cases`, and each of them says by its keys what it is: `cells` with `equations`;
`release_1`, `release_2` …; or `k`, `n` and what is `shown` under the file's `rule`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any

from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.protect.audit import THRESHOLD, Audit, audit
from thirdspace.methods.protect.coding_rule import STANDARD
from thirdspace.methods.protect.differencing import Release, differencing
from thirdspace.methods.protect.end_coding import end_coding
from thirdspace.methods.protect.records import Equation, Share
from thirdspace.methods.protect.suppression import Suppression, suppress
from thirdspace.methods.protect.system import percentage
from thirdspace.problems import MethodProblem

Case = dict[str, Any]
_RELEASE = re.compile(r"release_?\d+")
#: A product may hide this many times the proven least number of further cells, rounded up.
SLACK = Fraction(3, 2)


def reads(case: Any) -> bool:
    """Say whether this is a file of such cases."""
    cases = case.get("cases") if isinstance(case, dict) else None
    return isinstance(cases, list) and bool(cases) and all(_kind(each) for each in cases)


def check(name: str, case: Case, file: Path) -> Iterator[CaseResult]:
    """Check each case of the file."""
    for each in case["cases"]:
        if _kind(each) == "cells":
            yield judged(f"{name}: {each['id']}", _cells(case | each))
        elif _kind(each) == "releases":
            yield judged(f"{name}: {each['id']}", _releases(case | each))
        else:
            yield judged(f"{name}: {each['k']} of {each['n']}", _coding(case, each))


def _kind(case: Any) -> str:
    if not isinstance(case, dict):
        return ""
    if {"cells", "equations"} <= case.keys():
        return "cells"
    if {"k", "n", "shown"} <= case.keys():
        return "coding"
    return "releases" if any(_RELEASE.fullmatch(key) for key in case) else ""


def _coding(file: Case, case: Case) -> Iterator[str]:
    rule = file.get("rule", STANDARD)
    text = rule.get("edges", STANDARD) if isinstance(rule, dict) else rule
    shown = end_coding(case["k"], case["n"], rule=text).shown
    if shown != case["shown"]:
        yield f"shown as {shown}, expected {case['shown']}"


def _releases(case: Case) -> Iterator[str]:
    names = sorted(filter(_RELEASE.fullmatch, case), key=lambda key: int(re.sub(r"\D", "", key)))
    releases = [_release(case[name]) for name in names]
    *earlier, now = releases
    found = differencing(now, earlier, threshold=case.get("threshold", THRESHOLD))
    yield from _same_names("flagged", found.flagged, case.get("flag", []))
    for name, change in case.get("derived", {}).items():
        cell = name.removesuffix("_new")
        ours = now.cells[cell] - earlier[-1].cells[cell]
        if ours != change:
            yield f"change of {cell}: got {ours}, expected {change}"


def _release(found: Case) -> Release:
    cells = found.get("cells", found)
    equations = _equations(found.get("equations", []))
    return Release(cells, tuple(found.get("hidden", ())), equations)


def _cells(case: Case) -> Iterator[str]:
    small = case.get("must_hide_primary", [])
    shares = _shares(case)
    if case.get("min_complementary_cells", 0) is None:
        yield from _must_refuse(case)
        return
    ours = suppress(**_system(case), **_wanted(case), shares=shares)
    yield from _ours(case, ours)
    for names in [*case.get("minimum_patterns", []), *_published(case)]:
        if not _audit(case, [*small, *names]).safe:
            yield f"a pattern that is safe is refused: {', '.join(names)}"
    for pattern in case.get("rejected_patterns", []):
        yield from _rejected(case, pattern)
    if "attacker_intervals_for_best" in case:
        best = _audit(case, [*small, *case.get("best_pattern_least_information_lost", [])])
        yield from _ranges(best, case["attacker_intervals_for_best"])
    if shares and _audit(case, small, shares).safe:
        yield "a percentage that gives a small count away is let pass"


def _must_refuse(case: Case) -> Iterator[str]:
    try:
        suppress(**_system(case), **_wanted(case))
    except MethodProblem:
        return
    yield "hides cells where nothing protects them"


def _ours(case: Case, ours: Suppression) -> Iterator[str]:
    yield from _same_names("small", ours.small, case.get("must_hide_primary", ours.small))
    if not ours.audit.safe:
        yield f"our own pattern gives away {', '.join(ours.audit.given_away)}"
    if kept := set(ours.hidden) & set(case.get("never_hide", ())):
        yield f"hides what must be shown: {', '.join(sorted(kept))}"
    least = case.get("min_complementary_cells", len(ours.complementary))
    if len(ours.complementary) > ceil(SLACK * least) or ours.fewest > least:
        yield f"hides {len(ours.complementary)} more, proves {ours.fewest}; the least is {least}"
    for share in case.get("extra", {}).get("must_also_hide", []):
        if share not in ours.shares:
            yield f"shows {share}"


def _rejected(case: Case, pattern: Case) -> Iterator[str]:
    why = pattern.get("why", "pattern")
    found = _audit(case, pattern["hidden"])
    if found.safe:
        yield f"lets pass: {why}"
    spans = {span.cell: span for span in found.ranges}
    for cell, value in pattern.get("derivable_with_nonnegative_integers", {}).items():
        if cell in spans and (spans[cell].low, spans[cell].high) != (value, value):
            yield f"{why}: {cell} is {value}, got {spans[cell].low} to {spans[cell].high}"
    if "derivable_by_subtraction" in pattern:
        ours = sorted(set(found.by_subtraction) & set(found.small))
        yield from _same_names(f"{why}: by subtraction", ours, pattern["derivable_by_subtraction"])


def _ranges(found: Audit, expected: Case) -> Iterator[str]:
    spans = {span.cell: span for span in found.ranges}
    for cell, (low, high) in expected.items():
        top = high if isinstance(high, int) else None
        if (spans[cell].low, spans[cell].high) != (low, top):
            yield f"{cell}: got {spans[cell].low} to {spans[cell].high}, expected {low} to {high}"


def _published(case: Case) -> Iterator[list[str]]:
    if "published_pattern" in case:
        yield case["published_pattern"]


def _audit(case: Case, hidden: list[str], shares: tuple[Share, ...] = ()) -> Audit:
    wanted = _wanted(case)
    public = [name for name in wanted.pop("never_hide") if name in case["cells"]]
    names = list(dict.fromkeys(hidden))
    return audit(**_system(case), **wanted, hidden=names, public=public, shares=shares)


def _system(case: Case) -> Case:
    return {"cells": case["cells"], "equations": _equations(case["equations"])}


def _wanted(case: Case) -> Case:
    return {
        "threshold": case.get("threshold", THRESHOLD),
        "zeros_are_sensitive": case.get("zeros_are_sensitive", False),
        "must_hide": _beyond_threshold(case),
        "never_hide": case.get("never_hide", []),
    }


def _beyond_threshold(case: Case) -> list[str]:
    """Name the primaries that the rule does not explain; all others must be found small by us."""
    least = 0 if case.get("zeros_are_sensitive", False) else 1
    rule = range(least, case.get("threshold", THRESHOLD))
    return [name for name in case.get("must_hide_primary", []) if case["cells"][name] not in rule]


def _equations(found: list[Case]) -> tuple[Equation, ...]:
    return tuple(Equation(each["total"], tuple(each["parts"])) for each in found)


def _shares(case: Case) -> tuple[Share, ...]:
    """Find the counts of a percentage that stands beside the table with its denominator."""
    beside = case.get("extra", {}).get("published_alongside", {})
    wholes = [name for name, count in case["cells"].items() if count == beside.get("denominator")]
    shares = []
    for name, value in beside.items():
        decimals = len(str(value).partition(".")[2])
        for part in case["must_hide_primary"] if name != "denominator" else ():
            whole = next(iter(wholes))
            counts = case["cells"][part], case["cells"][whole]
            if percentage(*counts, decimals) == round(value * 10**decimals):
                shares.append(Share(name, part, whole, decimals))
    return tuple(shares)


def _same_names(what: str, ours: Any, theirs: Any) -> Iterator[str]:
    if set(ours) != set(theirs):
        yield f"{what}: got {', '.join(sorted(ours))}; expected {', '.join(sorted(theirs))}"
