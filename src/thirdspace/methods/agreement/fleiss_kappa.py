"""Fleiss’ kappa: do many coders agree more than chance would have them?

Question
--------
Do coders, not always the same ones, agree more than if each unit drew its codes by lot?

Formula
-------
``1 - Do / De``. Do is the disagreement of pairs of ratings of a unit, averaged over units with two
ratings or more. De is that of two draws with the pooled shares of the categories; the pooled share
is the mean of a unit’s own shares over all units coded at all, as Gwet extends it to missing
ratings. Without missing ratings it is the formula of 1971. Weights give credit for near misses.

Assumptions
-----------
Coders are interchangeable and worked alone; units are independent of each other.

When not to use it
------------------
With one very common code it falls near 0 though nearly all agree; put percent agreement and AC1
beside it. If the same coders coded all units, Conger’s kappa knows more. With missing ratings
`agreement.krippendorff-alpha` leaves units coded by one coder out; this one counts their codes.

References
----------
Fleiss (1971), Psychological Bulletin 76(5), 378-382, 10.1037/h0031619.
Gwet (2008), British Journal of Mathematical and Statistical Psychology 61(1), 29-48,
10.1348/000711006X126600.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thirdspace.methods.agreement.ratings import Coding, Ratings, read_ratings
from thirdspace.methods.agreement.result import Agreement, agreement_of
from thirdspace.methods.agreement.sources import FLEISS, GWET
from thirdspace.methods.agreement.statistic import (
    Statistic,
    categorical,
    chance,
    named,
    pooled_shares,
)
from thirdspace.methods.agreement.weights import Weights, disagreements, weights_name
from thirdspace.methods.registry import method


@method(
    "agreement.fleiss-kappa",
    title="Fleiss’ kappa",
    question="Do many coders agree more than chance would have them?",
    cites=(FLEISS, GWET),
    since="0.1",
)
def fleiss_kappa(
    ratings: Coding,
    *,
    weights: Weights = "unweighted",
    categories: Sequence[Any] | None = None,
) -> Agreement:
    """Correct agreement for chance, for any number of interchangeable coders.

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
    >>> found = fleiss_kappa([[1, 1, 2, 2], [1, 1, 2, 1], [1, 2, 2, 1]])
    >>> round(found.value, 3)
    0.314
    """
    read = read_ratings(ratings, categories)
    return agreement_of(statistic(read, weights), read)


def statistic(ratings: Ratings, weights: Weights) -> Statistic:
    """Make Fleiss’ kappa ready."""
    apart = disagreements(weights, ratings)
    shares = pooled_shares(ratings)
    name = named("Fleiss’ kappa", weights_name(weights))
    return categorical(
        name, ratings, apart, lambda drawn: chance(shares(drawn), shares(drawn), apart)
    )
