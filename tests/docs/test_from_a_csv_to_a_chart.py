"""The how-to from a CSV to a chart does what it says: every block of it is run, and compared."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from thirdspace.cli import program

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "from-a-csv-to-a-chart.md"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", PAGE.read_text(), re.DOTALL)
END = "\x1e\n"


def blocks(language):
    """The blocks of a language, each with the output that the page shows under it."""
    following = [*BLOCKS[1:], ("", "")]
    return [
        (code, shown if kind == "text" else None)
        for (found, code), (kind, shown) in zip(BLOCKS, following, strict=True)
        if found == language
    ]


def in_a_fresh_python(code, folder):
    """Run code as a notebook would, where nothing has been imported."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        cwd=folder, capture_output=True, text=True, check=True, encoding="utf-8",
    ).stdout  # fmt: skip


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """The folder in which all blocks of Python were run one after the other, and their output."""
    folder = tmp_path_factory.mktemp("notebook")
    cells = [f"{code}\nprint({END[0]!r})\n" for code, _ in blocks("python")]
    loaded = 'import sys\nprint(sorted({"django", "pandas"} & sys.modules.keys()))\n'
    return folder, in_a_fresh_python("".join([*cells, loaded]), folder).split(END)


def test_the_page_has_only_blocks_that_are_run():
    assert {language for language, _ in BLOCKS} == {"python", "sh", "text"}


def test_python_prints_what_the_page_shows(notebook):
    _, printed = notebook
    shown = [text or "" for _, text in blocks("python")]
    assert printed[:-1] == shown


def test_the_library_needs_no_web_framework(notebook):
    assert notebook[1][-1] == "[]\n"


def test_the_notebook_leaves_a_drawing(notebook):
    folder, _ = notebook
    drawing = (folder / "referrals.svg").read_text(encoding="utf-8")
    assert drawing.startswith("<svg xmlns=")
    assert "One week stands out" in drawing


@pytest.mark.parametrize(("code", "shown"), blocks("sh"))
def test_the_command_line_prints_what_the_page_shows(notebook, tmp_path, monkeypatch, code, shown):
    monkeypatch.chdir(shutil.copytree(notebook[0], tmp_path / "own"))
    printed = ""
    for line in code.replace("\\\n", "").splitlines():
        name, *arguments = shlex.split(line)
        assert name == "thirdspace"
        result = CliRunner().invoke(program, arguments, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        printed += result.output
    assert printed == (shown or printed)
