"""Reference cases of forecasts: push, pull and hazards, and the panel beside them.

A case is known by its keys. A table of years beside the file (CSV, with a column of years and one
of what became of each leader) is back-tested; its columns are read from its head and content.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.forecast.verify.models import differences_of
from thirdspace.methods.forecast.verify.panel import panel_of, results_of
from thirdspace.methods.rates.verify.expected import Case, cases_of


def reads(case: Any) -> bool:
    """Say whether a case of the file is a forecast."""
    return any(differences_of(row) is not None for row in cases_of(case))


def check(name: str, case: Case, file: Path) -> Iterator[CaseResult]:
    """Compare every case, then back-test every panel beside the file."""
    for number, row in enumerate(cases_of(case), start=1):
        label, differences = f"{name}: {row.get('id', number)}", differences_of(row)
        if differences is None:
            yield CaseResult(label, "failed", "no forecast has these keys")
        else:
            yield judged(label, differences)
    for path in sorted(file.parent.glob("*.csv")):
        panel = panel_of(path)
        if panel is not None:
            yield results_of(f"{name}: {path.stem}", panel)
