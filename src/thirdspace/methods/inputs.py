"""What every method asks of its numbers, and how it refuses what it can't use.

One place reads what people hand over: lists, tuples, arrays, columns of a table. What can't be used
ends in a `MethodProblem` that says what, why and what to do; no method ever sees text, an infinite
value or the wrong shape.
"""

from __future__ import annotations

from collections.abc import Sized
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from thirdspace.problems import MethodProblem

#: Above this, whole numbers are no longer exact as floating-point numbers.
LARGEST_COUNT = 2**53
#: The products of larger numbers, or of their inverses, may be infinite.
LARGEST = 1e50


def numbers(
    values: ArrayLike,
    field: str,
    *,
    ndim: int = 1,
    least: int = 1,
    missing: bool = False,
    low: float | None = None,
    high: float | None = None,
) -> NDArray[np.float64]:
    """Read numbers.

    Parameters
    ----------
    values : array of float
        What was handed over; ``None`` and NaN stand for a missing number.
    field : str
        Name of the argument, for the problem.
    ndim : int
        Dimensions it must have.
    least : int
        Fewest values (or rows) it must have.
    missing : bool
        Whether numbers may be missing.
    low, high : float, optional
        Smallest and largest value that makes sense.

    Raises
    ------
    MethodProblem
        Text, infinite, missing or monstrous values, a wrong shape, too few values, or one out of
        range.
    """
    array = _array(values, field)
    if array.ndim != ndim or (ndim and array.shape[0] < least) or (least and not array.size):
        shape = {0: "a single number", 1: "a list of numbers", 2: "a table of numbers"}[ndim]
        raise MethodProblem(
            f"“{field}” has the shape {array.shape}.",
            f"It must be {shape}" + (f" with at least {least} in it." if ndim else "."),
            "Give numbers in that shape.",
            field=field,
        )
    if np.isinf(array).any():
        raise refusal(field, "an infinite value", "Every number must be finite.")
    if (np.abs(array) > LARGEST).any():
        raise _too_large(field)
    if not missing and np.isnan(array).any():
        raise refusal(field, "a missing value", "Here every number is needed.")
    _check_range(array, field, low, high)
    return array


def number(value: Any, field: str, *, low: float | None = None, high: float | None = None) -> float:
    """Read one number; as `numbers`."""
    return float(numbers(value, field, ndim=0, least=0, low=low, high=high))


def counts(values: ArrayLike, field: str, *, ndim: int = 1, least: int = 1) -> NDArray[np.int64]:
    """Read counts: whole numbers from 0.

    Raises
    ------
    MethodProblem
        As `numbers`; also a negative number, or one that is not whole.
    """
    array = numbers(values, field, ndim=ndim, least=least, low=0, high=LARGEST_COUNT)
    whole = array.astype(np.int64)
    if (whole != array).any():
        raise refusal(field, f"{array[whole != array].flat[0]:g}", "A count is a whole number.")
    return whole


def count(value: Any, field: str, *, least: int = 0) -> int:
    """Read one whole number, `least` or more."""
    whole = int(counts(value, field, ndim=0, least=0))
    _check_range(np.asarray(whole), field, least, None)
    return whole


def parts(
    successes: ArrayLike, totals: ArrayLike, names: tuple[str, str], *, ndim: int = 1
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Read counts and the totals they are part of, place by place.

    Raises
    ------
    MethodProblem
        As `counts`; also different shapes, or a count above its total.
    """
    part = counts(successes, names[0], ndim=ndim, least=0)
    whole = counts(totals, names[1], ndim=ndim, least=0)
    same_shape(part, whole, names)
    if (part > whole).any():
        place = int(np.argmax((part > whole).ravel()))
        raise MethodProblem(
            f"“{names[0]}” is {part.flat[place]} where “{names[1]}” is {whole.flat[place]}.",
            "A part can’t be larger than its whole.",
            "Mend one of the two.",
            field=names[0],
        )
    return part, whole


def same_shape(first: NDArray[Any], second: NDArray[Any], names: tuple[str, str]) -> None:
    """Refuse two arrays that don't belong place to place.

    Raises
    ------
    MethodProblem
        Their shapes differ.
    """
    if first.shape != second.shape:
        raise MethodProblem(
            f"“{names[0]}” has the shape {first.shape}, “{names[1]}” {second.shape}.",
            "Each value of one belongs to the value at the same place of the other.",
            "Give both in the same order and length.",
            field=names[1],
        )


def same_length(first: Sized, second: Sized, names: tuple[str, str]) -> None:
    """Refuse two lists of different lengths; as `same_shape`."""
    same_shape(np.empty(len(first)), np.empty(len(second)), names)


def chosen(value: str, choices: tuple[str, ...], field: str) -> str:
    """Return a choice that is one of those offered.

    Raises
    ------
    MethodProblem
        It is none of them.
    """
    if value not in choices:
        raise MethodProblem(
            f"“{field}” can’t be “{value}”.",
            f"The choices are {', '.join(choices)}.",
            "Take one of them.",
            field=field,
        )
    return value


def dimensions(values: ArrayLike) -> int:
    """Return how many dimensions values have; rows of different lengths count as one.

    It never fails: arrays that don't fit together have none, and `numbers` refuses them.
    """
    if isinstance(values, np.ndarray):
        return values.ndim
    try:
        return np.asarray(values, dtype=object).ndim
    except ValueError:
        return 0


def text(value: Any, field: str) -> str:
    """Return a name or a choice: text on one line.

    Raises
    ------
    MethodProblem
        No text, or several lines.
    """
    if not isinstance(value, str):
        raise refusal(field, "something that is not text", "Names and choices are text.")
    if "\n" in value or "\r" in value:
        raise refusal(field, "text of several lines", "Names and choices are one line each.")
    return value


def refusal(field: str, found: str, why: str) -> MethodProblem:
    """Return the problem of an argument that holds what it can't."""
    return MethodProblem(
        f"“{field}” holds {found}.", why, "Mend it, or leave that place out.", field=field
    )


def _array(values: ArrayLike, field: str) -> NDArray[np.float64]:
    """Make an array of floats; text is refused even where it would read as a number."""
    try:
        raw = np.asarray(values)
        if raw.dtype.kind == "O":
            raw = np.asarray([_float(value) for value in raw.ravel()]).reshape(raw.shape)
        if raw.size and raw.dtype.kind not in "biuf":
            raise TypeError
        return raw.astype(np.float64)
    except (TypeError, ValueError):
        raise refusal(
            field, "something that is not a number", "A method counts with numbers, not with text."
        ) from None
    except OverflowError:
        raise _too_large(field) from None


def _float(value: object) -> float:
    if value is None:
        return np.nan
    if not isinstance(value, Real):
        raise TypeError
    return float(value)


def _too_large(field: str) -> MethodProblem:
    return refusal(field, "a number too large to compute with", f"They go up to {LARGEST:g}.")


def _check_range(array: NDArray[Any], field: str, low: float | None, high: float | None) -> None:
    known = array[~np.isnan(array)]
    wrong = np.zeros(known.shape, dtype=bool)
    if low is not None:
        wrong |= known < low
    if high is not None:
        wrong |= known > high
    if wrong.any():
        span = f"from {low:g}" if low is not None else ""
        span += f" up to {high:g}" if high is not None else ""
        raise refusal(field, f"{known[wrong].flat[0]:g}", f"Values go {span.strip()}.")
