"""One valid call of every method for what happens over time: charts and survival."""

from __future__ import annotations

from typing import Any

import numpy as np

from thirdspace.methods.spc import many_charts

STUDY: dict[str, Any] = {
    "time": [1, 2, 3, 4, 5, 6, 7, 8],
    "event": [1, 1, 1, 0, 1, 1, 0, 1],
    "entry": [0, 0, 1, 0, 2, 0, 0, 3],
}
CAUSES: dict[str, Any] = {"time": [1, 2, 3, 4, 5, 6, 7, 8], "cause": [1, 2, 1, 0, 1, 2, 0, 1]}
GIVEN = [[1, 0.5], [0, 1.5], [1, 2], [0, 0.5], [0, 2.5], [1, 1], [1, 3], [0, 2]]
PERIODS: dict[str, Any] = {
    "period": [1, 1, 1, 1, 2, 2, 2, 3, 3],
    "event": [1, 0, 0, 0, 1, 0, 0, 1, 0],
    "covariates": [[0.5], [1.5], [0], [2], [1], [0.5], [3], [1], [2]],
    "link": "cloglog",
}

WEEKS = [39, 41, 41, 41, 43, 44, 41, 42, 40, 41, 44, 40, 45, 39]
PARTS = [12, 15, 8, 10, 14, 9, 11, 13]
WHOLES = [50, 50, 40, 60, 55, 45, 50, 52]
SUBGROUPS = [[5, 7, 6], [6, 8, 7], [4, 6, 5], [6, 6, 9], [5, 5, 6], [7, 6, 6]]
CHOICES: dict[str, Any] = {
    "freeze": 4,
    "part": [5],
    "exclude": [2],
    "rules": "western_electric",
    "multiply": 100.0,
}
RARE = [8, 0, 13, 0, 1, 5, 2, 3, 0, 9, 4, 1]


def _days(of: list[Any]) -> list[str]:
    return [f"week {place}" for place in range(len(of))]


def _storm() -> list[list[float]]:
    table = np.random.default_rng(1).normal(90, 1, size=(12, 16)).round(1)
    table[:, 9] -= 30
    return table.tolist()


SPC: dict[str, dict[str, Any]] = {
    "spc.autocorrelation": {"y": WEEKS},
    "spc.c-chart": {"y": PARTS, "x": _days(PARTS)} | CHOICES,
    "spc.false-alarm": {"n": 12, "rules": "western_electric", "kind": "run", "freeze": 6},
    "spc.false-discovery": {"charts": many_charts(_storm(), screen_mr=False)},
    "spc.funnel": {
        "successes": [8, 22, 40, 81],
        "totals": [20, 40, 90, 100],
        "target": 0.5,
        "kind": "share",
    },
    "spc.g-chart": {"y": RARE} | CHOICES,
    "spc.i-chart": {"y": WEEKS, "n": [2] * 14, "screen_mr": True, "x": _days(WEEKS)} | CHOICES,
    "spc.i-prime-chart": {
        "y": [426, 543, 428, 67, 300, 420, 410, 390],
        "n": [90, 110, 90, 40, 80, 90, 88, 85],
        "screen_mr": True,
        "x": _days(PARTS),
    }
    | CHOICES,
    "spc.joint-law": {"n": 10, "above": 0.5},
    "spc.many-charts": {
        "values": [PARTS, PARTS[::-1], PARTS],
        "screen_mr": True,
        "kind": "i",
        "rules": ["anhoej", "western_electric"],
        "freeze": 6,
    },
    "spc.mr-chart": {"y": WEEKS, "n": [2] * 14, "x": _days(WEEKS)} | CHOICES,
    "spc.network-adjustment": {"values": _storm(), "screen_mr": False},
    "spc.nhs-making-data-count": {
        "y": WEEKS,
        "improvement": "decrease",
        "screen_outliers": True,
        "target": 42.0,
        "part": [],
        "fix_after": 12,
        "points": 7,
    },
    "spc.p-chart": {"y": PARTS, "n": WHOLES, "x": _days(PARTS)} | CHOICES,
    "spc.p-prime-chart": {"y": PARTS, "n": WHOLES, "screen_mr": True, "x": _days(PARTS)} | CHOICES,
    "spc.power": {
        "n": 12,
        "step": 1.0,
        "at": 6,
        "rules": ["western_electric"],
        "kind": "run",
        "freeze": 6,
    },
    "spc.rebase": {
        "y": [5, 7, 6, 8, 6, 2, 3, 1, 3, 2, 3],
        "direction": "below",
        "baseline": 5,
        "run": 5,
    },
    "spc.run-chart": {"y": WEEKS, "n": [2] * 14, "x": _days(WEEKS)} | CHOICES,
    "spc.s-chart": {"y": SUBGROUPS, "x": _days(SUBGROUPS)} | CHOICES,
    "spc.t-chart": {"y": [y + 1 for y in RARE], "screen_mr": True} | CHOICES,
    "spc.u-chart": {"y": PARTS, "n": WHOLES, "x": _days(PARTS)} | CHOICES,
    "spc.u-prime-chart": {"y": PARTS, "n": WHOLES, "screen_mr": True, "x": _days(PARTS)} | CHOICES,
    "spc.xbar-chart": {"y": SUBGROUPS, "x": _days(SUBGROUPS)} | CHOICES,
}
SURVIVAL: dict[str, dict[str, Any]] = {
    "survival.cox": STUDY
    | {"covariates": GIVEN, "weights": [1, 1, 2, 1, 1, 1, 1, 1], "ties": "efron"}
    | {"names": ["support", "years"]},
    "survival.cumulative-incidence": CAUSES
    | {"entry": STUDY["entry"], "names": ["moved", "retired"]},
    "survival.discrete-hazard": PERIODS | {"shape": "linear", "names": ["support"]},
    "survival.fine-gray": CAUSES | {"covariates": GIVEN, "of": 1, "names": ["support", "years"]},
    "survival.gray-test": CAUSES | {"group": list("aabbabab"), "of": 1},
    "survival.hazard-shapes": PERIODS,
    "survival.kaplan-meier": STUDY,
    "survival.life-table": {
        "time": [1, 2, 2, 3, 3, 4],
        "event": [1, 1, 0, 1, 0, 1],
        "entry": [0, 0, 1, 0, 2, 1],
        "first": 1,
    },
    "survival.log-rank": STUDY | {"group": list("aabbabab"), "strata": list("ssssttss")},
}
