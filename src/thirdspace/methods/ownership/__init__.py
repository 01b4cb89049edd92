"""Ownership: who drafts, who decides, who only comments, and whether words mean the same."""

from __future__ import annotations

from thirdspace.methods.ownership.co_construction import (
    CoConstruction,
    OwnerActs,
    co_construction,
)
from thirdspace.methods.ownership.decision_shares import (
    DecisionShares,
    OrganizationDecisions,
    decision_shares,
)
from thirdspace.methods.ownership.definition_overlap import (
    DefinitionOverlap,
    PairOverlap,
    definition_overlap,
)
from thirdspace.methods.ownership.records import DecisionRecord, MakingAct

__all__ = [
    "CoConstruction",
    "DecisionRecord",
    "DecisionShares",
    "DefinitionOverlap",
    "MakingAct",
    "OrganizationDecisions",
    "OwnerActs",
    "PairOverlap",
    "co_construction",
    "decision_shares",
    "definition_overlap",
]
