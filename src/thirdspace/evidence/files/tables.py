"""The tables of this room, with the columns it adds so that a full copy loses nothing."""

from __future__ import annotations

from dataclasses import replace

from thirdspace.formats.folder import TABLES as EVERY_TABLE

SOURCES = "sources.csv"
CODES = "codes.csv"
CODINGS = "codings.csv"

#: Who brought a source in, which organizations it is shown to, and texts it had before.
_SOURCE_COLUMNS = ("origin", "named", "earlier")
#: Whose codebook a code belongs to, where a folder holds several partnerships.
_CODE_COLUMNS = ("partnership",)

_sources, _codes = EVERY_TABLE[SOURCES], EVERY_TABLE[CODES]
TABLES = {
    SOURCES: replace(_sources, known=(*_sources.known, *_SOURCE_COLUMNS)),
    CODES: replace(_codes, known=(*_codes.known, *_CODE_COLUMNS)),
    CODINGS: EVERY_TABLE[CODINGS],
}


def version_name(file: str, number: int, newest: int) -> str:
    """Return the file name of one text of a source: the newest has the source's own."""
    if number == newest:
        return file
    stem, dot, ending = file.rpartition(".")
    return f"{stem}~{number}{dot}{ending}"
