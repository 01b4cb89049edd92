"""Rows under each other, each indented under what it belongs to: diagrams on narrow paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from thirdspace.charts.svg import element, number
from thirdspace.charts.text import (
    LEADING,
    SERIF_LEADING,
    SERIF_SIZE,
    SIZE,
    SMALL_LEADING,
    SMALL_SIZE,
    block,
    wrap,
)

NARROW = 328.0  # width of the narrow drawing
STEP, DEEPEST, PAD = 18.0, 0.45, 10.0  # indents take at most this share of the width


@dataclass(frozen=True)
class Row:
    """One row of an outline.

    Parameters
    ----------
    depth : int
        How far it is indented; a row belongs to the nearest row above that is indented less.
    words : str
        What it says.
    note : str
        A second line, small and quiet.
    bold, boxed : bool
        Bold; or in a box of its own, in serif, as the aim or effect of a diagram.
    link : str
        Class of the stroke that ties it to the row it belongs to; empty for none.
    """

    depth: int
    words: str
    note: str = ""
    bold: bool = False
    boxed: bool = False
    link: str = ""


@dataclass(frozen=True)
class PlacedRow:
    """A row with its place: words from `x` down from `top`, as lines that fit."""

    row: Row
    x: float
    top: float
    width: float
    lines: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def tie(self) -> float:
        """Height of the middle of the first line, where strokes arrive."""
        return self.top + self._pad + self._leading / 2

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self._below + SMALL_LEADING * len(self.note) + self._pad

    def marks(self) -> Iterator[str]:
        """Yield the box, the words and the note."""
        x, face = self.x + self._pad, "t-b" if self.row.bold else "t-p"
        if self.row.boxed:
            face, height = "said", self.bottom - self.top
            size = {"x": self.x + 1, "y": self.top, "width": self.width - 2, "height": height}
            yield element("rect", class_="node aim", **size)
        base = self.top + self._pad + self._leading - 4
        yield block(self.lines, x, base, face, leading=self._leading)
        yield block(self.note, x, self._below + 11, "t-s t-m", leading=SMALL_LEADING)

    @property
    def _pad(self) -> float:
        return PAD if self.row.boxed else 0.0

    @property
    def _leading(self) -> int:
        return SERIF_LEADING if self.row.boxed else LEADING

    @property
    def _below(self) -> float:
        air = 4 if self.row.boxed and self.note else 0
        return self.top + self._pad + self._leading * len(self.lines) + air


@dataclass(frozen=True)
class Outline:
    """Rows at their places."""

    rows: tuple[PlacedRow, ...]

    @property
    def height(self) -> float:
        """Room it takes, down from where it starts."""
        return self.rows[-1].bottom - self.rows[0].top

    def marks(self) -> Iterator[str]:
        """Yield every mark, strokes behind words."""
        yield from _ties(self.rows)
        for placed in self.rows:
            yield from placed.marks()


def lay_outline(
    rows: Sequence[Row], *, x: float = 0.0, top: float = 1.0, width: float = NARROW
) -> Outline:
    """Place rows under each other in a column of the given width."""
    step = min(STEP, DEEPEST * width / max(1, *(row.depth for row in rows)))
    placed: list[PlacedRow] = []
    for row in rows:
        indent = step * row.depth
        room = width - indent - 2 - (2 * PAD if row.boxed else 0)
        size = SERIF_SIZE if row.boxed else SIZE
        lines = wrap(row.words, room, size, bold=row.bold)
        note = wrap(row.note, room, SMALL_SIZE)
        placed.append(PlacedRow(row, x + indent, top, width - indent, lines, note))
        top = placed[-1].bottom + (12 if row.boxed else 9)
    return Outline(tuple(placed))


def draw_outline(rows: Sequence[Row]) -> tuple[str, float]:
    """Draw rows on narrow paper; return the marks and the height of the drawing."""
    outline = lay_outline(rows)
    return "".join(outline.marks()), outline.height + 8


def _ties(rows: Sequence[PlacedRow]) -> Iterator[str]:
    """Tie rows to what they belong to: one spine down from it, one stroke to each row."""
    above: list[PlacedRow] = []
    spines: dict[float, str] = {}  # by where each starts; the last row tied sets its end
    for here in rows:
        while above and above[-1].row.depth >= here.row.depth:
            above.pop()
        if above and here.row.link:
            parent = above[-1]
            spine = parent.x + min(5, (here.x - parent.x) / 2)
            stroke = f"M{number(spine)} {number(here.tie)}H{number(max(here.x - 4, spine))}"
            yield element("path", class_=here.row.link, d=stroke)
            start = parent.bottom + 2
            spines[start] = f"M{number(spine)} {number(start)}V{number(here.tie)}"
        above.append(here)
    for line in spines.values():
        yield element("path", class_="axis", d=line)
