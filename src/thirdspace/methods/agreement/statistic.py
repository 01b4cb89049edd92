"""What all coefficients share: one minus observed over expected disagreement.

Every coefficient is ``1 - Do / De``. They differ in how they weigh disagreements and in what they
expect by chance. A `Statistic` answers for many weightings of the units at once: the estimate
weighs every unit once, a bootstrap draw weighs a unit by how often it was drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from thirdspace.methods.agreement.ratings import Floats, Ratings

#: Weights of the units, shape (draws, units), to observed and expected disagreement by draw.
Disagreements = Callable[[Floats], tuple[Floats, Floats]]


@dataclass(frozen=True, eq=False)
class Statistic:
    """A coefficient ready to be computed.

    Parameters
    ----------
    name : str
        Name for people.
    disagreements : callable
        Weights, shape (draws, things), to observed and expected disagreement, each (draws,); NaN
        where there is none.
    things : int
        Units or documents that a bootstrap can draw.
    width : int
        Numbers that one draw takes beside its weights, to keep memory in bounds.
    """

    name: str
    disagreements: Disagreements
    things: int
    width: int

    def values(self, weights: Floats) -> Floats:
        """Return the coefficient of each draw; NaN where it is undefined."""
        values: Floats = 1 - ratio(*self.disagreements(weights))
        return values

    def estimate(self) -> tuple[float, float]:
        """Return observed and expected disagreement with every unit once."""
        observed, expected = self.disagreements(np.ones((1, self.things)))
        return float(observed[0]), float(expected[0])


def summed(weights: Floats, of_unit: Floats) -> Floats:
    """Return the weighted sum of each draw; threads would cost more than they save."""
    sums: Floats = np.einsum("du,u->d", weights, of_unit)
    return sums


def ratio(part: Floats, whole: Floats) -> Floats:
    """Divide place by place; NaN where there is nothing to divide by."""
    defined = np.isfinite(whole) & (whole > 0)
    quotient: Floats = np.divide(part, whole, out=np.full(part.shape, np.nan), where=defined)
    return quotient


def named(name: str, detail: str) -> str:
    """Return “Cohen’s kappa (linear weights)”."""
    return f"{name} ({detail})" if detail else name


def categorical(
    name: str, ratings: Ratings, apart: Floats, expected: Callable[[Floats], Floats]
) -> Statistic:
    """Return a coefficient that averages the disagreement of units, each unit alike.

    Parameters
    ----------
    name : str
        Name for people.
    ratings : Ratings
        What it rests on.
    apart : array of float, shape (categories, categories)
        Disagreement between categories.
    expected : callable
        Weights of the units to the disagreement expected by chance.
    """
    r = ratings.per_unit
    of_unit = ratio(unit_sums(ratings, lambda a, b: apart[a, b]), r * (r - 1) * ratings.paired)
    of_unit = np.nan_to_num(of_unit)

    def both(weights: Floats) -> tuple[Floats, Floats]:
        observed = ratio(summed(weights, of_unit), summed(weights, ratings.paired))
        return observed, expected(weights)

    width = ratings.coders * len(ratings.categories)
    return Statistic(name, both, ratings.units, width)


def unit_sums(ratings: Ratings, apart: Callable[..., Floats]) -> Floats:
    """Sum the disagreement of all ordered pairs of ratings of each unit."""
    sums = np.zeros(ratings.units)
    for unit, first, second, many in ratings.pairs():
        sums += np.bincount(unit, many * apart(first, second), minlength=ratings.units)
    return sums


def pooled_shares(ratings: Ratings) -> Callable[[Floats], Floats]:
    """Return a function from weights of units to the mean share of each category in a unit."""
    from scipy.sparse import diags

    coded = (ratings.per_unit > 0).astype(float)
    shares = diags(np.nan_to_num(ratio(coded, ratings.per_unit))) @ ratings.counts
    return lambda weights: ratio_rows((shares.T @ weights.T).T, summed(weights, coded))


def ratio_rows(rows: Floats, totals: Floats) -> Floats:
    """Divide each row by its total."""
    return ratio(rows, np.broadcast_to(totals[..., None], rows.shape))


def chance(first: Floats, second: Floats, apart: Floats) -> Floats:
    """Return the disagreement of two independent draws with these shares, along the last axis."""
    expected: Floats = ((first @ apart) * second).sum(axis=-1)
    return expected
