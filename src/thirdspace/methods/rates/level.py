"""How sure an interval is, as the normal quantile that its formula needs."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

from thirdspace.methods.inputs import number
from thirdspace.problems import MethodProblem


def quantile(confidence: Any) -> float:
    """Return z for an interval that holds with this probability: 1.96 for 0.95.

    Raises
    ------
    MethodProblem
        It is not between 0 and 1, both left out.
    """
    upper = (1 + number(confidence, "confidence")) / 2
    if not 0.5 < upper < 1:
        raise MethodProblem(
            f"“confidence” is {confidence}.",
            "It is the share of such intervals that hold, so it lies between 0 and 1.",
            "Give 0.95 for a 95% interval.",
            field="confidence",
        )
    return NormalDist().inv_cdf(upper)
