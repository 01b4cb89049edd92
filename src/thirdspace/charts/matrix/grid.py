"""A matrix on wide paper: rows and columns; many columns go on in further bands below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from thirdspace.charts.matrix.cell import Box, draw_cell, least_width, make_box
from thirdspace.charts.matrix.picture import MatrixPicture, MatrixRow
from thirdspace.charts.svg import element, number, text
from thirdspace.charts.text import LEADING, SIZE, SMALL_LEADING, SMALL_SIZE, block, text_width, wrap

WIDTH = 1100.0
NAMES, TOTALS = 180.0, 92.0  # first and last column; longer totals get more
LEAST, LEAST_BOTH, LONGEST = 72.0, 104.0, 140.0  # widths of a column
PAD = 8.0


@dataclass(frozen=True)
class _Band:
    """Some of the columns, side by side: their places in the picture, and where each begins."""

    picture: MatrixPicture
    box: Box
    places: range
    totals: float

    @property
    def lefts(self) -> list[float]:
        return [NAMES + (self.box.width + PAD) * at for at in range(len(self.places))]

    @property
    def end(self) -> float:
        columns = NAMES + (self.box.width + PAD) * len(self.places)
        return columns + self.totals - PAD

    def rule(self, classes: str, y: float) -> str:
        return element("path", class_=classes, d=f"M0 {number(y)}H{number(self.end)}")


def draw_grid(picture: MatrixPicture) -> tuple[str, float]:
    """Return the marks of the wide drawing and its height."""
    totals = _totals(picture)
    room = WIDTH - NAMES - totals
    count = len(picture.columns)
    bands = ceil(count / max(1, int(room // (_least(picture) + PAD))))
    each = ceil(count / bands)
    box = make_box(picture, room / each - PAD)
    marks: list[str] = []
    down = 0.0
    for start in range(0, count, each):
        places = range(start, min(start + each, count))
        band = _Band(picture, box, places, totals if places.stop == count else 0.0)
        drawn, down = _draw_band(band, down)
        marks += drawn
        down += 20
    return "".join(marks), down - 16


def _least(picture: MatrixPicture) -> float:
    """Return the least width of a column: room for marks, numbers and the words of its head."""
    words = (word for column in picture.columns for word in column.text.split())
    longest = max((text_width(word, SIZE, bold=True) for word in words), default=0.0)
    marks = LEAST_BOTH if picture.stances else LEAST
    sums = (picture.words.said(column.total) for column in picture.columns if column.total)
    widths = (text_width(said, SIZE, bold=True) for said in sums)
    return max(marks, least_width(picture), min(longest, LONGEST), *widths)


def _totals(picture: MatrixPicture) -> float:
    """Return the width of the last column; none when no row shows its total."""
    said = [picture.words.said(row.total) for row in picture.rows if row.total]
    return max([TOTALS, *(text_width(words) + PAD for words in said)]) if said else 0.0


def _draw_band(band: _Band, top: float) -> tuple[list[str], float]:
    marks, down = _heads(band, top)
    marks.append(band.rule("axis", down))
    for row in band.picture.rows:
        height = _row_height(band, row)
        marks += _name(row, down + (height - _name_height(row)) / 2)
        marks += _cells(band, row, down + height / 2)
        down += height
        marks.append(band.rule("grid", down))
    if any(column.total for column in band.picture.columns):
        marks += _sums(band, down + 20)
        down += LEADING + 14
    return marks, down


def _heads(band: _Band, top: float) -> tuple[list[str], float]:
    """Write the names of the columns so that their last lines stand on one base line."""
    columns, words = band.picture.columns, band.picture.words
    heads = [wrap(columns[at].text, band.box.width, SIZE, bold=True) for at in band.places]
    kind = wrap(band.picture.kind, NAMES - 2 * PAD, SIZE, bold=True)
    lines = max(1, *map(len, (*heads, kind)))
    base = top + 12 + LEADING * (lines - 1)
    marks = [
        block(head, x, base - LEADING * (len(head) - 1), "t-m t-b")
        for head, x in zip((kind, *heads), (0.0, *band.lefts), strict=True)
    ]
    if band.totals:
        marks.append(text(words.total, band.end, base, "t-m t-b", "end"))
    return marks, top + LEADING * lines + 8


def _cells(band: _Band, row: MatrixRow, middle: float) -> Iterator[str]:
    picture = band.picture
    for at, x in zip(band.places, band.lefts, strict=True):
        label = picture.label(row, at)
        yield from draw_cell(picture, band.box, row.cells[at], row.side, x, middle, label)
    if band.totals and row.total:
        yield text(picture.words.said(row.total), band.end, middle + 4, "t-p", "end")


def _row_height(band: _Band, row: MatrixRow) -> float:
    tallest = max(band.box.height(row.cells[at]) for at in band.places)
    return max(tallest + 14, _name_height(row) + 12, 2 * SMALL_LEADING + 6)


def _name_lines(row: MatrixRow) -> tuple[tuple[str, ...], tuple[str, ...]]:
    room = NAMES - 2 * PAD
    return wrap(row.text, room, SIZE), wrap(row.note, room, SMALL_SIZE)


def _name_height(row: MatrixRow) -> float:
    name, note = _name_lines(row)
    return LEADING * len(name) + SMALL_LEADING * len(note)


def _name(row: MatrixRow, top: float) -> Iterator[str]:
    name, note = _name_lines(row)
    yield block(name, 0, top + 12, "t-p")
    below = top + LEADING * len(name) + 11
    yield block(note, 0, below, "t-s t-m", leading=SMALL_LEADING)


def _sums(band: _Band, base: float) -> Iterator[str]:
    words, box = band.picture.words, band.box
    yield text(words.total, 0, base, "t-b")
    for at, x in zip(band.places, band.lefts, strict=True):
        total = band.picture.columns[at].total
        if total:
            place, anchor = (x + box.width / 2, "middle") if box.both else (x, "start")
            yield text(words.said(total), place, base, "t-b", anchor)
