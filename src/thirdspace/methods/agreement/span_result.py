"""What a coefficient for unitizing returns."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from math import isfinite

from thirdspace.methods.agreement.statistic import Statistic
from thirdspace.methods.agreement.tallies import Tallies
from thirdspace.methods.agreement.wording import (
    code_sentence,
    codes_sentence,
    estimate_sentence,
    span_basis,
)


@dataclass(frozen=True)
class SpanAgreement:
    """A coefficient of agreement between coders about stretches of text and their codes.

    Parameters
    ----------
    coefficient : str
        Its name and form.
    value : float, optional
        1 is perfect, 0 is what chance gives, None is undefined.
    observed, expected : float, optional
        Disagreement seen and expected by chance; the value is 1 - observed / expected.
    documents, left_out : int
        Documents that two or more coders finished, and the others.
    coders, spans, codes : int
        Coders, spans and different codes in these documents.
    coverage : float, optional
        Share of the coded length that meets a code of another coder.
    reason : str
        Why it is undefined; empty if it is defined.
    """

    coefficient: str
    value: float | None
    observed: float | None
    expected: float | None
    documents: int
    left_out: int
    coders: int
    spans: int
    codes: int
    coverage: float | None
    reason: str

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return estimate_sentence(self, "agreement.unitizing-bootstrap")

    @property
    def basis(self) -> str:
        """Say what it rests on."""
        return span_basis(self)


@dataclass(frozen=True)
class CodeAgreement:
    """Agreement about one code.

    Parameters
    ----------
    code : str
        The code.
    value : float, optional
        1 is perfect, 0 is what chance gives, None is undefined.
    coverage : float, optional
        Share of its length that meets a code of another coder (by code: the same one); None if it
        has no length.
    reason : str
        Why the value is undefined; empty if it is defined.
    """

    code: Hashable
    value: float | None
    coverage: float | None
    reason: str

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return code_sentence(self)


@dataclass(frozen=True)
class CodeAgreements:
    """Agreement about each code, and about all.

    Parameters
    ----------
    codes : tuple of CodeAgreement
        Each code, in order of its name.
    together : SpanAgreement
        All codes: for kuα the cuα, by code the alpha over all codes’ continua.
    """

    codes: tuple[CodeAgreement, ...]
    together: SpanAgreement

    @property
    def sentence(self) -> str:
        """Say in one plain sentence what was found."""
        return codes_sentence(self)


def span_agreement(
    statistic: Statistic, tallies: Tallies, undefined: str, *, code: int | None = None
) -> SpanAgreement:
    """Compute a coefficient, of all codes or of one.

    `undefined` says why, if chance leaves nothing to compare with.
    """
    value, observed, expected, reason = _judge(statistic, tallies, undefined)
    columns = slice(len(tallies.codes)) if code is None else slice(code, code + 1)
    lengths = tallies.length[:, columns].sum(axis=0)
    met = float(tallies.met[:, columns].sum())
    return SpanAgreement(
        coefficient=statistic.name,
        value=value,
        observed=observed,
        expected=expected,
        documents=tallies.documents,
        left_out=tallies.left_out,
        coders=tallies.coders,
        spans=tallies.spans,
        codes=int((lengths > 0).sum()),
        coverage=met / float(lengths.sum()) if lengths.any() else None,
        reason=reason,
    )


def of_code(code: Hashable, found: SpanAgreement) -> CodeAgreement:
    """Keep what matters of one code among others."""
    return CodeAgreement(code, found.value, found.coverage, found.reason)


def _judge(
    statistic: Statistic, tallies: Tallies, undefined: str
) -> tuple[float | None, float | None, float | None, str]:
    if not tallies.documents:
        return None, None, None, "no document was finished by two coders"
    if not tallies.spans:
        return None, None, None, "nothing was coded"
    observed, expected = statistic.estimate()
    seen, chance = (number if isfinite(number) else None for number in (observed, expected))
    if seen is None:
        return None, seen, chance, "no coded stretch meets one of another coder"
    if not chance:
        return None, seen, chance, undefined
    return 1 - seen / chance, seen, chance, ""
