"""The sentences that the results of ownership say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.words import counted, joined, percent

if TYPE_CHECKING:
    from thirdspace.methods.ownership.co_construction import CoConstruction
    from thirdspace.methods.ownership.decision_shares import DecisionShares, OrganizationDecisions
    from thirdspace.methods.ownership.definition_overlap import DefinitionOverlap


def decision_sentence(found: DecisionShares) -> str:
    """Return “8 decisions; District: proposed 5, had a part in 8; …”"""
    if not found.decisions:
        return "Nothing yet: no decision was recorded."
    parts = {"proposed_by": "no proposer", "decided_by": "nobody who decided"}
    return joined(
        counted(found.decisions, "decision"),
        *(_organization(row) for row in found.organizations),
        *(
            f"{found.not_noted[name]} with {what} noted"
            for name, what in parts.items()
            if found.not_noted[name]
        ),
    )


def _organization(row: OrganizationDecisions) -> str:
    absent = f", absent from {row.absent}" if row.absent else ""
    return f"{row.organization}: proposed {row.proposed}, had a part in {row.decided}{absent}"


def co_construction_sentence(found: CoConstruction) -> str:
    """Return “Mixed: index 0.78; District wrote 90% (10 acts), University 10% (7 acts).”"""
    acts = sum(owner.acts for owner in found.owners)
    if not acts:
        return "Nothing yet: no owner has worked on it."
    who = (
        f"{owner.organization} {_wrote(owner.author_share)} ({counted(owner.acts, 'act')})"
        for owner in found.owners
    )
    index = "no index" if found.index is None else f"index {found.index:.2f}"
    return joined(
        f"{found.mode or 'no mode'}: {index}",
        ", ".join(who),
        f"{counted(found.others, 'act')} of others" if found.others else "",
    )


def _wrote(share: float | None) -> str:
    return "wrote nothing yet" if share is None else f"wrote {percent(share)}"


def overlap_sentence(found: DefinitionOverlap) -> str:
    """Return “District and University share 1 of 3 tags; State has no definition.”"""
    absent = ", ".join(found.absent)
    if not found.pairs:
        return joined("nothing to compare: it takes two definitions", _absent(absent))
    least = min(found.pairs, key=lambda pair: pair.overlap)
    either = len(least.shared) + len(least.only_first) + len(least.only_second)
    farthest = ", the least of all pairs" if len(found.pairs) > 1 else ""
    return joined(
        f"{least.first} and {least.second} share {len(least.shared)} of "
        f"{counted(either, 'tag')}{farthest}",
        _absent(absent),
    )


def _absent(names: str) -> str:
    return f"without a definition: {names}" if names else ""
