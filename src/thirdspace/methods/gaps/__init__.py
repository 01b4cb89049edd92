"""Gaps: where two sides see the same thing differently, and whether they know it."""

from __future__ import annotations

from thirdspace.methods.gaps.item_functioning import ItemFunctioning, item_functioning
from thirdspace.methods.gaps.perception_gap import PerceptionGap, Side, perception_gap
from thirdspace.methods.gaps.reliability import Reliability, reliability
from thirdspace.methods.gaps.view_accuracy import ViewAccuracy, view_accuracy

__all__ = [
    "ItemFunctioning",
    "PerceptionGap",
    "Reliability",
    "Side",
    "ViewAccuracy",
    "item_functioning",
    "perception_gap",
    "reliability",
    "view_accuracy",
]
