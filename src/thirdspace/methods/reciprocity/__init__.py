"""Reciprocity: who gives, who receives, and whether trust goes both ways."""

from __future__ import annotations

from thirdspace.methods.reciprocity.balance import (
    OrganizationBalance,
    ReciprocityBalance,
    reciprocity_balance,
)
from thirdspace.methods.reciprocity.dyad_trust import DyadTrust, dyad_trust
from thirdspace.methods.reciprocity.records import Exchange

__all__ = [
    "DyadTrust",
    "Exchange",
    "OrganizationBalance",
    "ReciprocityBalance",
    "dyad_trust",
    "reciprocity_balance",
]
