"""`thirdspace serve` answers at the one address it prints."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_it_answers(tmp_path):
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-c", "from thirdspace.cli import main; main()", "serve",
         "--port", str(port)],
        env={**{k: v for k, v in os.environ.items() if not k.startswith("THIRDSPACE_")},
             "THIRDSPACE_HOME": str(tmp_path / "home")},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        assert server.stdout.readline() == f"http://127.0.0.1:{port}\n"
        assert answer(f"http://127.0.0.1:{port}/health/") == b"ok\n"
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)
        server.stdout.close()


def answer(url: str) -> bytes:
    for _attempt in range(100):
        try:
            with urllib.request.urlopen(url) as page:
                return page.read()
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{url} did not answer in ten seconds")
