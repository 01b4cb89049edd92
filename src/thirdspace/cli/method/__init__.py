"""``thirdspace method``: published methods on numbers of your own, without a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from thirdspace.cli.method.spc import spc

if TYPE_CHECKING:
    from thirdspace.formats.csv_table import Table


@click.group()
def method() -> None:
    """Use a published method on a file of your own."""


method.add_command(spc)


@method.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def list_methods(as_json: bool) -> None:
    """List every method with the question it answers."""
    import json

    from thirdspace.methods import all_methods

    methods = all_methods()
    if as_json:
        fields = ("id", "title", "family", "question", "since")
        rows = [
            {name: getattr(m, name) for name in fields}
            | {"cites": [{"text": c.text, "doi": c.doi} for c in m.cites]}
            for m in methods
        ]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for m in methods:
        click.echo(f"{m.id}  {m.question}")
        for cite in m.cites:
            click.echo(f"    {cite.text} {cite.doi}".rstrip())


@method.command()
@click.argument("id")
def show(id: str) -> None:  # noqa: A002  the name people type
    """Show what a method answers, by which formula, and what it needs."""
    import inspect

    from thirdspace.methods import find

    found = find(id)
    click.echo(f"{found.title} ({found.id})\n")
    click.echo(inspect.getdoc(inspect.getmodule(found.function)) or "")
    click.echo(f"\n{found.function.__name__}{inspect.signature(found.function)}\n")
    click.echo(inspect.getdoc(found.function) or "")


@method.command()
@click.argument("id")
@click.argument("arguments", nargs=-1)
@click.option(
    "--csv",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File whose columns are named as name=:heading, or name=:first,second for a table.",
)
def use(id: str, arguments: tuple[str, ...], file: Path | None) -> None:  # noqa: A002
    r"""Use a method by its id and print its result as JSON, the sentence first.

    ARGUMENTS are name=value: a number, a word, a list like [1,2,3], or with --csv a column like
    y=:share. For example:

    \b
    thirdspace method use rates.wilson count=81 of=263
    thirdspace method use agreement.krippendorff-alpha ratings=:ann,ben,cat --csv codes.csv
    """
    import json

    from thirdspace.formats.csv_table import read_table
    from thirdspace.methods import find
    from thirdspace.methods.calling import as_plain, call

    table = read_table(file.read_bytes(), file.name) if file else None
    result = call(find(id), dict(_argument(text, table) for text in arguments))
    click.echo(json.dumps(as_plain(result), ensure_ascii=False, indent=2))


def _argument(text: str, table: Table | None) -> tuple[str, Any]:
    import json

    name, equals, value = text.partition("=")
    if not equals:
        raise click.BadParameter(f"“{text}” is not of the form name=value.")
    if value.startswith(":"):
        if table is None:
            raise click.BadParameter(f"“{text}” names a column: name its file with --csv.")
        columns = _columns(value[1:].split(","), table)
        return name, columns[0] if len(columns) == 1 else columns
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _columns(headings: list[str], table: Table) -> list[list[Any]]:
    """Return the columns of one argument, all of one type, None where a cell is empty.

    They are numbers if most cells are, and then a cell that is none stops here with its line.
    """
    words = [table.words(heading) for heading in headings]
    filled = [cell for column in words for cell in column if cell]
    if 2 * sum(map(_is_number, filled)) <= len(filled):
        return [[cell or None for cell in column] for column in words]
    return [list(table.numbers(heading)) for heading in headings]


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
