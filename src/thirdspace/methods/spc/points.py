"""What stands at each point of a chart: rows of a table gathered into subgroups.

A chart takes its data in the form they come in:

* one value for each point: ``y=[3, 5, 4]``, with denominators ``n`` of the same length;
* a row of values for each point, of equal length or not: ``y=[[3, 5], [4, 6, 2]]``;
* long columns, one row a value, with the point that each row belongs to:
  ``y=[3, 5, 4, 6], x=["2026-01-01", "2026-01-01", "2026-02-01", "2026-02-01"]``.

A row without a value, or without the denominator it needs, is left out; a point without any row
left is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import LARGEST, dimensions, numbers
from thirdspace.problems import MethodProblem

#: What makes a point of its rows: their mean, standard deviation or sum, or sum over sum.
Take = Literal["mean", "sd", "sum", "ratio"]
Floats = NDArray[np.float64]
Label = float | str

DAY = re.compile(r"\d{4}-\d\d(-\d\d.*)?")


@dataclass(frozen=True, eq=False)
class Points:
    """Arrays of one length, a place for each point of a chart.

    Parameters
    ----------
    values : float array
        What is drawn; NaN where nothing was measured.
    n : float array
        Sum of the denominators, NaN where nothing was measured; or else the number of values.
    spread : float array
        Standard deviation of the values at a point; NaN for fewer than two.
    labels : tuple of str or float
        Names of the points; none if none were given.
    """

    values: Floats
    n: Floats
    spread: Floats
    labels: tuple[Label, ...] = ()

    def at(self, members: NDArray[np.bool_]) -> Points:
        """Return some of the points, without their names."""
        return Points(self.values[members], self.n[members], self.spread[members])

    def showing(self, values: Floats) -> Points:
        """Return the same points with something else drawn."""
        return replace(self, values=values)


@dataclass(frozen=True, eq=False)
class _Rows:
    """Long columns: a value, its denominator and its place, counted from 0, in each row."""

    y: Floats
    n: Floats | None
    place: NDArray[np.intp]
    count: int

    def sums(self, column: Floats) -> Floats:
        return np.bincount(self.place, column, self.count).astype(np.float64)

    @property
    def sizes(self) -> Floats:
        return np.bincount(self.place, minlength=self.count).astype(np.float64)


def read_points(
    y: ArrayLike,
    n: ArrayLike | None = None,
    x: Sequence[Any] | None = None,
    *,
    take: Take = "mean",
    lowest: float = -LARGEST,
    parts: bool = False,
) -> Points:
    """Gather rows into points.

    Parameters
    ----------
    y : array of float, shape (n,) or (points, size), or list of lists
        Values, or counts, in any of the forms named above; NaN where one is missing.
    n : array of float, of the shape of `y`, optional
        Denominators, 0 or more.
    x : sequence of date, number or str, shape (n,), optional
        The point of each row. Numbers and days are put in order; other names stay in the order in
        which they first stand.
    take : str
        What makes a point of its rows.
    lowest : float
        Smallest value that makes sense.
    parts : bool
        Whether `y` counts a part of `n`.

    Raises
    ------
    MethodProblem
        Nothing to chart, something that is no number, columns of different lengths, or a value or
        denominator that makes no sense.
    """
    flat, lengths = _flat(y, "y", lowest)
    denominators = None
    if n is not None:
        denominators, n_lengths = _flat(n, "n", 0)
        _check_same(lengths or (flat.size,), n_lengths or (denominators.size,))
        _check_denominators(flat, denominators, parts=parts)
    place, labels = _places(x, lengths, flat.size)
    known = ~np.isnan(flat)
    if denominators is not None:
        known &= denominators > 0
    if not known.any():
        raise MethodProblem(
            "There are no values to chart.",
            "A chart needs at least one number for one point in time.",
            "Add data points and try again.",
            field="y",
        )
    count = len(labels) or len(lengths) or flat.size
    kept = None if denominators is None else denominators[known]
    return replace(_gathered(_Rows(flat[known], kept, place[known], count), take), labels=labels)


def _gathered(rows: _Rows, take: Take) -> Points:
    sizes = rows.sizes
    totals = np.where(sizes > 0, rows.sums(rows.y), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        if rows.n is not None:
            n = np.where(sizes > 0, rows.sums(rows.n), np.nan)
            return Points(totals / n, n, np.full(rows.count, np.nan))
        means = totals / sizes
        spread = _spread(rows, means, sizes)
    values = {"mean": means, "ratio": means, "sum": totals, "sd": spread}[take]
    return Points(values, sizes, spread)


def _spread(rows: _Rows, means: Floats, sizes: Floats) -> Floats:
    if rows.y.size == rows.count:  # no point has two values, so there is nothing to compute
        return np.full(rows.count, np.nan)
    squares = rows.sums((rows.y - means[rows.place]) ** 2)
    return np.where(sizes > 1, np.sqrt(squares / (sizes - 1)), np.nan)


def _flat(values: ArrayLike, field: str, lowest: float) -> tuple[Floats, tuple[int, ...]]:
    """Return values one after the other, and how many stand in each row of a table."""
    if isinstance(values, (list, tuple)) and any(_is_row(value) for value in values):
        rows = [
            numbers(row, field, least=0, missing=True, low=lowest, high=LARGEST) for row in values
        ]
        return np.concatenate(rows), tuple(row.size for row in rows)
    ndim = 2 if dimensions(values) == 2 else 1
    table = numbers(values, field, ndim=ndim, least=0, missing=True, low=lowest, high=LARGEST)
    return table.ravel(), (table.shape[1],) * len(table) if ndim == 2 else ()


def _is_row(value: object) -> bool:
    return isinstance(value, (list, tuple, np.ndarray)) and dimensions(value) == 1


def _check_same(y_lengths: tuple[int, ...], n_lengths: tuple[int, ...]) -> None:
    if y_lengths != n_lengths:
        raise MethodProblem(
            "“y” and “n” differ in length.",
            "Each value of “y” needs its own denominator.",
            "Give both in the same order and length.",
            field="n",
        )


def _check_denominators(y: Floats, n: Floats, *, parts: bool) -> None:
    if ((n > 0) & (n < 1 / LARGEST)).any():
        raise MethodProblem(
            "A denominator is too close to 0.",
            "What is divided by it could not be computed with.",
            "Leave that row out, or give “n” in a smaller unit.",
            field="n",
        )
    without = (n == 0) & (y != 0) & ~np.isnan(y)
    above = (y > n) if parts else without
    if (without | above).any():
        place = int(np.argmax(without | above))
        raise MethodProblem(
            f"In row {place + 1} “y” is {y[place]:g} where “n” is {n[place]:g}.",
            "A part can’t be larger than its whole, and out of nothing nothing can be counted.",
            "Mend one of the two, or leave both empty.",
            field="y",
        )


def _places(
    x: Sequence[Any] | None, lengths: tuple[int, ...], rows: int
) -> tuple[NDArray[np.intp], tuple[Label, ...]]:
    """Return the place of each row, counted from 0, and the names of the places."""
    if x is None:
        return (np.repeat(np.arange(len(lengths)), lengths) if lengths else np.arange(rows)), ()
    names = _names(x)
    if names.size != (len(lengths) or rows):
        raise MethodProblem(
            f"“x” names {names.size} points for {len(lengths) or rows} rows of “y”.",
            "Each row needs to know its point.",
            "Give one name for each row.",
            field="x",
        )
    found, first, place = np.unique(names, return_index=True, return_inverse=True)
    if not _in_order(names):
        order = np.argsort(first)
        found, place = found[order], np.argsort(order)[place]
    return (np.repeat(place, lengths) if lengths else place), tuple(found.tolist())


def _names(x: Sequence[Any]) -> NDArray[Any]:
    """Return names as numbers or, if they are anything else, as text."""
    try:
        given = np.asarray(x)
    except ValueError:  # lists of different lengths
        given = np.empty(())
    if given.ndim != 1 or any(name is None or name != name for name in x):
        raise MethodProblem(
            "A name in “x” is missing, or “x” is no list of names.",
            "Each row needs to know its point.",
            "Give one name for each row, or leave rows without one out.",
            field="x",
        )
    return given.astype(np.float64) if given.dtype.kind in "iuf" else given.astype(np.str_)


def _in_order(names: NDArray[Any]) -> bool:
    return names.dtype.kind == "f" or all(DAY.fullmatch(name) for name in names.tolist())
