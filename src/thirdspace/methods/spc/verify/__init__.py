"""Reference cases of statistical process control: one JSON file a case.

What a file holds is read from the file, never from its name, so that a folder of other cases in
the same format runs as well. Each module here knows some kinds of case: its ``checks(case)`` yields
the functions that compare what the file expects with what we get.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.spc.verify import charts, network, nhs, rebase, rules
from thirdspace.methods.spc.verify.types import Case, Check

KINDS = (charts, network, nhs, rebase, rules)


def reads(case: Any) -> bool:
    """Say whether this is a case of statistical process control."""
    return isinstance(case, dict) and any(True for _ in _checks(case))


def check(name: str, case: Case, file: Path) -> Iterator[CaseResult]:
    """Run one case."""
    yield judged(name, (found for part in _checks(case) for found in part(case)))


def _checks(case: Case) -> Iterator[Check]:
    for kind in KINDS:
        yield from kind.checks(case)
