"""Pasted text to cells: tabs from a spreadsheet, commas, semicolons, or one person a line."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Sequence

from thirdspace.formats.people_table.headings import means
from thirdspace.formats.people_table.records import Sheet, SheetRow
from thirdspace.problems import InputProblem

MAX_ROWS = 500
"""People that may be pasted at once."""
MAX_CHARACTERS = 125_000
"""Characters of a paste; a cell stays below the limit of the reader of the standard library."""
MAX_COLUMNS = 40

#: Where an address ends, on a line with other words.
_EDGES = " \t<>(),;:\"'|"
_QUOTED = re.compile(r'"[^"]*"')


def read_sheet(text: str) -> Sheet:
    """Which cells are in a pasted table?

    Parameters
    ----------
    text : str
        As it was pasted: rows of a spreadsheet (tabs), comma or semicolon separated, or a name and
        an address on each line. Quoted cells may hold line breaks; rows may be shorter or longer
        than the first.

    Returns
    -------
    Sheet
        Headings ("" for a column without one) and rows, each with its number in the sheet.

    Raises
    ------
    InputProblem
        There is nothing in it, or more than can be read at once.
    """
    plain = _plain(text)
    rows = _rows(plain)
    if not rows:
        raise InputProblem(
            "There is nobody in it.",
            "The paste has no row with anything in it.",
            "Copy the rows in your spreadsheet, with their headings, and paste them here.",
            field="pasted",
        )
    rows = _squared(_without_title(rows))
    headings = rows[0].cells if _is_heading(rows) else ("",) * len(rows[0].cells)
    below = [row for row in rows if not _repeats(row.cells, rows[0].cells, headings)]
    _refuse_too_many(below)
    return _without_empty_columns(Sheet(headings, tuple(below)))


def _plain(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise InputProblem(
            f"The paste has {len(text):,} characters.",
            f"At most {MAX_CHARACTERS:,} are read at once.",
            "Paste only the columns with name, e-mail, organization and role.",
            field="pasted",
        )
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return lines.replace("\ufeff", "").replace("\0", "").strip("\n")


def clean(cell: str) -> str:
    """Return a cell on one line, without invisible spaces; letters stay as they were typed."""
    joined = " ".join(cell.replace("\u200b", "").split())  # split() knows every kind of space
    return unicodedata.normalize("NFC", joined)


# --- Rows --------------------------------------------------------------------------------------


def _rows(text: str) -> list[SheetRow]:
    cells = _mail_line(text) or _one_a_line(text) or _separated(text)
    kept = [tuple(clean(cell) for cell in row) for row in cells]
    return [SheetRow(number, row) for number, row in enumerate(kept, start=1) if any(row)]


def _mail_line(text: str) -> list[list[str]]:
    """Read “A <a@x>; B <b@x>”, the address line of a mail, on one line or on several."""
    *pieces, rest = text.split(">")
    if "\t" in text or not pieces or rest.strip(" ;,\n"):
        return []
    if not all(piece.count("<") == 1 and "@" in piece.partition("<")[2] for piece in pieces):
        return []
    parts = (piece.split("<") for piece in pieces)
    return [[name.strip(' ;,\n"'), email] for name, email in parts]


def _one_a_line(text: str) -> list[list[str]]:
    """Read a name and an address on each line, whatever stands between them."""
    lines = [line.strip() for line in text.split("\n")]
    read = [_name_and_address(line) for line in lines]
    strange = any(line.count("@") and not found for line, found in zip(lines, read, strict=True))
    if "\t" in text or strange or sum(map(bool, read)) < 0.8 * sum(map(bool, lines)):
        return []
    return [found or _two_heads(line) for line, found in zip(lines, read, strict=True)]


def _name_and_address(line: str) -> list[str]:
    """Take a line apart at its one address, which must be the end of it."""
    at = line.find("@")
    if at < 0 or line.count("@") != 1:
        return []
    start = max(line.rfind(edge, 0, at) for edge in _EDGES) + 1
    email, end = line[start:].rstrip(" >);,.\"'"), line[:start].strip(" \t<(,;:–-\"'")
    return [] if any(edge in email for edge in _EDGES) else [end, email]


def _two_heads(line: str) -> list[str]:
    name, _separator, rest = line.strip().partition(_separator_of(line))
    return [name, rest]


def _separated(text: str) -> list[list[str]]:
    separator = _separator_of(text)
    try:
        return list(csv.reader(io.StringIO(text, newline="\n"), delimiter=separator, strict=True))
    except csv.Error:
        # A lone quotation mark is a letter here: nobody's row may be swallowed by it.
        return [line.split(separator) for line in text.split("\n")]


def _separator_of(text: str) -> str:
    if "\t" in text:
        return "\t"
    head = _QUOTED.sub("x", text).partition("\n")[0]
    return max(",;", key=head.count)


# --- Headings ----------------------------------------------------------------------------------


def _without_title(rows: Sequence[SheetRow]) -> list[SheetRow]:
    """Pass over a line of text above the table (“Our team, spring”)."""
    wide = max(sum(map(bool, row.cells)) for row in rows)
    first = 0
    while first < len(rows) - 1 and wide > 1 and _is_title(rows[first]):
        first += 1
    return list(rows[first:])


def _is_title(row: SheetRow) -> bool:
    filled = [cell for cell in row.cells if cell]
    return len(filled) == 1 and "@" not in filled[0] and means(filled[0]) is None


def _squared(rows: Sequence[SheetRow]) -> list[SheetRow]:
    width = min(max(len(row.cells) for row in rows), MAX_COLUMNS)
    return [
        SheetRow(row.number, (*row.cells, *[""] * (width - len(row.cells)))[:width]) for row in rows
    ]


def _is_heading(rows: Sequence[SheetRow]) -> bool:
    """Say whether the first row names the columns, in known words or above addresses."""
    first, *below = rows
    if any("@" in cell for cell in first.cells):
        return False
    if any(means(cell) is not None for cell in first.cells if cell):
        return True
    return any(
        cell and below and all("@" in row.cells[place] for row in below)
        for place, cell in enumerate(first.cells)
    )


def _repeats(cells: tuple[str, ...], first: tuple[str, ...], headings: tuple[str, ...]) -> bool:
    """Say whether a row is the heading, or the heading again (a table pasted twice)."""
    return any(headings) and cells == first


def _without_empty_columns(sheet: Sheet) -> Sheet:
    keep = [n for n, heading in enumerate(sheet.headings) if heading or sheet.column(n)]
    rows = (SheetRow(row.number, tuple(row.cells[n] for n in keep)) for row in sheet.rows)
    return Sheet(tuple(sheet.headings[n] for n in keep), tuple(rows))


def _refuse_too_many(rows: Sequence[SheetRow]) -> None:
    if not rows:
        raise InputProblem(
            "There is nobody below the headings.",
            "The paste has one row, and it names the columns.",
            "Copy the rows of people too, and paste them here.",
            field="pasted",
        )
    if len(rows) > MAX_ROWS:
        raise InputProblem(
            f"The paste has {len(rows):,} rows.",
            f"A partnership begins with at most {MAX_ROWS} people.",
            "Paste those who come to the first meeting; the others can be added at any time.",
            field="pasted",
        )
