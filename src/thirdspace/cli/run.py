"""``thirdspace serve``, ``migrate``, ``worker``, ``tick`` and ``settings``."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager, nullcontext

import click

from thirdspace.cli import workspace

#: Requests one process answers at a time.
THREADS = 4


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", default=8000, show_default=True, help="Port to listen at.")
@click.option("--workers", default=1, show_default=True, help="Processes that answer.")
def serve(host: str, port: int, workers: int) -> None:
    """Make or update the tables, then answer browsers until stopped with Ctrl+C."""
    from thirdspace.config.table import in_force

    if in_force()["URL"].source == "default":
        # Links in mail and the check of forms need the address that is really served.
        os.environ["THIRDSPACE_URL"] = f"http://{host}:{port}"
    with workspace.opened(create=True):
        pass
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    connections.close_all()  # each worker opens its own
    click.echo(in_force()["URL"].value)
    server = Granian(
        "thirdspace.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        # More threads than this only wait for each other and for the database.
        blocking_threads=THREADS,
        backpressure=128,
        log_level=LogLevels.warning,
    )
    with _ticking():
        server.serve()


def _ticking() -> AbstractContextManager[None]:
    """Run what is due by the clock beside the server, unless a worker does."""
    from thirdspace.config.table import in_force
    from thirdspace.web import tick

    return nullcontext() if in_force()["WORKER"].value else tick.each_minute()


@click.command()
def migrate() -> None:
    """Make or update the tables of this home."""
    with workspace.opened(create=True):
        click.echo(f"The workspace in {workspace.home()} is up to date.")


@click.command()
def worker() -> None:
    """Do background work, and what is due, until stopped (with THIRDSPACE_WORKER=yes)."""
    with workspace.opened():
        pass
    from django.core.management import call_command

    from thirdspace.web.tick import each_minute

    with each_minute():
        call_command("db_worker")


@click.command()
def tick() -> None:
    """Do once what is due by the clock; for a machine that runs commands by a timetable."""
    with workspace.opened():
        pass
    from django.utils import timezone

    from thirdspace.web.tick import run_due

    for sentence in run_due(timezone.now()):
        click.echo(sentence)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def settings(as_json: bool) -> None:
    """Show what is in force, where it comes from and what it is for; secrets stay hidden."""
    from thirdspace.config.table import PREFIX, InForce, in_force

    def plain(entry: InForce) -> object:
        if entry.setting.secret:
            return "(hidden)" if entry.value else "(not given)"
        return ", ".join(entry.value) if isinstance(entry.value, list) else str(entry.value)

    rows = [
        {
            "setting": PREFIX + name,
            "value": plain(entry),
            "from": entry.source,
            "for": entry.setting.why,
        }
        for name, entry in in_force().items()
    ]
    workspace.show(rows, as_json=as_json)
