"""Runs and crossings of many series at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.spc.rules.layout import Bools, Floats, Kept, time_first
from thirdspace.methods.spc.rules.run_rules import RunRules

Counts = NDArray[np.integer[Any]]


@dataclass(frozen=True, eq=False)
class RunCounts:
    """What the tests of runs look at, for series of the shape (..., n).

    Parameters
    ----------
    useful, longest, crossings : int array, shape (...)
        Points off the line, points of the longest run, and changes of side.
    """

    useful: Counts
    longest: Counts
    crossings: Counts

    def signals(self, rules: RunRules) -> Bools:
        """Say for each series whether a test fails, on points enough."""
        _, fewest, most, _, _ = self._bounds(rules)
        unusual = (self.crossings < fewest) | (self.crossings > most)
        unusual |= self.longest > self.longest_quiet(rules)
        return np.asarray(unusual & (self.useful >= rules.least_useful))

    def longest_quiet(self, rules: RunRules) -> Counts:
        """Return the longest run that is no signal beside so many crossings, in each series."""
        longest, fewest, _, border_longest, border_crossings = self._bounds(rules)
        above_corner = longest - (self.crossings < border_crossings)
        return np.asarray(np.where(self.crossings <= fewest, border_longest, above_corner))

    def _bounds(self, rules: RunRules) -> NDArray[np.int_]:
        present = np.bincount(self.useful.ravel())
        bounds = np.zeros((present.size, 5), dtype=np.int_)
        for useful in np.flatnonzero(present):
            bounds[useful] = rules.bounds(int(useful))
        return np.moveaxis(bounds[self.useful], -1, 0)


@dataclass(frozen=True, eq=False)
class Runs:
    """The runs in the columns of a table, shape (n, m), points on the line left out.

    Parameters
    ----------
    kept : Kept
        The points off the line.
    off : bool array
        In the closed table: True where there is a point.
    length : int array
        In the closed table: how long the point's run has become.
    starts : bool array
        In the closed table: True where a run starts.
    """

    kept: Kept
    off: Bools
    length: Counts
    starts: Bools

    def counts(self) -> RunCounts:
        """Count points, the longest run and crossings in each column."""
        return RunCounts(
            useful=self.off.sum(axis=0, dtype=np.int32),
            longest=self.length.max(axis=0, initial=0),
            crossings=np.maximum(self.starts.sum(axis=0, dtype=np.int32) - 1, 0),
        )

    def in_long(self, rules: RunRules) -> Bools:
        """Mark the points, in the closed table, of runs that are a signal."""
        counts = self.counts()
        long = self.length > counts.longest_quiet(rules)
        long &= counts.useful >= rules.least_useful
        if not long.any():
            return long
        # A run is long if it is so at its end: carry that back to its start.
        columns = np.flatnonzero(long.any(axis=0))
        marked = np.zeros_like(long)
        marked[:, columns] = self._carried_back(long[:, columns], columns)
        return marked

    def _carried_back(self, long: Bools, columns: NDArray[np.intp]) -> Bools:
        carried = long.copy()
        goes_on = ~self.starts[:, columns]
        for row in range(len(carried) - 2, -1, -1):
            carried[row] |= carried[row + 1] & goes_on[row + 1]
        return carried


def runs_in(table: Floats) -> Runs:
    """Find the runs in the columns of a table, shape (n, m)."""
    kept = Kept.where((table > 0) | (table < 0))
    closed = kept.closed(table)
    above = closed > 0
    off = above | (closed < 0)
    starts = off.copy()
    starts[1:] &= above[1:] != above[:-1]
    rows = np.arange(len(table), dtype=np.int32)[:, None]
    start = np.maximum.accumulate(np.where(starts, rows, 0), axis=0)
    return Runs(kept, off, np.where(off, rows - start + 1, 0), starts)


def count_runs(z: ArrayLike) -> RunCounts:
    """Count runs and crossings about 0.

    Parameters
    ----------
    z : array of float, shape (..., n)
        Distances from the center line in order of time, in any unit; NaN where one is missing.

    Returns
    -------
    RunCounts
        Arrays of the shape (...).

    Raises
    ------
    MethodProblem
        A value that is no number.

    Examples
    --------
    >>> counts = count_runs([1, 2, 0, 1, -1, -3])
    >>> int(counts.useful), int(counts.longest), int(counts.crossings)
    (5, 3, 1)
    """
    table, shape = time_first(z)
    counts = runs_in(table).counts()
    return RunCounts(
        *(part.reshape(shape[:-1]) for part in (counts.useful, counts.longest, counts.crossings))
    )
