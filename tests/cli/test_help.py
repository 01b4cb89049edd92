"""Help comes at once, because nothing heavy is imported for it."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from thirdspace.cli import program
from thirdspace.cli.group import LazyGroup
from thirdspace.problems import FileProblem, FileProblems, InputProblem

SEVERAL = FileProblems([FileProblem("One.", "Why.", "Mend.", file="a.csv", line=2)], file="folder")
HEAVY = {"django", "numpy", "scipy", "yaml", "granian"}


def test_help_imports_nothing_heavy():
    code = (
        "import sys\n"
        "from thirdspace.cli import program\n"
        "program(['--help'], standalone_mode=False)\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "import" in done.stdout
    assert HEAVY & set(done.stderr.split()) == set()


def _all(group: click.Group, path: tuple[str, ...] = ()):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from _all(command, (*path, name))


@pytest.mark.parametrize("path", list(_all(program)), ids=" ".join)
def test_every_command_says_what_it_does(path):
    shown = CliRunner().invoke(program, [*path, "--help"])
    assert shown.exit_code == 0
    assert shown.output.startswith("Usage:")
    assert shown.output.splitlines()[2].strip()  # a sentence of its own


def test_an_unknown_command_is_named():
    shown = CliRunner().invoke(program, ["fly"])
    assert shown.exit_code == 2
    assert "No such command 'fly'" in shown.output


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (InputProblem("What.", "Why.", "Next."), ["What.", "Why.", "Next."]),
        (
            FileProblem("What.", "Why.", "Next.", file="people.csv", line=3),
            ["people.csv, line 3: What.", "Why.", "Next."],
        ),
        (
            SEVERAL,
            [
                f"folder: {SEVERAL.what}",
                SEVERAL.why,
                SEVERAL.next_step,
                "  a.csv, line 2: One. Why. Mend.",
            ],
        ),
    ],
)
def test_a_problem_is_said_in_plain_lines(problem, said):
    @click.command()
    def fails():
        raise problem

    group = LazyGroup("test", lazy={})
    group.get_command = lambda _ctx, _name: fails
    shown = CliRunner().invoke(group, ["fails"])
    assert shown.exit_code == 1
    assert shown.stderr.splitlines() == said
    assert shown.stdout == ""


def test_an_unknown_error_is_not_swallowed():
    @click.command()
    def breaks():
        raise RuntimeError("a bug")

    group = LazyGroup("test", lazy={})
    group.get_command = lambda _ctx, _name: breaks
    with pytest.raises(RuntimeError, match="a bug"):
        CliRunner().invoke(group, ["breaks"], catch_exceptions=False)
