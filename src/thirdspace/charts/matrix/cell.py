"""One cell of a matrix: numbers beside marks, one mark a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from thirdspace.charts.matrix.picture import Cell, MatrixPicture
from thirdspace.charts.svg import element, number, text
from thirdspace.charts.text import LEADING, SIZE, SMALL_LEADING, SMALL_SIZE, block, text_width, wrap
from thirdspace.charts.units import MOST, PITCH, Mark, Side, mentions, strip

SPACE = 6.0  # between a number and its marks


@dataclass(frozen=True)
class Box:
    """How a cell of one width is filled: numbers, and marks in rows of `across` on a side."""

    width: float
    figure: float
    across: int
    both: bool

    def lines(self, cell: Cell) -> int:
        """Return how many rows of marks a cell takes."""
        most = max((n for n in (cell.supports, cell.contrasts or 0) if n <= MOST), default=0)
        return max(1, ceil(most / self.across)) if self.across else 1

    def height(self, cell: Cell) -> float:
        """Return the room a cell takes, down."""
        return max(LEADING, PITCH * self.lines(cell) + 4)


def make_box(picture: MatrixPicture, width: float) -> Box:
    """Share the width of a cell out between its numbers and its marks."""
    figure = widest(picture)
    if picture.stances:
        across = int((width / 2 - figure - SPACE - 3) // PITCH)
    else:
        across = int((width - figure - SPACE - 5) // PITCH)
    return Box(width, figure, max(0, min(across, MOST)), picture.stances)


def least_width(picture: MatrixPicture) -> float:
    """Return the width that the numbers of a cell need at least."""
    return widest(picture) * (2 if picture.stances else 1) + 30


def widest(picture: MatrixPicture) -> float:
    """Return the room that the longest number of the cells needs."""
    counts = [n for row in picture.rows for c in row.cells for n in (c.supports, c.contrasts or 0)]
    return text_width(f"{max(counts):,}", SIZE, bold=True)


def draw_cell(
    picture: MatrixPicture, box: Box, cell: Cell, side: Side, x: float, middle: float, label: str
) -> Iterator[str]:
    """Yield a cell with its left edge and the height of its middle: numbers beside marks."""
    if cell.hidden:
        yield from _hidden(picture, box, x, middle)
    elif box.both and cell.empty:
        lines = wrap(picture.words.nothing, box.width, SMALL_SIZE)
        first = middle + 4 - SMALL_LEADING * (len(lines) - 1) / 2
        yield block(lines, x, first, "t-s t-m", leading=SMALL_LEADING)
    elif box.both:
        center, aside = x + box.width / 2, PITCH * box.across + SPACE
        before, after = f"{cell.contrasts or 0:,}", f"{cell.supports:,}"
        yield text(before, center - aside, middle + 4, _weight(cell.contrasts or 0), "end")
        yield text(after, center + aside, middle + 4, _weight(cell.supports), "start")
        yield from _strips(box, cell, side, center, middle, label)
    else:
        face = "t-m" if cell.empty else _weight(cell.supports)
        yield text(f"{cell.supports:,}", x + box.figure, middle + 4, face, "end")
        yield from _rows(box, cell, side, x + box.figure + SPACE, middle, label)


def _weight(count: int) -> str:
    """A number over twelve stands alone, so it is bold."""
    return "t-b" if count > MOST else "t-p"


def _hidden(picture: MatrixPicture, box: Box, x: float, middle: float) -> Iterator[str]:
    words = wrap(picture.words.hidden, box.width - 10, SMALL_SIZE)
    wide = max(text_width(line, SMALL_SIZE) for line in words) + 10
    high = SMALL_LEADING * len(words) + 5
    size = {"x": x, "y": middle - high / 2, "width": wide, "height": high}
    yield element("rect", class_="cycle off", **size)
    first = middle - high / 2 + 14
    yield block(words, x + 5, first, "t-s t-m", leading=SMALL_LEADING)


def _strips(
    box: Box, cell: Cell, side: Side, center: float, middle: float, label: str
) -> Iterator[str]:
    """Draw marks on both sides of the zero line, in as many rows as they need."""
    k, lines = box.across, box.lines(cell)
    for line in range(lines):
        left = _share(cell.contrasts or 0, side, k, line)
        right = _share(cell.supports, side, k, line)
        drawn = strip(left, right, label, (k, k))
        zero = PITCH * max(k, 0) + 0.5
        yield _moved(drawn, center - zero, middle - PITCH * (lines / 2 - line))


def _rows(box: Box, cell: Cell, side: Side, x: float, middle: float, label: str) -> Iterator[str]:
    lines = box.lines(cell) if box.across and 0 < cell.supports <= MOST else 0
    for line in range(lines):
        marks = _share(cell.supports, side, box.across, line)
        yield _moved(mentions(marks, label), x, middle - PITCH * (lines / 2 - line))


def _share(count: int, side: Side, across: int, line: int) -> tuple[Mark, ...]:
    """Return the marks of one row; a number over twelve has none."""
    if count > MOST:
        return ()
    return (Mark(side),) * max(0, min(across, count - across * line))


def _moved(drawing: str, x: float, y: float) -> str:
    return element("g", drawing, transform=f"translate({number(x)} {number(y)})")
