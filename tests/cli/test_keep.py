"""A backup taken while others write comes back whole; the check finds what was altered."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import subprocess
import sys
import zipfile
from contextlib import closing

import pytest

ME = "ines@example.org"
#: Writes a row again and again until it is told to stop, as people at work would.
WRITER = """
import sqlite3, sys, time
db = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None)
db.execute("CREATE TABLE work (n INTEGER)")
print("ready", flush=True)
n = 0
while True:
    n += 1
    time.sleep(0.001)
    db.execute("BEGIN IMMEDIATE")
    db.executemany("INSERT INTO work VALUES (?)", [(n,)] * 10)
    db.execute("COMMIT")
"""


@pytest.fixture
def home(stored_home, tmp_path):
    return shutil.copytree(stored_home, tmp_path / "home")


def test_backup_while_others_write_then_restore(program, home, tmp_path):
    database = home / "thirdspace.sqlite3"
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(database)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert writer.stdout.readline() == "ready\n"
        program("backup", tmp_path / "copy.zip")
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    assert stat.S_IMODE((tmp_path / "copy.zip").stat().st_mode) == 0o600
    new = tmp_path / "new-home"
    program("restore", tmp_path / "copy.zip", home=new)
    with closing(sqlite3.connect(new / "thirdspace.sqlite3")) as restored:
        counts = restored.execute("SELECT count(*) FROM work GROUP BY n").fetchall()
    assert set(counts) == {(10,)}  # no transaction was cut in two
    assert program("check", home=new).stdout.startswith("All is well")
    assert (new / "secret-key").read_text() == (home / "secret-key").read_text()
    assert stat.S_IMODE((new / "secret-key").stat().st_mode) == 0o600
    assert ME in program("user", "list", home=new).stdout


def test_a_backup_never_overwrites(program, home, tmp_path):
    (tmp_path / "copy.zip").write_text("mine")
    refused = program("backup", tmp_path / "copy.zip", ok=False)
    assert "can't be written" in refused.stderr
    assert (tmp_path / "copy.zip").read_text() == "mine"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_restore_needs_an_empty_home_and_a_backup(program, home, tmp_path):
    program("backup", tmp_path / "copy.zip")
    assert "not empty" in program("restore", tmp_path / "copy.zip", ok=False).stderr
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("letter.txt", "no backup")
    (tmp_path / "broken.zip").write_bytes(b"PK no archive")
    for name in ("other.zip", "broken.zip"):
        refused = program("restore", tmp_path / name, home=tmp_path / "fresh", ok=False)
        assert "not a backup" in refused.stderr
    assert not (tmp_path / "fresh" / "thirdspace.sqlite3").exists()


def test_nothing_leaves_the_home_on_restore(program, home, tmp_path):
    program("backup", tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip", "a") as archive:
        archive.writestr("../escaped.txt", "out")
    program("restore", tmp_path / "copy.zip", home=tmp_path / "new" / "home")
    assert not (tmp_path / "new" / "escaped.txt").exists()
    assert not (tmp_path / "escaped.txt").exists()


def test_the_check_finds_an_altered_trail_and_orphans(program, home):
    with closing(sqlite3.connect(home / "thirdspace.sqlite3")) as database:
        triggers = database.execute(
            "SELECT name FROM sqlite_master"
            " WHERE type = 'trigger' AND tbl_name = 'access_auditevent'"
        ).fetchall()
        assert triggers
        for (name,) in triggers:
            database.execute(f'DROP TRIGGER "{name}"')
        database.execute(
            "UPDATE access_auditevent SET label = 'other' WHERE verb = 'partnership.import_folder'"
        )
        database.execute("DELETE FROM partnership_organization WHERE name = 'Bayview State'")
        database.commit()
    found = program("check", "--json", ok=False)
    assert found.returncode == 1
    sentences = " ".join(row["wrong"] for row in json.loads(found.stdout))
    assert "The audit trail of HC was altered" in sentences
    assert "partnership_organization that is not there" in sentences


def test_commands_say_when_there_is_no_workspace(program, tmp_path):
    refused = program("check", home=tmp_path / "nothing", ok=False)
    assert "thirdspace migrate" in refused.stderr
