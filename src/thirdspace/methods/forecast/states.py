"""Levels of posts (assistant principal, principal): their names, and numbers for each of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.methods.inputs import dimensions, numbers
from thirdspace.problems import MethodProblem


def names_of(states: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the levels, each once.

    Raises
    ------
    MethodProblem
        There is none, or one stands twice.
    """
    names = tuple(map(str, states))
    if not names or len(set(names)) != len(names):
        raise MethodProblem(
            f"There are {len(names)} levels with {len(set(names))} different names.",
            "Every level needs a name of its own.",
            "Name each level once.",
            field="states",
        )
    return names


def for_each(
    values: ArrayLike, field: str, states: int, *, high: float | None = None
) -> NDArray[np.float64]:
    """Return one number from 0 up for each level.

    Raises
    ------
    MethodProblem
        Another number of them, or one out of range.
    """
    array = numbers(values, field, low=0, high=high)
    _check_width(array, field, states)
    return array


def by_year(values: ArrayLike, field: str, states: int, years: int | None) -> NDArray[np.float64]:
    """Return a number from 0 up for each year and level; one row holds for every year.

    Raises
    ------
    MethodProblem
        Another number of levels, or of years if these are known.
    """
    rows = dimensions(values)
    array = numbers(values, field, ndim=1 if rows == 1 else 2, low=0)
    _check_width(array, field, states)
    if array.ndim == 1 and years is not None:
        return np.tile(array, (years, 1))
    table = np.atleast_2d(array)
    if years is not None and len(table) != years:
        raise MethodProblem(
            f"“{field}” has {len(table)} years, {years} are asked for.",
            "Each year needs its own row, or one row for all.",
            "Give one row a year.",
            field=field,
        )
    return table


def square(values: ArrayLike, field: str, states: int) -> NDArray[np.float64]:
    """Return a table of shares from 0 to 1, one row and one column for each level.

    Raises
    ------
    MethodProblem
        Another shape, or a number out of range.
    """
    table = numbers(values, field, ndim=2, low=0, high=1)
    _check_width(table, field, states)
    _check_width(table.T, field, states)
    return table


def _check_width(array: NDArray[np.float64], field: str, states: int) -> None:
    if array.shape[-1] != states:
        raise MethodProblem(
            f"“{field}” has {array.shape[-1]} values for {states} levels.",
            "Each value belongs to the level at the same place.",
            "Give one for each level, in the order of the names.",
            field=field,
        )
