"""What every benchmark needs: a home of its own, data by the thousand, medians, and bars."""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any

HOME = Path(tempfile.mkdtemp(prefix="thirdspace-bench-"))


def start() -> None:
    """Make a migrated home and set Django up in it."""
    os.environ["THIRDSPACE_HOME"] = str(HOME)
    os.environ["THIRDSPACE_HOSTS"] = "127.0.0.1,localhost,testserver"
    os.environ["DJANGO_SETTINGS_MODULE"] = "thirdspace.config.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def median_ms(act: Callable[[], Any], *, rounds: int = 15, warm: int = 2) -> float:
    """Return the median time of `act` in milliseconds."""
    for _ in range(warm):
        act()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


@contextmanager
def queries():
    """Count the queries made inside."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        yield captured


def tell(what: str, measured: float, bar: float | None, unit: str) -> bool:
    """Print one figure with its bar; return whether it holds."""
    holds = bar is None or measured <= bar
    against = f"bar {bar:g} {unit}" if bar is not None else "no bar"
    print(f"{'ok  ' if holds else 'OVER'}  {what}: {measured:.1f} {unit} ({against})", flush=True)
    return holds


@contextmanager
def served(workers: int = 2):
    """Serve this home on a port of its own, as a person would; yield the port."""
    from django.db import connection

    connection.close()  # each process opens its own
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = Path(sys.executable).with_name("thirdspace")
    server = subprocess.Popen(
        [str(command), "serve", "--port", str(port), "--workers", str(workers)],
        env={**os.environ, "THIRDSPACE_HOME": str(HOME)},
    )
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=20)


def place(key: str = "bench") -> Any:
    """Make a partnership with the tests' cast, to measure in."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from cast import build_place

    return build_place(key, "Bench Partnership")
