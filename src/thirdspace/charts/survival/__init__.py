"""Survival curves and cumulative incidence: what share is left, or has left, by when."""

from __future__ import annotations

from thirdspace.charts.survival.figure import draw_survival
from thirdspace.charts.survival.picture import Curve, CurveWords, SurvivalPicture
from thirdspace.charts.survival.results import from_incidence, from_kaplan_meier, from_life_table

__all__ = [
    "Curve",
    "CurveWords",
    "SurvivalPicture",
    "draw_survival",
    "from_incidence",
    "from_kaplan_meier",
    "from_life_table",
]
