"""Tables as CSV: what a spreadsheet saves, read strictly; what we write, safe to open in one.

Reading takes comma, semicolon or tab, any encoding of `decode`, and heads in any case. Writing is
UTF-8, line feeds, quotes as in RFC 4180 (https://doi.org/10.17487/RFC4180).

A spreadsheet runs a cell that begins with ``= + - @``, tab or line end as a formula. Such a cell,
unless it is a plain number, is written with one apostrophe in front; so is a cell that begins with
apostrophes before such a character. Reading takes one apostrophe off exactly those cells, so that
every text comes back as it was: ``=A1`` ↔ ``'=A1``, ``'=A1`` ↔ ``''=A1``, ``-4`` ↔ ``-4``.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from thirdspace.formats.decode import DEFAULT_LIMIT, decode
from thirdspace.problems import FileProblem, FileProblems

MAX_ROWS = 200_000
"""Rows a table may have; more belongs in several files."""
MAX_COLUMNS = 200
"""Columns a table may have."""

# Python's own limit (131,072 characters a cell) would refuse a long memo that we wrote ourselves;
# the size of the whole file is limited anyway.
csv.field_size_limit(DEFAULT_LIMIT)

_RISKY = re.compile(r"'*[=+\-@\t\n]")
_SHIELDED = re.compile(r"'+[=+\-@\t\n]")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_QUOTED = re.compile(r'"[^"]*"')
_HEAD_SPAN = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the line it starts at in the file (the first is 1) and its cells by column."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stood in the file.

    Parameters
    ----------
    name : str
        Name of the file.
    columns : tuple of str
        Columns in the order of the file; required and known ones spelled as asked for.
    rows : tuple of Row
        Rows that hold at least one cell that is not empty.
    extra_columns : tuple of str
        Columns that were neither required nor known; their cells are in `Row.values` too.
    notes : tuple of str
        Sentences for the person, such as a guessed encoding.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    extra_columns: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @classmethod
    def build(cls, name: str, columns: Sequence[str], values: Iterable[Mapping[str, str]]) -> Table:
        """Make a table to be written, from one mapping a row."""
        rows = tuple(Row(line, dict(cells)) for line, cells in enumerate(values, start=2))
        return cls(name, tuple(columns), rows)

    def words(self, column: str) -> list[str]:
        """Return the cells of a column, trimmed.

        Raises
        ------
        FileProblem
            There is no such column.
        """
        if column not in self.columns:
            raise FileProblem(
                f"There is no column “{column}”.",
                f"The file has the columns {', '.join(self.columns)}.",
                "Name one of them.",
                file=self.name,
                column=column,
            )
        return [row.values[column].strip() for row in self.rows]

    def numbers(self, column: str) -> list[float]:
        """Return the numbers of a column; an empty cell is a missing number (NaN).

        Raises
        ------
        FileProblem
            There is no such column, or a cell holds something else.
        """
        return [
            self._number(cell, row.line, column)
            for cell, row in zip(self.words(column), self.rows, strict=True)
        ]

    def times(self, column: str) -> tuple[date | str, ...]:
        """Return the days of a column; if one is no day (2026-03-01), all as they stand."""
        cells = self.words(column)
        try:
            return tuple(date.fromisoformat(cell) for cell in cells)
        except ValueError:
            return tuple(cells)

    def _number(self, cell: str, line: int, column: str) -> float:
        try:
            return float(cell) if cell else float("nan")
        except ValueError:
            raise FileProblem(
                f"“{cell}” is not a number.",
                "Every cell of the column of values must be a number or empty.",
                "Mend the cell, or name another column.",
                file=self.name,
                line=line,
                column=column,
            ) from None


def read_table(
    data: bytes,
    name: str,
    *,
    required: Sequence[str] = (),
    known: Sequence[str] = (),
    limit: int = DEFAULT_LIMIT,
) -> Table:
    """Read a table; cells stay exactly as written, only the heads are trimmed.

    Parameters
    ----------
    data : bytes
        The whole file.
    name : str
        Name of the file, for messages.
    required, known : sequence of str
        Columns that must be there, and columns that may be; matched whatever their case.
    limit : int
        Most bytes that are accepted.

    Raises
    ------
    FileProblem
        If the file is no text, is empty, or its head can't be used.
    FileProblems
        If rows can't be used: all of them are listed.
    """
    decoded = decode(data, name=name, limit=limit)
    records = _records(decoded.text, name)
    head_line, head = next(records, (1, []))
    if not any(head):
        raise _empty(name, required)
    columns = _columns(head, [*required, *known], name, head_line)
    _require(columns, required, name, head_line)
    rows = _rows(records, columns, name)
    named = tuple(column for column in columns if column)
    asked = {*required, *known}
    extra = tuple(column for column in named if column not in asked)
    return Table(name, named, rows, extra, decoded.notes)


def write_table(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Write a table that a spreadsheet opens without running any cell.

    Parameters
    ----------
    columns : sequence of str
        Columns in the order to write; each row may leave some out but may have no others.
    rows : iterable of mapping
        Cells by column. A row of empty cells is not a row for `read_table`.
    """
    out = io.StringIO(newline="")
    # A head with the other separators in it is quoted whole, or reading would take them for real.
    whole = re.search(r"[;\t]", "".join(columns))
    head = csv.writer(
        out, lineterminator="\n", quoting=csv.QUOTE_ALL if whole else csv.QUOTE_MINIMAL
    )
    head.writerow(map(_shield, columns))
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\n")
    writer.writerows({key: _shield(cell) for key, cell in row.items()} for row in rows)
    return out.getvalue().encode()


