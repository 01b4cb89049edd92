"""kill -9 in mid-import and in mid-save, twenty times each.

Afterwards the database opens, holds all that was acknowledged, and holds no half import.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.kill

COMMAND = str(Path(sys.executable).with_name("thirdspace"))
ROUNDS = 20
TABLES = ("partnership_partnership", "evidence_source", "evidence_coding", "access_searchentry")


def folder(place: Path, key: str, sources: int) -> Path:
    place.mkdir()
    (place / "sources").mkdir()
    (place / "partnerships.yaml").write_text(
        f"partnerships:\n  - key: {key}\n    name: The {key} partnership\n    organizations:\n"
        "      - {name: District, kind: district}\n      - {name: University, kind: university}\n"
    )
    rows = ["file,partnership,organization,role,kind,date"]
    codings = ["file,start,end,code,direction"]
    for n in range(sources):
        (place / "sources" / f"s{n}.txt").write_text("We write it together. " * 40)
        rows.append(f"s{n}.txt,{key},District,principal,interview,2025-01-{n % 28 + 1:02}")
        codings += [f"s{n}.txt,{k * 22},{k * 22 + 21},code {k},eroding" for k in range(10)]
    (place / "sources.csv").write_text("\n".join(rows) + "\n")
    (place / "codings.csv").write_text("\n".join(codings) + "\n")
    return place


@pytest.fixture
def home(tmp_path: Path) -> Path:
    place = tmp_path / "home"
    run(place, "import", str(folder(tmp_path / "first", "KILL", 2)), "--as", "kill@example.org")
    return place


def environment(home: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("THIRDSPACE_")}
    return {
        **kept,
        "THIRDSPACE_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "thirdspace.config.settings",
    }


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *words], env=environment(home), check=True, capture_output=True, text=True
    )


def kill_after(process: subprocess.Popen, seconds: float) -> bool:
    """Kill a process group after a while; return whether it was still at work."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def counts(home: Path) -> dict[str, int]:
    with sqlite3.connect(home / "thirdspace.sqlite3") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {t: database.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in TABLES}


def test_an_import_is_whole_or_not_there(home: Path, tmp_path: Path) -> None:
    big = folder(tmp_path / "big", "BIG", 300)
    before = counts(home)
    began = time.monotonic()
    trial = tmp_path / "trial"
    subprocess.run(["cp", "-r", str(home), str(trial)], check=True)
    run(trial, "import", str(big), "--as", "kill@example.org")
    whole, after = time.monotonic() - began, counts(trial)
    assert after["evidence_source"] == before["evidence_source"] + 300
    dice, killed = random.Random(1), 0
    for _ in range(ROUNDS):
        process = subprocess.Popen(
            [COMMAND, "import", str(big), "--as", "kill@example.org"],
            env=environment(home), start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        killed += kill_after(process, whole * dice.uniform(0.3, 0.98))
        found = counts(home)
        assert found in (before, after)
        if found == after:
            break
    assert killed >= 1
    run(home, "check")
    run(home, "import", str(big), "--as", "kill@example.org")
    assert counts(home) == after


def test_what_was_acknowledged_is_there(home: Path, tmp_path: Path) -> None:
    acknowledged = tmp_path / "acknowledged"
    saver = [sys.executable, str(Path(__file__).with_name("saver.py")), str(acknowledged)]
    dice = random.Random(2)
    for n in range(ROUNDS):
        process = subprocess.Popen(
            [*saver, f"round {n}"], env=environment(home), start_new_session=True
        )
        assert kill_after(process, 1.2 + dice.uniform(0.0, 0.8))
    told = {int(line) for line in acknowledged.read_text().split()}
    assert len(told) > ROUNDS
    counts(home)
    with sqlite3.connect(home / "thirdspace.sqlite3") as database:
        stored = {row[0] for row in database.execute("SELECT id FROM claims_claim")}
        worded = {row[0] for row in database.execute("SELECT claim_id FROM claims_wording")}
        audited = {
            row[0]
            for row in database.execute(
                "SELECT record_id FROM access_auditevent WHERE kind = 'claims.claim'"
            )
        }
    assert told <= stored
    assert stored == worded == audited  # no half save
    run(home, "check")
