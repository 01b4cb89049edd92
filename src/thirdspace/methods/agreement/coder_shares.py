"""Chance by coder: two different coders draw codes, each with their own shares."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from thirdspace.methods.agreement.labels import MISSING
from thirdspace.methods.agreement.ratings import Floats, Ratings
from thirdspace.methods.agreement.statistic import chance, ratio, ratio_rows
from thirdspace.problems import MethodProblem


def chance_between_coders(ratings: Ratings, apart: Floats) -> Callable[[Floats], Floats]:
    """Return weights of units to the disagreement of two coders by chance, over all their pairs.

    Raises
    ------
    MethodProblem
        Only counts are known.
    """
    totals = _totals_by_coder(ratings)

    def expected(weights: Floats) -> Floats:
        table = totals(weights)
        shares = np.nan_to_num(ratio_rows(table, table.sum(axis=-1)))
        coders = (table.sum(axis=-1) > 0).sum(axis=-1).astype(float)
        together = shares.sum(axis=1)
        same_coder = chance(shares, shares, apart).sum(axis=1)
        return ratio(chance(together, together, apart) - same_coder, coders * (coders - 1))

    return expected


def _totals_by_coder(ratings: Ratings) -> Callable[[Floats], Floats]:
    """Return weights (draws, units) to totals (draws, coders, categories)."""
    from scipy.sparse import csr_matrix

    if ratings.codes is None:
        raise MethodProblem(
            "Counts don’t tell who gave which code.",
            "This coefficient compares each coder’s own use of the codes.",
            "Give a table of coders × units, or take Fleiss’ kappa.",
            field="ratings",
        )
    coders, width = len(ratings.codes), len(ratings.categories)
    coder, unit = np.nonzero(ratings.codes != MISSING)
    column = coder * width + ratings.codes[coder, unit]
    shape = (ratings.units, coders * width)
    table = csr_matrix((np.ones(len(unit)), (unit, column)), shape=shape)
    return lambda weights: (table.T @ weights.T).T.reshape(len(weights), coders, width)
