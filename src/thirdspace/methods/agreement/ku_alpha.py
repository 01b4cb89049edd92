"""Alpha of one code, kuα: which codes do coders tell from the others?

Question
--------
Where stretches of two coders meet, which codes do they agree on, and which do they confuse?

Formula
-------
``kuα = 1 - Do / De`` for each code k, from the coincidences of cuα (`agreement.cu-alpha`): Do is
the share of l(k) that meets other codes, De that share of e(k). Coverage is the share of the code’s
whole length that meets any code of another coder.

Assumptions
-----------
As uα.

When not to use it
------------------
Few spans of a code make it jump; a code with low coverage was mostly marked by one coder only,
whatever its alpha. It is undefined where a code never meets another coder’s stretch, or where only
this code does.

References
----------
Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50(6), 2347-2364, with the
erratum 50(6), 2365, 10.1007/s11135-015-0266-1.
"""

from __future__ import annotations

from collections.abc import Sequence

from thirdspace.methods.agreement.continuum import Continuum
from thirdspace.methods.agreement.sources import UNITIZING
from thirdspace.methods.agreement.span_result import (
    CodeAgreement,
    CodeAgreements,
    of_code,
    span_agreement,
)
from thirdspace.methods.agreement.tallies import Tallies, tally
from thirdspace.methods.agreement.unitizing import UNDEFINED, code_statistic, unitizing_statistic
from thirdspace.methods.registry import method


@method(
    "agreement.ku-alpha",
    title="Alpha of each code (kuα)",
    question="Which codes do coders tell from the others?",
    cites=(UNITIZING,),
    since="0.1",
)
def ku_alpha(documents: Sequence[Continuum]) -> CodeAgreements:
    """Correct the agreement about each code for chance.

    Parameters
    ----------
    documents : sequence of Continuum
        Each document and the spans of the coders who finished it.

    Returns
    -------
    CodeAgreements
        kuα and coverage of each code, and cuα.

    Raises
    ------
    MethodProblem
        A document or span without length, or spans that overlap or lie outside.

    Examples
    --------
    >>> ana = [(0, 5, "trust"), (5, 9, "time"), (12, 15, "time")]
    >>> ben = [(1, 5, "trust"), (5, 9, "trust"), (12, 16, "time")]
    >>> found = ku_alpha([Continuum(0, 20, {"Ana": ana, "Ben": ben})])
    >>> [(code.code, round(code.value, 3)) for code in found.codes]
    [('time', 0.38), ('trust', 0.4)]
    """
    tallies = tally(documents)
    order = sorted(range(len(tallies.codes)), key=lambda place: str(tallies.codes[place]))
    return CodeAgreements(
        codes=tuple(_of_code(tallies, place) for place in order),
        together=span_agreement(unitizing_statistic(tallies, "coded"), tallies, UNDEFINED["coded"]),
    )


def _of_code(tallies: Tallies, place: int) -> CodeAgreement:
    statistic = code_statistic(tallies, place)
    found = span_agreement(statistic, tallies, UNDEFINED["code"], code=place)
    return of_code(tallies.codes[place], found)
