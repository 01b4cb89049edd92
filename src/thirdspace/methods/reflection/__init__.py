"""Reflection: how a partnership's meetings live, from work that was done anyway."""

from __future__ import annotations

from thirdspace.methods.reflection.cadence import Cadence, cadence
from thirdspace.methods.reflection.follow_through import FollowThrough, follow_through
from thirdspace.methods.reflection.loop_time import LoopTime, loop_time
from thirdspace.methods.reflection.membership_steadiness import (
    MembershipSteadiness,
    membership_steadiness,
)
from thirdspace.methods.reflection.pledge import Pledge
from thirdspace.methods.reflection.records import (
    FeedbackLoop,
    ItemMinutes,
    Kind,
    MeetingReflection,
    PlannedMeeting,
)
from thirdspace.methods.reflection.reflection_coverage import (
    ReflectionCoverage,
    reflection_coverage,
)
from thirdspace.methods.reflection.requirement_share import (
    KindMinutes,
    RequirementShare,
    requirement_share,
)

__all__ = [
    "Cadence",
    "FeedbackLoop",
    "FollowThrough",
    "ItemMinutes",
    "Kind",
    "KindMinutes",
    "LoopTime",
    "MeetingReflection",
    "MembershipSteadiness",
    "PlannedMeeting",
    "Pledge",
    "ReflectionCoverage",
    "RequirementShare",
    "cadence",
    "follow_through",
    "loop_time",
    "membership_steadiness",
    "reflection_coverage",
    "requirement_share",
]
