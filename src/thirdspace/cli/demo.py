"""``thirdspace demo``: a partnership of two years, in a home of its own, ready to look at."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import click

from thirdspace.cli import workspace

#: Says which program built a demo home; by it a demo home is known from a person's own.
STAMP = "demo-stamp"


@click.command()
@click.option("--port", default=8000, show_default=True, help="Port to listen at.")
@click.option("--no-serve", is_flag=True, help="Build only.")
@click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(".demo"),
    show_default=True,
    help="Folder of the demo; it holds nothing else.",
)
@click.pass_context
def demo(ctx: click.Context, port: int, no_serve: bool, home: Path) -> None:
    """Build the demo partnership, if that is needed, and serve it."""
    from thirdspace.cli.run import serve

    place = home.resolve()
    _point_to(place)
    _build_if_needed(place)
    _tell_logins()
    if no_serve:
        click.echo(f"Built in {place}. Run it with: thirdspace demo --home {home}")
    else:
        ctx.invoke(serve, host="127.0.0.1", port=port, workers=1)


def _point_to(place: Path) -> None:
    """Let this process, and those that answer for it, live in the demo's home and on its day."""
    from thirdspace.demo.story.members import TODAY

    for name in ("DATABASE_URL", "DATABASE_URL_FILE", "MAIL_URL", "MAIL_URL_FILE"):
        # The demo never writes into a database of somebody's own, and sends no mail.
        os.environ.pop(f"THIRDSPACE_{name}", None)
    os.environ["THIRDSPACE_HOME"] = str(place)
    os.environ["THIRDSPACE_CLOCK"] = TODAY.isoformat()


def _build_if_needed(place: Path) -> None:
    from thirdspace.demo.stamp import stamp

    mark = place / STAMP
    if mark.exists() and mark.read_text() == stamp():
        return
    _clear(place)
    place.mkdir(parents=True, mode=0o700)
    mark.touch()
    click.echo("Building the demo partnership; this takes half a minute.")
    with workspace.opened(create=True):
        from thirdspace.demo.build import build

        build(progress=lambda line: click.echo(f"  {line}"))
    mark.write_text(stamp())


def _clear(place: Path) -> None:
    """Take a former demo away.

    Raises
    ------
    InputProblem
        The folder holds something that is no demo.
    """
    from thirdspace.problems import InputProblem

    if place.exists() and any(place.iterdir()) and not (place / STAMP).exists():
        raise InputProblem(
            f"{place} is not a demo's folder.",
            "The demo is built anew when the program changes, and nothing else may be lost by it.",
            "Name a new or an empty folder with --home.",
        )
    shutil.rmtree(place, ignore_errors=not place.exists())


def _tell_logins() -> None:
    from thirdspace.demo.logins import logins

    rows = [
        {"role": login.role, "name": login.name, "e-mail": login.email, "password": login.password}
        for login in logins()
    ]
    workspace.show(rows, as_json=False)
