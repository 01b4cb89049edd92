"""Labels of groups, and which of them the others are held against."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.inputs import chosen
from thirdspace.problems import MethodProblem


def names_of(groups: Sequence[str], count: int) -> tuple[str, ...]:
    """Return the labels of two or more groups, each once.

    Raises
    ------
    MethodProblem
        Another number of labels than of groups, a label twice, or a single group.
    """
    names = tuple(map(str, groups))
    if len(names) != count or len(set(names)) != count or count < 2:
        raise MethodProblem(
            f"There are {len(set(names))} different labels for {count} groups.",
            "Two or more groups are compared, and each needs a label of its own.",
            "Give one label a group, in the same order.",
            field="groups",
        )
    return names


def place_of(
    reference: str | None, names: tuple[str, ...], rates: NDArray[Any], sizes: NDArray[Any]
) -> int:
    """Return where the reference is: the one named, or the one with the highest rate.

    Of several with the highest rate it is the largest, and of these the first by name, so that the
    order of rows changes nothing.

    Raises
    ------
    MethodProblem
        Nobody has that label, or nobody is in any group.
    """
    if reference is not None:
        return names.index(chosen(reference, names, "reference"))
    if np.isnan(rates).all():
        raise MethodProblem(
            "No group has anybody in it.",
            "A rate needs people.",
            "Give the groups that applied.",
            field="total",
        )
    tied = np.flatnonzero(rates == np.nanmax(rates)).tolist()
    return int(min(tied, key=lambda at: (-sizes[at], names[at])))
