"""What a matrix is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from thirdspace.charts.units import Side
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class Cell:
    """Records where a row and a column meet.

    Parameters
    ----------
    supports : int
        How many support or strengthen; in a matrix without stances, how many there are.
    contrasts : int, optional
        How many contrast or erode; leave it out in every cell of a matrix without stances.
    hidden : bool
        Protected: it says so, and carries no number.
    """

    supports: int = 0
    contrasts: int | None = None
    hidden: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not (self.hidden or self.supports or self.contrasts)


@dataclass(frozen=True)
class MatrixColumn:
    """A column: its name, and its true total if it is shown."""

    text: str
    total: Cell | None = None


@dataclass(frozen=True)
class MatrixRow:
    """A row: its name, whose records it holds, a note, its cells, and its true total if shown."""

    text: str
    cells: tuple[Cell, ...]
    side: Side = "joint"
    note: str = ""
    total: Cell | None = None


@dataclass(frozen=True)
class MatrixWords:
    """The words on a matrix; a page in another language passes its own."""

    nothing: str = "nothing coded"
    nothing_in: str = "Nothing in {columns}"
    hidden: str = "hidden"
    total: str = "All"
    both: str = "{contrasts} · {supports}"
    label: str = "{row}, {column}: {said}"

    def said(self, cell: Cell) -> str:
        """Write a cell in words and numbers."""
        if cell.hidden:
            return self.hidden
        if cell.contrasts is None:
            return f"{cell.supports:,}"
        return self.both.format(contrasts=f"{cell.contrasts:,}", supports=f"{cell.supports:,}")


@dataclass(frozen=True)
class MatrixPicture:
    """Counts of records by rows and columns, such as cases by codes.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title : str
        The finding, in a sentence.
    kind : str
        What the rows are, such as ``Organization``.
    columns : tuple of MatrixColumn
        The columns.
    rows : tuple of MatrixRow
        The rows, with a cell for each column.
    reading, caption : str
        What it shows in plain words; what is counted, n, method.
    words : MatrixWords
        The words on the drawing.

    Raises
    ------
    MethodProblem
        There are no rows or columns; a row has more or fewer cells than there are columns; a count
        is negative; some cells have a stance and others none; a hidden cell carries a number; or
        a hidden cell stands alone beside a total, which would give it away. Hidden cells that can
        be worked out in other ways are for `thirdspace.methods` to find.
    """

    uid: str
    title: str
    kind: str
    columns: tuple[MatrixColumn, ...]
    rows: tuple[MatrixRow, ...]
    reading: str
    caption: str = ""
    words: MatrixWords = field(default_factory=MatrixWords)

    def __post_init__(self) -> None:
        if not self.rows or not self.columns:
            raise MethodProblem(
                "The matrix is empty.",
                "It needs at least one row and one column.",
                "Choose other rows or columns.",
                field="rows",
            )
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise MethodProblem(
                    f"“{row.text}” has {len(row.cells)} cells for {len(self.columns)} columns.",
                    "Each row needs one cell for each column.",
                    "Give an empty cell where nothing was found.",
                    field="rows",
                )
        _check_cells(self.cells)
        for row in self.rows:
            _check_cover(row.text, row.cells, row.total)
        for place, column in enumerate(self.columns):
            _check_cover(column.text, [row.cells[place] for row in self.rows], column.total)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell and every total."""
        inner = (cell for row in self.rows for cell in row.cells)
        sums = [row.total for row in self.rows] + [column.total for column in self.columns]
        return (*inner, *(total for total in sums if total))

    @property
    def stances(self) -> bool:
        """Whether cells tell support from contrast."""
        return any(cell.contrasts is not None for cell in self.cells)

    def label(self, row: MatrixRow, at: int) -> str:
        """Say a cell with its row and its column, counted from 0."""
        said = self.words.said(row.cells[at])
        return self.words.label.format(row=row.text, column=self.columns[at].text, said=said)


def _check_cells(cells: Iterable[Cell]) -> None:
    kinds = set()
    for cell in cells:
        if cell.supports < 0 or (cell.contrasts or 0) < 0:
            raise MethodProblem(
                "A cell holds a negative count.",
                "Records are counted from zero.",
                "Give counts of zero or more.",
                field="rows",
            )
        if cell.hidden and (cell.supports or cell.contrasts):
            raise MethodProblem(
                "A hidden cell carries a number.",
                "What is protected must not reach the drawing.",
                "Leave the counts of hidden cells out.",
                field="rows",
            )
        if not cell.hidden:
            kinds.add(cell.contrasts is None)
    if len(kinds) > 1:
        raise MethodProblem(
            "Some cells tell support from contrast and others do not.",
            "Marks of both kinds can't be compared.",
            "Give `contrasts` in every cell, 0 where there is none, or in no cell.",
            field="rows",
        )


def _check_cover(text: str, cells: Iterable[Cell], total: Cell | None) -> None:
    """Refuse a hidden cell that its total gives away."""
    if total and not total.hidden and sum(cell.hidden for cell in cells) == 1:
        raise MethodProblem(
            f"The hidden cell of “{text}” can be worked out from its total.",
            "It is the only one hidden there.",
            "Hide a second cell, or the total.",
            field="rows",
        )
