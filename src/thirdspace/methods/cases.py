"""Reference cases: numbers others published or computed, and whether we get the same."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Outcome = Literal["passed", "failed", "skipped"]


@dataclass(frozen=True)
class CaseResult:
    """How one reference case came out; `reason` names what differs or why it was not run."""

    case: str
    outcome: Outcome
    reason: str = ""

    def __str__(self) -> str:
        return f"{self.outcome:8}{self.case}" + (f": {self.reason}" if self.reason else "")


def judged(case: str, differences: Iterable[str]) -> CaseResult:
    """Pass a case without differences; fail it with the first three."""
    found = list(differences)
    if not found:
        return CaseResult(case, "passed")
    more = f" (and {len(found) - 3} more)" if len(found) > 3 else ""
    return CaseResult(case, "failed", "; ".join(found[:3]) + more)


def compare(
    name: str, got: Sequence[Any], expected: Sequence[Any], relative: float = 1e-6
) -> Iterator[str]:
    """Yield a sentence for each place where `got` is not what was expected.

    An expected ``None`` stands for a missing number. A relative tolerance of 0 asks for equality.
    """
    if len(got) != len(expected):
        yield f"{name}: {len(got)} values, expected {len(expected)}"
        return
    for place, (ours, theirs) in enumerate(zip(got, expected, strict=True), start=1):
        if not _same(ours, theirs, relative):
            yield f"{name} {place}: got {ours}, expected {theirs}"


def _same(ours: Any, theirs: Any, relative: float) -> bool:
    if theirs is None:
        return ours is None or math.isnan(ours)
    if ours is None:
        return False
    return math.isclose(ours, theirs, rel_tol=relative, abs_tol=relative * 1e-3)


def summary(results: Iterable[CaseResult]) -> str:
    """Return the closing line; a file that is no case was named above it and counts for nothing."""
    counts = Counter(result.outcome for result in results)
    return f"{counts['passed']} passed, {counts['failed']} failed"
