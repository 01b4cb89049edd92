"""The one sentence that each result of agreement says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from thirdspace.methods.words import counted, joined, percent

if TYPE_CHECKING:
    from thirdspace.methods.agreement.interval import AgreementInterval
    from thirdspace.methods.agreement.report import AgreementReport
    from thirdspace.methods.agreement.result import Agreement
    from thirdspace.methods.agreement.span_result import (
        CodeAgreement,
        CodeAgreements,
        SpanAgreement,
    )

    Estimate: TypeAlias = Agreement | SpanAgreement

FEW = 20


def estimate_sentence(found: Estimate, bootstrap: str) -> str:
    """Return “Scott’s pi is 0.34: 2 coders, 100 units coded by two or more, 200 ratings; …”"""
    limits = "" if found.reason else f"no interval: {bootstrap} gives one"
    return joined(f"{stated(found)}: {found.basis}", limits)


def stated(found: Estimate) -> str:
    """Return the value, or why there is none."""
    if found.value is None:
        return f"{found.coefficient} is undefined, because {found.reason}"
    return f"{found.coefficient} is {shown(found.value)}"


def unit_basis(found: Agreement) -> str:
    """Return what a coefficient for given units rests on."""
    alone = f", {counted(found.alone, 'more unit')} coded by one only" if found.alone else ""
    return (
        f"{counted(found.coders, 'coder')}, {counted(found.units, 'unit')} coded by two or more, "
        f"{counted(found.ratings, 'rating')}{alone}"
    )


def span_basis(found: SpanAgreement) -> str:
    """Return what a coefficient for spans rests on."""
    left_out = (
        f", {counted(found.left_out, 'document')} that fewer than two coders finished left out"
        if found.left_out
        else ""
    )
    coverage = f", {_coverage(found.coverage, 'the coded')}" if found.coverage is not None else ""
    return (
        f"{counted(found.coders, 'coder')}, {counted(found.documents, 'document')}, "
        f"{counted(found.spans, 'span')}{coverage}{left_out}"
    )


def code_sentence(found: CodeAgreement) -> str:
    """Return “Code “5”: alpha is 1.00; 44% of its length meets a code of another coder.”"""
    value = f"undefined, because {found.reason}" if found.value is None else f"{shown(found.value)}"
    coverage = "" if found.coverage is None else _coverage(found.coverage, "its")
    return joined(f"code “{found.code}”: alpha is {value}", coverage)


def codes_sentence(found: CodeAgreements) -> str:
    """Return “7 codes, defined for 6, lowest 0.00 for “2”; all together: …”"""
    known = [(code.value, str(code.code)) for code in found.codes if code.value is not None]
    lowest = f", lowest {shown(min(known)[0])} for “{min(known)[1]}”" if known else ""
    return joined(
        f"{counted(len(found.codes), 'code')}, defined for {len(known)}{lowest}",
        f"all together: {stated(found.together)}: {found.together.basis}",
        "one code rests on few spans, so read it as a hint where to look",
    )


def interval_sentence(found: AgreementInterval) -> str:
    """Return “Scott’s pi is 0.34 (95% interval 0.18 to 0.51): 2 coders, …; 1,000 draws of …”"""
    if found.reason:
        why = f"no interval, because {found.reason}" if found.estimate.value is not None else ""
        return joined(f"{stated(found.estimate)}: {found.estimate.basis}", why)
    return joined(
        f"{stated(found.estimate)} {interval_shown(found)}: {found.estimate.basis}",
        f"below .667 in {_chance(found.misses_667)} of draws, below .800 in "
        f"{_chance(found.misses_800)}",
        "every draw gave the same, which is no certainty" if found.low == found.high else "",
        _draws(found),
        f"few {found.drawn}, so the interval is rough" if found.of < FEW else "",
    )


def report_sentence(found: AgreementReport) -> str:
    """Return the coefficients side by side, and why they differ if they do."""
    parts = (found.percent, found.kappa, found.ac, found.alpha)
    said = ", ".join(f"{stated(part.estimate)} {interval_shown(part)}".rstrip() for part in parts)
    return joined(
        f"{said}: {found.percent.estimate.basis}",
        f"one code makes {percent(found.commonest)} of ratings, so kappa and alpha are low though "
        "most agree"
        if found.paradox and found.commonest is not None
        else "",
        _draws(found.percent),
        f"few {found.alpha.drawn}, so intervals are rough" if found.alpha.of < FEW else "",
    )


def interval_shown(found: AgreementInterval) -> str:
    """Return “(95% interval 0.18 to 0.51)”, or nothing."""
    if found.low is None or found.high is None:
        return ""
    level = f"{100 * found.level:.4g}%"
    return f"({level} interval {shown(found.low)} to {shown(found.high)})"


def shown(value: float) -> str:
    """Return a coefficient with two decimals, never 1.00 for less than 1."""
    return f"{value:.2f}" if value == 1 or abs(value) < 0.995 else f"{value:.4f}"


def _coverage(share: float, whose: str) -> str:
    return f"{percent(share)} of {whose} length meets a code of another coder"


def _draws(found: AgreementInterval) -> str:
    undefined = f", {found.undefined} of them undefined" if found.undefined else ""
    return f"{found.replicates:,} draws of {found.of} {found.drawn}{undefined}, seed {found.seed}"


def _chance(share: float | None) -> str:
    """Return a share of draws; a small one is not none."""
    return "less than 1%" if share is not None and 0 < share < 0.01 else percent(share or 0)
