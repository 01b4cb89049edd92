"""Network: who works with whom across organizations, and what hangs on whom."""

from __future__ import annotations

from thirdspace.methods.network.articulation_points import ArticulationPoints, articulation_points
from thirdspace.methods.network.betweenness import Betweenness, betweenness
from thirdspace.methods.network.brokerage import Brokerage, Roles, brokerage
from thirdspace.methods.network.bus_factor import BusFactor, PairFactor, bus_factor
from thirdspace.methods.network.components import Components, components
from thirdspace.methods.network.constraint import Constraint, constraint
from thirdspace.methods.network.continuity_risk import (
    ContinuityRisk,
    PersonRisk,
    continuity_risk,
)
from thirdspace.methods.network.density import Block, Density, density
from thirdspace.methods.network.ei_index import EIIndex, Part, ei_index
from thirdspace.methods.network.layout import Layout, Seat, layout
from thirdspace.methods.network.records import Act, Tie
from thirdspace.methods.network.ties_from_acts import ActTies, ties_from_acts
from thirdspace.methods.network.waves import Waves, waves

__all__ = [
    "Act",
    "ActTies",
    "ArticulationPoints",
    "Betweenness",
    "Block",
    "Brokerage",
    "BusFactor",
    "Components",
    "Constraint",
    "ContinuityRisk",
    "Density",
    "EIIndex",
    "Layout",
    "PairFactor",
    "Part",
    "PersonRisk",
    "Roles",
    "Seat",
    "Tie",
    "Waves",
    "articulation_points",
    "betweenness",
    "brokerage",
    "bus_factor",
    "components",
    "constraint",
    "continuity_risk",
    "density",
    "ei_index",
    "layout",
    "ties_from_acts",
    "waves",
]
