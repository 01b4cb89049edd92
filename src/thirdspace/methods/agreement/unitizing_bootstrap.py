"""Bootstrap of unitizing: how far would uα or cuα move with other documents?

Question
--------
How sure is a coefficient for unitizing, and how likely does it miss what is commonly demanded?

Formula
-------
Documents that two or more coders finished are drawn with replacement, as many as there are, again
and again; the coefficient is taken anew of each draw. The interval goes from the 2.5% to the 97.5%
point of the draws; the shares of draws below .667 and .800 tell how likely the coefficient misses
them. Draws in which it is undefined are counted and left out.

Assumptions
-----------
The documents are a fair sample, independent of each other. The coders stay the same.

When not to use it
------------------
One document can’t show how documents differ; under about twenty the interval is rough, and mostly
too narrow.

References
----------
Efron (1979), Annals of Statistics 7(1), 1-26, 10.1214/aos/1176344552.
Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50(6), 2347-2364, with the
erratum 50(6), 2365, 10.1007/s11135-015-0266-1.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from thirdspace.methods.agreement.continuum import Continuum
from thirdspace.methods.agreement.interval import AgreementInterval, interval_of
from thirdspace.methods.agreement.resampling import plan, resample
from thirdspace.methods.agreement.sources import EFRON, UNITIZING
from thirdspace.methods.agreement.span_result import span_agreement
from thirdspace.methods.agreement.tallies import Tallies, tally
from thirdspace.methods.agreement.unitizing import UNDEFINED, code_statistic, unitizing_statistic
from thirdspace.methods.agreement.unitizing_by_code import pooled, tallies_by_code
from thirdspace.methods.inputs import chosen
from thirdspace.methods.registry import method
from thirdspace.problems import MethodProblem

FORMS = ("nominal", "binary", "coded", "by-code")


@method(
    "agreement.unitizing-bootstrap",
    title="Bootstrap of unitizing",
    question="How sure is a coefficient for unitizing?",
    cites=(EFRON, UNITIZING),
    since="0.1",
)
def unitizing_bootstrap(
    documents: Sequence[Continuum],
    *,
    form: str = "nominal",
    code: Hashable | None = None,
    replicates: int = 1000,
    level: float = 0.95,
    seed: int = 1,
) -> AgreementInterval:
    """Take the interval of a coefficient for unitizing from draws of documents.

    Parameters
    ----------
    documents : sequence of Continuum
        Each document and the spans of the coders who finished it.
    form : str
        nominal or binary uα; coded for cuα; by-code where spans may overlap.
    code : code, optional
        With coded or by-code: the alpha of this code only.
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
        What the coefficient refuses, a code that nobody used or that does not go with the form, or
        a plan of draws that makes no sense.

    Examples
    --------
    >>> agreed = Continuum(0, 20, {"Ana": [(2, 8, "trust")], "Ben": [(2, 8, "trust")]})
    >>> apart = Continuum(0, 20, {"Ana": [(2, 8, "trust")], "Ben": [(6, 12, "trust")]})
    >>> found = unitizing_bootstrap([agreed, apart, agreed], seed=3)
    >>> round(found.estimate.value, 2), round(found.low, 2), found.high
    (0.69, 0.07, 1.0)
    """
    drawing = plan(replicates, level, seed)
    tallies, place = _tallies(documents, chosen(form, FORMS, "form"), code)
    if place is None:
        shape = "binary" if form == "by-code" else form
        statistic, undefined = unitizing_statistic(tallies, shape), UNDEFINED[shape]
    else:
        statistic, undefined = code_statistic(tallies, place), UNDEFINED["code"]
    (values,) = resample([statistic], np.arange(tallies.documents), drawing)
    estimate = span_agreement(statistic, tallies, undefined, code=place)
    return interval_of(estimate, values, drawing, drawn="documents", of=tallies.documents)


def _tallies(
    documents: Sequence[Continuum], form: str, code: Hashable | None
) -> tuple[Tallies, int | None]:
    """Return the sums, and the place of the code if only that one is asked for."""
    if form == "by-code":
        by_code = tallies_by_code(documents)
        if code is None:
            return pooled(by_code, documents), None
        return by_code[_used(code, tuple(by_code))], None
    tallies = tally(documents)
    if code is None:
        return tallies, None
    if form != "coded":
        raise _no_code(code, f"The form {form} takes all codes together.")
    return tallies, tallies.codes.index(_used(code, tallies.codes))


def _used(code: Hashable, codes: tuple[Hashable, ...]) -> Hashable:
    if code not in codes:
        raise _no_code(code, "Nobody used it.")
    return code


def _no_code(code: Hashable, why: str) -> MethodProblem:
    return MethodProblem(
        f"There is no alpha of the code “{code}” here.",
        why,
        "Leave “code” out, or take coded or by-code and a code that was used.",
        field="code",
    )
