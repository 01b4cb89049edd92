"""Percent agreement: how often do two coders of a unit give it the same code?

Question
--------
Of all pairs of coders who coded the same unit, what share gave it the same code?

Formula
-------
For each unit that r coders coded, r of 2 or more: the share of its r (r - 1) ordered pairs of
ratings that are equal, or the mean credit that `weights` give them. Percent agreement is the mean
over these units.

Assumptions
-----------
Coders worked alone. Units coded by one coder or none say nothing and are left out.

When not to use it
------------------
Never alone: it does not know what chance would give. With one common code it is high even if
coders guess. Put a coefficient that corrects for chance beside it (`agreement.report`).

References
----------
Artstein & Poesio (2008), Computational Linguistics 34(4), 555-596, 10.1162/coli.07-034-R2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from thirdspace.methods.agreement.ratings import Coding, Ratings, read_ratings
from thirdspace.methods.agreement.result import Agreement, agreement_of
from thirdspace.methods.agreement.sources import ARTSTEIN
from thirdspace.methods.agreement.statistic import Statistic, categorical, named
from thirdspace.methods.agreement.weights import Weights, disagreements, weights_name
from thirdspace.methods.registry import method


@method(
    "agreement.percent",
    title="Percent agreement",
    question="How often do two coders of a unit give it the same code?",
    cites=(ARTSTEIN,),
    since="0.1",
)
def percent(
    ratings: Coding,
    *,
    weights: Weights = "unweighted",
    categories: Sequence[Any] | None = None,
) -> Agreement:
    """Return the share of pairs of ratings that agree.

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
    >>> percent([["y", "y", "n", "n"], ["y", "n", "n", None]]).value
    0.6666666666666667
    """
    read = read_ratings(ratings, categories)
    return agreement_of(statistic(read, weights), read)


def statistic(ratings: Ratings, weights: Weights) -> Statistic:
    """Make percent agreement ready; chance is left out, as if it disagreed always."""
    name = named("Percent agreement", weights_name(weights))
    apart = disagreements(weights, ratings)
    return categorical(name, ratings, apart, lambda drawn: np.ones(len(drawn)))
