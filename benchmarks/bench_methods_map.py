"""A map of 60 people: places, names and ties to SVG."""

from __future__ import annotations

import sys

import numpy as np
from common import median_ms, tell

from thirdspace.charts.network_map import (
    MapPerson,
    MapTie,
    NetworkMapPicture,
    draw_network_map,
)
from thirdspace.methods.network import Tie, layout

PEOPLE, TIES = 60, 150
random = np.random.default_rng(1)
organizations = {f"Person {n:02}": f"Organization {n % 4}" for n in range(PEOPLE)}
people = list(organizations)
pairs = {tuple(sorted(random.choice(PEOPLE, 2, replace=False))) for _ in range(TIES)}
ties = [Tie(people[first], people[second]) for first, second in sorted(pairs)]


def drawn() -> str:
    seats = layout(ties, organizations, first_bank=["Organization 0"]).seats
    on_map = tuple(
        MapPerson(s.person, s.person, s.organization, "district", s.bank, s.row) for s in seats
    )
    lines = tuple(MapTie(tie.first, tie.second) for tie in ties)
    return draw_network_map(NetworkMapPicture("map", "t", "r", "c", on_map, lines)).wide


sys.exit(not tell(f"map of {PEOPLE} people, {len(ties)} ties", median_ms(drawn), 100, "ms"))
