"""Cases of given units: tables of codes by coder and unit, or counts."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from thirdspace.methods.agreement.coefficients import ALPHA, make_statistic
from thirdspace.methods.agreement.ratings import Coding, Counts, read_ratings
from thirdspace.methods.agreement.result import agreement_of
from thirdspace.methods.agreement.verify.names import Case, Found, understood
from thirdspace.methods.agreement.weights import Weights

LAYOUT = re.compile(r"(?P<key>\w+)\[(?P<row>\w+)\]\[")
CODERS = ("coder", "rater", "observer", "judge", "annotator")
METRIC_KEYS = ("metric", "level_of_measurement", "level", "difference")


class Table:
    """One table of ratings, and the options that its case gives."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.ratings = read_ratings(_coding(case), case.get("categories"))

    def value(self, name: str) -> Found:
        """Return a coefficient by its name in the case, and why it is undefined."""
        coefficient, scheme = understood(name)
        metric, weights = "nominal", self._weights(scheme)
        if coefficient == ALPHA:
            metric, weights = scheme or self._metric(), "unweighted"
        elif scheme is None and (coefficient == "percent" or "ac1" in name.lower()):
            weights = "unweighted"
        statistic = make_statistic(coefficient, self.ratings, metric=metric, weights=weights)
        found = agreement_of(statistic, self.ratings)
        return found.value, found.reason

    def _metric(self) -> str:
        return next((self.case[key] for key in METRIC_KEYS if key in self.case), "nominal")

    def _weights(self, scheme: str | None) -> Weights:
        weights = scheme or self.case.get("weights", "nominal")
        if isinstance(weights, str):
            return {"nominal": "unweighted", "identity": "unweighted"}.get(weights, weights)
        table = np.asarray(weights, dtype=float)
        # Cohen (1968) writes weights of disagreement: 0 for the same code.
        return 1 - table / table.max() if not table.diagonal().any() else table


def _coding(case: Case) -> Coding:
    if "ratings" in case:
        return list(case["ratings"])
    if "counts" in case:
        return Counts(case["counts"])
    layout = LAYOUT.match(case.get("layout", ""))
    if layout and layout["key"] in case:
        table = case[layout["key"]]
        return list(table) if layout["row"].startswith(CODERS) else _turned(table)
    return _turned(case["units"])


def _turned(units: list[list[Any]]) -> list[list[Any]]:
    """Make a row for each coder of a row for each unit."""
    return [list(codes) for codes in zip(*units, strict=True)]
