"""Reference cases of any method, one row an input and what is expected of the result.

The README of `tests/spec` has the format. Records and days are read by the types that the method
itself declares.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thirdspace.methods.calling import as_plain, call
from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.rates import proportion
from thirdspace.methods.registry import find

Case = dict[str, Any]
TOLERANCE = 1e-9


def reads(case: Any) -> bool:
    """Say whether this is a case of rows, or of intervals."""
    return isinstance(case, dict) and ("intervals" in case or {"method", "rows"} <= case.keys())


def check(name: str, case: Case, file: Path) -> Iterator[CaseResult]:
    """Compare every row."""
    yield judged(name, _differences(case))


def _differences(case: Case) -> Iterator[str]:
    tolerance = case.get("tolerance", TOLERANCE)
    if "intervals" in case:
        for count, of, *interval in case["intervals"]:
            found = proportion(count, of)
            yield from _compare(f"{count} of {of}", [found.low, found.high], interval, tolerance)
        return
    for number, row in enumerate(case["rows"], start=1):
        ours = as_plain(call(find(case["method"]), row["input"]))
        yield from _compare(f"row {number}", ours, row["expected"], tolerance)


def _compare(place: str, ours: Any, theirs: Any, tolerance: float) -> Iterator[str]:
    """Yield each place that differs; of an object, only what is expected is compared."""
    if isinstance(theirs, dict):
        for key, value in theirs.items():
            yield from _compare(f"{place} {key}", ours[key], value, tolerance)
    elif isinstance(theirs, list) and len(ours) == len(theirs):
        for number, pair in enumerate(zip(ours, theirs, strict=True), start=1):
            yield from _compare(f"{place} {number}", *pair, tolerance)
    elif isinstance(theirs, float) and ours is not None:
        if abs(ours - theirs) > tolerance:
            yield f"{place}: got {ours}, expected {theirs}"
    elif ours != theirs:
        yield f"{place}: got {ours}, expected {theirs}"
