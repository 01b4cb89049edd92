"""One valid call of every method, by its id: what the tests of all methods start from.

Each is as full as it can be: an argument that is given here is spoiled in every way by
`test_bad_input.py`, and every record and every field of it with it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from time_samples import SPC, SURVIVAL

from thirdspace.methods.agreement import Continuum, Counts
from thirdspace.methods.network import Act, Tie
from thirdspace.methods.ownership import DecisionRecord, MakingAct
from thirdspace.methods.protect import Equation, Release, Share
from thirdspace.methods.reciprocity import Exchange
from thirdspace.methods.reflection import (
    FeedbackLoop,
    ItemMinutes,
    MeetingReflection,
    PlannedMeeting,
    Pledge,
)

DAY, LATER, LAST = date(2026, 1, 5), date(2026, 1, 20), date(2026, 2, 10)

CODERS = [["y", "n", "y", "n", "y", "y"], ["y", "n", "n", "n", "y", "y"]]
CODED: dict[str, Any] = {"ratings": CODERS, "weights": "linear", "categories": ["n", "y"]}
SPANS = [
    Continuum(
        0,
        20,
        {
            "Ana": [(0, 5, "trust"), (5, 9, "time"), (12, 15, "time")],
            "Ben": [(1, 5, "trust"), (5, 9, "trust"), (12, 16, "time")],
        },
    ),
    Continuum(0, 10, {"Ana": [(2, 6, "trust")], "Ben": [(4, 6, "trust")]}),
]
DRAWS: dict[str, Any] = {"replicates": 100, "level": 0.9, "seed": 7}

PEOPLE = {"ana": "district", "ben": "district", "cruz": "university", "dee": "university"}
TIES = [Tie("ana", "ben", 2.0, 3), Tie("ben", "cruz"), Tie("cruz", "dee", 0.5), Tie("ana", "cruz")]
NET: dict[str, Any] = {"ties": TIES, "organizations": PEOPLE}
TWO_SIDES = ["district", "university"]

CELLS = {"A": 3, "B": 12, "C": 40, "all": 55}
SUMS = [Equation("all", ("A", "B", "C"))]
TABLE: dict[str, Any] = {
    "cells": CELLS,
    "equations": SUMS,
    "threshold": 10,
    "must_hide": ["A"],
    "shares": [Share("share of C", "C", "all", 0)],
    "known": {"all": [50, 60]},
    "width": 1,
}

OURS = {
    "first": ["Liz", "Al", "Bo"],
    "last": ["Cruz", "Lee", "Wu"],
    "birth_date": ["1970-03-08", None, "1980-01-02"],
    "zip": ["30012", "30040", "30013"],
}
THEIRS = {
    "first": ["Elizabeth", "Bo"],
    "last": ["Cruz", "Wu"],
    "birth_date": ["1970-03-08", "1980-01-02"],
    "zip": ["30012", ""],
}
ROLES = {"given_name": "first", "surname": "last", "birth_date": "birth_date", "zip": "zip"}
LISTS: dict[str, Any] = {"left": OURS, "right": THEIRS, "left_roles": ROLES, "right_roles": ROLES}

AGREEMENT: dict[str, dict[str, Any]] = {
    "agreement.bootstrap": CODED
    | {"coefficient": "cohen-kappa", "metric": "nominal", "groups": list("aabbcc")}
    | DRAWS,
    "agreement.brennan-prediger": CODED,
    "agreement.cohen-kappa": CODED,
    "agreement.conger-kappa": CODED | {"weights": [[1, 0.5], [0.5, 1]]},
    "agreement.cu-alpha": {"documents": SPANS},
    "agreement.fleiss-kappa": {"ratings": Counts([[2, 1], [0, 3], [3, 0]], ["n", "y"])},
    "agreement.gwet-ac": CODED,
    "agreement.krippendorff-alpha": {
        "ratings": [[1, 2, 3, 3, None], [1, 2, 3, 2, 4], [None, 2, 3, 3, None]],
        "metric": "ratio",
        "categories": [1, 2, 3, 4],
    },
    "agreement.ku-alpha": {"documents": SPANS},
    "agreement.percent": CODED,
    "agreement.report": CODED | {"metric": "nominal", "groups": list("aabbcc")} | DRAWS,
    "agreement.scott-pi": {"ratings": [[1, 2, 3, 2], [1, 3, 3, 2]], "weights": "quadratic"},
    "agreement.unitizing-alpha": {"documents": SPANS, "form": "nominal"},
    "agreement.unitizing-bootstrap": {"documents": SPANS * 2, "form": "nominal", "code": None}
    | DRAWS,
    "agreement.unitizing-by-code": {"documents": SPANS},
}
FORECAST: dict[str, dict[str, Any]] = {
    "forecast.back-test": {
        "vacancies": [24, 21, 21, 26, 18, 22, 24, 20],
        "posts": [150] * 8,
        "training": 3,
    },
    "forecast.hazard-sum": {
        "p": [0.05, 0.12, 0.35, 0.6, 0.2],
        "openings": 1,
        "supply": 1,
        "confidence": 0.9,
    },
    "forecast.pull": {
        "initial": [120, 80],
        "targets": [[121, 82], [122, 83]],
        "leaving": [0.14, 0.17],
        "states": ["AP", "P"],
        "moving": [0.1, 0],
        "promotion": [[0, 0.6], [0, 0]],
        "confidence": 0.9,
    },
    "forecast.push": {
        "initial": [120, 80],
        "transition": [[0.78, 0.08], [0.02, 0.85]],
        "recruits": [[14, 3], [15, 4]],
        "states": ["AP", "P"],
        "years": 2,
        "wastage": [0.14, 0.13],
        "confidence": 0.9,
    },
    "forecast.supply": {
        "pool": [10, 8],
        "hazard": [0.5, 0.4],
        "seed": 1,
        "accept": 0.8,
        "fit": 0.9,
        "leaving": [[0.2, 0.3, 0.1], [0.2, 0.2]],
        "openings": [2, 3],
        "draws": 200,
    },
}
GAPS: dict[str, dict[str, Any]] = {
    "gaps.item-functioning": {
        "answers": [1, 2, 2, 3, 2, 1, 3, 1] * 10,
        "score": [1, 2, 3, 4, 2, 1, 4, 3] * 10,
        "second_side": [0] * 40 + [1] * 40,
    },
    "gaps.perception-gap": {"first": [4, 4, 5, 3, 4], "second": [2, 3, 2, 3], "points": 5},
    "gaps.reliability": {"answers": [[4, 5, 4], [2, 2, 3], [3, 3, 3], [5, 4, 5], [1, 2, 1]]},
    "gaps.view-accuracy": {"guesses": [2, 3], "answers": [4, 5], "points": 5, "own": [4, 4]},
}
LINKAGE: dict[str, dict[str, Any]] = {
    "linkage.blocking": LISTS | {"true_pairs": [[0, 0], [2, 1]], "largest": 100},
    "linkage.comparisons": LISTS | {"pairs": [[0, 0], [1, 1], [2, 1]]},
    "linkage.duplicates": {"records": OURS, "roles": ROLES, "together": 0.25},
    "linkage.fellegi-sunter": {
        "levels": [[1, 1, 1]] * 9 + [[1, 1, 0]] + [[0, 0, 0]] * 20 + [[1, 0, 0]] * 5,
        "random_levels": [[0, 0, 0]] * 20 + [[1, 0, 0]] * 3,
        "all_pairs": 100,
        "priors": [([0.2, 0.8], [0.9, 0.1])] * 3,
    },
    "linkage.link-lists": LISTS | {"precision": 0.99, "queue": 0.1},
    "linkage.one-to-one": {
        "left": [0, 0, 1],
        "right": [0, 1, 0],
        "weights": [10, 9, 8],
        "least": 1.0,
    },
    "linkage.review-band": {
        "chances": [0.99999] * 6 + [0.7, 0.4, 0.001],
        "records": 12,
        "precision": 0.995,
        "queue": 0.1,
        "sure": 0.99,
        "least": 0.02,
    },
}
NETWORK: dict[str, dict[str, Any]] = {
    "network.articulation-points": NET,
    "network.betweenness": NET,
    "network.brokerage": NET,
    "network.bus-factor": NET,
    "network.components": NET,
    "network.constraint": NET,
    "network.continuity-risk": NET
    | {
        "load": {"ana": 3, "ben": 1},
        "ready": {"ana": 0.5},
        "change_expected": {"cruz": LATER},
    },
    "network.density": NET,
    "network.ei-index": NET,
    "network.layout": NET | {"first_bank": ["district"]},
    "network.ties-from-acts": {
        "acts": [Act(["ana", "ben"], DAY, 2.0), Act(["ana", "ben", "cruz"], LATER)],
        "organizations": PEOPLE,
        "on": LAST,
        "half_life_days": 90.0,
        "least_acts": 1,
    },
    "network.waves": {
        "before": TIES,
        "after": [Tie("ana", "cruz"), Tie("ben", "eve")],
        "people_before": PEOPLE,
        "people_after": {"ana": "district", "cruz": "university", "ben": "state", "eve": "state"},
    },
}
OWNERSHIP: dict[str, dict[str, Any]] = {
    "ownership.co-construction": {
        "acts": [MakingAct("district", "draft", 3), MakingAct("university", "amend", 2)],
        "owners": TWO_SIDES,
        "weights": {"draft": 4.0, "amend": 2.0},
    },
    "ownership.decision-shares": {
        "decisions": [
            DecisionRecord(("district",), ("district", "university"), ("university",), (), None)
        ],
        "organizations": TWO_SIDES,
    },
    "ownership.definition-overlap": {
        "tags": {"district": ["race", "language"], "university": ["race"], "state": None}
    },
}
PROTECT: dict[str, dict[str, Any]] = {
    "protect.audit": TABLE | {"hidden": ["A", "B"], "public": ["all"]},
    "protect.differencing": {
        "now": Release({"A": 36, "B": 24, "all": 60}, ["B"], [Equation("all", ("A", "B"))]),
        "earlier": [Release({"A": 33, "B": 24}, ["A"])],
        "threshold": 10,
    },
    "protect.end-coding": {"k": 5, "n": 40, "rule": "n<10: N<10; >=10: <=20 / >=80, bands of 20"},
    "protect.percent-bands": {"k": 9, "n": 40, "threshold": 10, "counts": 3},
    "protect.reveal-groups": {"counts": {"District": 6, "State": 2, "University": 7}, "k": 5},
    "protect.rounding": {
        "cells": {"A": 3, "B": 14, "all": 17},
        "equations": [Equation("all", ("A", "B"))],
        "base": 5,
        "totals": "own",
    },
    "protect.suppression": TABLE | {"never_hide": ["all"]},
    "protect.survey-groups": {
        "results": {
            "all": list("abcdefghij"),
            "without j": list("abcdefghi"),
            "half": list("abcde"),
        },
        "k": 5,
        "before": ["half"],
    },
}
RATES: dict[str, dict[str, Any]] = {
    "rates.closed-cohort-funnel": {
        "counts": [[40, 20, 15], [60, 30, None]],
        "stages": ["in", "out", "hired"],
        "confidence": 0.95,
    },
    "rates.fisher-exact": {"selected": [26, 206], "total": [48, 259]},
    "rates.holm": {"p": [0.01, 0.04, 0.03], "alpha": 0.05},
    "rates.impact-ratio": {
        "selected": [26, 206],
        "total": [48, 259],
        "groups": ["first", "second"],
        "reference": "first",
        "confidence": 0.95,
    },
    "rates.mantel-haenszel": {
        "selected": [[12, 30], [20, 9]],
        "total": [[20, 80], [50, 30]],
        "confidence": 0.95,
    },
    "rates.newcombe-difference": {
        "count1": 56,
        "of1": 70,
        "count2": 48,
        "of2": 80,
        "confidence": 0.95,
    },
    "rates.standardized-ratio": {
        "selected": [[10, 80], [30, 20]],
        "total": [[20, 100], [90, 30]],
        "groups": ["a", "b"],
        "reference": "b",
        "standard": [100, 50],
        "confidence": 0.95,
    },
    "rates.wilson": {"count": 81, "of": 263, "confidence": 0.95},
}
RECIPROCITY: dict[str, dict[str, Any]] = {
    "reciprocity.balance": {
        "exchanges": [
            Exchange("district", "university", 30.0, confirmed=True),
            Exchange("university", "district"),
        ],
        "organizations": TWO_SIDES,
    },
    "reciprocity.dyad-trust": {
        "first": [[4, 5, 4], [4, 4, 4]],
        "second": [[3, 3, 2], [2, 3, 3]],
        "points": 5,
    },
}
REFLECTION: dict[str, dict[str, Any]] = {
    "reflection.cadence": {
        "meetings": [PlannedMeeting(DAY, DAY), PlannedMeeting(LATER)],
        "on": LAST,
        "every_days": 14,
    },
    "reflection.follow-through": {
        "pledges": [Pledge(DAY, "kept", LATER, LATER, 1), Pledge(DAY, "open", LATER)],
        "on": LAST,
    },
    "reflection.loop-time": {
        "loops": [FeedbackLoop(DAY, LATER), FeedbackLoop(DAY)],
        "on": LAST,
    },
    "reflection.membership-steadiness": {"quarters": [list("abcd"), list("abc"), list("abce")]},
    "reflection.reflection-coverage": {
        "meetings": [
            MeetingReflection(DAY, True, True, minutes=60, reflection_minutes=10),
            MeetingReflection(LATER, True, False, minutes=60),
        ],
        "on": LAST,
    },
    "reflection.requirement-share": {
        "items": [ItemMinutes("update", 20, required=True), ItemMinutes("make", 60)]
    },
}
SHRINKAGE: dict[str, dict[str, Any]] = {
    "shrinkage.beta-binomial": {
        "counts": [3, 0, 12, 18, 2, 24],
        "totals": [4, 3, 15, 21, 2, 52],
        "confidence": 0.95,
    },
    "shrinkage.efron-morris": {
        "y": [0.40, 0.35, 0.31, 0.22, 0.20, 0.16],
        "n": 45,
        "confidence": 0.95,
    },
}
SAMPLES: dict[str, dict[str, Any]] = {
    **AGREEMENT,
    **FORECAST,
    **GAPS,
    **LINKAGE,
    **NETWORK,
    **OWNERSHIP,
    **PROTECT,
    **RATES,
    **RECIPROCITY,
    **REFLECTION,
    **SHRINKAGE,
    **SPC,
    **SURVIVAL,
}