def _shield(cell: str) -> str:
    if "\r" in cell:  # reading turns line ends into line feeds; so does writing, or neither agrees
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    risky = _RISKY.match(cell) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell


def _unshield(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _SHIELDED.match(cell) else cell


def _records(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record with the physical line it starts at; blank lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=_separator(text), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        raise FileProblem(
            "The row can't be taken apart into cells.",
            f"A quotation mark is not closed, or text follows a closed one ({error}).",
            'Put the cell in quotation marks and double each mark inside it ("").',
            file=name,
            line=start,
        ) from error


def _separator(text: str) -> str:
    """Find what separates the cells: whatever is most frequent in the head, outside quotes."""
    bare = _QUOTED.sub("x", text[:_HEAD_SPAN]).lstrip("\n")
    head = bare.partition("\n")[0]
    return max(",;\t", key=head.count)  # the comma wins a tie


def _columns(head: Sequence[str], asked: Iterable[str], name: str, line: int) -> list[str]:
    spelled = {column.casefold(): column for column in asked}
    trimmed = [" ".join(_unshield(cell).split()) for cell in head]
    columns = [spelled.get(column.casefold(), column) for column in trimmed]
    if len(columns) > MAX_COLUMNS:
        raise FileProblem(
            f"The table has {len(columns):,} columns.",
            f"A table may have at most {MAX_COLUMNS}.",
            "Take out the columns that are not needed.",
            file=name,
            line=line,
        )
    counts = Counter(column.casefold() for column in columns if column)
    for column in columns:
        if counts[column.casefold()] > 1:
            raise FileProblem(
                f"The column “{column}” is there {counts[column.casefold()]} times.",
                "Which of them counts can't be known.",
                "Keep one of them, or give the others another name.",
                file=name,
                line=line,
                column=column,
            )
    return columns


def _require(columns: Sequence[str], required: Sequence[str], name: str, line: int) -> None:
    missing = [column for column in required if column not in columns]
    if missing:
        raise FileProblem(
            f"The table has no column {_quoted(missing)}.",
            f"Its head must have {_quoted(required)}; it has {_quoted(filter(None, columns))}.",
            "Add the column, or mend how it is spelled in the first row.",
            file=name,
            line=line,
            column=missing[0],
        )


def _rows(
    records: Iterable[tuple[int, list[str]]], columns: Sequence[str], name: str
) -> tuple[Row, ...]:
    rows: list[Row] = []
    problems: list[FileProblem] = []
    for line, cells in records:
        if len(rows) + len(problems) == MAX_ROWS:
            raise _too_many(name, line)
        problem = _misplaced(line, cells, columns, name)
        if problem:
            problems.append(problem)
        else:
            rows.append(_row(line, cells, columns))
    if problems:
        raise FileProblems(problems, file=name)
    return tuple(rows)


def _row(line: int, cells: Sequence[str], columns: Sequence[str]) -> Row:
    values = {c: _unshield(cell) for c, cell in zip(columns, cells, strict=False) if c}
    for column in columns[len(cells) :]:  # a spreadsheet leaves empty cells off the end
        if column:
            values[column] = ""
    return Row(line, values)


def _misplaced(
    line: int, cells: Sequence[str], columns: Sequence[str], name: str
) -> FileProblem | None:
    """Find a cell that stands under no head."""
    for place, cell in enumerate(cells):
        if cell and (place >= len(columns) or not columns[place]):
            return FileProblem(
                f"Cell {place + 1} of the row (“{cell[:40]}”) stands under no column.",
                f"The head names {sum(map(bool, columns))} columns.",
                "Put a cell with a separator in it in quotation marks, or name the column.",
                file=name,
                line=line,
            )
    return None


def _too_many(name: str, line: int) -> FileProblem:
    return FileProblem(
        f"The table has more than {MAX_ROWS:,} rows.",
        "One file may have no more, so that an import stays quick and can be undone.",
        "Split it into several imports.",
        file=name,
        line=line,
    )


def _empty(name: str, required: Sequence[str]) -> FileProblem:
    expected = f": {_quoted(required)}" if required else ""
    return FileProblem(
        "The file is empty.",
        f"Its first row must name the columns{expected}.",
        "Add the first row, or take the file out.",
        file=name,
        line=1,
    )


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
