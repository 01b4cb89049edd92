"""Item functioning: does a question mean the same to both sides?

Question
--------
Two sides answer one question of a scale differently. Do they differ in what is asked about, or does
the question itself work differently for them?

Formula
-------
Three proportional-odds models of the answer, each with a cut point between neighboring answers:

1. the score on the scale's other questions;
2. that score, and the side;
3. both, and their product.

Twice the gain in log-likelihood from 1 to 2 tests whether one side answers higher throughout
(uniform), from 2 to 3 whether the question separates people better on one side (non-uniform), from
1 to 3 both together (two degrees of freedom). The question is flagged if both together have p under
.01 and raise Nagelkerke's R² by .035 or more (Jodoin and Gierl's bound: at scale any trifle is
significant). McFadden's change is given too.

Assumptions
-----------
The score on the other questions stands for the same thing on both sides; it must not hold the
question itself. Odds are proportional: a side shifts all cut points alike. People answered
independently.

When not to use it
------------------
With fewer than 200 answers a side nothing is judged: misses and false alarms are too common. A flag
asks people to read the question together; it does not say whose reading is wrong. If most questions
of a scale are flagged, the score can't serve as the yardstick.

References
----------
Jodoin & Gierl (2001), Applied Measurement in Education 14(4), 329-349,
10.1207/S15324818AME1404_2.
Choi, Gibbons & Crane (2011), Journal of Statistical Software 39(8), 1-30, 10.18637/jss.v039.i08.
McCullagh (1980), Journal of the Royal Statistical Society B 42(2), 109-142: the model.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.gaps.proportional_odds import proportional_odds
from thirdspace.methods.gaps.wording import functioning_sentence
from thirdspace.methods.inputs import numbers, same_shape
from thirdspace.methods.registry import Citation, method

Array = NDArray[np.float64]
LEAST_ANSWERS = 200
FLAG_P, FLAG_FROM = 0.01, 0.035
JODOIN = Citation(
    "Jodoin MG, Gierl MJ (2001). Evaluating type I error and power rates using an effect size "
    "measure with the logistic regression procedure for DIF detection. Applied Measurement in "
    "Education 14(4), 329-349.",
    "10.1207/S15324818AME1404_2",
)
LORDIF = Citation(
    "Choi SW, Gibbons LE, Crane PK (2011). lordif: an R package for detecting differential item "
    "functioning using iterative hybrid ordinal logistic regression/item response theory and "
    "Monte Carlo simulations. Journal of Statistical Software 39(8), 1-30.",
    "10.18637/jss.v039.i08",
)


@dataclass(frozen=True)
class ItemFunctioning:
    """Whether a question works alike for two sides.

    Parameters
    ----------
    first, second : int
        Answers of each side with a score beside them.
    reason : str
        Why nothing is judged; empty if it is.
    chi_uniform, chi_nonuniform, chi_total : float, optional
        Likelihood-ratio statistics with 1, 1 and 2 degrees of freedom.
    p_uniform, p_nonuniform, p_total : float, optional
        Their p-values.
    shift : float, optional
        Log odds by which the second side answers higher at the same score (model 2).
    mcfadden_change, nagelkerke_change : float, optional
        Gain of model 3 over model 1 in each R².
    flag_p, flag_from : float
        What flags: a p-value below, and a Nagelkerke change from.
    """

    first: int
    second: int
    reason: str
    chi_uniform: float | None = None
    chi_nonuniform: float | None = None
    chi_total: float | None = None
    p_uniform: float | None = None
    p_nonuniform: float | None = None
    p_total: float | None = None
    shift: float | None = None
    mcfadden_change: float | None = None
    nagelkerke_change: float | None = None
    flag_p: float = FLAG_P
    flag_from: float = FLAG_FROM

    @property
    def flagged(self) -> bool:
        """Whether people should read the question together."""
        return (
            self.p_total is not None
            and self.nagelkerke_change is not None
            and self.p_total < self.flag_p
            and self.nagelkerke_change >= self.flag_from
        )

    @property
    def sentence(self) -> str:
        """Say in one plain sentence whether the question works alike for both sides."""
        return functioning_sentence(self)


@method(
    "gaps.item-functioning",
    title="Item functioning",
    question="Does a question mean the same to both sides?",
    cites=(JODOIN, LORDIF),
    since="0.1",
)
def item_functioning(
    answers: ArrayLike, score: ArrayLike, second_side: ArrayLike
) -> ItemFunctioning:
    """Test whether a question works alike for two sides.

    Parameters
    ----------
    answers : array of float, shape (n,)
        Ordered answers to the question; NaN where there is none.
    score : array of float, shape (n,)
        Sum or mean of the person's answers to the scale's other questions; NaN if unknown.
    second_side : array of 0 and 1, shape (n,)
        Which side the person is of.

    Returns
    -------
    ItemFunctioning
        Tests and effect sizes, or the reason why nothing is judged.

    Raises
    ------
    MethodProblem
        Different lengths, text, infinite values, or a side other than 0 and 1.

    Examples
    --------
    >>> score, answers = [1, 2, 3, 4, 2, 1, 4, 3], [1, 2, 2, 3, 2, 1, 3, 1]
    >>> found = item_functioning(answers * 50, score * 50, [0] * 200 + [1] * 200)
    >>> found.first, found.second, found.flagged
    (200, 200, False)
    """
    answer = numbers(answers, "answers", missing=True)
    yardstick = numbers(score, "score", missing=True)
    side = numbers(second_side, "second_side", low=0, high=1)
    same_shape(answer, yardstick, ("answers", "score"))
    same_shape(answer, side, ("answers", "second_side"))
    known = ~(np.isnan(answer) | np.isnan(yardstick))
    answer, yardstick, side = answer[known], yardstick[known], np.round(side[known])
    counts = int((side == 0).sum()), int((side == 1).sum())
    reason = _reason(answer, yardstick, counts)
    if reason:
        return ItemFunctioning(*counts, reason)
    return _judged(answer, (yardstick - yardstick.mean()) / yardstick.std(), side, counts)


def _reason(answer: Array, score: Array, counts: tuple[int, int]) -> str:
    if min(counts) < LEAST_ANSWERS:
        return f"it takes {LEAST_ANSWERS} answers a side"
    if (answer == answer[0]).all():
        return "everybody gave the same answer"
    return "everybody has the same score" if score.std() == 0 else ""


def _judged(answer: Array, score: Array, side: Array, counts: tuple[int, int]) -> ItemFunctioning:
    from scipy.special import chdtrc

    columns = np.column_stack([score, side, score * side])
    fits = [proportional_odds(answer, columns[:, :width]) for width in (1, 2, 3)]
    none, one, two, three = fits[0].null, *(fit.likelihood for fit in fits)
    uniform, nonuniform = max(2 * (two - one), 0.0), max(2 * (three - two), 0.0)
    explained = [_nagelkerke(fit, none, answer.size) for fit in (one, three)]
    return ItemFunctioning(
        *counts,
        "",
        uniform,
        nonuniform,
        uniform + nonuniform,
        float(chdtrc(1, uniform)),
        float(chdtrc(1, nonuniform)),
        float(chdtrc(2, uniform + nonuniform)),
        shift=float(fits[1].slopes[1]),
        mcfadden_change=(one - three) / none,
        nagelkerke_change=explained[1] - explained[0],
    )


def _nagelkerke(likelihood: float, null: float, people: int) -> float:
    gain = 1 - np.exp(2 * (null - likelihood) / people)
    return float(gain / (1 - np.exp(2 * null / people)))
