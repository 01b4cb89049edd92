"""Fine-Gray regression: what goes with having left in one way?

Question
--------
With several kinds of leaving, by which factor does the subdistribution hazard of one differ for one
unit more of each covariate: who is more likely to have left in this way in the end?

Formula
-------
As Cox regression with Breslow's ties, but whoever left in another way stays among those at risk
with weight ``G(t-) / G(T-)``, where T is when they left and G the Kaplan-Meier curve of being
censored. Standard errors are robust: they add, to each person's score, what they contribute to the
estimate of G.

Assumptions
-----------
The ratio of subdistribution hazards stays the same over time. Censoring has nothing to do with the
covariates or with what would have come. Everyone is watched from the start.

When not to use it
------------------
It speaks about shares of people, not about causes: a covariate that only makes another way of
leaving rarer shows here as well. For what drives one way of leaving take Cox with the others
censored, and show both. Not for covariates that change, or for late entry.

References
----------
Fine & Gray (1999), Journal of the American Statistical Association 94(446), 496-509,
10.1080/01621459.1999.10474144.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import count
from thirdspace.methods.registry import method
from thirdspace.methods.survival.cox import ProportionalHazards, required_covariates, summarized
from thirdspace.methods.survival.partial_likelihood import (
    PartialLikelihood,
    Parts,
    partial_likelihood,
)
from thirdspace.methods.survival.risk_sets import LingeringSets, risk_sets
from thirdspace.methods.survival.sources import FINE_GRAY
from thirdspace.methods.survival.spells import (
    Floats,
    Spells,
    at_risk,
    read_spells,
    risk_counts,
    step,
    summed,
)


@method(
    "survival.fine-gray",
    title="Fine-Gray regression",
    question="What goes with having left in one way, when there are several?",
    cites=(FINE_GRAY,),
    since="0.1",
)
def fine_gray(
    time: ArrayLike,
    cause: ArrayLike,
    covariates: ArrayLike,
    *,
    of: int = 1,
    names: Sequence[str] | None = None,
) -> ProportionalHazards:
    """Fit ratios of the subdistribution hazard of one cause.

    Parameters
    ----------
    time : array of float, shape (n,)
        From the start of the clock to leaving or to the end of watching, in any unit.
    cause : array of int, shape (n,)
        0 if still there when watching ended (censored), else the number of the way of leaving.
    covariates : array of float, shape (n, k) or (n,)
        What is known about each person at the start.
    of : int
        Number of the cause to model.
    names : sequence of str, optional
        Names of the covariates.

    Returns
    -------
    ProportionalHazards
        Coefficients and ratios with robust standard errors; the likelihoods are pseudo-likelihoods.

    Raises
    ------
    MethodProblem
        As `cox`.

    Examples
    --------
    >>> model = fine_gray([1, 2, 3, 4, 5, 6], [1, 2, 1, 0, 1, 2], [1, 0, 1, 0, 0, 1])
    >>> model.events, model.measure
    (3, 'subdistribution hazard ratio')
    """
    given = read_spells(time, cause, None, name="cause")
    known = required_covariates(covariates, len(given.time), names)
    wanted = given.cause == count(of, "of", least=1)
    # 1 is the cause that is asked for, 2 any other.
    spells = Spells(given.time, np.where(wanted, 1, np.minimum(given.cause, 1) * 2), None)
    sets = _sets(spells)
    ones = np.ones(len(spells.time))
    model = partial_likelihood(known.table, ones, sets, efron=False, field="cause")
    top = model.maximize()
    inverse = model.design.back @ top.inverse
    scores = _scores(model, model.parts(top.found), spells, sets)
    variance = inverse @ (scores.T @ scores) @ inverse.T
    coef = model.design.coefficients(top.found)
    return summarized(spells, known, coef, variance, top, measure="subdistribution hazard ratio")


def _sets(spells: Spells) -> LingeringSets:
    sets = risk_sets(Spells(spells.time, (spells.cause == 1) * 1, None))
    counted = risk_counts(Spells(spells.time, (spells.cause == 0) * 1, None))
    kept = np.cumprod(1 - counted.events[:, 0] / counted.at_risk)
    ends = spells.time.astype(np.float64, copy=False)
    return LingeringSets(
        sets.times,
        sets.first,
        sets.last,
        sets.own,
        lingers=np.flatnonzero(spells.cause == 2),
        kept=step(counted.times, kept, sets.times, 1.0, before=True),
        kept_at_end=step(counted.times, kept, ends, 1.0, before=True),
    )


def _scores(model: PartialLikelihood, parts: Parts, spells: Spells, sets: LingeringSets) -> Floats:
    """Return each person's part of the slope, with their part in the estimate of censoring."""
    x = model.design.orthogonal
    weighted = np.stack([sets.exposures(parts.rate * column) for column in parts.means.T], axis=1)
    scores = parts.relative[:, None] * weighted - x * parts.met[:, None]
    scores[sets.own] += x[sets.own] - parts.means[sets.at]
    return scores + _censoring(x, parts, spells, sets)


def _censoring(x: Floats, parts: Parts, spells: Spells, sets: LingeringSets) -> Floats:
    """Return what each person's censoring, or being watched, moves the slope by way of G.

    A change in the hazard of censoring at u changes the weights from u on of those who left in
    another way before u: their part of the slope still ahead, over those at risk at u.
    """
    censored = spells.cause == 0
    times, number = np.unique(spells.time[censored], return_counts=True)
    remaining = at_risk(times, spells)
    lingering = np.stack(
        [
            _lingering(times, spells, sets, parts.relative),
            *(_lingering(times, spells, sets, parts.relative * column) for column in x.T),
        ]
    )
    rates = parts.rate * sets.kept
    later = [_later(times, sets, rates)]
    later += [_later(times, sets, rates * column) for column in parts.means.T]
    pull = lingering[1:] * later[0] - lingering[0] * np.stack(later[1:])
    jump = pull / remaining
    run = np.concatenate([np.zeros((len(jump), 1)), np.cumsum(jump * number / remaining, 1)], 1)
    moved = -run[:, np.searchsorted(times, spells.time, side="right")]
    moved[:, censored] += jump[:, np.searchsorted(times, spells.time[censored])]
    return moved.T


def _lingering(times: Floats, spells: Spells, sets: LingeringSets, values: Floats) -> Floats:
    """Sum values over those who left in another way before each time, by their weight then."""
    who = sets.lingers
    place = np.searchsorted(times, spells.time[who], side="right")
    sums = summed(place, (values / sets.kept_at_end)[who], len(times) + 1)
    return np.cumsum(sums)[:-1]


def _later(times: Floats, sets: LingeringSets, rates: Floats) -> Floats:
    """Sum the rates of event times from each time on."""
    ahead = np.concatenate([np.cumsum(rates[::-1])[::-1], [0.0]])
    return ahead[np.searchsorted(sets.times, times, side="left")]
