"""Cumulative incidence: what share has left in each way?

Question
--------
With several kinds of leaving (retired, moved, promoted), what share has left in each by each time?

Formula
-------
Aalen-Johansen, exact at ties: at a time with ``d_k`` ends by cause k among n at risk, the incidence
of k grows by ``S(t-) d_k / n``, and survival is multiplied by ``1 - d / n``, with d the ends by all
causes. The standard error is the delta method's with the multinomial variance of each time's
hazards (for one cause, Greenwood's); the 95% interval is on the log-log scale.

Assumptions
-----------
Being censored, and coming under watch late, say nothing about what would have come. The causes
exclude each other. Nothing is assumed about whether they depend on each other.

When not to use it
------------------
An incidence falls when another cause takes people first, so it does not measure how strong a cause
is by itself: for that compare the hazards of each cause (Cox). One minus Kaplan-Meier with the
other causes censored is not this and is always larger.

References
----------
Putter, Fiocco & Geskus (2007), Statistics in Medicine 26(11), 2389-2430, 10.1002/sim.2712.
Allignol, Schumacher & Beyersmann (2010), Biometrical Journal 52(1), 126-137,
10.1002/bimj.200900039.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from thirdspace.methods.inputs import numbers
from thirdspace.methods.registry import method
from thirdspace.methods.survival.product_limit import log_log_interval
from thirdspace.methods.survival.sources import COMPETING_RISKS, INCIDENCE_VARIANCE
from thirdspace.methods.survival.spells import (
    Floats,
    Ints,
    RiskCounts,
    read_spells,
    risk_counts,
    step,
)
from thirdspace.methods.survival.wording import incidence_sentence
from thirdspace.problems import MethodProblem

#: Kinds of leaving that one analysis can tell apart.
MOST_CAUSES = 50


@dataclass(frozen=True, eq=False)
class CumulativeIncidence:
    """Incidence of each cause; one row for each distinct time, one column for each cause.

    Parameters
    ----------
    causes : tuple of str
        Names of causes 1 to k.
    people : int
        How many spells it is made from.
    time : array of float, shape (m,)
        Times at which a spell ended, ascending.
    at_risk, censored : array of int, shape (m,)
        Under watch just before; no longer watched after it.
    events : array of int, shape (m, k)
        Ends by each cause.
    survival : array of float, shape (m,)
        Share that has not left in any way.
    incidence, se, low, high : array of float, shape (m, k)
        Share that has left in each way, standard error and 95% interval; the interval is NaN while
        the share is 0.
    """

    causes: tuple[str, ...]
    people: int
    time: Floats
    at_risk: Ints
    censored: Ints
    events: Ints
    survival: Floats
    incidence: Floats
    se: Floats
    low: Floats
    high: Floats

    def at(self, times: ArrayLike) -> tuple[Floats, Floats]:
        """Return incidence and standard error at any times, shape (times, k).

        Both are NaN after the last time anybody was watched.
        """
        wanted = numbers(times, "times", least=0)
        columns = [
            [step(self.time, column, wanted, 0.0) for column in table.T]
            for table in (self.incidence, self.se)
        ]
        found = np.array(columns).transpose(0, 2, 1)
        found[:, wanted > self.time[-1]] = np.nan
        return found[0], found[1]

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return incidence_sentence(self)


@method(
    "survival.cumulative-incidence",
    title="Cumulative incidence",
    question="What share has left in each way by each time?",
    cites=(COMPETING_RISKS, INCIDENCE_VARIANCE),
    since="0.1",
)
def cumulative_incidence(
    time: ArrayLike,
    cause: ArrayLike,
    *,
    entry: ArrayLike | None = None,
    names: Sequence[str] | None = None,
) -> CumulativeIncidence:
    """Estimate the share that has left in each way, with several ways competing.

    Parameters
    ----------
    time : array of float, shape (n,)
        From the start of the clock to leaving or to the end of watching, in any unit.
    cause : array of int, shape (n,)
        0 if still there when watching ended (censored), else the number of the way of leaving.
    entry : array of float, shape (n,), optional
        When each person came under watch, on the same clock and before `time`.
    names : sequence of str, optional
        Names of causes 1 to k, also of those nobody left by.

    Returns
    -------
    CumulativeIncidence
        Survival, and each cause's incidence with its uncertainty. At every time they sum to 1.

    Raises
    ------
    MethodProblem
        As `kaplan_meier`; also a cause that is not a whole number from 0, one without a name when
        names are given, or nobody who left.

    Examples
    --------
    >>> found = cumulative_incidence([1, 2, 2, 3], [1, 1, 2, 0], names=["moved", "retired"])
    >>> found.incidence.tolist(), found.survival.tolist()
    ([[0.25, 0.0], [0.5, 0.25], [0.5, 0.25]], [0.75, 0.25, 0.25])
    """
    spells = read_spells(time, cause, entry, name="cause")
    labels = _names(names, int(spells.cause.max()))
    found = risk_counts(spells, len(labels))
    hazards = found.events / found.at_risk[:, None]
    survival = np.cumprod(1 - found.events.sum(axis=1) / found.at_risk)
    before = np.concatenate([[1.0], survival[:-1]])
    incidence = np.cumsum(before[:, None] * hazards, axis=0)
    se = _standard_errors(found, before, incidence)
    low, high = _intervals(incidence, se)
    return CumulativeIncidence(
        causes=labels,
        people=len(spells.time),
        time=found.times,
        at_risk=found.at_risk,
        censored=found.censored,
        events=found.events,
        survival=survival,
        incidence=incidence,
        se=se,
        low=low,
        high=high,
    )


def _names(names: Sequence[str] | None, highest: int) -> tuple[str, ...]:
    named = highest if names is None else len(names)
    if not named or highest > min(named, MOST_CAUSES):
        raise MethodProblem(
            f"The highest cause is {highest}, and {named} have a name.",
            f"Causes are numbered from 1 to at most {MOST_CAUSES}; 0 says still there.",
            "Number the ways of leaving from 1, without gaps, and name all or none.",
            field="cause",
        )
    return tuple(f"cause {k + 1}" for k in range(highest)) if names is None else tuple(names)


def _standard_errors(found: RiskCounts, before: Floats, incidence: Floats) -> Floats:
    """Return the delta method's errors, by sums that grow with time.

    What leaves by cause k at time s (share h of those at risk) leaves directly; what leaves by any
    cause (share e) can't leave by k later. Of the incidence F(t), ``S(s-)`` times the first and
    ``(F(t) - F(s)) / (1 - e)`` times the second hang on the hazards of s, whose variance is
    multinomial. The square is a polynomial in F(t), so its coefficients are running sums. All is
    measured down from the last F, which keeps small differences exact.
    """
    n = found.at_risk[:, None].astype(np.float64)
    own, every = found.events / n, found.events.sum(axis=1, keepdims=True) / n
    lost = np.divide(every, 1 - every, out=np.zeros_like(every), where=every < 1)
    direct, ahead = before[:, None], incidence[-1] - incidence
    constant = direct**2 * own * (1 - own) - 2 * direct * own * ahead + ahead**2 * lost
    slope = 2 * direct * own - 2 * ahead * lost
    terms = [np.cumsum(term / n, axis=0) for term in (constant, slope, lost)]
    variance = terms[0] + terms[1] * ahead + terms[2] * ahead**2
    found_se: Floats = np.sqrt(np.where(incidence > 0, np.maximum(variance, 0.0), 0.0))
    return found_se


def _intervals(incidence: Floats, se: Floats) -> tuple[Floats, Floats]:
    pairs = [log_log_interval(*pair) for pair in zip(incidence.T, se.T, strict=True)]
    return np.stack([low for low, _ in pairs], axis=1), np.stack(
        [high for _, high in pairs], axis=1
    )
