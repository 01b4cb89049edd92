"""Gwet’s AC1 and AC2: do coders agree more than chance, also where one code is very common?

Question
--------
Do coders agree more than chance, if chance strikes mainly units that are hard to code?

Formula
-------
``1 - Do / De``. Do is the disagreement of pairs of ratings of a unit, averaged over units with two
ratings or more. ``De = 1 - T / (q (q - 1)) * sum p (1 - p)``: p are the pooled shares of the q
categories (the mean of each unit’s own shares over all units coded at all), T is the sum of all
weights, q itself if unweighted. Unweighted it is AC1, with weights AC2.

Assumptions
-----------
Coders are interchangeable and worked alone. q is the number of codes that could be given: declare
`categories`, else only the codes that were given are counted.

When not to use it
------------------
Where codes are evenly spread it adds nothing to kappa or alpha. It is kind where one code is
common, so report it beside them, not instead. With a single known category it is undefined.

References
----------
Gwet (2008), British Journal of Mathematical and Statistical Psychology 61(1), 29-48,
10.1348/000711006X126600.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thirdspace.methods.agreement.ratings import Coding, Floats, Ratings, read_ratings
from thirdspace.methods.agreement.result import Agreement, agreement_of
from thirdspace.methods.agreement.sources import GWET
from thirdspace.methods.agreement.statistic import Statistic, categorical, named, pooled_shares
from thirdspace.methods.agreement.weights import Weights, disagreements, weights_name
from thirdspace.methods.registry import method


@method(
    "agreement.gwet-ac",
    title="Gwet’s AC1 and AC2",
    question="Do coders agree more than chance, also where one code is very common?",
    cites=(GWET,),
    since="0.1",
)
def gwet_ac(
    ratings: Coding,
    *,
    weights: Weights = "unweighted",
    categories: Sequence[Any] | None = None,
) -> Agreement:
    """Correct agreement for the chance that strikes units hard to code.

    Parameters
    ----------
    ratings : table of codes, shape (coders, units), or Counts
        Codes of any kind, None or NaN where a coder did not code a unit; or how many coders gave
        each code.
    weights : str or array of float, shape (categories, categories)
        Credit for near misses: unweighted, linear, quadratic, ordinal, radical, ratio, or a table
        of own weights from 0 to 1.
    categories : sequence of codes, optional
        All codes that could be given, in their order; else those that were given.

    Returns
    -------
    Agreement
        The coefficient, what it rests on, and why it is undefined if it is.

    Raises
    ------
    MethodProblem
        No table, infinite or undeclared codes, or weights that need an order the codes don’t have.

    Examples
    --------
    >>> round(gwet_ac([["y"] * 8 + ["n", "y"], ["y"] * 8 + ["n", "n"]]).value, 4)
    0.8658
    """
    read = read_ratings(ratings, categories)
    return agreement_of(statistic(read, weights), read)


def statistic(ratings: Ratings, weights: Weights) -> Statistic:
    """Make AC1 or AC2 ready."""
    apart = disagreements(weights, ratings)
    shares = pooled_shares(ratings)
    q = len(ratings.categories)
    credit = (1 - apart).sum() / (q * (q - 1)) if q > 1 else float("nan")

    def expected(drawn: Floats) -> Floats:
        pooled = shares(drawn)
        disagreement: Floats = 1 - credit * (pooled * (1 - pooled)).sum(axis=1)
        return disagreement

    scheme = weights_name(weights)
    name = named("Gwet’s AC2" if scheme else "Gwet’s AC1", scheme)
    return categorical(name, ratings, apart, expected)
