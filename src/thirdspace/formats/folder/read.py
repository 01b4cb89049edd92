"""Read a partnership folder: all of it or nothing, with every refusal listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from thirdspace.formats.csv_table import Table, read_table
from thirdspace.formats.decode import check_size
from thirdspace.formats.folder.names import safe_name
from thirdspace.formats.folder.records import (
    DOCUMENT,
    SOURCES,
    TABLES,
    Folder,
    Limits,
    TableSpec,
)
from thirdspace.formats.folder.shelf import Shelf, open_shelf
from thirdspace.formats.yaml_doc import read_yaml
from thirdspace.problems import FileProblem, FileProblems

_PREFIX = f"{SOURCES}/"


def read_folder(
    path: Path,
    specs: Mapping[str, TableSpec] = TABLES,
    *,
    limits: Limits | None = None,
) -> Folder:
    """Read a partnership folder, or a ZIP archive of one.

    Parameters
    ----------
    path : Path
        The folder or the archive.
    specs : mapping of str to TableSpec
        The tables to look for, by file name.
    limits : Limits, optional
        How much is accepted.

    Returns
    -------
    Folder
        Its tables are read; the sources are read when asked for, but named and measured now.

    Raises
    ------
    FileProblem
        If there is no such folder, or a single thing in it can't be used.
    FileProblems
        If several things can't be used: all of them, row by row.
    """
    limits = limits or Limits()
    shelf = open_shelf(path, limits)
    problems: list[FileProblem] = []
    documents, tables = {}, {}
    with _collecting(problems):
        documents[DOCUMENT] = _document(shelf, limits)
    for spec in specs.values():
        if spec.name in shelf.sizes:
            with _collecting(problems):
                tables[spec.name] = _table(shelf, spec, limits)
    sources = [name.removeprefix(_PREFIX) for name in shelf.sizes if name.startswith(_PREFIX)]
    for name in sources:
        with _collecting(problems):
            safe_name(name)
            size = shelf.sizes[_PREFIX + name]
            check_size(size, name=_PREFIX + name, limit=limits.file_bytes)
    if problems:
        raise problems[0] if len(problems) == 1 else FileProblems(problems, file=path.name)
    used = {*documents, *tables, *(_PREFIX + name for name in sources)}
    unused = sorted([*shelf.unused, *(shelf.sizes.keys() - used)])
    name = path.stem if path.is_file() else path.resolve().name
    return Folder(name, documents, tables, _Sources(shelf, sources), tuple(unused))


@contextmanager
def _collecting(problems: list[FileProblem]) -> Iterator[None]:
    """Put a refusal on the list and go on, so that a person sees all of them at once."""
    try:
        yield
    except FileProblems as several:
        problems.extend(several.problems)
    except FileProblem as problem:
        problems.append(problem)


def _document(shelf: Shelf, limits: Limits) -> dict[str, Any]:
    if DOCUMENT not in shelf.sizes:
        raise FileProblem(
            f"The folder has no file {DOCUMENT}.",
            "It names the partnerships and organizations that all other files speak of.",
            f"Add {DOCUMENT}; the reference page “Partnership folder” has an example.",
            file=DOCUMENT,
        )
    check_size(shelf.sizes[DOCUMENT], name=DOCUMENT, limit=limits.file_bytes)
    return read_yaml(shelf.read(DOCUMENT), DOCUMENT)


def _table(shelf: Shelf, spec: TableSpec, limits: Limits) -> Table:
    check_size(shelf.sizes[spec.name], name=spec.name, limit=limits.file_bytes)
    return read_table(
        shelf.read(spec.name),
        spec.name,
        required=spec.required,
        known=spec.known,
        limit=limits.file_bytes,
    )


class _Sources(Mapping[str, bytes]):
    """The files of `sources/` by name; each is read when it is asked for."""

    def __init__(self, shelf: Shelf, names: Sequence[str]) -> None:
        self._shelf = shelf
        self._names = dict.fromkeys(names)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return self._shelf.read(_PREFIX + name)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
