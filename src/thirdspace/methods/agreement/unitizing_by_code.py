"""Unitizing alpha by code: do coders who may give overlapping codes mark the same stretches?

Question
--------
Where a place may have several codes at once, do coders mark the same stretches with each code?

Formula
-------
Each code is a continuum of its own, coded or gap. Its alpha is the binary uα
(`agreement.unitizing-alpha`) of that continuum; all together is the binary uα of the continua of
all codes laid end to end. Overlapping spans of one coder and code are joined; touching ones are
not.

Assumptions
-----------
As uα. Codes are judged one at a time: nothing is said about which codes are confused.

When not to use it
------------------
If no coder’s spans overlap, uα and kuα say more. A rare code is nearly all gap; its alpha rests on
few spans.

References
----------
Krippendorff, Mathet, Bouvry & Widlöcher (2016), Quality & Quantity 50(6), 2347-2364, with the
erratum 50(6), 2365, 10.1007/s11135-015-0266-1.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

import numpy as np

from thirdspace.methods.agreement.continuum import Continuum, Layer, read_layers
from thirdspace.methods.agreement.sources import UNITIZING
from thirdspace.methods.agreement.span_result import (
    CodeAgreements,
    SpanAgreement,
    of_code,
    span_agreement,
)
from thirdspace.methods.agreement.tallies import Tallies, laid_end_to_end, tally, tally_layers
from thirdspace.methods.agreement.unitizing import UNDEFINED, unitizing_statistic
from thirdspace.methods.registry import method


@method(
    "agreement.unitizing-by-code",
    title="Unitizing alpha by code",
    question="Do coders mark the same stretches, if codes may overlap?",
    cites=(UNITIZING,),
    since="0.1",
)
def unitizing_by_code(documents: Sequence[Continuum]) -> CodeAgreements:
    """Correct the agreement about the stretches of each code for chance.

    Parameters
    ----------
    documents : sequence of Continuum
        Each document and the spans of the coders who finished it; spans may overlap.

    Returns
    -------
    CodeAgreements
        Binary uα and coverage of each code, and of all together.

    Raises
    ------
    MethodProblem
        A document or span without length, or spans outside their document.

    Examples
    --------
    >>> ana = [(0, 6, "trust"), (4, 9, "time")]
    >>> ben = [(0, 6, "trust"), (5, 9, "time")]
    >>> found = unitizing_by_code([Continuum(0, 20, {"Ana": ana, "Ben": ben})])
    >>> [(code.code, round(code.value, 2)) for code in found.codes]
    [('time', 0.86), ('trust', 1.0)]
    """
    by_code = tallies_by_code(documents)
    return CodeAgreements(
        codes=tuple(of_code(code, _binary(found)) for code, found in by_code.items()),
        together=replace(_binary(pooled(by_code, documents)), codes=len(by_code)),
    )


def tallies_by_code(documents: Sequence[Continuum]) -> dict[Hashable, Tallies]:
    """Sum up each code’s own continua, in order of the codes’ names."""
    layers, numbers = read_layers(documents, overlap=True)
    return {
        code: tally_layers(
            documents,
            [[_only(layer, numbers[code]) for layer in found] for found in layers],
            (code,),
        )
        for code in sorted(numbers, key=str)
    }


def pooled(by_code: dict[Hashable, Tallies], documents: Sequence[Continuum]) -> Tallies:
    """Lay the continua of all codes end to end; without a code, there are only gaps."""
    return laid_end_to_end([*by_code.values()] or [tally(documents)])


def _binary(tallies: Tallies) -> SpanAgreement:
    return span_agreement(unitizing_statistic(tallies, "binary"), tallies, UNDEFINED["binary"])


def _only(layer: Layer, code: int) -> Layer:
    """Keep the spans of one code; those that overlap become one."""
    mine = layer.codes == code
    starts, ends = layer.starts[mine], layer.ends[mine]
    reach = np.maximum.accumulate(ends)
    opens = np.append(True, starts[1:] >= reach[:-1])[: len(starts)]
    closes = np.append(opens[1:], True)[: len(starts)]
    return Layer(starts[opens], reach[closes], np.zeros(int(opens.sum()), dtype=np.int64))
