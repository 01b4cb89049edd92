"""Which group each person belongs to."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import dimensions, numbers, same_length, text
from thirdspace.methods.words import plain
from thirdspace.problems import MethodProblem


def read_groups(
    group: ArrayLike, size: int, field: str, *, least: int = 2
) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Return the groups' names in order, and the place of each person's group among them.

    Raises
    ------
    MethodProblem
        Another length than the people, a missing name, or fewer than `least` groups.
    """
    values = _values(group, field)
    same_length(np.empty(size), values, ("time", field))
    labels, place = np.unique(values, return_inverse=True)
    if len(labels) < least:
        raise MethodProblem(
            f"“{field}” holds {len(labels)} group.",
            "A comparison needs at least two.",
            "Name the group of each person, or draw one curve for all.",
            field=field,
        )
    return tuple(v if isinstance(v, str) else plain(v) for v in labels.tolist()), place


def _values(group: ArrayLike, field: str) -> NDArray[Any]:
    given = np.asarray(group, dtype=object) if dimensions(group) == 1 else np.empty(0)
    if given.size and all(isinstance(name, str) and name.strip() for name in given):
        return np.asarray([text(name, field) for name in given], dtype=np.str_)
    return numbers(group, field)
