"""Supply: will the people in the pool fill the posts that fall vacant, year by year?

Question
--------
Some people are ready now, more join the pool each year; not all accept, not all fit, and placing
takes time. How many are placed in each year, how many are needed, and how many more should be
admitted now?

Formula
-------
Of the people who join the pool in a year, ``accept x fit`` can be placed at all; each of them is
placed in the first, second, … year of waiting with the chance given for it, if still waiting, and
leaves the pool after the last one. Need = those who leave their posts (each with a chance of their
own) + openings. Both are drawn many times from these laws, with a stated seed; shown are the
numbers that 10, 50 and 90 of 100 draws do not exceed. To admit: the median gap over all years,
divided by the chance that one more person who joins now is placed in time.

Assumptions
-----------
The chances are right and the same every year; people act independently; posts do not limit who is
placed. The bands hold chance alone, not doubt about the chances.

When not to use it
------------------
Chances nobody has seen: then the bands are a picture of the guess, so show the table of inputs
beside them. A pool shared with other districts: their hires take from it too.

References
----------
Bartholomew, Forbes & McClean (1991), Statistical Techniques for Manpower Planning.
Hong (2013), Computational Statistics & Data Analysis 59, 41-51, 10.1016/j.csda.2012.10.006: the law
of the need.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.forecast.hazard_sum import poisson_binomial
from thirdspace.methods.forecast.sources import BARTHOLOMEW, HONG
from thirdspace.methods.forecast.wording import supply_sentence
from thirdspace.methods.inputs import count, counts, number, numbers, same_length
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem

SHARES = (0.1, 0.5, 0.9)
MOST_DRAWS, MOST_POOL = 10**6, 10**9


@dataclass(frozen=True)
class Bands:
    """For each year, the numbers that 10, 50 and 90 of 100 draws do not exceed.

    Parameters
    ----------
    low, median, high : tuple of int
        In people, one a year.
    """

    low: tuple[int, ...]
    median: tuple[int, ...]
    high: tuple[int, ...]


@dataclass(frozen=True)
class Supply:
    """People placed, needed and missing, year by year.

    Parameters
    ----------
    placed : Bands
        People of the pool who are placed.
    need, gap : Bands, optional
        Posts to fill, and need less placed; None if nobody's chance to leave was given.
    missing : int, optional
        Median of the gap over all years together; negative if the pool suffices.
    to_admit : int, optional
        People more to admit to the pool now to close it; None if none of them could be placed.
    draws, seed : int
        How many draws, and the seed that gives them again.
    """

    placed: Bands
    need: Bands | None
    gap: Bands | None
    missing: int | None
    to_admit: int | None
    draws: int
    seed: int

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return supply_sentence(self)


@method(
    "forecast.supply",
    title="Supply and gap",
    question="Will the people in the pool fill the posts that fall vacant?",
    cites=(BARTHOLOMEW, HONG),
    since="0.1",
)
def supply(
    pool: ArrayLike,
    hazard: ArrayLike,
    *,
    seed: int,
    accept: float = 1.0,
    fit: float = 1.0,
    leaving: Sequence[ArrayLike] = (),
    openings: ArrayLike | None = None,
    draws: int = 10_000,
) -> Supply:
    """Draw supply and need of the coming years many times.

    Parameters
    ----------
    pool : array of int, shape (years,)
        People who are ready at the start of each year: first those ready now, then those who join.
    hazard : array of float, shape (waits,)
        Chance to be placed in the first, second, … year of waiting, if still waiting.
    seed : int
        Seed of the draws, from 0 up.
    accept, fit : float
        Chance that one of the pool accepts a post, and fits one.
    leaving : sequence of array of float, one a year
        Chance of each person in a post to leave it in that year.
    openings : array of int, shape (years,), optional
        New posts in each year; 0 if not given.
    draws : int
        How many draws, 100 to a million.

    Returns
    -------
    Supply
        Bands of placed, need and gap, and how many to admit now.

    Raises
    ------
    MethodProblem
        Lists of different lengths, chances off 0 to 1, or numbers that are no counts.

    Examples
    --------
    >>> found = supply([10, 10], [0.5, 0.5], seed=1, leaving=[[0.2] * 60, [0.2] * 60])
    >>> found.placed.median, found.need.median, found.to_admit
    ((5, 8), (12, 12), 15)
    """
    joining, chances = counts(pool, "pool"), numbers(hazard, "hazard", low=0, high=1)
    usable = number(accept, "accept", low=0, high=1) * number(fit, "fit", low=0, high=1)
    times, start = count(draws, "draws", least=100), count(seed, "seed")
    _check_size(times, int(joining.max()))
    random = np.random.default_rng(start)
    placed = _placed(joining, chances, usable, times, random)
    if not len(leaving):
        return Supply(_bands(placed), None, None, None, None, times, start)
    same_length(joining, leaving, ("pool", "leaving"))
    opened = counts(joining * 0 if openings is None else openings, "openings")
    same_length(joining, opened, ("pool", "openings"))
    need = np.column_stack([_drawn(p, times, random) for p in leaving]) + opened
    gap = need - placed
    missing = _quantiles(gap.sum(axis=1))[1]
    in_time = usable * (1 - float(np.prod(1 - chances[: joining.size])))
    return Supply(
        placed=_bands(placed),
        need=_bands(need),
        gap=_bands(gap),
        missing=missing,
        to_admit=ceil(max(0, missing) / in_time) if in_time else None,
        draws=times,
        seed=start,
    )


def _check_size(draws: int, pool: int) -> None:
    if draws > MOST_DRAWS or pool > MOST_POOL:
        raise MethodProblem(
            f"There are {draws} draws of a pool of up to {pool} people.",
            f"Up to {MOST_DRAWS} draws and {MOST_POOL} people can be drawn.",
            "Take fewer draws; 10000 give bands that hardly move.",
            field="draws",
        )


def _placed(
    joining: NDArray[np.int64],
    chances: NDArray[np.float64],
    usable: float,
    draws: int,
    random: np.random.Generator,
) -> NDArray[np.int64]:
    """Return draws of the people placed, one row a draw and one column a year."""
    placed = np.zeros((draws, joining.size), dtype=np.int64)
    for start, people in enumerate(joining.tolist()):
        waiting = random.binomial(people, usable, size=draws)
        for year, chance in enumerate(chances[: joining.size - start], start=start):
            found = random.binomial(waiting, chance)
            placed[:, year] += found
            waiting -= found
    return placed


def _drawn(p: ArrayLike, draws: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Return draws of how many of these people leave."""
    law = np.cumsum(poisson_binomial(numbers(p, "leaving", low=0, high=1)))
    places = np.searchsorted(law, random.random(draws), side="right")
    return np.asarray(np.minimum(places, law.size - 1), dtype=np.int64)


def _bands(drawn: NDArray[np.int64]) -> Bands:
    columns = [_quantiles(column) for column in drawn.T]
    return Bands(*(tuple(values) for values in zip(*columns, strict=True)))


def _quantiles(drawn: NDArray[np.int64]) -> list[int]:
    return [int(q) for q in np.quantile(drawn, SHARES, method="inverted_cdf")]
