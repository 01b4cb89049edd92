"""Write a partnership folder: the whole of it appears at once, or nothing changes."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from pathlib import Path

from thirdspace.formats.csv_table import write_table
from thirdspace.formats.folder.names import safe_name
from thirdspace.formats.folder.records import DOCUMENT, SOURCES, TABLES, Folder
from thirdspace.formats.yaml_doc import write_yaml
from thirdspace.problems import FileProblem

MARK = b"# Written by Thirdspace. The next export to this place replaces the whole folder.\n"
"""First line of an exported `DOCUMENT`: by it a former export is known from a person's work."""


def write_folder(folder: Folder, path: Path) -> None:
    """Write a folder into a new place, an empty folder, or over a former export.

    The same content always gives the same bytes. Rows keep their order.

    Parameters
    ----------
    folder : Folder
        What to write; its `unused` files are not.
    path : Path
        The folder to make; the folder it stands in must be there.

    Raises
    ------
    FileProblem
        If the place holds anything but a former export, or a name can't be a file's.
    """
    path = path.resolve()
    _check_names(folder)
    _check_place(path, {*TABLES, *folder.tables})
    made = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    try:
        _fill(folder, made / "new")
        _swap(made, path)
    finally:
        shutil.rmtree(made)


def _check_names(folder: Folder) -> None:
    for names in (folder.tables, folder.sources):
        folded = Counter(safe_name(name).casefold() for name in names)
        for name in names:
            if folded[name.casefold()] > 1:
                raise FileProblem(
                    "Two files have this name, one of them in other case.",
                    "Many computers keep only one of them.",
                    "Give one of them another name.",
                    file=name,
                )


def _check_place(path: Path, tables: set[str]) -> None:
    if not path.parent.is_dir():
        raise FileProblem(
            "The place for the folder is not there.",
            "The folder around it does not exist.",
            f"Make the folder “{path.parent.name}” first.",
            file=path.name,
        )
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        return
    if not _is_former_export(path, {DOCUMENT, SOURCES, *tables}):
        raise FileProblem(
            "There is something else in this place.",
            "An export never overwrites files that it did not write.",
            "Name a new or an empty folder.",
            file=path.name,
        )


def _is_former_export(path: Path, ours: set[str]) -> bool:
    if not path.is_dir() or {entry.name for entry in path.iterdir()} - ours:
        return False
    document = path / DOCUMENT
    return document.is_file() and document.read_bytes().startswith(MARK)


def _fill(folder: Folder, place: Path) -> None:
    place.mkdir()
    (place / DOCUMENT).write_bytes(MARK + write_yaml(folder.documents[DOCUMENT]))
    for name, table in folder.tables.items():
        data = write_table(table.columns, (row.values for row in table.rows))
        (place / name).write_bytes(data)
    if folder.sources:
        (place / SOURCES).mkdir()
    for name, text in folder.sources.items():
        (place / SOURCES / name).write_bytes(text)


def _swap(made: Path, path: Path) -> None:
    """Put the new folder in place; if that fails, the former one comes back."""
    former = made / "former"
    if path.exists():
        path.rename(former)
    try:
        (made / "new").rename(path)
    except OSError:
        if former.exists():
            former.rename(path)
        raise
