"""Push model: how many people will there be at each level, if they move as they did?

Question
--------
With people moving up, down and out at known rates, and known numbers recruited: how many will be at
each level in each year, and how far may chance put them off?

Formula
-------
Stock ``n' = n P + r`` with P the shares who move from row to column within a year and r those
recruited; leavers ``n w`` with w the shares who leave. Covariance, moves being multinomial and
recruits fixed: ``V' = Pᵀ V P + diag(n P) - Pᵀ diag(n) P``, from V = 0 at the start. Intervals are
``n ± z sd``, not below 0.

Assumptions
-----------
Everyone at a level has the same chances, whatever their age and time there, and these stay as they
are. People move independently. Rates are taken as known: where they come from few people, the real
uncertainty is larger.

When not to use it
------------------
Posts are fixed and people only move into vacancies: take the pull model. Ages matter (retirement):
take the sum of individual hazards. Beyond about five years the assumption of constant rates carries
more than the numbers. Check the rates by a back-test first.

References
----------
Bartholomew, Forbes & McClean (1991), Statistical Techniques for Manpower Planning.
Verbeken & Guerry (2021), Mathematics 9(14), 1681, 10.3390/math9141681: the equation of prediction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.forecast.sources import BARTHOLOMEW, VERBEKEN
from thirdspace.methods.forecast.states import by_year, for_each, names_of, square
from thirdspace.methods.forecast.wording import push_sentence
from thirdspace.methods.inputs import count
from thirdspace.methods.rates.level import quantile
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem

ROUNDING = 1e-9


@dataclass(frozen=True)
class PushYear:
    """One year ahead; each tuple has a value for each level, in people.

    Parameters
    ----------
    year : int
        Years from the start, from 1.
    leavers, internal, stock : tuple of float
        Expected to leave in it; left at its end before recruits; with them.
    sd, low, high : tuple of float
        Standard deviation of the stock, and its interval.
    """

    year: int
    leavers: tuple[float, ...]
    internal: tuple[float, ...]
    stock: tuple[float, ...]
    sd: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Push:
    """People at each level, year by year.

    Parameters
    ----------
    states : tuple of str
        Names of the levels.
    initial : tuple of float
        People at the start.
    years : tuple of PushYear
        From the first year on.
    confidence : float
        Share of intervals that hold if the rates are right.
    """

    states: tuple[str, ...]
    initial: tuple[float, ...]
    years: tuple[PushYear, ...]
    confidence: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return push_sentence(self)


@method(
    "forecast.push",
    title="Push model of levels",
    question="How many people will there be at each level, if they move as they did?",
    cites=(BARTHOLOMEW, VERBEKEN),
    since="0.1",
)
def push(
    initial: ArrayLike,
    transition: ArrayLike,
    recruits: ArrayLike,
    *,
    states: Sequence[str],
    years: int,
    wastage: ArrayLike | None = None,
    confidence: float = 0.9,
) -> Push:
    """Project levels forward by rates of moving, leaving and recruiting.

    Parameters
    ----------
    initial : array of float, shape (levels,)
        People at each level now.
    transition : array of float, shape (levels, levels)
        Share of each level (row) that is at each level (column) a year later.
    recruits : array of float, shape (levels,) or (years, levels)
        People who join at the end of each year.
    states : sequence of str
        Names of the levels.
    years : int
        Years to look ahead, 1 or more.
    wastage : array of float, shape (levels,), optional
        Share of each level that leaves; what the transitions leave over if not given.
    confidence : float
        Share of intervals that hold if the rates are right, between 0 and 1.

    Returns
    -------
    Push
        Expected people, leavers and intervals of each year.

    Raises
    ------
    MethodProblem
        Shapes that do not fit, shares of a level that make more (or, with wastage, less) than 1.

    Examples
    --------
    >>> found = push([120, 80], [[0.78, 0.08], [0.02, 0.85]], [14, 3], states=["AP", "P"], years=1)
    >>> year = found.years[0]
    >>> [round(n, 1) for n in year.stock], [round(sd, 2) for sd in year.sd]
    ([109.2, 80.6], [4.71, 4.36])
    """
    names = names_of(states)
    ahead = count(years, "years", least=1)
    start = for_each(initial, "initial", len(names))
    moves = square(transition, "transition", len(names))
    leaving = _leaving(moves, wastage, names)
    joining = by_year(recruits, "recruits", len(names), ahead)
    z = quantile(confidence)
    found = tuple(_years(start, moves, leaving, joining, z))
    return Push(names, tuple(start.tolist()), found, float(confidence))


def _leaving(
    moves: NDArray[np.float64], wastage: ArrayLike | None, names: tuple[str, ...]
) -> NDArray[np.float64]:
    rest = 1 - moves.sum(axis=1)
    leaving = rest if wastage is None else for_each(wastage, "wastage", len(names), high=1)
    off = np.abs(rest - leaving) + np.maximum(-rest, 0)
    if off.max() > ROUNDING:
        place = int(off.argmax())
        raise MethodProblem(
            f"The shares of “{names[place]}” make {moves[place].sum() + max(leaving[place], 0):g}.",
            "Everyone stays, moves or leaves, so the shares of a level make 1.",
            "Mend the row of the transitions or the share that leaves.",
            field="transition",
        )
    return np.maximum(leaving, 0.0)


def _years(
    start: NDArray[np.float64],
    moves: NDArray[np.float64],
    leaving: NDArray[np.float64],
    joining: NDArray[np.float64],
    z: float,
) -> Iterator[PushYear]:
    stock, spread = start, np.zeros_like(moves)
    for year, recruits in enumerate(joining, start=1):
        leavers, internal = stock * leaving, stock @ moves
        spread = moves.T @ (spread - np.diag(stock)) @ moves + np.diag(internal)
        stock = internal + recruits
        sd = np.sqrt(np.maximum(np.diag(spread), 0.0))
        columns = (leavers, internal, stock, sd, np.maximum(stock - z * sd, 0), stock + z * sd)
        yield PushYear(year, *(tuple(column.tolist()) for column in columns))
