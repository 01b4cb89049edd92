"""How the engine lays series out: time first, all series beside each other, gaps closed up.

Every step of the engine is then one pass over neighboring numbers, for one series or a million.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.problems import MethodProblem

Bools = NDArray[np.bool_]
Floats = NDArray[np.floating[Any]]


def time_first(z: ArrayLike) -> tuple[Floats, tuple[int, ...]]:
    """Return series as columns of a table, shape (n, m), and the shape they came in.

    Raises
    ------
    MethodProblem
        A value that is no number, or no list at all.
    """
    try:
        given = np.asarray(z)
        if given.dtype.kind not in "biuf" or not given.ndim:
            raise TypeError
    except (TypeError, ValueError):
        raise MethodProblem(
            "The series holds something that is not a number.",
            "Rules are applied to distances from the center line, one for each point in time.",
            "Give numbers only, and leave a missing value empty (NaN).",
            field="z",
        ) from None
    floats = given if given.dtype.kind == "f" else given.astype(np.float64)
    table = floats.reshape(prod(given.shape[:-1]), given.shape[-1])
    return np.ascontiguousarray(table.T), given.shape


def as_given(found: Bools, shape: tuple[int, ...]) -> Bools:
    """Return a table of columns in the shape the series came in."""
    return np.ascontiguousarray(found.T).reshape(shape)


@dataclass(frozen=True)
class Kept:
    """The points of a table that count; in each column they move up over those that do not.

    Parameters
    ----------
    here : tuple of int array, optional
        Rows and columns of the points that count; None if all do.
    there : tuple of int array, optional
        Where they stand once the gaps are closed.
    """

    here: tuple[NDArray[np.intp], ...] | None
    there: tuple[NDArray[np.intp], ...] | None

    @classmethod
    def where(cls, counts: Bools) -> Kept:
        """Keep the points where `counts` is True."""
        if counts.all():
            return cls(None, None)
        here = np.nonzero(counts)
        return cls(here, (np.cumsum(counts, axis=0)[counts] - 1, here[1]))

    def closed(self, table: Floats) -> Floats:
        """Return the table with its gaps closed; NaN below the last point that counts."""
        if self.here is None or self.there is None:
            return table
        moved = np.full_like(table, np.nan)
        moved[self.there] = table[self.here]
        return moved

    def mark(self, target: Bools, found: Bools) -> None:
        """Set `target` True wherever a point that counts was found in the closed table."""
        if self.here is None or self.there is None:
            target |= found
        else:
            hits = found[self.there]
            target[tuple(axis[hits] for axis in self.here)] = True

    def rows(self, closed_rows: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return where rows of a closed table of one column stood."""
        return closed_rows if self.here is None else self.here[0][closed_rows]
