"""Cohen’s kappa: do two coders agree more than chance, given how each uses the codes?

Question
--------
Do two coders agree more than if each drew codes from their own shares?

Formula
-------
``1 - Do / De``. Do is the share of units that both coded on which they differ; De is that of two
independent draws, one with the shares of each coder. With weights, differences count by how far
apart the codes are (Cohen 1968): linear, quadratic, ordinal, or an own table.

Assumptions
-----------
Two coders who worked alone, always the same two. Only units that both coded count.

When not to use it
------------------
Kappa rewards coders for using codes in different shares, and falls near 0 when one code is very
common though nearly all agree (Feinstein & Cicchetti 1990): put percent agreement and AC1 beside
it. For more than two coders take Conger’s or Fleiss’ kappa, or alpha.

References
----------
Cohen (1960), Educational and Psychological Measurement 20(1), 37-46, 10.1177/001316446002000104.
Cohen (1968), Psychological Bulletin 70(4), 213-220, 10.1037/h0026256.
Feinstein & Cicchetti (1990), Journal of Clinical Epidemiology 43(6), 543-549,
10.1016/0895-4356(90)90158-L.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thirdspace.methods.agreement.coder_shares import chance_between_coders
from thirdspace.methods.agreement.ratings import Coding, Ratings, read_ratings
from thirdspace.methods.agreement.result import Agreement, agreement_of
from thirdspace.methods.agreement.sources import COHEN, COHEN_WEIGHTED, FEINSTEIN
from thirdspace.methods.agreement.statistic import Statistic, categorical, named
from thirdspace.methods.agreement.two_coders import both_coded
from thirdspace.methods.agreement.weights import Weights, disagreements, weights_name
from thirdspace.methods.registry import method


@method(
    "agreement.cohen-kappa",
    title="Cohen’s kappa",
    question="Do two coders agree more than chance, given how each uses the codes?",
    cites=(COHEN, COHEN_WEIGHTED, FEINSTEIN),
    since="0.1",
)
def cohen_kappa(
    ratings: Coding,
    *,
    weights: Weights = "unweighted",
    categories: Sequence[Any] | None = None,
) -> Agreement:
    """Correct the agreement of two coders for chance, each with their own shares.

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
        Also more than two coders, or counts, which don’t tell who gave which code.

    Examples
    --------
    >>> found = cohen_kappa([["y", "y", "n", "n"], ["y", "n", "n", "n"]])
    >>> found.value
    0.5
    >>> cohen_kappa([["y", "y"], ["y", "y"]]).reason
    'there is no variation: only one code was used'
    """
    read = read_ratings(ratings, categories)
    return agreement_of(statistic(read, weights), read)


def statistic(ratings: Ratings, weights: Weights) -> Statistic:
    """Make Cohen’s kappa ready."""
    both = both_coded(ratings, "Cohen’s kappa")
    apart = disagreements(weights, both)
    name = named("Cohen’s kappa", weights_name(weights))
    return categorical(name, both, apart, chance_between_coders(both, apart))
