"""Rhythm: how a partnership's meetings live, from work that was done anyway."""

from __future__ import annotations

from thirdspace.methods.rhythm.cadence import Cadence, cadence
from thirdspace.methods.rhythm.decision_shares import (
    DecisionShares,
    OrganizationDecisions,
    decision_shares,
)
from thirdspace.methods.rhythm.follow_through import FollowThrough, follow_through
from thirdspace.methods.rhythm.pledge import Pledge
from thirdspace.methods.rhythm.proportion import Proportion, proportion
from thirdspace.methods.rhythm.records import (
    DecisionRecord,
    ItemMinutes,
    MeetingReflection,
    PlannedMeeting,
)
from thirdspace.methods.rhythm.reflection_coverage import ReflectionCoverage, reflection_coverage
from thirdspace.methods.rhythm.requirement_share import (
    KindMinutes,
    RequirementShare,
    requirement_share,
)
from thirdspace.methods.rhythm.reveal_groups import (
    SMALLEST_GROUP,
    SMALLEST_GROUP_AGREED,
    RevealGroups,
    reveal_groups,
)
from thirdspace.methods.rhythm.view_accuracy import ViewAccuracy, view_accuracy

__all__ = [
    "SMALLEST_GROUP",
    "SMALLEST_GROUP_AGREED",
    "Cadence",
    "DecisionRecord",
    "DecisionShares",
    "FollowThrough",
    "ItemMinutes",
    "KindMinutes",
    "MeetingReflection",
    "OrganizationDecisions",
    "PlannedMeeting",
    "Pledge",
    "Proportion",
    "ReflectionCoverage",
    "RequirementShare",
    "RevealGroups",
    "ViewAccuracy",
    "cadence",
    "decision_shares",
    "follow_through",
    "proportion",
    "reflection_coverage",
    "requirement_share",
    "reveal_groups",
    "view_accuracy",
]
