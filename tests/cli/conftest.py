"""A small folder and a home for the tests of the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import partial

import pytest

ME = "ines@example.org"

YAML = """\
partnerships:
- key: HC
  name: Harbor County
  region: coast
  organizations:
  - name: Harbor Schools
    kind: district
  - name: Bayview State
    kind: university
  events:
  - date: 2024-03
    what: a coordinator is named
"""
PEOPLE = """\
email,name,partnership,organization,role
rosa@harbor.example,Rosa Delgado,HC,Harbor Schools,member
"""


def write_small_folder(place):
    place.mkdir()
    (place / "partnerships.yaml").write_text(YAML)
    (place / "people.csv").write_text(PEOPLE)
    return place


@pytest.fixture
def folder(tmp_path):
    return write_small_folder(tmp_path / "harbor-county")


def run(*arguments, home, stdin="", ok=True):
    """Run the program in a process of its own."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("THIRDSPACE_")
    }
    done = subprocess.run(
        [sys.executable, "-c", "from thirdspace.cli import main; main()", *map(str, arguments)],
        env={**environment, "THIRDSPACE_HOME": str(home)},
        input=stdin, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert (done.returncode == 0) == ok, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def program(tmp_path):
    """Runs the program in processes of its own, in a home of its own."""
    return partial(run, home=tmp_path / "home")


@pytest.fixture(scope="session")
def blank_home(tmp_path_factory):
    """A home with its tables and nothing in them, made once: making them is most of the time."""
    place = tmp_path_factory.mktemp("blank") / "home"
    run("migrate", home=place)
    return place


@pytest.fixture
def ready(blank_home, tmp_path):
    """Runs the program in a home whose tables are there, or in another such home."""

    def run_in(*arguments, at="home", **settings):
        place = tmp_path / at
        if not place.exists():
            shutil.copytree(blank_home, place)
        return run(*arguments, home=place, **settings)

    return run_in


@pytest.fixture(scope="session")
def stored_home(tmp_path_factory):
    """A home with the small folder in it, made once and copied where it is needed."""
    place = tmp_path_factory.mktemp("stored")
    run("import", write_small_folder(place / "folder"), "--as", ME, home=place / "home")
    return place / "home"
