"""Reference cases of agreement: data of coders, and the coefficients that others got.

What the data are is read from the keys of a case, never from its name: `units` (unit × coder),
`counts` (unit × category), `pairs` (named tables of coder × unit), `coders` with a `continuum`
(spans), `documents` (several of these). A file may hold one such case, or a list of `cases`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from thirdspace.methods.agreement.verify.names import Case, unknown
from thirdspace.methods.agreement.verify.spans import BY_CODE, Spans
from thirdspace.methods.agreement.verify.spans import reads as holds_spans
from thirdspace.methods.agreement.verify.tables import Table
from thirdspace.methods.cases import CaseResult, judged
from thirdspace.problems import Problem

KINDS = ("coding", "counts", "digitized", "unitizing", "unitizing-cases", "edge")
EXPECTED = ("expected", "reference", "recomputed_here")
#: Largest difference where the file names none; computed values are printed with six decimals.
PRINTED = 1e-6
REMARKS = ("reason", "notes", "note")


def reads(case: Any) -> bool:
    """Say whether this is a case of agreement."""
    return isinstance(case, dict) and case.get("kind") in KINDS


def check(name: str, case: Case, file: Path) -> Iterator[CaseResult]:
    """Run each case in the file."""
    for number, part in enumerate(case.get("cases", [case]), start=1):
        title = f"{name}: {part.get('title', number)}"
        whole = {key: value for key, value in case.items() if key != "cases"} | part
        if "pairs" in part:
            yield from _pairs(name, whole)
        else:
            yield judged(title, _differences(whole))


def _pairs(name: str, case: Case) -> Iterator[CaseResult]:
    for pair in case["expected"]:
        one = case | {"ratings": case["pairs"][pair]}
        parts = {key: case[key].get(pair, {}) for key in EXPECTED if key in case}
        yield judged(f"{name}: {pair}", _differences(one | parts))


def _differences(case: Case) -> Iterator[str]:
    expected = [(key, case[key]) for key in EXPECTED if case.get(key)]
    if "per_code" in case:
        expected.append(("per_code", {"per_code": case["per_code"]}))
    if not expected:
        yield "nothing is expected"
    ours = Spans(case) if holds_spans(case) else Table(case)
    for key, values in expected:
        tolerance = PRINTED if key == "recomputed_here" else case.get("tolerance", PRINTED)
        for name, value in values.items():
            if name not in REMARKS:
                yield from _tried(ours, name, value, tolerance)


def _tried(ours: Table | Spans, name: str, value: Any, tolerance: float) -> Iterator[str]:
    """Compare one value; what a coefficient refuses counts as a difference of that value."""
    try:
        if isinstance(value, Mapping):
            yield from _by_code(ours, name, value, tolerance)
        else:
            yield from _differs(name, *ours.value(name), value, tolerance)
    except Problem as problem:
        yield f"{name}: {problem}"


def _by_code(
    ours: Table | Spans, name: str, expected: Mapping[str, Any], tolerance: float
) -> Iterator[str]:
    if not isinstance(ours, Spans) or name not in BY_CODE:
        raise unknown(name)
    found = ours.by_code(name)
    if found.keys() != expected.keys():
        yield f"{name}: got the codes {sorted(found)}, expected {sorted(expected)}"
        return
    for code, theirs in expected.items():
        values = theirs if isinstance(theirs, Mapping) else {"alpha": theirs}
        for part, value in values.items():
            got = {"alpha": found[code].value, "coverage": found[code].coverage}
            if part not in got:
                raise unknown(f"{name} {part}")
            reason = found[code].reason
            yield from _differs(f"{name} {code} {part}", got[part], reason, value, tolerance)


def _differs(
    name: str, found: float | None, reason: str, expected: float | None, tolerance: float
) -> Iterator[str]:
    """Yield a sentence if a value is not the expected one; null stands for undefined."""
    if found is None or expected is None:
        if found is not None or expected is not None:
            yield f"{name}: got {found}, expected {expected}"
        elif not reason:
            yield f"{name}: undefined without a reason"
    elif abs(found - expected) > tolerance:
        yield f"{name}: got {found}, expected {expected}"
