"""Brennan–Prediger: do coders agree more than if every code were as likely as any other?

Question
--------
Do coders agree more than if each drew codes with equal chances?

Formula
-------
``1 - Do / De``. Do is the disagreement of pairs of ratings of a unit, averaged over units with two
ratings or more. De is the mean disagreement of all pairs of the q categories; unweighted it is
``1 - 1/q``. For two coders it is Bennett’s S; for many it is also called the free-marginal kappa.

Assumptions
-----------
Chance means equal shares. q is the number of codes that could be given: declare `categories`, else
only the codes that were given are counted.

When not to use it
------------------
An unused code added to the codebook raises it. With codes that are plainly not equally common,
report it only beside others.

References
----------
Brennan & Prediger (1981), Educational and Psychological Measurement 41(3), 687-699,
10.1177/001316448104100307.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from thirdspace.methods.agreement.ratings import Coding, Ratings, read_ratings
from thirdspace.methods.agreement.result import Agreement, agreement_of
from thirdspace.methods.agreement.sources import BRENNAN
from thirdspace.methods.agreement.statistic import Statistic, categorical, named
from thirdspace.methods.agreement.weights import Weights, disagreements, weights_name
from thirdspace.methods.registry import method


@method(
    "agreement.brennan-prediger",
    title="Brennan–Prediger coefficient",
    question="Do coders agree more than if every code were as likely as any other?",
    cites=(BRENNAN,),
    since="0.1",
)
def brennan_prediger(
    ratings: Coding,
    *,
    weights: Weights = "unweighted",
    categories: Sequence[Any] | None = None,
) -> Agreement:
    """Correct agreement for chance with equal shares.

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
    >>> brennan_prediger([["y", "y", "n", "n"], ["y", "n", "n", "n"]]).value
    0.5
    """
    read = read_ratings(ratings, categories)
    return agreement_of(statistic(read, weights), read)


def statistic(ratings: Ratings, weights: Weights) -> Statistic:
    """Make the coefficient ready."""
    apart = disagreements(weights, ratings)
    expected = float(apart.mean()) if apart.size else np.nan
    name = named("Brennan–Prediger coefficient", weights_name(weights))
    return categorical(name, ratings, apart, lambda drawn: np.full(len(drawn), expected))
