"""One to one: which pairs to link when each record has at most one partner?

Question
--------
Which set of pairs, with no record used twice, has the greatest sum of weights?

Formula
-------
Maximize the sum of weights above `least` over all sets of pairs in which each record of either list
stands at most once. The best set is found for the lists as a whole, not pair by pair: a
greedy choice of the best pair can take away the only partner of another record.

Assumptions
-----------
Each person stands once in each list. With weights of `linkage.fellegi-sunter` the answer is the
most likely one-to-one set.

When not to use it
------------------
A list with duplicates: find those first, with `linkage.duplicates`.

References
----------
Kuhn (1955), Naval Research Logistics Quarterly 2(1-2), 83-97, 10.1002/nav.3800020109.
Jaro (1989), Journal of the American Statistical Association 84(406), 414-420,
10.1080/01621459.1989.10478785.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import counts, number, numbers, same_length
from thirdspace.methods.linkage.sources import JARO, KUHN
from thirdspace.methods.linkage.wording import one_to_one_sentence
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem


@dataclass(frozen=True)
class OneToOne:
    """The best set of pairs.

    Parameters
    ----------
    chosen : tuple of int
        Places of the pairs in it, in the order they were given.
    total : float
        Sum of their weights.
    offered : int
        Pairs to choose from, above `least`.
    """

    chosen: tuple[int, ...]
    total: float
    offered: int

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return one_to_one_sentence(self)


@method(
    "linkage.one-to-one",
    title="One-to-one links",
    question="Which pairs to link when each record has at most one partner?",
    cites=(KUHN, JARO),
    since="0.1",
)
def one_to_one(
    left: ArrayLike, right: ArrayLike, weights: ArrayLike, *, least: float = 0.0
) -> OneToOne:
    """Choose the best one-to-one set of pairs.

    Parameters
    ----------
    left, right : array of int, shape (pairs,)
        Place of the record in the first and in the second list; a pair may stand once.
    weights : array of float, shape (pairs,)
        What each pair is worth, in bits or any unit.
    least : float
        Pairs at or below it are never chosen.

    Returns
    -------
    OneToOne
        Chosen pairs; none if none is above `least`.

    Raises
    ------
    MethodProblem
        Lists of different lengths, a pair that stands twice, or values that are not numbers.

    Examples
    --------
    >>> one_to_one([0, 0, 1], [0, 1, 0], [10, 9, 8]).chosen
    (1, 2)
    """
    ours, theirs = counts(left, "left", least=0), counts(right, "right", least=0)
    worth = numbers(weights, "weights", least=0)
    same_length(ours, theirs, ("left", "right"))
    same_length(ours, worth, ("left", "weights"))
    floor = number(least, "least")
    offered = np.flatnonzero(worth > floor)
    _check_once(ours[offered], theirs[offered])
    chosen = offered[_best(ours[offered], theirs[offered], worth[offered] - floor)]
    return OneToOne(tuple(chosen.tolist()), float(worth[chosen].sum()), len(offered))


def _check_once(left: NDArray[np.int64], right: NDArray[np.int64]) -> None:
    if len(np.unique(np.stack([left, right]), axis=1).T) < len(left):
        raise MethodProblem(
            "A pair stands twice.",
            "Each pair has one weight.",
            "Put the weights of a pair together first.",
            field="left",
        )


def _best(
    left: NDArray[np.int64], right: NDArray[np.int64], gains: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the places of the best set; each record may also stay alone, with a gain of 0."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    if not len(gains):
        return np.zeros(0, dtype=np.int64)
    _, rows = np.unique(left, return_inverse=True)
    _, columns = np.unique(right, return_inverse=True)
    height, width = int(rows.max()) + 1, int(columns.max()) + 1
    alone = np.arange(height)
    # Costs must not be 0, which a sparse matrix drops; every row costs the same more.
    costs = 2 - np.append(gains / gains.max(), np.zeros(height))
    matrix = coo_array(
        (costs, (np.append(rows, alone), np.append(columns, width + alone))),
        shape=(height, width + height),
    )
    used = np.full(height, -1)
    matched_rows, matched_columns = min_weight_full_bipartite_matching(matrix.tocsr())
    used[matched_rows] = matched_columns
    return np.flatnonzero(used[rows] == columns)
