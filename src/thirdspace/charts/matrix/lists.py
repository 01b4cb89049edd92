"""A matrix on narrow paper: each row as a list of what it holds, and where it holds nothing."""

from __future__ import annotations

from thirdspace.charts.matrix.cell import Box, draw_cell, least_width, make_box
from thirdspace.charts.matrix.picture import MatrixPicture, MatrixRow
from thirdspace.charts.outline import NARROW
from thirdspace.charts.svg import element, number
from thirdspace.charts.text import LEADING, SIZE, SMALL_LEADING, SMALL_SIZE, block, wrap

NAMES, PAD = 138.0, 8.0  # room for the names of columns, less beside very long numbers


def draw_lists(picture: MatrixPicture) -> tuple[str, float]:
    """Draw each row as a list of what it holds; name the empty columns in one line."""
    box = make_box(picture, max(NARROW - NAMES - PAD, least_width(picture)))
    marks: list[str] = []
    down = 0.0
    for row in picture.rows:
        drawn, down = _list_head(row.text, _said_note(picture, row), down)
        marks += drawn
        for at, cell in enumerate(row.cells):
            if not cell.empty:
                drawn, down = _list_line(picture, box, row, at, down)
                marks += drawn
        drawn, down = _list_empty(picture, row, down)
        marks += drawn
        down += 12
    sums = [f"{c.text} {picture.words.said(c.total)}" for c in picture.columns if c.total]
    if sums:
        drawn, down = _list_head(picture.words.total, "; ".join(sums), down)
        marks += drawn
    return "".join(marks), down + 4


def _list_empty(picture: MatrixPicture, row: MatrixRow, top: float) -> tuple[list[str], float]:
    empty = [c.text for c, cell in zip(picture.columns, row.cells, strict=True) if cell.empty]
    words = picture.words.nothing_in.format(columns=", ".join(empty)) if empty else ""
    lines = wrap(words, NARROW, SMALL_SIZE)
    marks = [block(lines, 0, top + 14, "t-s t-m", leading=SMALL_LEADING)]
    return marks, top + (SMALL_LEADING * len(lines) + 6 if empty else 0)


def _said_note(picture: MatrixPicture, row: MatrixRow) -> str:
    total = f"{picture.words.total} {picture.words.said(row.total)}" if row.total else ""
    return "; ".join(part for part in (row.note, total) if part)


def _list_head(words: str, note: str, top: float) -> tuple[list[str], float]:
    name = wrap(words, NARROW, SIZE, bold=True)
    under = wrap(note, NARROW, SMALL_SIZE)
    line = f"M0 {number(top + 1)}H{number(NARROW)}"
    below = top + 6 + LEADING * len(name)
    marks = [
        element("path", class_="axis", d=line),
        block(name, 0, top + 18, "t-b"),
        block(under, 0, below + 11, "t-s t-m", leading=SMALL_LEADING),
    ]
    return marks, below + SMALL_LEADING * len(under) + 4


def _list_line(
    picture: MatrixPicture, box: Box, row: MatrixRow, at: int, top: float
) -> tuple[list[str], float]:
    left = NARROW - PAD - box.width
    name = wrap(picture.columns[at].text, left - PAD, SIZE)
    height = max(LEADING * len(name), box.height(row.cells[at])) + 8
    first = top + (height - LEADING * len(name)) / 2 + 12
    middle, label = top + height / 2, picture.label(row, at)
    cells = draw_cell(picture, box, row.cells[at], row.side, left, middle, label)
    return [block(name, 0, first, "t-p"), *cells], top + height
