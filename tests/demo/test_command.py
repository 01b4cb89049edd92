"""``thirdspace demo`` as a person runs it, in processes of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

#: Of the person who tries the demo; nothing listens there, so using it would fail.
OWN_DATABASE = "postgres://nobody@localhost:1/nothing"
RUN = "from thirdspace.cli import main; main()"


def run(*words: object, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("THIRDSPACE_")}
    return subprocess.run(
        [sys.executable, "-c", RUN, *map(str, words)],
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=300,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, str]:
    """The demo, built where one of another version was."""
    home = tmp_path_factory.mktemp("demo") / "home"
    home.mkdir()
    (home / "demo-stamp").write_text("an older program")
    (home / "thirdspace.sqlite3").write_text("its tables")
    done = run("demo", "--no-serve", "--home", home, THIRDSPACE_DATABASE_URL=OWN_DATABASE)
    assert done.returncode == 0, done.stderr
    return home, done.stdout


def test_it_builds_a_home_of_its_own_and_prints_a_log_in_for_each_role(built):
    home, said = built

    assert (home / "thirdspace.sqlite3").exists()
    assert "June 2026" in said
    for role in ("Coordinator", "HR lead", "Researcher", "Sponsor", "Funder", "Coach"):
        assert role in said
    assert "mbell@harbor.example" in said


def test_a_demo_that_is_there_is_not_built_again(built):
    home, _said = built
    before = (home / "thirdspace.sqlite3").stat().st_mtime_ns

    again = run("demo", "--no-serve", "--home", home)

    assert again.returncode == 0, again.stderr
    assert "Building" not in again.stdout
    assert "mbell@harbor.example" in again.stdout
    assert (home / "thirdspace.sqlite3").stat().st_mtime_ns == before


def test_a_demo_of_another_version_is_built_anew(built):
    home, said = built

    assert "Building" in said
    assert (home / "demo-stamp").read_text() != "an older program"


def test_check_finds_nothing_in_it(built):
    home, _said = built

    checked = run("check", THIRDSPACE_HOME=str(home))

    assert checked.returncode == 0, checked.stdout
    assert "All is well" in checked.stdout


def test_a_folder_with_other_work_in_it_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("four years")

    refused = run("demo", "--no-serve", "--home", tmp_path)

    assert refused.returncode != 0
    assert "is not a demo's folder" in refused.stderr
    assert (tmp_path / "thesis.txt").read_text() == "four years"
