"""A group whose commands are imported when they are called, and which prints problems plainly."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from thirdspace.problems import Problem


class LazyGroup(click.Group):
    """A group of commands named by where they are: ``{"export": "package.module:function"}``.

    The modules import no Django and no NumPy at their top, so that help is quick.
    """

    def __init__(self, name: str, *, lazy: Mapping[str, str], **settings: Any) -> None:
        super().__init__(name, **settings)
        self.lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.lazy:
            return None
        module, _colon, attribute = self.lazy[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; say a problem in three lines and leave with its exit code."""
        try:
            return super().invoke(ctx)
        except Problem as problem:
            for line in _lines(problem):
                click.echo(line, err=True)
            ctx.exit(problem.exit_code)


def _lines(problem: Problem) -> list[str]:
    place = getattr(problem, "place", "")
    lines = [f"{place}: {problem.what}" if place else problem.what, problem.why, problem.next_step]
    return [*lines, *(f"  {each}" for each in getattr(problem, "problems", ()))]
