"""500 people and 20,000 acts: ties, betweenness, cut people, continuity of everyone."""

from __future__ import annotations

import sys
import time

import networkx
import numpy as np
from common import tell

from thirdspace.methods.network import (
    Act,
    articulation_points,
    betweenness,
    continuity_risk,
    ties_from_acts,
)

PEOPLE, ACTS = 500, 20_000


def seconds(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


random = np.random.default_rng(1)
people = [f"p{number:03}" for number in range(PEOPLE)]
organizations = {person: f"o{number % 6}" for number, person in enumerate(people)}
acts = [
    Act([people[p] for p in random.choice(PEOPLE, random.integers(2, 7), replace=False)])
    for _ in range(ACTS)
]
ties = ties_from_acts(acts, organizations).ties
graph = networkx.Graph((tie.first, tie.second) for tie in ties)
betweenness(ties[:10], organizations)  # loads SciPy's sparse arrays

good = True
ours = seconds(lambda: betweenness(ties, organizations))
ours += seconds(lambda: articulation_points(ties, organizations))
theirs = seconds(lambda: networkx.betweenness_centrality(graph))
theirs += seconds(lambda: list(networkx.articulation_points(graph)))
print(f"      {PEOPLE} people, {ACTS:,} acts, {len(ties):,} ties")
good &= tell("ties from acts", seconds(lambda: ties_from_acts(acts, organizations)), None, "s")
good &= tell("betweenness and cut people", ours, 1, "s")
print(f"      networkx {networkx.__version__}: {theirs:.1f} s, {theirs / ours:.0f} times as long")
good &= tell(
    "continuity of everyone", seconds(lambda: continuity_risk(ties, organizations)), 2, "s"
)
sys.exit(not good)
