"""``thirdspace backup``, ``restore`` and ``check``: keep records, bring them back, test them."""

from __future__ import annotations

from pathlib import Path

import click

from thirdspace.cli import workspace


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write everything of this home into FILE (.zip), while others go on working."""
    with workspace.opened():
        from thirdspace.cli import archive

        archive.write(file)
        _note("installation.backup", file.name)
    click.echo(f"Written to {file}. It opens everything: keep it where nobody else can read it.")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Bring a backup back into an empty home."""
    from thirdspace.cli import archive

    archive.unpack(file, workspace.home())
    with workspace.opened(create=True):
        _note("installation.restore", file.name)
    click.echo(f"Restored into {workspace.home()}. Next: thirdspace check")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Test that nothing is damaged, lost or altered; ends with 1 if anything is."""
    with workspace.opened():
        from thirdspace.cli import integrity

        found = list(integrity.everything())
    if as_json or found:
        workspace.show([{"wrong": sentence} for sentence in found], as_json=as_json)
    else:
        click.echo("All is well: tables, ties between records, checks of every room, audit trail.")
    if found:
        ctx.exit(1)


def _note(verb: str, label: str) -> None:
    from thirdspace.access import audit

    audit.record_outside(verb, person_name="Operator", label=label)
