"""How much two different codes disagree: from 0, the same, to 1, altogether.

Weights name the credit for near misses, ``w = 1 - disagreement``. Between places x and y on a line
of width h the disagreement is: unweighted 1; linear ``|x - y| / h``; quadratic
``(x - y)² / h²``; radical ``sqrt(|x - y| / h)``; ratio ``((x - y) / (x + y))²`` over its largest;
ordinal ``C(steps + 1, 2)`` over its largest, where steps counts categories, not distances.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods import inputs
from thirdspace.methods.agreement.ratings import Floats, Ratings, scale
from thirdspace.problems import MethodProblem

#: Name of a scheme, or a table of one weight for each pair of categories.
Weights: TypeAlias = str | Sequence[Sequence[float]] | NDArray[Any]
SCHEMES = ("unweighted", "linear", "quadratic", "ordinal", "radical", "ratio")
MOST_CATEGORIES = 2000


def disagreements(weights: Weights, ratings: Ratings) -> Floats:
    """Return the disagreement between each two categories, shape (categories, categories).

    Raises
    ------
    MethodProblem
        An unknown scheme, one that needs an order where none is known, own weights that are no
        symmetric table with 1 on its diagonal, or too many categories.
    """
    width = len(ratings.categories)
    if width > MOST_CATEGORIES:
        raise MethodProblem(
            f"There are {width} different codes.",
            f"This coefficient compares categories, and at most {MOST_CATEGORIES} of them.",
            "For measurements take Krippendorff’s alpha with the metric interval or ratio.",
            field="ratings",
        )
    if not isinstance(weights, str):
        return 1 - _own(weights, width)
    if inputs.chosen(weights, SCHEMES, "weights") == "unweighted":
        return 1 - np.eye(width)
    return _graded(weights, scale(ratings, f"Weights “{weights}” need a first and a last code."))


def weights_name(weights: Weights) -> str:
    """Return “quadratic weights”, “own weights”, or nothing."""
    if not isinstance(weights, str):
        return "own weights"
    return "" if weights == "unweighted" else f"{weights} weights"


def _graded(name: str, places: Floats) -> Floats:
    if name == "ordinal":
        places = np.arange(len(places), dtype=float)
    apart = np.abs(places[:, None] - places[None, :])
    if name == "ratio":
        graded = ratio_distance(places[:, None], places[None, :])
    else:
        graded = {
            "linear": apart,
            "quadratic": apart**2,
            "radical": np.sqrt(apart),
            "ordinal": apart * (apart + 1) / 2,
        }[name]
    largest = graded.max(initial=0)
    return graded / largest if largest else graded


def ratio_distance(first: Floats, second: Floats) -> Floats:
    """Return ``((x - y) / (x + y))²``, and 0 between two zeros.

    Raises
    ------
    MethodProblem
        A negative number: a ratio needs a true zero at the low end.
    """
    if min(first.min(initial=0), second.min(initial=0)) < 0:
        raise MethodProblem(
            "There are codes below 0.",
            "Ratios mean something only on a scale that starts at 0.",
            "Take interval instead of ratio.",
            field="ratings",
        )
    total = first + second
    return (np.divide(first - second, total, out=np.zeros(total.shape), where=total > 0)) ** 2


def _own(weights: Any, width: int) -> Floats:
    table = inputs.numbers(weights, "weights", ndim=2, least=0, low=0, high=1)
    proper = table.shape == (width, width)
    if not (proper and (table == table.T).all() and (table.diagonal() == 1).all()):
        raise MethodProblem(
            "The weights are no table of weights.",
            f"It needs {width} rows and columns, 1 on the diagonal and the same on both sides.",
            "Give one weight from 0 to 1 for each pair of categories, in their order.",
            field="weights",
        )
    return table
