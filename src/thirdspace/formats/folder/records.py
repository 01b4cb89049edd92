"""What a partnership folder is made of, and the tables that are known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from thirdspace.formats.csv_table import Table
from thirdspace.formats.decode import DEFAULT_LIMIT
from thirdspace.formats.folder.names import safe_name
from thirdspace.problems import FileProblem

DOCUMENT = "partnerships.yaml"
"""The one file that every folder has."""
SOURCES = "sources"
"""The folder of the texts that `sources.csv` lists."""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A table of the folder: its file name, the columns it must have and others that are used."""

    name: str
    required: tuple[str, ...]
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is accepted.

    Parameters
    ----------
    file_bytes : int
        Most bytes of one file.
    total_bytes : int
        Most bytes of all files together, unpacked.
    files : int
        Most files.
    ratio : int
        Most bytes that one byte of a ZIP archive may unpack to.
    """

    file_bytes: int = DEFAULT_LIMIT
    total_bytes: int = 500_000_000
    files: int = 10_000
    ratio: int = 200


@dataclass(frozen=True, slots=True)
class Folder:
    """A partnership folder, read or to be written.

    Parameters
    ----------
    name : str
        Name of the folder or archive.
    documents : dict
        `DOCUMENT` and its content.
    tables : dict of str to Table
        The known tables that are there, by file name.
    sources : mapping of str to bytes
        The files of `sources/` by name; one is read when it is asked for.
    unused : tuple of str
        Names of files that the format does not know; they are left alone and reported.
    """

    name: str
    documents: dict[str, dict[str, Any]]
    tables: dict[str, Table] = field(default_factory=dict)
    sources: Mapping[str, bytes] = field(default_factory=dict)
    unused: tuple[str, ...] = ()

    def read_source(self, name: str) -> bytes:
        """Give the bytes of `sources/<name>`.

        Raises
        ------
        FileProblem
            If the name has path parts, or there is no such file.
        """
        if safe_name(name) not in self.sources:
            raise FileProblem(
                f"The file “{name}” is not in the folder {SOURCES}.",
                "A source is listed whose text is missing.",
                f"Put the file into {SOURCES}, or mend its name in sources.csv.",
                file=f"{SOURCES}/{name}",
            )
        return self.sources[name]


_SPECS = (
    TableSpec("people.csv", ("email", "name", "partnership", "organization", "role"),
              ("from", "to", "backup", "title")),
    TableSpec("sources.csv", ("file", "partnership", "organization"),
              ("role", "kind", "date", "title", "consent", "attribution", "access", "case",
               "speaker", "visibility", "origin", "named", "earlier")),
    TableSpec("codes.csv", ("code",), ("definition", "dynamic", "parent", "partnership")),
    TableSpec("codings.csv", ("file", "start", "end", "code"), ("direction", "coder", "note")),
    TableSpec("measures.csv", ("partnership", "measure", "name"),
              ("unit", "definition", "direction", "dynamic", "organization", "chart",
               "visibility", "baseline")),
    TableSpec("observations.csv", ("partnership", "measure", "date", "value"),
              ("note", "excluded")),
    TableSpec("claims.csv", ("partnership", "claim", "statement"),
              ("dynamic", "theme", "status", "reading", "since", "until", "organization",
               "holder", "holders", "made", "visibility", "changes_mind", "named", "read",
               "agreed_by", "look_again")),
    TableSpec("evidence.csv", ("partnership", "claim", "kind", "record", "stance", "why"),
              ("strength", "person", "organization", "date", "withdrawn", "linked_for",
               "withdrawn_why")),
)  # fmt: skip
TABLES: Mapping[str, TableSpec] = {spec.name: spec for spec in _SPECS}
"""The known tables by file name, in the order they are read and written."""
