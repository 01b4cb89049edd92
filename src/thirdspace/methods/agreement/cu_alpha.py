"""Alpha of coded stretches, cuα: where two coders both marked something, do the codes agree?

Question
--------
Where two coders both marked something, did they give it the same code?

Formula
-------
As uα (`agreement.unitizing-alpha`), without gaps: l(c, k) counts only places that both coders
coded. l(c) and l are sums of these. S(c) sums, over the spans of c, the square of the part of the
span that counts: its length times the share of the other coders who coded that place.

This S(c) was chosen because it gives the published .724 of the worked example of 2016 and the
reference values for cuα and kuα; the whole squared length (.739) or none (.700) does not.

Assumptions
-----------
As uα. It does not change if all lengths are multiplied.

When not to use it
------------------
Never alone: it ignores all that only one coder marked. Look at its coverage, the share of the coded
length that meets a code of another coder, and at uα.

References
----------
Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50(6), 2347-2364, with the
erratum 50(6), 2365, 10.1007/s11135-015-0266-1.
"""

from __future__ import annotations

from collections.abc import Sequence

from thirdspace.methods.agreement.continuum import Continuum
from thirdspace.methods.agreement.sources import UNITIZING
from thirdspace.methods.agreement.span_result import SpanAgreement, span_agreement
from thirdspace.methods.agreement.tallies import tally
from thirdspace.methods.agreement.unitizing import UNDEFINED, unitizing_statistic
from thirdspace.methods.registry import method


@method(
    "agreement.cu-alpha",
    title="Alpha of coded stretches (cuα)",
    question="Where two coders both marked something, did they give it the same code?",
    cites=(UNITIZING,),
    since="0.1",
)
def cu_alpha(documents: Sequence[Continuum]) -> SpanAgreement:
    """Correct agreement about the codes of stretches that both coded for chance.

    Parameters
    ----------
    documents : sequence of Continuum
        Each document and the spans of the coders who finished it.

    Returns
    -------
    SpanAgreement
        cuα, what it rests on, and why it is undefined if it is.

    Raises
    ------
    MethodProblem
        A document or span without length, or spans that overlap or lie outside.

    Examples
    --------
    >>> ana = [(0, 5, "trust"), (5, 9, "time"), (12, 15, "time")]
    >>> ben = [(1, 5, "trust"), (5, 9, "trust"), (12, 16, "time")]
    >>> round(cu_alpha([Continuum(0, 20, {"Ana": ana, "Ben": ben})]).value, 3)
    0.391
    """
    tallies = tally(documents)
    return span_agreement(unitizing_statistic(tallies, "coded"), tallies, UNDEFINED["coded"])
