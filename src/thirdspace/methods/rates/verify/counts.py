"""Cases of one rate, of a difference of two, and of a funnel."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import NormalDist

from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.rates.closed_cohort_funnel import Stage, closed_cohort_funnel
from thirdspace.methods.rates.newcombe_difference import newcombe_difference
from thirdspace.methods.rates.verify.expected import (
    Case,
    cases_of,
    computed,
    confidence_in,
    printed,
)
from thirdspace.methods.rates.wilson import wilson
from thirdspace.problems import MethodProblem

RATE = {"x", "n"}
DIFFERENCE = {"x1", "n1", "x2", "n2"}
FUNNEL = {"stages", "counts", "expected"}


#: Given a case and its file, what differs.
Differences = Callable[[Case, Case], Iterator[str]]


def reads(case: Case) -> bool:
    """Say whether every case of the file is one of these."""
    rows = cases_of(case)
    return bool(rows) and all(_check_of(row) is not None for row in rows)


def check(name: str, case: Case, file: Path) -> Iterator[CaseResult]:
    """Compare every case."""
    for number, row in enumerate(cases_of(case), start=1):
        differences = _check_of(row)
        if differences is not None:
            yield judged(f"{name}: {row.get('id', number)}", differences(row, case))


def _check_of(row: Case) -> Differences | None:
    for keys, differences in ((DIFFERENCE, _difference), (FUNNEL, _funnel), (RATE, _rate)):
        if keys <= row.keys() and (keys != RATE or any(k.startswith("wilson") for k in row)):
            return differences
    return None


def _confidence(key: str, row: Case, case: Case) -> float:
    z = row.get("z", case.get("z"))
    return confidence_in(key, {**case, **row}) if z is None else 2 * NormalDist().cdf(z) - 1


def _rate(row: Case, case: Case) -> Iterator[str]:
    for key, theirs in row.items():
        if key.startswith("wilson"):
            level = _confidence(key, row, case)
            found = wilson(row["x"], row["n"], confidence=level, continuity=key.endswith("_cc"))
            yield from computed(key, None if found.low is None else (found.low, found.high), theirs)
        elif key in ("rate", "p"):
            yield from computed(key, wilson(row["x"], row["n"]).rate, theirs)
        elif key.startswith("published") and theirs:
            yield from _published(row, theirs, _confidence("", row, case))


def _published(row: Case, theirs: Case, level: float) -> Iterator[str]:
    for key, pair in theirs.items():
        found = wilson(row["x"], row["n"], confidence=level, continuity=key.endswith("_cc"))
        yield from printed(f"published {key}", (found.low, found.high), pair)


def _difference(row: Case, case: Case) -> Iterator[str]:
    counts = [row[key] for key in ("x1", "n1", "x2", "n2")]
    for key, theirs in row.items():
        found = newcombe_difference(*counts, confidence=_confidence(key, row, case))
        bounds = None if found.low is None else (found.low, found.high)
        if key.startswith("diff"):
            yield from computed(key, found.difference, theirs)
        elif key.startswith("newcombe"):
            yield from computed(key, bounds, theirs)
        elif key.startswith("published") and theirs:
            yield from printed(key, bounds, theirs)


def _funnel(row: Case, case: Case) -> Iterator[str]:
    expected = row["expected"]
    if not isinstance(expected, list):
        yield from _refused(row)
        return
    for key in {re.sub(r"^(step|cumulative)_", "", k) for stage in expected for k in stage}:
        level = _confidence(key, row, case)
        funnel = closed_cohort_funnel(row["counts"], stages=row["stages"], confidence=level)
        if len(funnel.stages) != len(expected):
            yield f"{len(funnel.stages)} stages, expected {len(expected)}"
            return
        for ours, theirs in zip(funnel.stages, expected, strict=True):
            yield from _stage(ours, {k: v for k, v in theirs.items() if k.endswith(key)})


def _stage(ours: Stage, theirs: Case) -> Iterator[str]:
    for key, value in theirs.items():
        field = re.sub(r"_wilson\d*$", "_interval", key)
        yield from computed(f"{ours.stage} {key}", getattr(ours, field), value)


def _refused(row: Case) -> Iterator[str]:
    try:
        closed_cohort_funnel(row["counts"], stages=row["stages"])
    except MethodProblem:
        return
    yield f"the funnel was shown, expected {row['expected']}"
