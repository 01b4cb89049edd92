"""Codes of any kind, told apart and numbered.

A code may be a number, a word, or anything else that Python can look up in a dictionary. Numbers
are put in order of size; other codes have an order only if someone states it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thirdspace.problems import MethodProblem

MISSING = -1
SMALL = 1000  # whole numbers nearer to 0 are counted, not sorted
LARGEST = 1e150  # squares of larger numbers are infinite
Codes = NDArray[np.int64]
Labels = tuple[Hashable, ...]


def number_codes(values: NDArray[Any]) -> tuple[Codes, Labels]:
    """Number the codes of an array from 0, numbers by size; `MISSING` for None and NaN."""
    flat, labels = (_by_sorting if values.dtype.kind in "biufU" else _by_looking_up)(values.ravel())
    _refuse_unclear(labels)
    return flat.reshape(values.shape), labels


def number_declared(values: NDArray[Any], categories: Sequence[Hashable]) -> tuple[Codes, Labels]:
    """Number codes by their place among the declared ones.

    Raises
    ------
    MethodProblem
        A code that was not declared, or one declared twice.
    """
    declared = tuple(categories)
    found, labels = number_codes(values)
    places = _places(declared)
    if len(places) < len(declared):
        raise _wrong("categories", "the same code twice", "Each code has one place in the list.")
    unknown = [label for label in labels if label not in places]
    if unknown:
        raise _wrong(
            "ratings", f"the code “{unknown[0]}”", "It is not among the declared categories."
        )
    renumbered = np.array([*(places[label] for label in labels), MISSING])
    return renumbered[found], declared


def are_numbers(labels: Iterable[Hashable]) -> bool:
    """Say whether every code is a number."""
    return all(isinstance(label, (int, float)) for label in labels)


def _places(declared: Labels) -> dict[Hashable, int]:
    try:
        return {label: place for place, label in enumerate(declared)}
    except TypeError:
        raise _no_code("categories") from None


def _by_sorting(flat: NDArray[Any]) -> tuple[Codes, Labels]:
    known = flat == flat  # NaN alone differs from itself
    # Whole numbers from a small range are the common case: counting is faster than sorting.
    if _small_whole_numbers(flat[known]):
        labels, places = _by_counting(flat[known])
    else:
        labels, places = np.unique(flat[known], return_inverse=True)
    codes = np.full(flat.shape, MISSING)
    codes[known] = places
    return codes, tuple(labels.tolist())


def _small_whole_numbers(known: NDArray[Any]) -> bool:
    if known.dtype.kind not in "iuf" or not known.size:
        return False
    low, high = known.min(), known.max()
    small = low > -SMALL and high < SMALL
    return bool(small and (known.dtype.kind != "f" or (known == np.rint(known)).all()))


def _by_counting(known: NDArray[Any]) -> tuple[NDArray[Any], Codes]:
    shifted = known.astype(np.int64) + SMALL
    used = np.bincount(shifted, minlength=2 * SMALL) > 0
    return (np.flatnonzero(used) - SMALL).astype(known.dtype), (used.cumsum() - 1)[shifted]


def _by_looking_up(flat: NDArray[Any]) -> tuple[Codes, Labels]:
    seen: dict[Hashable, int] = {}
    values = [v.item() if isinstance(v, np.generic) else v for v in flat.tolist()]
    try:
        found = [
            # NaN alone differs from itself.
            MISSING if v is None or v != v else seen.setdefault(v, len(seen))
            for v in values
        ]
    except (TypeError, ValueError):
        raise _no_code("ratings") from None
    order = _sorted(seen)
    ranks = np.empty(len(seen) + 1, dtype=np.int64)
    ranks[[seen[label] for label in order]] = np.arange(len(seen))
    ranks[MISSING] = MISSING
    return ranks[np.asarray(found, dtype=np.int64)], order


def _sorted(labels: Iterable[Any]) -> Labels:
    """Sort codes of one kind; a mixture stays in the order in which it appeared."""
    try:
        return tuple(sorted(labels))
    except TypeError:
        return tuple(labels)


def _refuse_unclear(labels: Labels) -> None:
    """Refuse codes that a slip makes: a blank for a missing code, 1 beside “1”, infinity."""
    numbers = [label for label in labels if isinstance(label, (int, float))]
    words = [label for label in labels if isinstance(label, str)]
    if any(not word.strip() for word in words):
        raise _wrong("ratings", "a blank code", "Where nobody coded there is None, not a blank.")
    if numbers and words:
        found = f"the number {numbers[0]:g} beside the word “{words[0]}”"
        raise _wrong("ratings", found, "Codes are all numbers or all words: 1 is not “1”.")
    if any(abs(number) > LARGEST for number in numbers):
        raise _wrong("ratings", "an infinite value", f"Numbers go up to {LARGEST:g}.")


def _no_code(field: str) -> MethodProblem:
    return _wrong(field, "something that can’t be a code", "A code is a number, a word or a pair.")


def _wrong(field: str, found: str, why: str) -> MethodProblem:
    return MethodProblem(
        f"“{field}” holds {found}.", why, "Mend it, or leave that place empty.", field=field
    )
