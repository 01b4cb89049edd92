"""Reference cases of rhythm: one JSON file a case; the README beside the cases has the format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from thirdspace.methods.cases import CaseResult, judged
from thirdspace.methods.registry import find
from thirdspace.methods.rhythm.pledge import Pledge
from thirdspace.methods.rhythm.proportion import proportion
from thirdspace.methods.rhythm.records import (
    DecisionRecord,
    ItemMinutes,
    MeetingReflection,
    PlannedMeeting,
)
from thirdspace.problems import NotThere, Problem

Case = dict[str, Any]
RECORDS: dict[str, type] = {
    "rhythm.cadence": PlannedMeeting,
    "rhythm.decision-shares": DecisionRecord,
    "rhythm.follow-through": Pledge,
    "rhythm.reflection-coverage": MeetingReflection,
    "rhythm.requirement-share": ItemMinutes,
}
DAYS = {"day", "done", "due", "held", "made", "on"}
TOLERANCE = 1e-9


def verify(folder: Path) -> Iterator[CaseResult]:
    """Run every case of a folder.

    Raises
    ------
    NotThere
        The folder holds no case.
    """
    files = sorted(folder.glob("*.json"))
    if not files:
        raise NotThere(
            f"No reference cases lie in {folder}.",
            "A case is one JSON file in the folder itself.",
            "Name the folder that holds them.",
        )
    for file in files:
        yield run_case(file.stem, json.loads(file.read_text(encoding="utf-8")))


def run_case(name: str, case: Case) -> CaseResult:
    """Run one case."""
    try:
        return judged(name, _differences(case))
    except Problem as problem:
        return CaseResult(name, "failed", str(problem))
    except (KeyError, TypeError, ValueError) as error:
        return CaseResult(name, "failed", f"the file is not in the format of a case: {error!r}")


def _differences(case: Case) -> Iterator[str]:
    tolerance = case.get("tolerance", TOLERANCE)
    if "intervals" in case:
        for count, of, *interval in case["intervals"]:
            found = proportion(count, of)
            yield from _compare(f"{count} of {of}", [found.low, found.high], interval, tolerance)
        return
    method = find(case["method"])
    for number, row in enumerate(case["rows"], start=1):
        record = RECORDS.get(method.id)
        result = method.function(**{n: _read(n, v, record) for n, v in row["input"].items()})
        ours = json.loads(json.dumps(asdict(result) | {"sentence": result.sentence}, default=str))
        yield from _compare(f"row {number}", ours, row["expected"], tolerance)


def _read(name: str, value: Any, record: type | None) -> Any:
    """Turn what JSON has into what a method reads: days, and records where there are tables."""
    if name in DAYS and isinstance(value, str):
        return date.fromisoformat(value)
    if isinstance(value, list) and record and name != "organizations":
        return [
            record(**{key: _read(key, cell, None) for key, cell in row.items()}) for row in value
        ]
    return value


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
