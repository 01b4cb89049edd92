"""Run a folder of reference cases: ``python -m thirdspace.methods.verify spc FOLDER``.

A family of methods that has reference cases has a module ``verify`` with one function,
``verify(folder)``, that yields a `CaseResult` for each case.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

from thirdspace.methods.cases import CaseResult, summary
from thirdspace.problems import NotThere, Problem


def verify(family: str, folder: Path) -> Iterator[CaseResult]:
    """Run every reference case of a folder.

    Raises
    ------
    NotThere
        The family has no reference cases, or there is no such folder.
    """
    name = f"thirdspace.methods.{family}"
    if importlib.util.find_spec(name) is None or importlib.util.find_spec(f"{name}.verify") is None:
        raise NotThere(
            f"No reference cases are known for “{family}”.",
            "Only families of methods with a module “verify” have some.",
            "Name such a family, for example spc.",
        )
    results: Iterator[CaseResult] = importlib.import_module(f"{name}.verify").verify(folder)
    return results


def main(arguments: list[str]) -> int:
    """Print each case and the closing line; return 1 if a case failed or none could be read."""
    if len(arguments) != 2:
        sys.stderr.write("usage: python -m thirdspace.methods.verify FAMILY FOLDER\n")
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
    return int(any(result.outcome == "failed" for result in results))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
