"""What survival curves are drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.charts.shapes import Side, check_side
from thirdspace.charts.text import blank
from thirdspace.methods.inputs import count, counts, number, numbers
from thirdspace.methods.protect.group_size import SMALLEST_GROUP
from thirdspace.problems import MethodProblem

MOST_CURVES = 6
ROUNDING = 1e-9
Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Curve:
    """One group's steps; one place in each array for each time, in ascending order.

    Parameters
    ----------
    label : str
        Whose curve it is.
    time : array of float, shape (m,)
        Times at which somebody left, or watching ended.
    share, low, high : array of float, shape (m,)
        Share from 0 to 1 after each time and its interval; NaN or None where there is no interval.
    at_risk : array of int, shape (m,)
        People under watch just before each time.
    side : str, optional
        Whose the people are; drawn in ink if they belong to no one side.
    start, origin : float
        Where the clock starts, and the share there: 1 of those who stay, 0 of those who leave.
    median : float, optional
        Time by which half have left.
    late_entry : bool
        Whether people came under watch at times of their own.
    hidden : str
        Why the curve is not shown; then all arrays are empty.

    Raises
    ------
    MethodProblem
        Arrays that don't fit each other, times that don't ascend, shares that turn back or leave
        their interval, or a hidden curve with numbers.
    """

    label: str
    time: ArrayLike = ()
    share: ArrayLike = ()
    low: ArrayLike = ()
    high: ArrayLike = ()
    at_risk: ArrayLike = ()
    side: Side | None = None
    start: float = 0.0
    origin: float = 1.0
    median: float | None = None
    late_entry: bool = False
    hidden: str = ""

    def __post_init__(self) -> None:
        if blank(self.label):
            raise _problem("A curve has no name.", "Name each group.", "label")
        if self.side is not None:
            check_side(self.side)
        least = 0 if self.hidden else 1
        time = numbers(self.time, "time", least=least)
        share = numbers(self.share, "share", least=least, low=0, high=1)
        low = numbers(self.low, "low", least=least, missing=True, low=0, high=1)
        high = numbers(self.high, "high", least=least, missing=True, low=0, high=1)
        at_risk = counts(self.at_risk, "at_risk", least=least)
        read = {"time": time, "share": share, "low": low, "high": high, "at_risk": at_risk}
        for name, values in read.items():
            object.__setattr__(self, name, values)
            if len(values) != (0 if self.hidden else len(time)):
                raise _problem(
                    f"“{name}” of “{self.label}” has {len(values)} values.",
                    "Give one for each time, and none of a hidden curve.",
                    name,
                )
        if self.hidden and self.median is not None:
            raise _problem(f"“{self.label}” is hidden and has a median.", "Take it away.", "median")
        if not self.hidden:
            self._check_order(time, share)
            self._check_interval(low, share, high)

    def _check_order(self, time: Floats, share: Floats) -> None:
        start, origin = number(self.start, "start"), number(self.origin, "origin", low=0, high=1)
        if time[0] < start or (np.diff(time) <= 0).any():
            raise _problem("The times do not ascend from the start.", "Sort them.", "time")
        steps = np.diff(share, prepend=origin)
        if (steps > ROUNDING).any() and (steps < -ROUNDING).any():
            raise _problem("The shares turn back.", "Shares only fall, or only grow.", "share")
        if self.median is not None:
            number(self.median, "median", low=start, high=float(time[-1]))

    def _check_interval(self, low: Floats, share: Floats, high: Floats) -> None:
        if (low > share + ROUNDING).any() or (high < share - ROUNDING).any():
            raise _problem("A share lies outside its interval.", "Mend the interval.", "low")


@dataclass(frozen=True)
class CurveWords:
    """The words on the chart; a page in another language passes its own."""

    share: str = "{share} ({low} to {high})"
    percent: str = "{number}\u00a0%"
    median: str = "half by {time}"
    no_median: str = "half not reached"
    at_risk: str = "people at risk"
    fewer: str = "<{least}"
    late: str = (
        "People come under watch at times of their own, so the number at risk can grow; "
        "it is counted just before the next time that anyone leaves."
    )
    few: str = "Thin: fewer than {few} at risk."
    cut: str = "Not drawn: fewer than {least} at risk."
    columns: tuple[str, ...] = ("Group", "Time", "At risk", "Share", "95 % from", "to")


@dataclass(frozen=True)
class SurvivalPicture:
    """Curves to be drawn.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title, reading, caption : str
        The finding, what it shows in plain words, and where it comes from.
    curves : tuple of Curve
        Up to six groups, or ways of leaving, on the same clock.
    measure, clock : str
        What the share is of, and what the time counts: “still in their first school”, “years in
        it”.
    least : int
        Curves are drawn while at least so many people are at risk. It keeps the tail, where each
        step is one person, out of drawing, table and download; whether a group may be shown at all
        the small-group rules decide.
    words : CurveWords
        The words on the chart.

    Raises
    ------
    MethodProblem
        No curve, too many, two of the same name, or curves that start at different shares.
    """

    uid: str
    title: str
    reading: str
    caption: str
    curves: tuple[Curve, ...]
    measure: str
    clock: str
    least: int = SMALLEST_GROUP
    words: CurveWords = field(default_factory=CurveWords)

    def __post_init__(self) -> None:
        if not 1 <= len(self.curves) <= MOST_CURVES:
            raise _problem(
                f"There are {len(self.curves)} curves.",
                f"Give 1 to {MOST_CURVES}; draw more groups side by side.",
                "curves",
            )
        if len({curve.label for curve in self.curves}) < len(self.curves):
            raise _problem("Two curves have the same name.", "Name each group.", "curves")
        if len({curve.origin for curve in self.curves}) > 1:
            raise _problem("Some curves fall and some grow.", "Draw them apart.", "curves")
        count(self.least, "least", least=1)

    @cached_property
    def falls(self) -> bool:
        """Whether the curves show who is left."""
        return self.curves[0].origin > 0


def _problem(what: str, next_step: str, name: str) -> MethodProblem:
    why = "A curve is a share of one group that falls, or grows, along one clock."
    return MethodProblem(what, why, next_step, field=name)
