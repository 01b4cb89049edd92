"""A measure over time, read and checked: which points count, in which phase, for which limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class Series:
    """Arrays of one length, a place for each point in time.

    Parameters
    ----------
    values : float array
        NaN where nothing was measured.
    phase : int array
        Number of the phase, from 1.
    excluded : bool array
        Left out of limits and of runs, though still drawn.
    baseline : bool array
        Sets the center line and limits of its phase: in the frozen part and not left out.
    """

    values: NDArray[np.float64]
    phase: NDArray[np.int_]
    excluded: NDArray[np.bool_]
    baseline: NDArray[np.bool_]

    @property
    def used(self) -> NDArray[np.bool_]:
        """True for each point that was measured and not left out."""
        return ~np.isnan(self.values) & ~self.excluded

    @property
    def resolution(self) -> float:
        """Distance under which two values differ only by rounding in the computer."""
        return 1e-12 * float(np.nanmax(np.abs(self.values)))

    def phases(self) -> Iterator[NDArray[np.bool_]]:
        """Yield for each phase a mask of its points."""
        for number in range(1, int(self.phase[-1]) + 1):
            yield self.phase == number


def read_series(
    y: ArrayLike, *, freeze: int | None, part: Sequence[int], exclude: Sequence[int]
) -> Series:
    """Check a series and the choices made for it.

    Parameters
    ----------
    y : array of float, shape (n,)
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
    values = _read_values(y)
    count = values.size
    ends = sorted({_place(point, count - 1, "part") for point in part})
    places = np.arange(1, count + 1)
    phase = np.searchsorted(ends, places) + 1
    excluded = np.isin(places, [_place(point, count, "exclude") for point in exclude])
    baseline = ~excluded
    if freeze is not None:
        _place(freeze, int(np.sum(phase == 1)), "freeze")
        baseline &= (phase > 1) | (places <= freeze)
    series = Series(values, phase, excluded, baseline)
    _check_baselines(series)
    return series


def _read_values(y: ArrayLike) -> NDArray[np.float64]:
    try:
        values = np.asarray(y, dtype=np.float64)
    except (TypeError, ValueError):
        raise MethodProblem(
            "The series holds something that is not a number.",
            "A chart needs one number for each point in time.",
            "Give numbers only, and leave a missing value empty (NaN).",
            field="y",
        ) from None
    if values.ndim != 1 or values.size == 0 or np.isnan(values).all():
        raise MethodProblem(
            "There are no values to chart.",
            "A chart needs a single row of values with at least one number in it.",
            "Add data points and try again.",
            field="y",
        )
    if np.isinf(values).any():
        raise MethodProblem(
            "A value in the series is infinite.",
            "No center line can be computed from it.",
            "Mend the value, or leave it empty (NaN) if it is unknown.",
            field="y",
        )
    return values


def _place(point: int, last: int, field: str) -> int:
    if not 1 <= point <= last:
        raise MethodProblem(
            f"The choice “{field}” names point {point}, which can’t be used.",
            f"Points are counted from 1, and here the last possible one is {last}.",
            f"Choose a point from 1 to {last}, or leave “{field}” empty.",
            field=field,
        )
    return point


def _check_baselines(series: Series) -> None:
    for number, members in enumerate(series.phases(), start=1):
        if not (members & series.baseline & series.used).any():
            raise MethodProblem(
                f"Phase {number} has no value to set its center line.",
                "Every point there is missing or left out.",
                "Move the start of the phase, or put points back in.",
                field="part",
            )
