"""Bootstrap of agreement: how far would a coefficient move with other units?

Question
--------
How sure is a coefficient of agreement, and how likely does it miss what is commonly demanded?

Formula
-------
Units that anyone coded are drawn with replacement, as many as there are, again and again; the
coefficient is taken anew of each draw. With `groups` (documents), whole groups are drawn instead.
The interval goes from the 2.5% to the 97.5% point of the draws. The share of draws below .667 and
below .800 tells how likely the coefficient misses the demands that Krippendorff names. Draws in
which it is undefined are counted and left out.

Assumptions
-----------
The units, or the groups, are a fair sample, independent of each other. Units of one document hang
together: draw documents. The coders stay the same: nothing is said about other coders.

When not to use it
------------------
Under about twenty units or documents the interval is rough, and mostly too narrow. If coders agreed
on everything, every draw is 1; that is no certainty.

References
----------
Efron (1979), Annals of Statistics 7(1), 1-26, 10.1214/aos/1176344552.
Zapf, Castell, Morawietz & Karch (2016), BMC Medical Research Methodology 16, 93,
10.1186/s12874-016-0200-9.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from thirdspace.methods.agreement.coefficients import make_statistic
from thirdspace.methods.agreement.interval import AgreementInterval, interval_of
from thirdspace.methods.agreement.labels import MISSING, Codes, number_codes
from thirdspace.methods.agreement.ratings import Coding, Ratings, read_ratings
from thirdspace.methods.agreement.resampling import plan, resample
from thirdspace.methods.agreement.result import agreement_of
from thirdspace.methods.agreement.sources import EFRON, ZAPF
from thirdspace.methods.agreement.weights import Weights
from thirdspace.methods.inputs import same_length
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem


@method(
    "agreement.bootstrap",
    title="Bootstrap of agreement",
    question="How sure is a coefficient of agreement?",
    cites=(EFRON, ZAPF),
    since="0.1",
)
def bootstrap(
    ratings: Coding,
    *,
    coefficient: str = "krippendorff-alpha",
    metric: str = "nominal",
    weights: Weights = "unweighted",
    categories: Sequence[Any] | None = None,
    groups: Sequence[Any] | None = None,
    replicates: int = 1000,
    level: float = 0.95,
    seed: int = 1,
) -> AgreementInterval:
    """Take the interval of a coefficient from draws of units or documents.

    Parameters
    ----------
    ratings : table of codes, shape (coders, units), or Counts
        Codes of any kind, None or NaN where a coder did not code a unit.
    coefficient : str
        krippendorff-alpha, percent, cohen-kappa, fleiss-kappa, conger-kappa, brennan-prediger,
        scott-pi or gwet-ac.
    metric : str
        Of alpha: nominal, ordinal, interval or ratio.
    weights : str or array of float, shape (categories, categories)
        Of the others: credit for near misses.
    categories : sequence of codes, optional
        All codes that could be given, in their order; else those that were given.
    groups : sequence of labels, length units, optional
        Document of each unit, to draw documents as a whole.
    replicates : int
        Draws, from 100.
    level : float
        Share of draws in the interval.
    seed : int
        Start of the random numbers; it is kept in the result.

    Returns
    -------
    AgreementInterval
        The coefficient, its interval and the share of draws that miss .667 and .800.

    Raises
    ------
    MethodProblem
        What the coefficient refuses, groups of another length or a missing one, or a plan of draws
        that makes no sense.

    Examples
    --------
    >>> coders = [["y", "n", "y", "n", "y", "y"] * 5, ["y", "n", "n", "n", "y", "y"] * 5]
    >>> found = bootstrap(coders, seed=7)
    >>> round(found.estimate.value, 3), found.low < found.estimate.value < found.high
    (0.663, True)
    """
    read = read_ratings(ratings, categories)
    chosen = plan(replicates, level, seed)
    statistic = make_statistic(coefficient, read, metric=metric, weights=weights)
    drawn = groups_of(read, groups)
    (values,) = resample([statistic], drawn, chosen)
    estimate = agreement_of(statistic, read)
    return interval_of(estimate, values, chosen, **what_is_drawn(drawn, groups))


def groups_of(ratings: Ratings, groups: Sequence[Any] | None) -> Codes:
    """Number the group of each unit that anyone coded; -1 for the other units.

    Raises
    ------
    MethodProblem
        Another number of groups than units, or a unit without a group.
    """
    coded = ratings.per_unit > 0
    labels = np.arange(ratings.units) if groups is None else _labels(groups, ratings.units)
    found = np.full(ratings.units, MISSING)
    found[coded], _ = number_codes(labels[coded])
    if (found[coded] == MISSING).any():
        raise MethodProblem(
            "A coded unit has no document.",
            "Whole documents are drawn, so each unit must belong to one.",
            "Give a label for each unit.",
            field="groups",
        )
    return found


def what_is_drawn(drawn: Codes, groups: Sequence[Any] | None) -> dict[str, Any]:
    """Say what was drawn, and of how many."""
    return {
        "drawn": "units" if groups is None else "documents",
        "of": int(drawn.max(initial=MISSING)) + 1,
    }


def _labels(groups: Sequence[Any], units: int) -> Any:
    same_length(range(units), groups, ("units of ratings", "groups"))
    labels = np.empty(units, dtype=object)
    labels[:] = list(groups)
    return labels
