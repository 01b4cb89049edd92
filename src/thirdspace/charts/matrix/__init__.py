"""The matrix of counts, drawn."""

from __future__ import annotations

from thirdspace.charts.matrix.figure import draw_matrix
from thirdspace.charts.matrix.picture import (
    Cell,
    MatrixColumn,
    MatrixPicture,
    MatrixRow,
    MatrixWords,
)

__all__ = ["Cell", "MatrixColumn", "MatrixPicture", "MatrixRow", "MatrixWords", "draw_matrix"]
