"""Survival: how long until people arrive or leave, in which way, and what goes with it?"""

from __future__ import annotations

from thirdspace.methods.survival.cox import ProportionalHazards, cox
from thirdspace.methods.survival.cumulative_incidence import (
    CumulativeIncidence,
    cumulative_incidence,
)
from thirdspace.methods.survival.discrete_hazard import DiscreteHazard, discrete_hazard
from thirdspace.methods.survival.fine_gray import fine_gray
from thirdspace.methods.survival.gray_test import GrayTest, gray_test
from thirdspace.methods.survival.hazard_shapes import HazardShapes, hazard_shapes
from thirdspace.methods.survival.kaplan_meier import KaplanMeier, kaplan_meier
from thirdspace.methods.survival.life_table import LifeTable, life_table
from thirdspace.methods.survival.log_rank import LogRank, log_rank
from thirdspace.methods.survival.person_periods import PersonPeriods, person_periods

__all__ = [
    "CumulativeIncidence",
    "DiscreteHazard",
    "GrayTest",
    "HazardShapes",
    "KaplanMeier",
    "LifeTable",
    "LogRank",
    "PersonPeriods",
    "ProportionalHazards",
    "cox",
    "cumulative_incidence",
    "discrete_hazard",
    "fine_gray",
    "gray_test",
    "hazard_shapes",
    "kaplan_meier",
    "life_table",
    "log_rank",
    "person_periods",
]
