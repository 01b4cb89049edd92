"""Pull model: how many posts fall vacant, and how many people must come from outside?

Question
--------
With a fixed plan of posts at each level: how many fall vacant each year because people leave or
move, schools open or close, and others are promoted into the vacancies above?

Formula
-------
Vacancies = leavers + movers + new posts - closed posts + promotions out. With o the leavers and the
growth of posts at each level, and Q the shares of a level's (column's) vacancies that are filled
from another (row): ``u = (I - Q)⁻¹ o`` have to be filled, of which ``Q u`` by promotion and the
rest by people from outside; movers leave a post and fill another of the same level, so vacancies
are u + movers. Where closed posts exceed leavers, the difference is a surplus, not a vacancy;
promotions draw on it first.
Leavers and movers are multinomial: their variance is carried through the same matrix; interval:
mean ± z sd, not below 0.

Assumptions
-----------
Every post is filled by the end of the year, and those promoted are found. Everyone at a level has
the same chance to leave, which stays as it is and is taken as known.

When not to use it
------------------
Posts stay empty, or people are promoted when ready whatever the posts: take the push model.
People who move to another district are leavers here. With chances from few years, the real
uncertainty is larger: see the back-test.

References
----------
White (1970), Chains of Opportunity.
Bartholomew, Forbes & McClean (1991), Statistical Techniques for Manpower Planning.
Verbeken & Guerry (2021), Mathematics 9(14), 1681, 10.3390/math9141681: flows between levels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.forecast.sources import BARTHOLOMEW, VERBEKEN, WHITE
from thirdspace.methods.forecast.states import by_year, for_each, names_of, square
from thirdspace.methods.forecast.wording import pull_sentence
from thirdspace.methods.rates.level import quantile
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class PullYear:
    """One year ahead; each tuple has a value for each level, in posts or people.

    Parameters
    ----------
    year : int
        Years from the start, from 1.
    leavers, movers : tuple of float
        Expected to leave, and to change to another post of the level.
    growth : tuple of float
        New posts less closed ones.
    promoted : tuple of float
        Expected to be promoted out of the level.
    vacancies, sd, low, high : tuple of float
        Posts that fall vacant: mean, standard deviation and interval.
    hires : tuple of float
        Of them, those filled from outside.
    surplus : tuple of float
        People more than posts.
    """

    year: int
    leavers: tuple[float, ...]
    movers: tuple[float, ...]
    growth: tuple[float, ...]
    promoted: tuple[float, ...]
    vacancies: tuple[float, ...]
    sd: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    hires: tuple[float, ...]
    surplus: tuple[float, ...]


@dataclass(frozen=True)
class Pull:
    """Vacancies at each level, year by year.

    Parameters
    ----------
    states : tuple of str
        Names of the levels.
    years : tuple of PullYear
        From the first year on.
    confidence : float
        Share of intervals that hold if the chances are right.
    """

    states: tuple[str, ...]
    years: tuple[PullYear, ...]
    confidence: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return pull_sentence(self)


@method(
    "forecast.pull",
    title="Pull model of vacancies",
    question="How many posts fall vacant, and how many people must come from outside?",
    cites=(WHITE, BARTHOLOMEW, VERBEKEN),
    since="0.1",
)
def pull(
    initial: ArrayLike,
    targets: ArrayLike,
    leaving: ArrayLike,
    *,
    states: Sequence[str],
    moving: ArrayLike | None = None,
    promotion: ArrayLike | None = None,
    confidence: float = 0.9,
) -> Pull:
    """Count the vacancies that a plan of posts brings.

    Parameters
    ----------
    initial : array of float, shape (levels,)
        People in posts now.
    targets : array of float, shape (years, levels)
        Posts planned at the end of each year.
    leaving, moving : array of float, shape (levels,)
        Chance of each person to leave, and to change to another post of the level, within a year.
    states : sequence of str
        Names of the levels.
    promotion : array of float, shape (levels, levels), optional
        Share of a level's (column's) vacancies filled from each other level (row).
    confidence : float
        Share of intervals that hold if the chances are right, between 0 and 1.

    Returns
    -------
    Pull
        Vacancies, hires and surplus of each year.

    Raises
    ------
    MethodProblem
        Shapes that do not fit, chances or shares that make more than 1, or promotions in a circle.

    Examples
    --------
    >>> found = pull([80], [[82], [83]], [0.17], states=["P"])
    >>> [round(year.vacancies[0], 2) for year in found.years]
    [15.6, 14.94]
    """
    names = names_of(states)
    k = len(names)
    people = for_each(initial, "initial", k)
    plan = by_year(targets, "targets", k, None)
    leave = for_each(leaving, "leaving", k, high=1)
    move = np.zeros(k) if moving is None else for_each(moving, "moving", k, high=1)
    _check_shares(leave + move, "moving")
    fill = np.zeros((k, k)) if promotion is None else square(promotion, "promotion", k)
    _check_circle(fill)
    found = tuple(_years(people, plan, leave, move, fill, quantile(confidence)))
    return Pull(names, found, float(confidence))


def _check_circle(fill: NDArray[np.float64]) -> None:
    _check_shares(fill.sum(axis=0), "promotion")
    if np.abs(np.linalg.eigvals(fill)).max() > 1 - 1e-12:
        raise MethodProblem(
            "Promotions go round in a circle.",
            "Every vacancy must in the end be filled by somebody from outside.",
            "Leave a share of the vacancies to people from outside.",
            field="promotion",
        )


def _check_shares(sums: NDArray[np.float64], field: str) -> None:
    if sums.max() > 1 + 1e-9:
        raise MethodProblem(
            f"The shares of a level make {sums.max():g}.",
            "Shares of the same people or posts make 1 at most.",
            "Mend the shares.",
            field=field,
        )


def _years(
    people: NDArray[np.float64],
    plan: NDArray[np.float64],
    leave: NDArray[np.float64],
    move: NDArray[np.float64],
    fill: NDArray[np.float64],
    z: float,
) -> Iterator[PullYear]:
    posts = people
    for year, target in enumerate(plan, start=1):
        leavers, movers, growth = people * leave, people * move, target - posts
        # People above the posts of their level fill the first posts that fall vacant in it.
        opened = target - (people - leavers)
        chain = _chain(opened, fill)
        filled = chain @ opened
        surplus = np.maximum(-(opened + fill @ filled), 0)
        vacancies = filled + movers
        sd = np.sqrt(_variance(people, leave, move, chain))
        columns = (
            leavers, movers, growth, fill @ filled, vacancies, sd,
            np.maximum(vacancies - z * sd, 0), vacancies + z * sd,
            filled * (1 - fill.sum(axis=0)), surplus,
        )  # fmt: skip
        yield PullYear(year, *(tuple(column.tolist()) for column in columns))
        posts, people = target, target + surplus


def _chain(opened: NDArray[np.float64], fill: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many vacancies at each level (row) one at a level (column) makes in the end.

    A level with people to spare makes none, until promotions have used them up.
    """
    size = len(fill)
    short = opened > 0
    while True:
        chain = np.zeros((size, size))
        chain[np.ix_(short, short)] = np.linalg.inv(
            np.eye(int(short.sum())) - fill[np.ix_(short, short)]
        )
        also = opened + fill @ chain @ opened > 0
        if (also == short).all():
            return chain
        short |= also


def _variance(
    people: NDArray[np.float64],
    leave: NDArray[np.float64],
    move: NDArray[np.float64],
    chain: NDArray[np.float64],
) -> NDArray[np.float64]:
    left, moved = people * leave * (1 - leave), people * move * (1 - move)
    both = -people * leave * move
    total = chain**2 @ left + moved + 2 * np.diag(chain) * both
    return np.asarray(np.maximum(total, 0.0))
