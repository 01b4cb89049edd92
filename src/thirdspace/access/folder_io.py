"""A whole partnership folder in or out: every room's part, in order, all or nothing."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.db import transaction

from thirdspace.access.folder import Intake, Outgoing
from thirdspace.access.registries import folder_parts
from thirdspace.access.scope import Scope
from thirdspace.formats.csv_table import Table
from thirdspace.formats.folder import (
    DOCUMENT,
    TABLES,
    Folder,
    TableSpec,
    read_folder,
    write_folder,
)
from thirdspace.problems import FileProblems

#: The first moment a ZIP archive can name: the same records always give the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def take_in(path: Path, *, person_id: int | None, person_name: str, person_for: str = "") -> Intake:
    """Store a folder, or nothing of it.

    Parameters
    ----------
    path : Path
        The folder, or a ZIP archive of one.
    person_id, person_name
        Who imports; gets a coordinator's seat in each partnership.
    person_for : str
        The organization that seat is held for; "" takes the first district.

    Returns
    -------
    Intake
        What was stored (`stored`), and what the format doesn't use yet (`unused`).

    Raises
    ------
    FileProblem
        The folder can't be read, or a single thing in it can't be used.
    FileProblems
        Several things can't be used: all of them.
    """
    folder = read_folder(path)
    intake = Intake(folder, person_id, person_name, person_for)
    with transaction.atomic():
        for part in folder_parts.entries():
            part.read(intake)
        if intake.problems:
            first, *others = intake.problems
            raise FileProblems(intake.problems, file=folder.name) if others else first
    intake.unused = list(dict.fromkeys([*intake.unused, *_left_over(folder)]))
    return intake


def _left_over(folder: Folder) -> list[str]:
    columns = [
        f"{name}: {column} (kept)"
        for name, table in folder.tables.items()
        for column in table.extra_columns
    ]
    return [*columns, *(f"{name} (left alone)" for name in folder.unused)]


def give_out(scopes: Sequence[Scope], name: str) -> Folder:
    """Return all that the scopes may see as one folder, in an order that never changes.

    Parameters
    ----------
    scopes : sequence of Scope
        One for each partnership that goes into the folder.
    name : str
        Name of the folder.
    """
    outgoing = Outgoing()
    for part in folder_parts.entries():
        for scope in scopes:
            part.write(scope, outgoing)
    tables = {
        table: _table(spec, outgoing.tables[table])
        for table, spec in TABLES.items()
        if outgoing.tables.get(table)
    }
    return Folder(name, {DOCUMENT: outgoing.document}, tables, outgoing.sources)


def _table(spec: TableSpec, rows: Sequence[Mapping[str, str]]) -> Table:
    """Make a table of the columns that must be there, those in use, and those that were kept."""
    used = {column for row in rows for column, cell in row.items() if cell}
    asked = [c for c in (*spec.required, *spec.known) if c in spec.required or c in used]
    columns = [*asked, *sorted(used.difference(spec.required, spec.known))]
    cells = ({column: row.get(column, "") for column in columns} for row in rows)
    return Table.build(spec.name, columns, cells)


def as_zip(folder: Folder) -> bytes:
    """Return a folder as a ZIP archive; the same content always gives the same bytes."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as place:
        written = Path(place) / "folder"
        write_folder(folder, written)
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(path for path in written.rglob("*") if path.is_file()):
                inner = f"{folder.name}/{file.relative_to(written).as_posix()}"
                archive.writestr(
                    zipfile.ZipInfo(inner, _NO_TIME), file.read_bytes(), zipfile.ZIP_DEFLATED
                )
    return packed.getvalue()
