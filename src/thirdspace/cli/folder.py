"""``thirdspace import`` and ``thirdspace export``: partnership folders in and out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from thirdspace.cli import workspace

if TYPE_CHECKING:
    from thirdspace.access.folder import Intake


@click.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--as", "email", required=True, help="E-mail address of the person who imports.")
@click.option("--for", "organization", default="", help="Organization that person acts for.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def import_(path: Path, email: str, organization: str, as_json: bool) -> None:
    """Store a partnership folder; an empty home is made ready first."""
    with workspace.opened(create=True):
        intake = import_folder(path, email, organization)
    # Said only once it is stored: on PostgreSQL the whole command is one transaction.
    if as_json:
        workspace.show([_summary(intake)], as_json=True)
    else:
        _tell(intake, email)


def import_folder(path: Path, email: str, organization: str = "") -> Intake:
    """Store a folder for a person, who is made known here if they are new; all or nothing."""
    from django.db import transaction

    from thirdspace.access.folder_io import take_in
    from thirdspace.cli.user import find_or_add

    with transaction.atomic():
        person = find_or_add(email)
        return take_in(path, person_id=person.pk, person_name=str(person), person_for=organization)


def _summary(intake: Intake) -> dict[str, object]:
    return {
        "folder": intake.folder.name,
        "partnerships": list(intake.scopes),
        "stored": dict(+intake.stored),
        "unused": intake.unused,
        "notes": _notes(intake),
    }


def _notes(intake: Intake) -> list[str]:
    tables = intake.folder.tables.values()
    return [f"{table.name}: {note}" for table in tables for note in table.notes]


def _tell(intake: Intake, email: str) -> None:
    stored = +intake.stored
    if stored:
        counts = ", ".join(f"{count:,} {noun}" for noun, count in stored.items())
        click.echo(f"Stored from {intake.folder.name}: {counts}.")
    else:
        click.echo(f"Nothing changed: {intake.folder.name} is here already.")
    click.echo(f"Partnerships: {', '.join(intake.scopes)}.")
    for note in _notes(intake):
        click.echo(note)
    if intake.unused:
        click.echo("Not used yet; what is kept comes back on export:")
        for name in intake.unused:
            click.echo(f"  {name}")
    click.echo(f"Next: {_next(email)}")


def _next(email: str) -> str:
    from thirdspace.partnership.models import Person

    if Person.objects.get_by_natural_key(email.strip()).has_usable_password():
        return "thirdspace serve"
    return f"thirdspace user add {email} gives a password, then thirdspace serve"


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("partnerships", nargs=-1)
def export(path: Path, partnerships: tuple[str, ...]) -> None:
    """Write partnerships of this home into a partnership folder; all of them if none is named."""
    with workspace.opened():
        keys = workspace.keys_or_all(partnerships)
        export_folder(keys, path)
        click.echo(f"Written to {path}: {', '.join(keys) or 'no partnership yet'}.")


def export_folder(keys: list[str], path: Path) -> None:
    """Write all records of some partnerships, as the operator of this machine sees them."""
    from thirdspace.access import entrance
    from thirdspace.access.folder_io import give_out
    from thirdspace.formats.folder import write_folder

    scopes = [entrance.operate(key) for key in keys]
    write_folder(give_out(scopes, path.name), path)
