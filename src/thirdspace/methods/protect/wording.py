"""The sentences that the results of protect say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.words import counted

if TYPE_CHECKING:
    from thirdspace.methods.protect.audit import Audit
    from thirdspace.methods.protect.differencing import Differencing
    from thirdspace.methods.protect.end_coding import CodedShare
    from thirdspace.methods.protect.percent_bands import PercentBand
    from thirdspace.methods.protect.reveal_groups import RevealGroups
    from thirdspace.methods.protect.rounding import Rounded
    from thirdspace.methods.protect.suppression import Suppression
    from thirdspace.methods.protect.survey_groups import SurveyGroups


def reveal_sentence(found: RevealGroups) -> str:
    """Return “17 answers; shown: District alone (6), State with University (11).”"""
    if not found.total:
        return "Nothing yet: nobody has answered."
    if not found.groups:
        return f"Nothing is shown: {counted(found.total, 'answer')}, and it takes {found.k}."
    shown = (
        f"{' with '.join(group)}{' alone' if len(group) == 1 else ''} ({answers})"
        for group, answers in zip(found.groups, found.answers, strict=True)
    )
    return f"{counted(found.total, 'answer')}; shown: {', '.join(shown)}."


def audit_sentence(found: Audit) -> str:
    """Return “5 cells, 2 hidden, 1 small; no small count can be worked out.”"""
    size = f"{counted(found.cells, 'cell')}, {len(found.ranges)} hidden, {len(found.small)} small"
    if found.safe:
        return f"{size}; no small count can be worked out from the sums given."
    return f"{size}; given away: {', '.join(found.given_away)}."


def suppression_sentence(found: Suppression) -> str:
    """Return “2 of 12 cells hidden: 1 small, 1 to protect it; fewer would not do.”"""
    if not found.small:
        size = counted(found.audit.cells, "cell")
        return f"Nothing is hidden: of {size} none that may be hidden is small."
    extra = len(found.complementary)
    proof = "fewer would not do" if extra == found.fewest else f"at least {found.fewest} are needed"
    return (
        f"{len(found.hidden)} of {counted(found.audit.cells, 'cell')} hidden: "
        f"{len(found.small)} small, {extra} more to protect them ({proof}); no exact small "
        "count among them can be worked out from the sums given."
    )


def coded_sentence(found: CodedShare) -> str:
    """Return “Shown as 40-59%: a sharper figure could tell on single people.”"""
    if found.low is None:
        return f"Shown as {found.shown}: no percentage is shown for so few people."
    if not found.coded:
        return f"Shown as {found.shown}, a whole percent."
    return f"Shown as {found.shown}: a sharper figure could tell on single people."


def band_sentence(found: PercentBand) -> str:
    """Return “Shown as 20-29% of 40, which leaves 8 to 11 open.”"""
    if found.counts is None:
        return f"Shown as {found.shown}: no percentage is shown for so few people."
    low, high = found.counts
    return f"Shown as {found.shown} of {found.n}, which leaves {low} to {high} open."


def rounding_sentence(found: Rounded) -> str:
    """Return “3 cells rounded to 5, at most 2 off; sums are up to 5 off.”"""
    sums = f"sums are up to {found.largest_gap} off" if found.largest_gap else "sums add up"
    size = f"{counted(len(found.cells), 'cell')} rounded to {found.base}"
    said = f"{size}, at most {found.largest_error} off; {sums}."
    if found.given_away:
        said += f" Can be worked out all the same: {', '.join(found.given_away)}."
    return said


def difference_sentence(found: Differencing) -> str:
    """Return “Refused: beside release 1 the change of A (+3) can be worked out.”"""
    if not found.compared:
        return "Nothing to compare with: no earlier release was given."
    if not found.refused:
        return f"No small change beside {counted(found.compared, 'earlier release')}."
    told = (f"{each.cell} ({each.change:+d}, release {each.release})" for each in found.changes)
    return f"Refused: small changes can be worked out: {', '.join(told)}."


def survey_sentence(found: SurveyGroups) -> str:
    """Return “2 results can be shown together; withheld: State (3 answers).”"""
    said = f"{counted(len(found.shown), 'result')} can be shown together"
    if found.withheld:
        others = (f"{each.result} ({counted(each.answers, 'answer')})" for each in found.withheld)
        said += f"; withheld: {', '.join(others)}"
    if found.too_late:
        said += f"; what is public already tells about fewer than {found.k}"
    return f"{said}."
