"""Mantel-Haenszel: do two groups fare differently within departments, districts or years?

Question
--------
Two groups were selected in several strata that select differently. Within the strata, how do their
odds and their rates compare, and could that be chance?

Formula
-------
With a of n₁ selected in the first group and b of n₀ in the second, c and d not selected, T in all:
odds ratio ``Σ(ad/T) / Σ(bc/T)`` with the Robins-Breslow-Greenland interval; risk ratio
``Σ(a n₀/T) / Σ(b n₁/T)`` with the Greenland-Robins interval. Test: ``(|Σ(a - E)| - ½)² / ΣV``
against chi-square with one degree of freedom, and the same without the ½ (which is left out as well
where ``|Σ(a - E)|`` is below it), with E and V of the hypergeometric law.

Exact: given all margins of all strata, the sum of a is a sum of independent hypergeometric counts.
The conditional odds ratio makes its mean what was seen; two-sided p is the sum of all probabilities
not above that of what was seen; the interval holds every odds ratio that leaves at least half of
1 - confidence to each side.

Assumptions
-----------
One common odds ratio (or risk ratio) in all strata. People are separate and within a stratum alike
but for their group. A stratum with one person, with one group only, or where all or none were
selected, tells nothing of odds and adds nothing.

When not to use it
------------------
If strata go in opposite directions, one number hides them: show each. If the strata are themselves
the barrier, comparing within them hides it. An odds ratio is not a ratio of rates: with common
outcomes it lies farther from 1.

References
----------
Mantel & Haenszel (1959), Journal of the National Cancer Institute 22(4), 719-748,
10.1093/jnci/22.4.719.
Robins, Breslow & Greenland (1986), Biometrics 42(2), 311-323, 10.2307/2531052.
Greenland & Robins (1985), Biometrics 41(1), 55-68, 10.2307/2530643.
Bickel, Hammel & O'Connell (1975), Science 187(4175), 398-404, 10.1126/science.187.4175.398.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, exp, log, sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import parts
from thirdspace.methods.rates.level import quantile
from thirdspace.methods.rates.sources import BICKEL
from thirdspace.methods.rates.strata import ExactOdds, exact_odds
from thirdspace.methods.rates.wording import strata_sentence
from thirdspace.methods.registry import Citation, method
from thirdspace.problems import MethodProblem

MANTEL = Citation(
    "Mantel N, Haenszel W (1959). Statistical aspects of the analysis of data from retrospective "
    "studies of disease. Journal of the National Cancer Institute 22(4), 719-748.",
    "10.1093/jnci/22.4.719",
)
ROBINS = Citation(
    "Robins J, Breslow N, Greenland S (1986). Estimators of the Mantel-Haenszel variance "
    "consistent in both sparse data and large-strata limiting models. Biometrics 42(2), 311-323.",
    "10.2307/2531052",
)
GREENLAND = Citation(
    "Greenland S, Robins JM (1985). Estimation of a common effect parameter from sparse follow-up "
    "data. Biometrics 41(1), 55-68.",
    "10.2307/2530643",
)


@dataclass(frozen=True)
class Ratio:
    """A ratio of the first group over the second, from 0 up; None where not defined.

    Parameters
    ----------
    value, low, high : float, optional
        The ratio and its interval; not defined if its upper or lower sum is 0.
    """

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class MantelHaenszel:
    """Two groups compared within strata.

    Parameters
    ----------
    strata, informative : int
        Strata given, and those with two groups and some but not all selected.
    people : int
        People in all strata.
    odds_ratio, risk_ratio : Ratio
        Common odds ratio and risk ratio, first group over second.
    statistic, p : float, optional
        Chi-square without continuity correction; None without an informative stratum.
    statistic_corrected, p_corrected : float, optional
        The same with it.
    exact : ExactOdds, optional
        Conditional odds ratio and exact p; None if not asked for.
    confidence : float
        Share of such intervals that hold.
    """

    strata: int
    informative: int
    people: int
    odds_ratio: Ratio
    risk_ratio: Ratio
    statistic: float | None
    p: float | None
    statistic_corrected: float | None
    p_corrected: float | None
    exact: ExactOdds | None
    confidence: float

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return strata_sentence(self)


@method(
    "rates.mantel-haenszel",
    title="Mantel-Haenszel comparison within strata",
    question="Do two groups fare differently within departments, districts or years?",
    cites=(MANTEL, ROBINS, GREENLAND, BICKEL),
    since="0.1",
)
def mantel_haenszel(
    selected: ArrayLike, total: ArrayLike, *, confidence: float = 0.95, exact: bool = True
) -> MantelHaenszel:
    """Compare two groups within strata.

    Parameters
    ----------
    selected, total : array of int, shape (2, strata)
        How many were selected, of how many, in the first group (first row) and the second.
    confidence : float
        Share of such intervals that hold, between 0 and 1.
    exact : bool
        Whether to compute the conditional odds ratio and exact p, which takes longer.

    Returns
    -------
    MantelHaenszel
        Odds ratio, risk ratio and test; None where not defined.

    Raises
    ------
    MethodProblem
        Not two groups, no stratum, more selected than there are, or (exact) too many people.

    Examples
    --------
    >>> found = mantel_haenszel([[12, 30], [20, 9]], [[20, 80], [50, 30]])
    >>> round(found.odds_ratio.value, 3), round(found.p, 3), round(found.exact.p, 3)
    (1.705, 0.126, 0.172)
    """
    chosen, everyone = parts(selected, total, ("selected", "total"), ndim=2)
    if len(chosen) != 2 or not chosen.shape[1]:
        raise MethodProblem(
            f"“selected” has the shape {chosen.shape}.",
            "Two groups are compared within one stratum or more.",
            "Give two rows, the second being the reference, and a column for each stratum.",
            field="selected",
        )
    z = quantile(confidence)
    table = _Table.of(chosen, everyone)
    deviation, variance = table.deviation()
    corrected = max(0.0, abs(deviation) - 0.5) if abs(deviation) >= 0.5 else abs(deviation)
    statistics = [d * d / variance if variance else None for d in (deviation, corrected)]
    p_values = [None if s is None else erfc(sqrt(s / 2)) for s in statistics]
    return MantelHaenszel(
        strata=chosen.shape[1],
        informative=table.informative(),
        people=int(everyone.sum()),
        odds_ratio=table.odds_ratio(z),
        risk_ratio=table.risk_ratio(z),
        statistic=statistics[0],
        p=p_values[0],
        statistic_corrected=statistics[1],
        p_corrected=p_values[1],
        exact=exact_odds(chosen, everyone, float(confidence)) if exact else None,
        confidence=float(confidence),
    )


@dataclass(frozen=True)
class _Table:
    """Cells of all strata with two people or more, each an array over strata."""

    a: NDArray[np.float64]
    b: NDArray[np.float64]
    n1: NDArray[np.float64]
    n0: NDArray[np.float64]

    @classmethod
    def of(cls, chosen: NDArray[np.int64], everyone: NDArray[np.int64]) -> _Table:
        kept = everyone.sum(axis=0) > 1
        return cls(*chosen[:, kept].astype(float), *everyone[:, kept].astype(float))

    @property
    def people(self) -> NDArray[np.float64]:
        return self.n1 + self.n0

    def informative(self) -> int:
        chosen = self.a + self.b
        varied = (chosen > 0) & (chosen < self.people) & (self.n1 > 0) & (self.n0 > 0)
        return int(varied.sum())

    def deviation(self) -> tuple[float, float]:
        """Return the sums of seen less expected, and of the hypergeometric variance."""
        chosen, people = self.a + self.b, self.people
        expected = self.n1 / people * chosen
        spread = self.n1 / people * (self.n0 / people) * chosen * (people - chosen) / (people - 1)
        return float((self.a - expected).sum()), float(spread.sum())

    def odds_ratio(self, z: float) -> Ratio:
        """Return the odds ratio with the Robins-Breslow-Greenland interval."""
        c, d, people = self.n1 - self.a, self.n0 - self.b, self.people
        p, q = (self.a + d) / people, (self.b + c) / people
        r, s = self.a / people * d, self.b / people * c
        top, bottom = float(r.sum()), float(s.sum())
        if not (top and bottom):
            return _ratio(top, bottom, 0.0)
        variance = (
            float((p * r).sum()) / (2 * top**2)
            + float((p * s + q * r).sum()) / (2 * top * bottom)
            + float((q * s).sum()) / (2 * bottom**2)
        )
        return _ratio(top, bottom, z * sqrt(variance))

    def risk_ratio(self, z: float) -> Ratio:
        """Return the risk ratio with the Greenland-Robins interval."""
        people = self.people
        r, s = self.a / people * self.n0, self.b / people * self.n1
        top, bottom = float(r.sum()), float(s.sum())
        if not (top and bottom):
            return _ratio(top, bottom, 0.0)
        both = self.n1 / people * (self.n0 / people) * (self.a + self.b) - self.a * self.b / people
        return _ratio(top, bottom, z * sqrt(max(0.0, float(both.sum())) / (top * bottom)))


def _ratio(top: float, bottom: float, reach: float) -> Ratio:
    value = top / bottom if bottom else None
    if not (value and reach):
        return Ratio(value, None, None)
    return Ratio(value, exp(log(value) - reach), exp(log(value) + reach))
