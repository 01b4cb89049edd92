"""What coders decided about units: the one form of input of all coefficients for given units.

Two doors lead to it. A table of coders × units tells who gave which code. `Counts` tells only how
many coders gave each code to each unit; coefficients that need to know who refuse it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods import inputs
from thirdspace.methods.agreement.labels import (
    MISSING,
    Codes,
    Labels,
    are_numbers,
    number_codes,
    number_declared,
)
from thirdspace.problems import MethodProblem

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Pairs = tuple[Codes, Codes, Codes, Floats]
#: Up to so many places are counted, more are sorted.
DENSE = 10_000_000


@dataclass(frozen=True)
class Counts:
    """How many coders gave each code to each unit.

    Parameters
    ----------
    table : array of int, shape (units, categories)
        Coders by unit and category.
    categories : sequence of codes, optional
        The code of each column, in order; 1, 2, 3 … if left out.
    """

    table: Sequence[Sequence[int]] | NDArray[Any]
    categories: Sequence[Any] | None = None


#: What every coefficient for given units takes: a code for each coder and unit, or `Counts`.
Coding: TypeAlias = Sequence[Sequence[Any]] | NDArray[Any] | Counts


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings as every coefficient reads them.

    Parameters
    ----------
    counts : sparse array of float, shape (units, categories)
        Coders by unit and category.
    categories : tuple of codes
        The code of each column.
    ordered : bool
        The order of the categories is known.
    codes : array of int, shape (coders, units), optional
        Column of the code that a coder gave, -1 where none; None where only counts are known.
    coders : int
        Coders; of counts the most that coded one unit.
    """

    counts: csr_matrix
    categories: Labels
    ordered: bool
    codes: Codes | None
    coders: int

    @cached_property
    def per_unit(self) -> Floats:
        """Ratings of each unit."""
        return np.bincount(self.unit, self.counts.data, minlength=self.units).astype(float)

    @cached_property
    def unit(self) -> Codes:
        """Unit of each number that `counts` stores."""
        return np.repeat(np.arange(self.units), np.diff(self.counts.indptr))

    @cached_property
    def paired(self) -> Floats:
        """1 for units that two or more coded, else 0."""
        return (self.per_unit >= 2).astype(float)

    @property
    def units(self) -> int:
        """Units, coded or not."""
        return int(self.counts.shape[0])

    def only(self, units: NDArray[Any]) -> Ratings:
        """Leave out the ratings of all units but these, and keep the places of the units."""
        from scipy.sparse import csr_matrix

        table = self.counts
        kept = table.data * units[self.unit]
        counts = csr_matrix((kept, table.indices, table.indptr), shape=table.shape)
        codes = None if self.codes is None else np.where(units, self.codes, MISSING)
        return replace(self, codes=codes, counts=counts)

    def pairs(self) -> Iterator[Pairs]:
        """Yield pairs of different codes of a unit: units, both columns, how many such pairs."""
        unit, column, many = self.unit, self.counts.indices, self.counts.data
        for step in range(1, int(np.diff(self.counts.indptr).max(initial=0))):
            same = np.flatnonzero(unit[step:] == unit[:-step])
            other = same + step
            yield unit[same], column[same], column[other], 2 * many[same] * many[other]


def read_ratings(coding: Coding, categories: Sequence[Hashable] | None = None) -> Ratings:
    """Read a coding through either door.

    Raises
    ------
    MethodProblem
        No table, rows of different lengths, a value that can't be a code, an infinite number, a
        code that was not declared, or a negative count.
    """
    if isinstance(coding, Counts):
        return _read_counts(coding, categories)
    values = _table(coding)
    if categories is None:
        codes, labels = number_codes(values)
    else:
        codes, labels = number_declared(values, categories)
    ordered = categories is not None or are_numbers(labels)
    return Ratings(_count(codes, len(labels)), labels, ordered, codes, len(codes))


def scale(ratings: Ratings, why: str) -> Floats:
    """Return the place of each category on a line: its number, else its declared place.

    Raises
    ------
    MethodProblem
        The categories have no order.
    """
    if not ratings.ordered:
        raise MethodProblem(
            "The codes have no order.", why, "Give “categories” in their order.", field="categories"
        )
    if not are_numbers(ratings.categories):
        return np.arange(len(ratings.categories), dtype=float)
    return np.asarray(ratings.categories, dtype=float)


def _read_counts(coding: Counts, categories: Sequence[Hashable] | None) -> Ratings:
    from scipy.sparse import csr_matrix

    table = inputs.counts(coding.table, "table", ndim=2)
    declared = coding.categories if categories is None else categories
    labels = tuple(range(1, table.shape[1] + 1) if declared is None else declared)
    inputs.same_length(table.T, labels, ("columns of the table", "categories"))
    counts = csr_matrix(table.astype(float))
    most = int(table.sum(axis=1).max(initial=0))
    return Ratings(counts, labels, ordered=True, codes=None, coders=most)


def _count(codes: Codes, width: int) -> csr_matrix:
    """Count the coders of each unit and category; done by hand, it takes a third of the time."""
    from scipy.sparse import csr_matrix

    units = codes.shape[1]
    known = codes != MISSING
    places, many = tallied((codes + np.arange(units) * width)[known], units * width)
    unit, column = np.divmod(places, max(width, 1))
    starts = np.append(0, np.bincount(unit, minlength=units).cumsum())
    return csr_matrix((many.astype(float), column, starts), shape=(units, width))


def tallied(places: Codes, size: int) -> tuple[Codes, Codes]:
    """Return the different places below `size`, in order, and how often each occurs."""
    if size > DENSE:
        return np.unique(places, return_counts=True)
    many = np.bincount(places, minlength=size)
    used = np.flatnonzero(many)
    return used, many[used]


def _table(coding: Any) -> NDArray[Any]:
    """Make a table of coders × units; a code may itself be a tuple, so rows are filled one by one.

    Raises
    ------
    MethodProblem
        It is no table, or its rows differ in length.
    """
    if hasattr(coding, "__array__"):
        values = np.asarray(coding)
        if values.ndim == 2:
            return values
        raise _no_table(f"has the shape {values.shape}")
    if not isinstance(coding, Sequence) or isinstance(coding, str):
        raise _no_table("is not a table")
    rows = [_row(row) for row in coding]
    widths = sorted({len(row) for row in rows})
    if len(widths) > 1:
        raise _no_table(f"has rows of {widths[0]} and of {widths[-1]} units")
    values = np.empty((len(rows), *(widths or [0])), dtype=object)
    for place, row in enumerate(rows):
        for unit, code in enumerate(row):
            values[place, unit] = code
    return values


def _row(row: Any) -> list[Any]:
    if isinstance(row, str) or not hasattr(row, "__iter__"):
        raise _no_table("has a row that is no list")
    return list(row)


def _no_table(found: str) -> MethodProblem:
    return MethodProblem(
        f"“ratings” {found}.",
        "It must be a table with a row for each coder and a column for each unit.",
        "Give None where a coder did not code a unit.",
        field="ratings",
    )
