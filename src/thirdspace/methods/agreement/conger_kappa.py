"""Conger’s kappa: do several coders agree more than chance, given how each uses the codes?

Question
--------
Do coders, always the same ones, agree more than if each drew codes from their own shares?

Formula
-------
``1 - Do / De``. Do is the disagreement of pairs of ratings of a unit, averaged over units with two
ratings or more. De is that of two independent draws with the shares of two different coders,
averaged over all pairs of coders; a coder’s shares are those of all their ratings. With two coders
and nothing missing it is Cohen’s kappa. Weights give credit for near misses.

Assumptions
-----------
The coders are these people, not a sample of interchangeable ones, and worked alone.

When not to use it
------------------
If each unit was coded by other people, take Fleiss’ kappa. With one very common code it falls near
0 though nearly all agree; put percent agreement and AC1 beside it.

References
----------
Conger (1980), Psychological Bulletin 88(2), 322-328, 10.1037/0033-2909.88.2.322.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thirdspace.methods.agreement.coder_shares import chance_between_coders
from thirdspace.methods.agreement.ratings import Coding, Ratings, read_ratings
from thirdspace.methods.agreement.result import Agreement, agreement_of
from thirdspace.methods.agreement.sources import CONGER
from thirdspace.methods.agreement.statistic import Statistic, categorical, named
from thirdspace.methods.agreement.weights import Weights, disagreements, weights_name
from thirdspace.methods.registry import method


@method(
    "agreement.conger-kappa",
    title="Conger’s kappa",
    question="Do several coders agree more than chance, given how each uses the codes?",
    cites=(CONGER,),
    since="0.1",
)
def conger_kappa(
    ratings: Coding,
    *,
    weights: Weights = "unweighted",
    categories: Sequence[Any] | None = None,
) -> Agreement:
    """Correct agreement for chance, for the same coders throughout.

    Parameters
    ----------
    ratings : table of codes, shape (coders, units)
        Codes of any kind, None or NaN where a coder did not code a unit.
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
        Also counts, which don’t tell who gave which code.

    Examples
    --------
    >>> found = conger_kappa([[1, 1, 2, 2], [1, 1, 2, 1], [1, 2, 2, 1]])
    >>> round(found.value, 3)
    0.333
    """
    read = read_ratings(ratings, categories)
    return agreement_of(statistic(read, weights), read)


def statistic(ratings: Ratings, weights: Weights) -> Statistic:
    """Make Conger’s kappa ready."""
    apart = disagreements(weights, ratings)
    name = named("Conger’s kappa", weights_name(weights))
    return categorical(name, ratings, apart, chance_between_coders(ratings, apart))
