"""Opens the workspace of this home for a command: Django, the tables, the operator's view."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from thirdspace.problems import InputProblem


def home() -> Path:
    """Return the folder of this installation, made readable for its owner only."""
    from thirdspace.config.table import in_force

    place: Path = in_force()["HOME"].value
    if not place.exists():
        place.mkdir(parents=True, mode=0o700)
    return place


def load() -> None:
    """Let Django read the settings and find the rooms."""
    home()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thirdspace.config.settings")
    import django

    django.setup()


@contextmanager
def opened(*, create: bool = False) -> Iterator[None]:
    """Open all partnerships of this home.

    Parameters
    ----------
    create : bool
        Make the tables of a home that has none yet, and bring older ones up to date.

    Raises
    ------
    InputProblem
        The home has no workspace, or one of an older version.
    """
    load()
    if create:
        update()
    elif behind():
        raise InputProblem(
            f"There is no up-to-date workspace in {home()}.",
            "Its tables are missing, or were made by an older version.",
            "Run `thirdspace migrate` to make or update them, or set THIRDSPACE_HOME.",
        )
    from thirdspace.access import rows

    with rows.holding_all():
        yield


def behind() -> bool:
    """Say whether tables are missing or older than the program."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def update() -> None:
    """Make or update the tables, without a word, if that is needed."""
    from django.core.management import call_command

    if behind():
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def keys_or_all(keys: Sequence[str]) -> list[str]:
    """Return the given partnerships' keys, or those of all partnerships of this home."""
    from thirdspace.partnership.models import Partnership

    known = list(Partnership.everywhere.order_by("id").values_list("key", flat=True))
    for key in keys:
        if key not in known:
            raise InputProblem(
                f"There is no partnership “{key}” in this home.",
                f"It holds: {', '.join(known) or 'none yet'}.",
                "Name one of them, or none for all.",
            )
    return [key for key in known if key in keys] if keys else known


def show(rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """Print rows as aligned columns, or as JSON."""
    if as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2, default=str))
        return
    if not rows:
        click.echo("Nothing yet.")
        return
    table = [[*rows[0]], *([str(cell) for cell in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        cells = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        click.echo("  ".join(cells).rstrip())
