"""Autocorrelation: do neighbors in time resemble each other too much for a control chart?

Question
--------
Is this measure's value tied to the one before it, so that limits and run tests mislead?

Formula
-------
r = Σ d(t) d(t+1) / Σ d(t)², where d is the distance from the mean, over neighbors that were both
measured; with gaps the sum over the pairs that are left is scaled up to n − 1 pairs. For n
independent normal values its expected value is −1/n, and its standard error is exact too: without
gaps (n − 2) / (n √(n − 1)), with gaps from the pairs that are left. Values are called tied
(*positive* or *negative*) if r lies more than 1.96 standard errors from −1/n. If they are not, and
even a true correlation of 0.5 would be missed more often than seen, nothing can be told: with a
correlation ρ, r comes out near ρ − (1 + 4ρ) / n, so that takes about 21 values.

Moving ranges of tied values are too small: limits from them are about √(1 − r) times as wide as
they should be.

Assumptions
-----------
One value for each period, periods of one length. Standard errors are those of roughly normal values
without a change of level.

When not to use it
------------------
A shift, trend or season ties neighbors as well: a high r does not tell which it is. Take out known
shifts first (`autocorrelation_of` a chart with phases does), and look at the same week of last year
or at the network-adjusted chart.

References
----------
Moran (1948), Some theorems on time series II: the significance of the serial correlation
coefficient, Biometrika 35(3-4), 255-260, 10.1093/biomet/35.3-4.255.
Bartlett (1946), On the theoretical specification and sampling properties of autocorrelated
time-series, Supplement to the Journal of the Royal Statistical Society 8(1), 27-41,
10.2307/2983611.
Kendall (1954), Note on bias in the estimation of autocorrelation, Biometrika 41(3-4), 403-404,
10.1093/biomet/41.3-4.403.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isclose, sqrt
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import numbers
from thirdspace.methods.registry import Citation, method
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.words import counted, joined, percent

MORAN = Citation(
    "Moran PAP (1948). Some theorems on time series II: the significance of the serial correlation "
    "coefficient. Biometrika 35(3-4), 255-260.",
    "10.1093/biomet/35.3-4.255",
)
BARTLETT = Citation(
    "Bartlett MS (1946). On the theoretical specification and sampling properties of "
    "autocorrelated time-series. Supplement to the Journal of the Royal Statistical Society 8(1), "
    "27-41.",
    "10.2307/2983611",
)
KENDALL = Citation(
    "Kendall MG (1954). Note on bias in the estimation of autocorrelation. Biometrika 41(3-4), "
    "403-404.",
    "10.1093/biomet/41.3-4.403",
)

Verdict = Literal["positive", "negative", "not seen", "can’t tell"]
REACH = 1.96
WORTH_SEEING = 0.5


@dataclass(frozen=True)
class Autocorrelation:
    """How values are tied to the ones before them.

    Parameters
    ----------
    n, pairs : int
        Values measured, and neighbors that were both measured.
    r : float, optional
        Lag-1 autocorrelation; None with fewer than three values or pairs, or if all are equal.
    expected, standard_error : float, optional
        What independent values would give, and how far they stray from it; None where r is.
    verdict : str
        ``positive``, ``negative``, ``not seen`` or ``can’t tell``.
    """

    n: int
    pairs: int
    r: float | None
    expected: float | None
    standard_error: float | None
    verdict: Verdict

    @property
    def limits_width(self) -> float | None:
        """Return the width of limits from moving ranges, as a share of what it should be."""
        return None if self.r is None else sqrt(max(1 - self.r, 0))

    @property
    def sentence(self) -> str:
        """Say in one plain sentence whether the chart can be trusted."""
        if self.r is None or self.standard_error is None or self.limits_width is None:
            return joined(
                f"nothing can be told about ties between {counted(self.n, 'value')}: "
                "fewer than three neighbors, or all are equal"
            )
        said = {
            "positive": "neighbors are alike, limits are about "
            f"{percent(max(1 - self.limits_width, 0))} too narrow and signals too many",
            "negative": "neighbors alternate, limits are too wide and signals too few",
            "not seen": "no sign that values are tied to the ones before them",
            "can’t tell": "too few values to tell whether neighbors are tied",
        }[self.verdict]
        return joined(
            said,
            f"lag-1 correlation {self.r:.2f}, standard error {self.standard_error:.2f}, "
            f"{counted(self.n, 'value')}",
        )


@method(
    "spc.autocorrelation",
    title="Lag-1 autocorrelation",
    question="Are values tied to the ones before them, so that a control chart misleads?",
    cites=(MORAN, BARTLETT, KENDALL),
    since="0.1",
)
def autocorrelation(y: ArrayLike) -> Autocorrelation:
    """Measure how each value is tied to the one before it.

    Parameters
    ----------
    y : array of float, shape (n,)
        Values in order of time, in any unit; NaN where one is missing.

    Returns
    -------
    Autocorrelation
        The correlation with its standard error and a verdict.

    Raises
    ------
    MethodProblem
        Something that is not a row of numbers.

    Examples
    --------
    >>> found = autocorrelation([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16])
    >>> round(found.r, 2), round(found.standard_error, 3), found.verdict
    (0.81, 0.226, 'positive')
    """
    values = numbers(y, "y", missing=True)
    known = ~np.isnan(values)
    n, pairs = int(known.sum()), int((known[1:] & known[:-1]).sum())
    center = float(values[known].mean()) if n else 0.0
    distance = np.where(known, values - center, 0.0)
    largest = float(np.abs(values[known]).max()) if n else 0.0
    if min(n, pairs) < 3 or isclose(float(np.abs(distance).max()), 0, abs_tol=1e-12 * largest):
        return Autocorrelation(n, pairs, None, None, None, "can’t tell")
    scaled = distance / np.abs(distance).max()
    tied = float(scaled[1:] @ scaled[:-1]) * (n - 1) / pairs
    r, expected = tied / float(scaled @ scaled), -1 / n
    error = _standard_error(known, n, pairs)
    return Autocorrelation(n, pairs, r, expected, error, _verdict(r, expected, error))


def autocorrelation_of(chart: ControlChart) -> Autocorrelation:
    """Measure how a chart's points are tied, about the center of their own phase.

    Points left out by choice count as gaps, and neighbors in different phases are no pair.

    Examples
    --------
    >>> from thirdspace.methods.spc import i_chart
    >>> autocorrelation_of(i_chart([3, 5, 3, 5, 3, 9, 7, 9, 7, 9], screen_mr=False, part=[5])).pairs
    8
    """
    phase = np.asarray(chart.phase)
    residual = np.asarray(chart.values) - np.asarray(chart.center)
    residual[np.asarray(chart.excluded)] = np.nan
    starts = np.flatnonzero(np.diff(phase)) + 1
    return autocorrelation(np.insert(residual, starts, np.nan))


def _standard_error(known: NDArray[np.bool_], n: int, pairs: int) -> float:
    """Return the exact standard error for independent normal values at these places.

    r is a ratio of quadratic forms and independent of its denominator, so its second moment is the
    ratio of theirs: x′Bx with B the centered matrix of pairs, over that of Σ d².
    """
    neighbors = np.zeros(known.size)
    both = known[1:] & known[:-1]
    neighbors[1:] += both
    neighbors[:-1] += both
    trace_of_square = pairs / 2 - float(np.sum(neighbors**2)) / (2 * n) + (pairs / n) ** 2
    second = (2 * trace_of_square + (pairs / n) ** 2) * ((n - 1) / pairs) ** 2
    return sqrt(max(second / ((n - 1) * (n + 1)) - 1 / n**2, 0))


def _verdict(r: float, expected: float, error: float) -> Verdict:
    if r > expected + REACH * error:
        return "positive"
    if r < expected - REACH * error:
        return "negative"
    would_show = WORTH_SEEING + (1 + 4 * WORTH_SEEING) * expected
    return "can’t tell" if would_show < expected + REACH * error else "not seen"
