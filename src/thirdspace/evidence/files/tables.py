"""The names of this room's files in a partnership folder."""

from __future__ import annotations

SOURCES = "sources.csv"
CODES = "codes.csv"
CODINGS = "codings.csv"


def version_name(file: str, number: int, newest: int) -> str:
    """Return the file name of one text of a source: the newest has the source's own."""
    if number == newest:
        return file
    stem, dot, ending = file.rpartition(".")
    return f"{stem}~{number}{dot}{ending}"
