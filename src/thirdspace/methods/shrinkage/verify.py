"""Reference cases of shrinkage: averages of equal size, and counts of units.

A case of averages has ``y`` and ``n`` (or ``variance``); any other has two lists of whole numbers,
the smaller ones being parts of the larger ones, whatever their names.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.rates.verify.expected import (
    RELATIVE,
    Case,
    cases_of,
    computed,
    printed,
    within,
)
from thirdspace.methods.shrinkage.beta_binomial import beta_binomial
from thirdspace.methods.shrinkage.efron_morris import efron_morris

LIKELIHOOD = "loglik"
POSTERIOR = "posterior"


def reads(case: Any) -> bool:
    """Say whether every case of the file is one of shrinkage."""
    rows = cases_of(case)
    return bool(rows) and all(_averages(row) or _counts(row) is not None for row in rows)


def check(name: str, case: Case, file: Path) -> Iterator[CaseResult]:
    """Compare every case."""
    for number, row in enumerate(cases_of(case), start=1):
        label = name if row is case else f"{name}: {row.get('id', number)}"
        whole = {"tolerance": case.get("tolerance"), **row}
        yield judged(label, _shrunk(whole) if _averages(row) else _fitted(whole))


def _averages(row: Case) -> bool:
    return isinstance(row.get("y"), list) and ("n" in row or "variance" in row)


def _counts(row: Case) -> tuple[list[int], list[int]] | None:
    """Return the counts and the totals they are part of, if the case has two such lists."""
    if not isinstance(row.get("expected"), dict):
        return None
    listed = [v for v in row.values() if _whole(v)]
    pairs = ((part, total) for part in listed for total in listed if part is not total)
    return next((pair for pair in pairs if _is_part(*pair)), None)


def _is_part(part: list[int], total: list[int]) -> bool:
    return len(part) == len(total) and all(a <= b for a, b in zip(part, total, strict=True))


def _whole(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(type(v) is int for v in value)


def _shrunk(row: Case) -> Iterator[str]:
    positive = any(word in str(row.get("formula")) for word in ("max", "positive"))
    found = efron_morris(
        row["y"], n=row.get("n"), variance=row.get("variance"), positive_part=positive
    )
    numbers = {"ybar": found.mean, "c": found.c, "z": found.estimates, "s2": found.variance}
    tolerance = row["tolerance"] if isinstance(row["tolerance"], float) else RELATIVE
    for key, theirs in row["expected"].items():
        yield from computed(key, numbers[key], theirs, tolerance)
    for key, theirs in (row.get("published") or {}).items():
        yield from printed(f"published {key}", numbers[key], theirs)


def _fitted(row: Case) -> Iterator[str]:
    counts = _counts(row)
    if counts is None:
        yield "no two lists of counts and totals"
        return
    found = beta_binomial(*counts)
    if "raw" in row:
        yield from computed("raw", found.raw, row["raw"])
    numbers = {
        "alpha": found.alpha,
        "beta": found.beta,
        "posterior_mean": found.rates,
        "posterior_mean_all": [min(found.rates), max(found.rates)],
        "pooled": found.pooled_rate,
    }
    for key, theirs in row["expected"].items():
        ours = found.log_likelihood if key.startswith(LIKELIHOOD) else numbers[key]
        value = [theirs, theirs] if key == "posterior_mean_all" else theirs
        tolerance = _tolerance(row["tolerance"], key)
        if tolerance is None:
            yield from computed(key, ours, value)
        else:
            yield from within(key, ours, value, tolerance)
    for key, theirs in (row.get("published") or {}).items():
        yield from printed(f"published {key}", numbers[key], theirs)


def _tolerance(given: Any, key: str) -> float | None:
    """Return the absolute tolerance the file names for a fitted number; None if it names none.

    A maximum that a general optimizer found is as good as its stopping rule, so where a tolerance
    for the posterior is the file's only one, it holds for alpha and beta too.
    """
    if not isinstance(given, dict):
        return given if isinstance(given, float) else None
    source = POSTERIOR if key in ("alpha", "beta") and len(given) == 1 else key
    return next((float(v) for name, v in given.items() if source.startswith(name)), None)
