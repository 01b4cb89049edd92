"""A measure over time, read and checked: which points count, in which phase, for which limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import counts
from thirdspace.methods.spc.points import Floats, Points, read_points
from thirdspace.problems import MethodProblem


@dataclass(frozen=True, eq=False)
class Series:
    """Arrays of one length, a place for each point in time.

    Parameters
    ----------
    points : Points
        What was measured there.
    phase : int array
        Number of the phase, from 1.
    excluded : bool array
        Left out of limits and of runs, though still drawn.
    baseline : bool array
        Sets the center line and limits of its phase: in the frozen part and not left out.
    """

    points: Points
    phase: NDArray[np.int_]
    excluded: NDArray[np.bool_]
    baseline: NDArray[np.bool_]

    @property
    def values(self) -> Floats:
        """What is drawn; NaN where nothing was measured."""
        return self.points.values

    @cached_property
    def used(self) -> NDArray[np.bool_]:
        """True for each point that was measured and not left out."""
        return ~np.isnan(self.values) & ~self.excluded

    @cached_property
    def resolution(self) -> float:
        """Distance under which two values differ only by rounding in the computer."""
        return 1e-12 * float(np.fmax.reduce(np.abs(self.values), initial=0.0))

    def phases(self) -> Iterator[NDArray[np.bool_]]:
        """Yield for each phase a mask of its points."""
        for number in range(1, int(self.phase[-1]) + 1):
            yield self.phase == number

    def showing(self, values: Floats) -> Series:
        """Return the same series with something else drawn."""
        return replace(self, points=self.points.showing(values))


def read_series(
    y: ArrayLike | Points, *, freeze: int | None, part: Sequence[int], exclude: Sequence[int]
) -> Series:
    """Check a series and the choices made for it.

    Parameters
    ----------
    y : array of float, shape (n,), or Points
        Values in order of time; NaN where one is missing.
    freeze : int, optional
        The first phase takes its limits from its first `freeze` points.
    part : sequence of int
        Last point of each phase but the last, counted from 1.
    exclude : sequence of int
        Points left out of limits and runs, counted from 1.

    Raises
    ------
    MethodProblem
        Nothing to chart, a value that is no number, or a choice that points outside the series.
    """
    points = y if isinstance(y, Points) else read_points(y)
    last = points.values.size
    ends = sorted(set(_places(part, last - 1, "part")))
    places = np.arange(1, last + 1)
    phase = np.searchsorted(ends, places) + 1
    excluded = np.isin(places, _places(exclude, last, "exclude"))
    baseline = ~excluded
    if freeze is not None:
        _places([freeze], ends[0] if ends else last, "freeze")
        baseline &= (phase > 1) | (places <= freeze)
    series = Series(points, phase, excluded, baseline)
    _check_baselines(series)
    return series


def _places(chosen: Sequence[int], last: int, field: str) -> list[int]:
    """Check points chosen, counted from 1."""
    places: list[int] = counts(chosen, field, least=0).tolist()
    for place in places:
        if not 1 <= place <= last:
            raise MethodProblem(
                f"The choice “{field}” names point {place}, which can’t be used.",
                f"Points are counted from 1, and here the last possible one is {last}.",
                f"Choose a point from 1 to {last}, or leave “{field}” empty.",
                field=field,
            )
    return places


def _check_baselines(series: Series) -> None:
    for number, members in enumerate(series.phases(), start=1):
        if not (members & series.baseline & series.used).any():
            raise MethodProblem(
                f"Phase {number} has no value to set its center line.",
                "Every point there is missing or left out.",
                "Move the start of the phase, or put points back in.",
                field="part",
            )
