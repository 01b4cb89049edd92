"""Unitizing alpha, uα: do coders mark the same stretches of text with the same codes?

Question
--------
Do coders who chose the stretches themselves agree on where they are and on their codes?

Formula
-------
``uα = 1 - Do / De`` on a continuum of which every place is coded or a gap. With m coders, l(c, k)
is the length on which one coder has c and another k, over all ordered pairs of coders, divided by m
- 1. Do is the sum of l(c, k) over different c and k, gaps being one of them. De is the sum of
``e(c, k) = l (l(c) l(k) - [c = k] S(c)) / (l² - S)``; l(c) and l are totals; S(c) sums the squared
lengths of a code’s spans, for gaps their length; S sums all. Form `nominal` tells codes apart,
`binary` only coded from gap. Documents are laid end to end.

Assumptions
-----------
Coders worked alone, from written instructions. A coder’s spans don’t overlap. Every document counts
that two or more coders finished, also where a coder marked nothing. Lengths are in the unit of the
analysis (characters, sentences): a gap can be split at any unit, so a coarser unit changes uα a
little. Touching spans of one code are two spans.

When not to use it
------------------
Units given beforehand (turns, survey answers): take `agreement.krippendorff-alpha`. Overlapping
codes: take `agreement.unitizing-by-code`. Short marks in long texts are mostly gap: look at cuα and
coverage as well. Other tools compute other forms (1995, 2004) and get other numbers: name this as
the form of 2016.

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
from thirdspace.methods.inputs import chosen
from thirdspace.methods.registry import method

FORMS = ("nominal", "binary")


@method(
    "agreement.unitizing-alpha",
    title="Unitizing alpha (uα)",
    question="Do coders mark the same stretches of text with the same codes?",
    cites=(UNITIZING,),
    since="0.1",
)
def unitizing_alpha(documents: Sequence[Continuum], *, form: str = "nominal") -> SpanAgreement:
    """Correct agreement about stretches and codes for chance.

    Parameters
    ----------
    documents : sequence of Continuum
        Each document and the spans of the coders who finished it.
    form : str
        nominal tells codes apart; binary only coded from not coded.

    Returns
    -------
    SpanAgreement
        uα, what it rests on, and why it is undefined if it is.

    Raises
    ------
    MethodProblem
        A document or span without length, spans that overlap or lie outside, or an unknown form.

    Examples
    --------
    >>> text = Continuum(0, 20, {"Ana": [(2, 8, "trust")], "Ben": [(2, 6, "trust")]})
    >>> round(unitizing_alpha([text]).value, 3)
    0.747
    """
    tallies = tally(documents)
    chosen(form, FORMS, "form")
    return span_agreement(unitizing_statistic(tallies, form), tallies, UNDEFINED[form])
