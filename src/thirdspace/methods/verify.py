"""Run a folder of reference cases: ``python -m thirdspace.methods.verify NAME FOLDER``.

A suite is a name and the readers of its cases. A reader is a module with two functions:
``reads(case)`` says from what a JSON file holds whether it is a case of its kind, and
``check(name, case, file)`` yields a `CaseResult` for each case in it. File names decide nothing,
so a folder of other cases in the same format runs as well.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from thirdspace.methods.cases import CaseResult, Outcome, summary
from thirdspace.problems import NotThere, Problem

#: Readers of each suite, below `thirdspace.methods`; the first that knows a file checks it.
SUITES = {
    "methods": ("row_cases", "spc.verify"),
    "spc": ("spc.verify",),
    "agreement": ("agreement.verify",),
    "pipeline": (
        "survival.verify",
        "rates.verify",
        "protect.verify",
        "shrinkage.verify",
        "forecast.verify",
        "linkage.verify",
    ),
}


def verify(suite: str, folder: Path) -> Iterator[CaseResult]:
    """Run every reference case of a folder and of the folders in it.

    Raises
    ------
    NotThere
        The suite has no reader, or the folder holds no JSON file.
    """
    if suite not in SUITES:
        raise NotThere(
            f"No reference cases are known for “{suite}”.",
            f"The suites are {', '.join(SUITES)}.",
            "Name one of them.",
        )
    readers = [importlib.import_module(f"thirdspace.methods.{name}") for name in SUITES[suite]]
    files = sorted(folder.rglob("*.json"))
    if not files:
        raise NotThere(
            f"No reference cases lie in {folder}.",
            "A case is a JSON file, in the folder itself or in one below it.",
            "Name the folder that holds them.",
        )
    for file in files:
        yield from _results(file, file.relative_to(folder).with_suffix("").as_posix(), readers)


def _results(file: Path, name: str, readers: list[ModuleType]) -> Iterator[CaseResult]:
    try:
        case = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        yield CaseResult(name, "failed", f"the file is not JSON: {error}")
        return
    reader = next((reader for reader in readers if reader.reads(case)), None)
    if reader is None:
        outcome: Outcome = "failed" if _expects(case) else "skipped"
        yield CaseResult(name, outcome, "no reader knows this kind of file")
        return
    try:
        yield from reader.check(name, case, file)
    except Problem as problem:
        yield CaseResult(name, "failed", str(problem))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        yield CaseResult(name, "failed", f"the file is not in the format of a case: {error!r}")


def _expects(case: object) -> bool:
    """Say whether a file holds results to be held to; field lists and notes hold none."""
    keys = {word for key in case for word in key.split("_")} if isinstance(case, dict) else set()
    return bool(keys & {"expected", "exact", "published", "cases"})


def main(arguments: list[str]) -> int:
    """Print each case and the closing line; return 1 if a case failed or none could be read."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m thirdspace.methods.verify NAME FOLDER\n")
        return 2
    results = []
    try:
        for result in verify(arguments[0], Path(arguments[1])):
            results.append(result)
            sys.stdout.write(f"{result}\n")
    except Problem as problem:
        sys.stderr.write(f"{problem}\n")
        return problem.exit_code
    sys.stdout.write(f"{summary(results)}\n")
    outcomes = {result.outcome for result in results}
    return int("failed" in outcomes or "passed" not in outcomes)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
