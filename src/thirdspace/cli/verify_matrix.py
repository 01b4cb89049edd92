"""Verify a partnership folder: the matrix shows exactly the counts that its tables hold.

``python -m thirdspace.cli.verify_matrix FOLDER`` imports the folder into an empty home and compares
the cross-case matrix, cell by cell, with a plain count over ``codings.csv``; then it exports,
imports that into another home, and compares again.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from thirdspace.methods.cases import CaseResult, compare, judged, summary

Cells = Counter[tuple[str, str, str]]


def counted(folder: Path) -> Cells:
    """Count the codings of a folder by partnership, code and direction, without our own code."""
    with (folder / "sources.csv").open(encoding="utf-8-sig", newline="") as file:
        cases = {row["file"]: row["partnership"] for row in csv.DictReader(file)}
    with (folder / "codings.csv").open(encoding="utf-8-sig", newline="") as file:
        return Counter(
            (cases[row["file"]], row["code"], row["direction"]) for row in csv.DictReader(file)
        )


def shown(home: Path, folder: Path) -> Cells:
    """Import a folder into an empty home and return what the matrix says."""
    _thirdspace(home, "import", str(folder), "--as", "verify@example.org")
    lines = _thirdspace(home, "matrix", "--csv", "--by", "code").splitlines()
    return Counter(
        {(r["case"], r["code"], r["direction"]): int(r["n"]) for r in csv.DictReader(lines)}
    )


def _thirdspace(home: Path, *words: str) -> str:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("THIRDSPACE_")}
    command = [str(Path(sys.executable).with_name("thirdspace")), *words]
    done = subprocess.run(  # noqa: S603 - our own program
        command, env={**kept, "THIRDSPACE_HOME": str(home)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def _compared(name: str, expected: Cells, found: Cells) -> list[CaseResult]:
    return [
        judged(
            f"{name}: {' · '.join(cell)}",
            compare("count", [found[cell]], [expected[cell]], relative=0),
        )
        for cell in sorted(expected.keys() | found.keys())
    ]


def main() -> int:
    """Verify the folder named on the command line."""
    folder = Path(sys.argv[1])
    expected = counted(folder)
    with tempfile.TemporaryDirectory() as scratch:
        first, second, out = (Path(scratch) / name for name in ("first", "second", "out"))
        results = _compared("import", expected, shown(first, folder))
        _thirdspace(first, "export", str(out))
        results += _compared("export and import", expected, shown(second, out))
    for result in results:
        sys.stdout.write(f"{result}\n")
    sys.stdout.write(summary(results) + "\n")
    return int(not results or any(r.outcome == "failed" for r in results))


if __name__ == "__main__":
    sys.exit(main())
