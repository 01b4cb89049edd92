"""How sure a coefficient of agreement is: what a bootstrap returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from thirdspace.methods.agreement.ratings import Floats
from thirdspace.methods.agreement.resampling import Plan
from thirdspace.methods.agreement.result import Agreement
from thirdspace.methods.agreement.span_result import SpanAgreement
from thirdspace.methods.agreement.wording import interval_sentence

TENTATIVE, RELIABLE = 0.667, 0.8
Estimate: TypeAlias = Agreement | SpanAgreement


@dataclass(frozen=True)
class AgreementInterval:
    """A coefficient with its bootstrap interval.

    Parameters
    ----------
    estimate : Agreement or SpanAgreement
        The coefficient itself.
    low, high : float, optional
        Percentile interval; None if there is none.
    level : float
        Share of draws in the interval.
    misses_667, misses_800 : float, optional
        Share of draws below .667 and below .800.
    drawn, of : str and int
        What was drawn, units or documents, and how many of them.
    replicates, undefined : int
        Draws, and those in which the coefficient was undefined; they are left out.
    seed : int
        Start of the random numbers; the same one gives the same draws.
    reason : str
        Why there is no interval; empty if there is one.
    """

    estimate: Estimate
    low: float | None
    high: float | None
    level: float
    misses_667: float | None
    misses_800: float | None
    drawn: str
    of: int
    replicates: int
    undefined: int
    seed: int
    reason: str

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return interval_sentence(self)


def interval_of(
    estimate: Estimate, values: Floats, chosen: Plan, *, drawn: str, of: int
) -> AgreementInterval:
    """Take the interval from the draws."""
    known = values[np.isfinite(values)]
    reason = _no_interval(estimate, known, len(values), drawn, of)
    tail = (1 - chosen.level) / 2
    low, high = (None, None) if reason else np.quantile(known, [tail, 1 - tail]).tolist()
    return AgreementInterval(
        estimate=estimate,
        low=low,
        high=high,
        level=chosen.level,
        misses_667=None if reason else float((known < TENTATIVE).mean()),
        misses_800=None if reason else float((known < RELIABLE).mean()),
        drawn=drawn,
        of=of,
        replicates=chosen.replicates,
        undefined=len(values) - len(known),
        seed=chosen.seed,
        reason=reason,
    )


def _no_interval(estimate: Estimate, known: Floats, draws: int, drawn: str, of: int) -> str:
    if estimate.value is None:
        return estimate.reason
    if of < 2:
        return f"one of {drawn} can’t show how {drawn} differ"
    if 2 * len(known) < draws:
        return "it was undefined in more than half of the draws"
    return ""
