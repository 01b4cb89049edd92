"""How expected numbers are held against ours: exactly computed, or as printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from thirdspace.methods.cases import compare

Case = dict[str, Any]
#: Where a file names no tolerance, numbers agree to this share of their size.
RELATIVE = 1e-9


def computed(name: str, ours: Any, theirs: Any, relative: float = RELATIVE) -> Iterator[str]:
    """Yield where a computed value, pair or list of values differs from ours."""
    if isinstance(theirs, str):
        if ours != theirs:
            yield f"{name}: got {ours}, expected {theirs}"
        return
    if isinstance(theirs, list) and not isinstance(ours, (list, tuple)):
        yield f"{name}: got {ours}, expected {theirs}"
        return
    ours, theirs = ([v] if not isinstance(v, (list, tuple)) else list(v) for v in (ours, theirs))
    yield from compare(name, ours, theirs, relative)


def printed(name: str, ours: Any, theirs: Any) -> Iterator[str]:
    """Yield where ours, rounded to the digits of a printed number or list, reads otherwise."""
    shown = theirs if isinstance(theirs, list) else [theirs]
    mine = list(ours) if isinstance(theirs, list) else [ours]
    unit = 10.0 ** -max(map(_decimals, shown), default=0)
    for place, (got, value) in enumerate(zip(mine, shown, strict=True), start=1):
        if got is None or not abs(got - value) <= unit * (0.5 + 1e-9):
            yield f"{name} {place}: got {got}, printed {value}"


def within(name: str, ours: Any, theirs: Any, tolerance: float) -> Iterator[str]:
    """Yield where a value, or a list of values, is farther from ours than the tolerance."""
    pairs = zip(ours, theirs, strict=True) if isinstance(theirs, list) else [(ours, theirs)]
    for place, (got, value) in enumerate(pairs, start=1):
        if got is None or not abs(got - value) <= tolerance:
            yield f"{name} {place}: got {got}, expected {value}"


def cases_of(case: Any) -> list[Case]:
    """Return the cases of a file: those it lists, or the file itself."""
    listed = case.get("cases", [case]) if isinstance(case, dict) else []
    return [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []


def confidence_in(key: str, case: Case, default: float = 0.95) -> float:
    """Return the confidence that a key ends with: 0.95 for ``katz95`` and ``wilson95_cc``.

    A key without a number takes the file's own ``confidence``, or else 0.95.
    """
    found = re.search(r"(\d{2,})(?:_cc)?$", key)
    return float(f"0.{found[1]}") if found else float(case.get("confidence", default))


def _decimals(value: float) -> int:
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
