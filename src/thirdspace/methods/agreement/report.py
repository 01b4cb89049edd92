"""Report of agreement: what should be said of a round of coding?

Question
--------
How well do coders agree: by percent, corrected for chance, and how sure is it?

Formula
-------
Four coefficients of the same ratings with one interval each, from the same draws
(`agreement.bootstrap`): percent agreement; a kappa (Cohen’s for two coders, Conger’s for more,
Fleiss’ where only counts are known); Gwet’s AC1, or AC2 with weights; Krippendorff’s alpha.

Assumptions
-----------
As each of them. The units are a fair sample of what is coded.

When not to use it
------------------
Stretches that coders chose themselves: take `agreement.unitizing-alpha`. Don’t pick the highest of
the four; say beforehand which one decides.

The paradox
-----------
With one very common code, nearly all may agree while kappa and alpha are near 0 (Feinstein &
Cicchetti 1990): by chance, too, nearly all would agree. The report says so where AC1 is .2 or more
above kappa.

References
----------
Feinstein & Cicchetti (1990), Journal of Clinical Epidemiology 43(6), 543-549,
10.1016/0895-4356(90)90158-L.
Zapf, Castell, Morawietz & Karch (2016), BMC Medical Research Methodology 16, 93,
10.1186/s12874-016-0200-9.
Artstein & Poesio (2008), Computational Linguistics 34(4), 555-596, 10.1162/coli.07-034-R2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from thirdspace.methods.agreement.bootstrap import groups_of, what_is_drawn
from thirdspace.methods.agreement.coefficients import ALPHA, make_statistic
from thirdspace.methods.agreement.interval import AgreementInterval, interval_of
from thirdspace.methods.agreement.ratings import Coding, Ratings, read_ratings
from thirdspace.methods.agreement.resampling import plan, resample
from thirdspace.methods.agreement.result import agreement_of
from thirdspace.methods.agreement.sources import ARTSTEIN, FEINSTEIN, ZAPF
from thirdspace.methods.agreement.weights import Weights
from thirdspace.methods.agreement.wording import report_sentence
from thirdspace.methods.registry import method

PARADOX = 0.2


@dataclass(frozen=True)
class AgreementReport:
    """Four coefficients of the same ratings, side by side.

    Parameters
    ----------
    percent, kappa, ac, alpha : AgreementInterval
        Each with its interval.
    commonest : float, optional
        Share of the most common code in ratings of units that two or more coded.
    paradox : bool
        AC is .2 or more above kappa.
    """

    percent: AgreementInterval
    kappa: AgreementInterval
    ac: AgreementInterval
    alpha: AgreementInterval
    commonest: float | None
    paradox: bool

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return report_sentence(self)


@method(
    "agreement.report",
    title="Report of agreement",
    question="How well do coders agree, and how sure is it?",
    cites=(FEINSTEIN, ZAPF, ARTSTEIN),
    since="0.1",
)
def report(
    ratings: Coding,
    *,
    metric: str = "nominal",
    weights: Weights = "unweighted",
    categories: Sequence[Any] | None = None,
    groups: Sequence[Any] | None = None,
    replicates: int = 1000,
    level: float = 0.95,
    seed: int = 1,
) -> AgreementReport:
    """Put percent agreement, kappa, AC and alpha side by side, with intervals.

    Parameters
    ----------
    ratings : table of codes, shape (coders, units), or Counts
        Codes of any kind, None or NaN where a coder did not code a unit.
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
    AgreementReport
        The four, and whether one common code sets them apart.

    Raises
    ------
    MethodProblem
        As `bootstrap`.

    Examples
    --------
    >>> ana = ["y"] * 87 + ["n"] * 13
    >>> ben = ["y"] * 80 + ["n"] * 7 + ["y"] * 8 + ["n"] * 5
    >>> found = report([ana, ben])
    >>> found.percent.estimate.value, round(found.kappa.estimate.value, 2), found.paradox
    (0.85, 0.31, True)
    """
    read = read_ratings(ratings, categories)
    chosen = plan(replicates, level, seed)
    drawn = groups_of(read, groups)
    statistics = [
        make_statistic("percent", read, metric="nominal", weights=weights),
        make_statistic(_kappa(read), read, metric="nominal", weights=weights),
        make_statistic("gwet-ac", read, metric="nominal", weights=weights),
        make_statistic(ALPHA, read, metric=metric, weights="unweighted"),
    ]
    percent, kappa, ac, alpha = (
        interval_of(agreement_of(one, read), values, chosen, **what_is_drawn(drawn, groups))
        for one, values in zip(statistics, resample(statistics, drawn, chosen), strict=True)
    )
    apart = (ac.estimate.value or 0) - (kappa.estimate.value or 0)
    paradox = kappa.estimate.value is not None and apart >= PARADOX
    return AgreementReport(percent, kappa, ac, alpha, _commonest(read), paradox)


def _kappa(ratings: Ratings) -> str:
    if ratings.codes is None:
        return "fleiss-kappa"
    return "cohen-kappa" if ratings.coders <= 2 else "conger-kappa"


def _commonest(ratings: Ratings) -> float | None:
    totals = ratings.paired @ ratings.counts
    return float(totals.max() / totals.sum()) if totals.any() else None
