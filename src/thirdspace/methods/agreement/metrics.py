"""Krippendorff's squared differences between codes: nominal, ordinal, interval and ratio.

Each metric sums squared differences over ordered pairs: within units, each unit's sum divided by
its ratings less one, and over all pairs of ratings. The ordinal one is the interval one on
mid-ranks, as ``(sum of the counts from c to k, less half of those at both ends)²`` is the squared
distance of their mid-ranks; so nothing needs a table of all pairs of codes but the ratio metric,
which takes it in slices.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from thirdspace.methods.agreement.labels import Codes, are_numbers
from thirdspace.methods.agreement.ratings import Floats, Ratings, scale, tallied
from thirdspace.methods.agreement.statistic import ratio, summed, unit_sums
from thirdspace.methods.agreement.weights import ratio_distance
from thirdspace.problems import MethodProblem

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

SLICE = 256


@dataclass(frozen=True, eq=False)
class Metric:
    """Sums of squared differences.

    Parameters
    ----------
    observed : callable
        Weights (draws, units) and totals (draws, categories) to the sum within units, by draw.
    expected : callable
        Totals (draws, categories) to the sum over all pairs of ratings, by draw.
    width : int
        Numbers that one draw takes.
    """

    observed: Callable[[Floats, Floats], Floats]
    expected: Callable[[Floats], Floats]
    width: int = 0


def nominal(ratings: Ratings) -> Metric:
    """Count every difference as 1."""
    return Metric(
        _fixed(ratings, lambda first, second: np.ones(len(first))),
        lambda totals: totals.sum(axis=1) ** 2 - (totals**2).sum(axis=1),
    )


def interval(ratings: Ratings) -> Metric:
    """Square the distance of two numbers."""
    places = _numbers(ratings, "interval")
    # Alpha does not depend on the unit of the numbers; small ones can't overflow or cancel.
    largest = np.abs(places).max(initial=0)
    places = places / largest if largest else places
    return Metric(
        _fixed(ratings, lambda first, second: (places[first] - places[second]) ** 2),
        lambda totals: _spread(totals, np.broadcast_to(places, totals.shape)),
    )


def ordinal(ratings: Ratings) -> Metric:
    """Square the distance of two mid-ranks among all ratings."""
    scale(ratings, "The metric “ordinal” needs a first and a last code.")
    table, first, second = _coincidences(ratings)

    def observed(weights: Floats, totals: Floats) -> Floats:
        ranks = _midranks(totals)
        apart = (ranks[:, first] - ranks[:, second]) ** 2
        sums: Floats = ((table.T @ weights.T).T * apart).sum(axis=1)
        return sums

    return Metric(observed, lambda totals: _spread(totals, _midranks(totals)), len(first))


def ratio_metric(ratings: Ratings) -> Metric:
    """Square the difference of two numbers over their sum."""
    places = _numbers(ratings, "ratio")

    def expected(totals: Floats) -> Floats:
        sums = np.zeros(len(totals))
        for start in range(0, len(places), SLICE):
            part = slice(start, start + SLICE)
            apart = ratio_distance(places[part, None], places[None, :])
            sums += ((totals[:, part] @ apart) * totals).sum(axis=1)
        return sums

    return Metric(
        _fixed(ratings, lambda first, second: ratio_distance(places[first], places[second])),
        expected,
    )


METRICS: dict[str, Callable[[Ratings], Metric]] = {
    "nominal": nominal,
    "ordinal": ordinal,
    "interval": interval,
    "ratio": ratio_metric,
}


def _fixed(ratings: Ratings, apart: Callable[..., Floats]) -> Callable[[Floats, Floats], Floats]:
    """Sum a difference that does not depend on what else was coded."""
    of_unit = np.nan_to_num(ratio(unit_sums(ratings, apart), ratings.per_unit - 1))
    return lambda weights, totals: summed(weights, of_unit)


def _coincidences(ratings: Ratings) -> tuple[csr_matrix, Codes, Codes]:
    """Return what each unit adds to each pair of categories that occurs, and these pairs."""
    from scipy.sparse import csr_matrix

    none = np.empty(0, dtype=np.int64)
    blocks = zip((none, none, none, none), *ratings.pairs(), strict=True)
    unit, first, second, many = (np.concatenate(part) for part in blocks)
    width = len(ratings.categories)
    pair = first.astype(np.int64) * width + second
    used, _ = tallied(pair, width**2)
    share = many / (ratings.per_unit[unit] - 1)
    table = csr_matrix(
        (share, (unit, np.searchsorted(used, pair))), shape=(ratings.units, len(used))
    )
    return table, *np.divmod(used, max(width, 1))


def _midranks(totals: Floats) -> Floats:
    ranks: Floats = totals.cumsum(axis=1) - totals / 2
    return ranks


def _spread(totals: Floats, places: Floats) -> Floats:
    """Sum squared distances of all ordered pairs: twice n times the sum of squares."""
    n = totals.sum(axis=1)
    mean = np.nan_to_num(ratio((totals * places).sum(axis=1), n))
    sums: Floats = 2 * n * (totals * (places - mean[:, None]) ** 2).sum(axis=1)
    return sums


def _numbers(ratings: Ratings, metric: str) -> Floats:
    if not are_numbers(ratings.categories):
        raise MethodProblem(
            "The codes are not numbers.",
            f"The metric “{metric}” measures distances between numbers.",
            "Give numbers, or take nominal or ordinal.",
            field="metric",
        )
    return np.asarray(ratings.categories, dtype=float)
