"""Scott’s pi: do two coders agree more than chance would have them?

Question
--------
Do two coders agree more than if both drew codes from their common shares?

Formula
-------
``1 - Do / De``. Do is the share of units that both coded on which they differ; De is that of two
independent draws, both with the shares of the categories in the ratings of the two together.
Weights give credit for near misses.

Assumptions
-----------
Two coders who worked alone and are interchangeable. Only units that both coded count.

When not to use it
------------------
For more than two coders take Fleiss’ kappa or Krippendorff’s alpha. With few units alpha is less
biased. With one very common code it falls near 0 though nearly all agree.

References
----------
Scott (1955), Public Opinion Quarterly 19(3), 321-325, 10.1086/266577.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thirdspace.methods.agreement.ratings import Coding, Ratings, read_ratings
from thirdspace.methods.agreement.result import Agreement, agreement_of
from thirdspace.methods.agreement.sources import SCOTT
from thirdspace.methods.agreement.statistic import (
    Statistic,
    categorical,
    chance,
    named,
    pooled_shares,
)
from thirdspace.methods.agreement.two_coders import both_coded
from thirdspace.methods.agreement.weights import Weights, disagreements, weights_name
from thirdspace.methods.registry import method


@method(
    "agreement.scott-pi",
    title="Scott’s pi",
    question="Do two coders who share one habit of coding agree more than chance?",
    cites=(SCOTT,),
    since="0.1",
)
def scott_pi(
    ratings: Coding,
    *,
    weights: Weights = "unweighted",
    categories: Sequence[Any] | None = None,
) -> Agreement:
    """Correct the agreement of two interchangeable coders for chance.

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
        Also more than two coders.

    Examples
    --------
    >>> found = scott_pi([["y", "y", "n", "n"], ["y", "n", "n", "n"]])
    >>> round(found.value, 3)
    0.467
    """
    read = read_ratings(ratings, categories)
    return agreement_of(statistic(read, weights), read)


def statistic(ratings: Ratings, weights: Weights) -> Statistic:
    """Make Scott’s pi ready."""
    both = both_coded(ratings, "Scott’s pi")
    apart = disagreements(weights, both)
    shares = pooled_shares(both)
    name = named("Scott’s pi", weights_name(weights))
    return categorical(name, both, apart, lambda drawn: chance(shares(drawn), shares(drawn), apart))
