"""Cases of rebased medians: baseline and sustained runs, above, below and on both sides."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from thirdspace.methods.cases import compare
from thirdspace.methods.spc.rebase import RebaseProposal, propose_rebase
from thirdspace.methods.spc.verify.types import Case, Check


def checks(case: Case) -> Iterator[Check]:
    """Yield what can be compared in this case."""
    if "expected_sustained" in case:
        yield _rebase


def _rebase(case: Case) -> Iterator[str]:
    columns, data = case.get("columns") or {}, case["input"]
    days, values = (data[columns.get(name) or name] for name in "xy")
    baseline, run = _sizes(case)
    for direction, expected in case["expected_sustained"].items():
        found = propose_rebase(values, direction=direction, baseline=baseline, run=run)
        for difference in _compare(found, days, expected):
            yield f"{direction} {difference}"


def _compare(
    found: RebaseProposal, days: list[str], expected: list[dict[str, Any]]
) -> Iterator[str]:
    medians = [phase.median for phase in found.phases]
    yield from compare("median", medians, [row["median"] for row in expected])
    for phase, row in zip(found.phases, expected, strict=False):
        ours = {
            "start_date": days[phase.first - 1],
            "end_date": days[phase.last - 1],
            "extend_to": days[phase.extends_to - 1],
            "run_type": "baseline" if phase.above is None else "sustained",
        }
        for name, value in ours.items():
            if value != row.get(name, value):
                yield f"{name}: got {value}, expected {row[name]}"


def _sizes(case: Case) -> tuple[int, int]:
    """Read the lengths of baseline and run: from the options, else from the words of the method."""
    options, words = case.get("options") or {}, case.get("method") or case.get("rule_set") or ""
    baseline, run = re.search(r"first (\d+)", words), re.search(r"run of (\d+)", words)
    return (
        options.get("med_rows") or (int(baseline[1]) if baseline else 13),
        options.get("runlength") or (int(run[1]) if run else 9),
    )
