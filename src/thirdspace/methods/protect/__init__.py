"""Protection: figures that can be shown without showing a person."""

from __future__ import annotations

from thirdspace.methods.protect.audit import THRESHOLD, Audit, audit
from thirdspace.methods.protect.coding_rule import STANDARD, SizeClass, read_rule
from thirdspace.methods.protect.differencing import Differencing, Release, differencing
from thirdspace.methods.protect.end_coding import CodedShare, end_coding
from thirdspace.methods.protect.group_size import SMALLEST_GROUP, SMALLEST_GROUP_AGREED
from thirdspace.methods.protect.percent_bands import PercentBand, percent_band
from thirdspace.methods.protect.records import Equation, Range, Share
from thirdspace.methods.protect.reveal_groups import RevealGroups, reveal_groups
from thirdspace.methods.protect.rounding import Rounded, round_counts
from thirdspace.methods.protect.suppression import Suppression, suppress
from thirdspace.methods.protect.survey_groups import SurveyGroups, survey_groups

__all__ = [
    "SMALLEST_GROUP",
    "SMALLEST_GROUP_AGREED",
    "STANDARD",
    "THRESHOLD",
    "Audit",
    "CodedShare",
    "Differencing",
    "Equation",
    "PercentBand",
    "Range",
    "Release",
    "RevealGroups",
    "Rounded",
    "Share",
    "SizeClass",
    "Suppression",
    "SurveyGroups",
    "audit",
    "differencing",
    "end_coding",
    "percent_band",
    "read_rule",
    "reveal_groups",
    "round_counts",
    "suppress",
    "survey_groups",
]
