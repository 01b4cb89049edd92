"""Forecasts: posts that fall vacant, people who can fill them, and how far to trust the numbers."""

from __future__ import annotations

from thirdspace.methods.forecast.back_test import BackTest, HeldYear, back_test
from thirdspace.methods.forecast.hazard_sum import HazardSum, hazard_sum
from thirdspace.methods.forecast.pull import Pull, PullYear, pull
from thirdspace.methods.forecast.push import Push, PushYear, push
from thirdspace.methods.forecast.supply import Bands, Supply, supply

__all__ = [
    "BackTest",
    "Bands",
    "HazardSum",
    "HeldYear",
    "Pull",
    "PullYear",
    "Push",
    "PushYear",
    "Supply",
    "back_test",
    "hazard_sum",
    "pull",
    "push",
    "supply",
]
