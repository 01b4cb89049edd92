"""What of a curve is drawn: its corners, as far as enough people are at risk."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thirdspace.charts.survival.picture import Curve, Floats
from thirdspace.methods.survival.wording import FEW_AT_RISK

MOST_CORNERS = 300  # more could not be told apart on paper


@dataclass(frozen=True, eq=False)
class Trace:
    """The corners of a curve; one place in each array for each corner.

    Parameters
    ----------
    start, origin : float
        Where the line begins, and the share there.
    time, share, low, high : array of float
        Each corner: the share steps there, and what holds from there on.
    at_risk : array of int
        People under watch just before it.
    few : array of bool
        Whether the line that leads to it rests on few people.
    cut : bool
        Whether a part with too few people is left out.
    """

    start: float
    origin: float
    time: Floats
    share: Floats
    low: Floats
    high: Floats
    at_risk: NDArray[np.int64]
    few: NDArray[np.bool_]
    cut: bool

    @property
    def known(self) -> NDArray[np.bool_]:
        """Whether there is an interval, corner by corner."""
        return ~(np.isnan(self.low) | np.isnan(self.high))


def trace(curve: Curve, least: int) -> Trace:
    """Return the part of a curve around its largest number at risk in which nobody stands out."""
    time, share = np.asarray(curve.time), np.asarray(curve.share)
    at_risk = np.asarray(curve.at_risk)
    first, last = _enough(at_risk, least)
    before = np.concatenate([[curve.origin], share[:-1]])
    corners = _corners(time, share != before, at_risk < FEW_AT_RISK, first, last)
    begins = first < last
    return Trace(
        start=float(time[first - 1]) if begins and first else float(curve.start),
        origin=float(before[first]) if begins else float(curve.origin),
        time=time[corners],
        share=share[corners],
        low=np.asarray(curve.low)[corners],
        high=np.asarray(curve.high)[corners],
        at_risk=at_risk[corners],
        few=at_risk[corners] < FEW_AT_RISK,
        cut=last - first < len(time),
    )


def at_risk(curve: Curve, time: float) -> int:
    """Return how many were under watch just before the next time that anyone left."""
    place = int(np.searchsorted(np.asarray(curve.time), time))
    counts = np.asarray(curve.at_risk)
    return int(counts[place]) if place < len(counts) else 0


def _enough(at_risk: NDArray[np.int64], least: int) -> tuple[int, int]:
    """Return the run of places around the largest number, as a half-open range."""
    if not len(at_risk) or at_risk.max() < least:
        return 0, 0
    most = int(at_risk.argmax())
    short = np.flatnonzero(at_risk < least)
    earlier, later = short[short < most], short[short > most]
    return (
        int(earlier[-1]) + 1 if len(earlier) else 0,
        int(later[0]) if len(later) else len(at_risk),
    )


def _corners(
    time: Floats, steps: NDArray[np.bool_], few: NDArray[np.bool_], first: int, last: int
) -> NDArray[np.int64]:
    """Choose places where the line turns or grows thin, and the last one."""
    turns = steps.copy()
    turns[:-1] |= few[1:] != few[:-1]
    found = first + np.flatnonzero(turns[first:last])
    if len(found) > MOST_CORNERS:
        even = np.linspace(time[first], time[last - 1], MOST_CORNERS)
        found = np.unique(np.searchsorted(time, even, side="right") - 1)
    if last > first and (not len(found) or found[-1] != last - 1):
        found = np.append(found, last - 1)
    return found
