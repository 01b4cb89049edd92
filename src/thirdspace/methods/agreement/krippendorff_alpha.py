"""Krippendorff’s alpha: can we rely on what coders decided about given units?

Question
--------
Do coders, however many and even if each unit had others, disagree less than chance would have them?

Formula
-------
``alpha = 1 - Do / De``. Units with one rating are left out. Do is the mean of the squared
difference over the pairs of ratings within a unit, a unit of m ratings weighing m; De is the mean
over all pairs of ratings of whatever unit, none paired with itself. Squared difference of two
codes: nominal 1; ordinal the square of the difference of their mid-ranks among all paired ratings;
interval ``(x - y)²``; ratio ``((x - y) / (x + y))²``.

Assumptions
-----------
Coders worked alone, from written instructions, and are interchangeable. Ordinal needs an order,
interval and ratio need numbers, ratio numbers from 0.

When not to use it
------------------
Where coders chose the stretches themselves, take the unitizing alphas. With one very common code it
falls near 0 though nearly all agree; put percent agreement and AC1 beside it. It is undefined if
only one code was used: add units that vary. Common demands are .800, or .667 for tentative
conclusions; look at the lower end of the interval, not at alpha.

References
----------
Krippendorff (2004), Human Communication Research 30(3), 411-433,
10.1111/j.1468-2958.2004.tb00738.x. Hayes & Krippendorff (2007), Communication Methods and Measures
1(1), 77-89, 10.1080/19312450709336664.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from thirdspace.methods.agreement.metrics import METRICS
from thirdspace.methods.agreement.ratings import Coding, Floats, Ratings, read_ratings
from thirdspace.methods.agreement.result import Agreement, agreement_of
from thirdspace.methods.agreement.sources import HAYES, KRIPPENDORFF
from thirdspace.methods.agreement.statistic import Statistic, named, ratio, summed
from thirdspace.methods.inputs import chosen
from thirdspace.methods.registry import method


@method(
    "agreement.krippendorff-alpha",
    title="Krippendorff’s alpha",
    question="Can we rely on what coders decided about given units?",
    cites=(KRIPPENDORFF, HAYES),
    since="0.1",
)
def krippendorff_alpha(
    ratings: Coding, *, metric: str = "nominal", categories: Sequence[Any] | None = None
) -> Agreement:
    """Correct agreement for chance, for any number of coders, metrics and missing ratings.

    Parameters
    ----------
    ratings : table of codes, shape (coders, units), or Counts
        Codes of any kind, None or NaN where a coder did not code a unit; or how many coders gave
        each code.
    metric : str
        nominal, ordinal, interval or ratio.
    categories : sequence of codes, optional
        All codes that could be given, in their order; for words needed by ordinal.

    Returns
    -------
    Agreement
        Alpha, what it rests on, and why it is undefined if it is.

    Raises
    ------
    MethodProblem
        No table, infinite or undeclared codes, an unknown metric, or one that the codes don’t
        allow.

    Examples
    --------
    >>> coders = [[1, 2, 3, 3, None], [1, 2, 3, 2, 4], [None, 2, 3, 3, None]]
    >>> round(krippendorff_alpha(coders, metric="ordinal").value, 3)
    0.805
    """
    read = read_ratings(ratings, categories)
    return agreement_of(statistic(read, metric), read)


def statistic(ratings: Ratings, metric: str) -> Statistic:
    """Make alpha ready."""
    pairable = ratings.only(ratings.paired > 0)
    chosen_metric = METRICS[chosen(metric, tuple(METRICS), "metric")](pairable)
    per_unit = pairable.per_unit

    def both(weights: Floats) -> tuple[Floats, Floats]:
        totals = (pairable.counts.T @ weights.T).T
        n = summed(weights, per_unit)
        varied = (totals > 0).sum(axis=1) > 1
        expected = np.where(varied, chosen_metric.expected(totals), 0.0)
        observed = chosen_metric.observed(weights, totals)
        return ratio(observed, n), ratio(expected, n * (n - 1))

    width = len(ratings.categories) + chosen_metric.width
    name = named("Krippendorff’s alpha", metric)
    return Statistic(name, both, ratings.units, width)
