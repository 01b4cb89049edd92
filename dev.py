#!/usr/bin/env python3
"""Everything a developer does here, with Python alone: ``python3 dev.py VERB``.

setup    make .venv and install everything, locked
demo     build the demo partnership in a home of its own and serve it
test     set up, then run every test (arguments go to pytest)
check    lint, types, directions between packages, sizes: what must be green before a commit
fix      let the linter mend and format what it can
verify   NAME FOLDER: run every reference case of a folder
bench    [NAME]: measure us, and peers, on the same work in the same run (a group: methods)
docs     write the reference pages that are generated from code
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
STAMP = VENV / "setup-stamp"
LOCK = ROOT / "requirements.txt"
BOTH_CORES = ["-n", "2", "--dist", "worksteal"]  # some tests take seconds, most take none
WITHOUT_DATABASE = ["methods", "spec", "charts", "formats"]  # the same on any server
PACKAGE = ["src", "tests", "benchmarks", "dev.py"]


def run(*command: object, **environment: str) -> int:
    """Run a command in the project's folder and return how it ended."""
    words = [str(word) for word in command]
    print("$", " ".join(Path(words[0]).name if i == 0 else w for i, w in enumerate(words)))
    sys.stdout.flush()
    return subprocess.run(words, cwd=ROOT, env={**os.environ, **environment}).returncode


def must(*command: object, **environment: str) -> None:
    """Run a command and stop here if it fails."""
    code = run(*command, **environment)
    if code:
        sys.exit(code)


def setup() -> int:
    """Make .venv once, and again whenever the locked dependencies change."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever runs it may have an older one
        sys.exit("Thirdspace needs Python 3.11 or newer. Install one and run this again with it.")
    wanted = hashlib.sha256(
        LOCK.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    ).hexdigest()
    if STAMP.exists() and STAMP.read_text() == wanted:
        return 0
    print("Setting up .venv; this takes a minute the first time.")
    if not PYTHON.exists():
        venv.create(VENV, with_pip=True, clear=True)
    must(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "-r", LOCK)
    must(
        PYTHON, "-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation",
        "--editable", ROOT,
    )  # fmt: skip
    STAMP.write_text(wanted)
    return 0


def demo(*arguments: str) -> int:
    """Build the demo partnership and serve it."""
    return run(BIN / "thirdspace", "demo", *arguments)


def test(*arguments: str) -> int:
    """Run every test: those that need no server first, then the browser's in their own process."""
    if arguments:
        return run(PYTHON, "-m", "pytest", *arguments)
    on_sqlite = {"THIRDSPACE_TEST_POSTGRES": ""}
    plain = run(
        PYTHON, "-m", "pytest", *BOTH_CORES, "--ignore=tests/browser", *_coverage(), **on_sqlite
    )
    browser = run(PYTHON, "-m", "pytest", "tests/browser", "-p", "no:randomly", **on_sqlite)
    postgres = 0
    if os.environ.get("THIRDSPACE_TEST_POSTGRES"):
        print("The same tests, on PostgreSQL:")
        postgres = run(
            PYTHON, "-m", "pytest", *BOTH_CORES, "--ignore=tests/browser", "-m", "not kill",
            *(f"--ignore=tests/{folder}" for folder in WITHOUT_DATABASE),
        )  # fmt: skip
    else:
        print("PostgreSQL: SKIPPED. Set THIRDSPACE_TEST_POSTGRES to an empty database's address.")
    return plain or browser or postgres


def _coverage() -> list[str]:
    return ["--cov", "--cov-report=term:skip-covered", "--cov-fail-under=90"]


def check() -> int:
    """Run every check that is not a test; report all of them, fail if any fails."""
    codes = [
        run(BIN / "ruff", "check", *PACKAGE),
        run(BIN / "ruff", "format", "--check", *PACKAGE),
        run(BIN / "mypy", "src/thirdspace"),
        run(BIN / "lint-imports", "--no-cache"),
        run(PYTHON, "-m", "pytest", "-q", "tests/rules", "-p", "no:randomly"),
        run(
            PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run",
            DJANGO_SETTINGS_MODULE="thirdspace.config.settings",
            THIRDSPACE_HOME=str(ROOT / "tmp" / "check-home"),
        ),
    ]  # fmt: skip
    print("check:", "red" if any(codes) else "green")
    return int(any(codes))


def fix() -> int:
    """Mend and format."""
    run(BIN / "ruff", "check", "--fix", "--quiet", *PACKAGE)
    return run(BIN / "ruff", "format", *PACKAGE)


def verify(*arguments: str) -> int:
    """Run the reference cases of one folder."""
    if len(arguments) != 2:
        print("usage: dev.py verify NAME FOLDER, for example: verify spc ../shared/data/spc")
        return 2
    name, folder = arguments
    if name == "matrix":  # a whole partnership folder through the workspace
        return run(PYTHON, "-m", "thirdspace.cli.verify_matrix", folder)
    return run(PYTHON, "-m", "thirdspace.methods.verify", name, folder)


def bench(*names: str) -> int:
    """Run the benchmarks, each in a process of its own."""
    found = sorted((ROOT / "benchmarks").glob("bench_*.py"))
    wanted = [p for p in found if not names or _named(p.stem.removeprefix("bench_"), names)]
    return max([run(PYTHON, path) for path in wanted], default=0)


def _named(stem: str, names: tuple[str, ...]) -> bool:
    """Say whether a benchmark, or the group it belongs to (`methods`), was asked for."""
    return any(stem == name or stem.startswith(f"{name}_") for name in names)


def docs() -> int:
    """Write the generated reference pages."""
    return run(PYTHON, "-m", "thirdspace.cli.reference", "docs/reference")


def lock() -> int:
    """Lock the dependencies, without the host of any registry in the file."""
    uv = shutil.which("uv") or BIN / "uv"
    return run(
        uv, "pip", "compile", "--universal", "--generate-hashes", "--no-header", "--quiet",
        "--no-emit-index-url", "--no-emit-find-links", "--python-version", "3.11",
        "--extra", "web", "--extra", "postgres", "--extra", "linkage", "--group", "dev",
        "pyproject.toml", "-o", LOCK.name,
    )  # fmt: skip


VERBS = {f.__name__: f for f in (setup, demo, test, check, fix, verify, bench, docs, lock)}


def main() -> int:
    """Do what the command line asks for."""
    verb, *arguments = sys.argv[1:] or ["help"]
    if verb not in VERBS:
        print(__doc__)
        return 0 if verb in {"help", "--help", "-h"} else 2
    if verb not in {"setup", "lock"}:
        setup()
    return VERBS[verb](*arguments)


if __name__ == "__main__":
    sys.exit(main())
