"""A matrix as a figure: two drawings and a table."""

from __future__ import annotations

from typing import Any

from thirdspace.charts.diagram import diagram
from thirdspace.charts.figure import Figure
from thirdspace.charts.matrix.grid import WIDTH, draw_grid
from thirdspace.charts.matrix.lists import draw_lists
from thirdspace.charts.matrix.picture import Cell, MatrixPicture


def draw_matrix(picture: MatrixPicture) -> Figure:
    """Draw a matrix; the same picture always gives the same text."""
    grid, height = draw_grid(picture)
    return diagram(
        picture,
        wide=(grid, WIDTH, height),
        narrow=draw_lists(picture),
        columns=_columns(picture),
        rows=_rows(picture),
        data=_data(picture),
        layers=_layers(),
    )


def _columns(picture: MatrixPicture) -> tuple[str, ...]:
    total = (picture.words.total,) if any(row.total for row in picture.rows) else ()
    return (picture.kind, *(column.text for column in picture.columns), *total)


def _rows(picture: MatrixPicture) -> tuple[tuple[str, ...], ...]:
    totals = any(row.total for row in picture.rows)

    def line(text: str, cells: tuple[Cell | None, ...], total: Cell | None) -> tuple[str, ...]:
        shown = (*cells, total) if totals else cells
        return (text, *(picture.words.said(cell) if cell else "" for cell in shown))

    rows = tuple(line(row.text, row.cells, row.total) for row in picture.rows)
    sums = tuple(column.total for column in picture.columns)
    return (*rows, line(picture.words.total, sums, None)) if any(sums) else rows


def _data(picture: MatrixPicture) -> list[dict[str, Any]]:
    return [
        {
            "row": row.text,
            "column": column.text,
            "supports": None if cell.hidden else cell.supports,
            "contrasts": None if cell.hidden else cell.contrasts,
            "hidden": cell.hidden,
            "said": picture.words.said(cell),
        }
        for row in picture.rows
        for column, cell in zip(picture.columns, row.cells, strict=True)
    ]


def _layers() -> tuple[dict[str, Any], ...]:
    places = {
        "x": {"field": "column", "type": "nominal", "sort": None, "title": None},
        "y": {"field": "row", "type": "nominal", "sort": None, "title": None},
    }
    return ({"mark": "text", "encoding": {**places, "text": {"field": "said"}}},)
