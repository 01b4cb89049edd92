"""Dyad trust: do two organizations trust each other, and each as much as the other?

Question
--------
People of each organization answered three items about the other. How much trust goes each way, and
is it even?

Formula
-------
Trust of one side in the other = mean over its people of each person's mean of the items answered.
Asymmetry = the distance between the two directions, in points of the scale.

Assumptions
-----------
Same three items, same scale, both ways. A person who answered fewer than two of the three items is
left out and counted.

When not to use it
------------------
Two or three people a side say how they feel, not how their organizations do. Trust moves with the
last meeting: compare rounds. Whether answers may be shown at all, the small-group rules decide.

References
----------
Molle, Handsman, Peters-Hawkins and others (2024), Education Sciences 14(11), 1221,
10.3390/educsci14111221.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import count, numbers
from thirdspace.methods.reciprocity.wording import trust_sentence
from thirdspace.methods.registry import method
from thirdspace.methods.sources import MOLLE
from thirdspace.problems import MethodProblem

ITEMS, LEAST_ITEMS = 3, 2


@dataclass(frozen=True)
class DyadTrust:
    """Trust each way.

    Parameters
    ----------
    points, first_people, second_people, left_out : int
        Points of the scale; people of each side; people with too few items answered.
    first_in_second, second_in_first : float, optional
        Trust each way, on the scale; None without people.
    asymmetry : float, optional
        Distance of the two; None unless both are known.
    """

    points: int
    first_people: int
    second_people: int
    left_out: int
    first_in_second: float | None
    second_in_first: float | None
    asymmetry: float | None

    @property
    def sentence(self) -> str:
        """Say in one plain sentence how much trust goes each way."""
        return trust_sentence(self)


@method(
    "reciprocity.dyad-trust",
    title="Dyad trust",
    question="Do two organizations trust each other, and each as much as the other?",
    cites=(MOLLE,),
    since="0.1",
)
def dyad_trust(first: ArrayLike, second: ArrayLike, *, points: int) -> DyadTrust:
    """Compare the trust that goes each way.

    Parameters
    ----------
    first, second : array of float, shape (people, 3)
        What each side's people answered about the other side, from 1 to `points`; NaN if missing.
    points : int
        Points of the scale, 2 or more.

    Returns
    -------
    DyadTrust
        Trust each way, and their distance.

    Raises
    ------
    MethodProblem
        Not three items a person, or an answer off the scale.

    Examples
    --------
    >>> found = dyad_trust([[4, 5, 4], [4, 4, 4]], [[3, 3, 2], [2, 3, 3]], points=5)
    >>> round(found.first_in_second, 2), round(found.asymmetry, 2)
    (4.17, 1.5)
    """
    points = count(points, "points", least=2)
    one, two = _people(first, "first", points), _people(second, "second", points)
    known = [people[~np.isnan(people)] for people in (one, two)]
    ways = [float(people.mean()) if people.size else None for people in known]
    uneven = None if ways[0] is None or ways[1] is None else abs(ways[0] - ways[1])
    left_out = one.size + two.size - known[0].size - known[1].size
    return DyadTrust(points, known[0].size, known[1].size, left_out, ways[0], ways[1], uneven)


def _people(answers: ArrayLike, field: str, points: int) -> NDArray[np.float64]:
    """Return each person's mean; NaN where too few items are answered."""
    table = numbers(answers, field, ndim=2, least=0, missing=True, low=1, high=points)
    if table.shape[1] != ITEMS:
        raise MethodProblem(
            f"“{field}” has {table.shape[1]} items a person.",
            f"Trust is asked with {ITEMS} items.",
            "Give one row a person with three answers, NaN where one is missing.",
            field=field,
        )
    answered = ~np.isnan(table)
    many = answered.sum(axis=1)
    total = np.where(answered, table, 0.0).sum(axis=1)
    return np.where(many >= LEAST_ITEMS, total / np.maximum(many, 1), np.nan)
