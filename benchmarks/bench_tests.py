"""The tests themselves: without browser, PostgreSQL and kill tests, and all on SQLite."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from common import tell

ROOT = Path(__file__).parents[1]
environment = {k: v for k, v in os.environ.items() if not k.startswith("THIRDSPACE_TEST")}


def seconds(*arguments: str) -> float:
    """Run pytest and return how long it took; a red run measures nothing."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *arguments], cwd=ROOT, env=environment, check=True
    )
    return time.perf_counter() - began


quick = seconds("-n", "2", "--dist", "worksteal", "--ignore=tests/browser", "-m", "not kill")
rest = seconds("-n", "2", "tests/kill") + seconds("tests/browser", "-p", "no:randomly")
good = tell("tests without browser, PostgreSQL and kill", quick, 90, "s")
good &= tell("all tests on SQLite", quick + rest, 12 * 60, "s")
sys.exit(not good)
