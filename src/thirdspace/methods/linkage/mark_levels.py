"""How alike two birth dates, zip codes, places, addresses or numbers are.

Every function takes tidy texts in pairs, place by place, none empty and no pair equal, and returns
a level for each pair; the labels of the levels stand above the function.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.linkage.edits import alike, edits

Levels = NDArray[np.int8]
Words = Sequence[str]

DATE = (
    "different",
    "year alone, the same",
    "one part differs",
    "one digit or one day off",
    "day and month swapped",
    "the same",
)
ZIP = ("different", "the same first three digits", "the same")
CLOSE = ("different", "close", "the same")
INITIAL = ("different", "the same")
_SIMILAR, _TYPOS, _LONG = 0.88, 2, 8


def date_levels(left: Words, right: Words) -> Levels:
    """Compare days of birth, or a day with a year."""
    ours, theirs = _numbers(left), _numbers(right)
    year, month, day = (ours == theirs).T
    known = (ours[:, 1] > 0) & (theirs[:, 1] > 0)
    swapped = year & (ours[:, 1] == theirs[:, 2]) & (ours[:, 2] == theirs[:, 1])
    level = np.zeros(len(left), dtype=np.int8)
    level[~known & year] = DATE.index("year alone, the same")
    level[known & (year.astype(int) + month + day == 2)] = DATE.index("one part differs")
    level[known & _near(left, right)] = DATE.index("one digit or one day off")
    level[known & swapped] = DATE.index("day and month swapped")
    return level


def initial_levels(left: Words, right: Words) -> Levels:
    """Compare first letters of middle names: those that reach this function differ."""
    return np.zeros(len(left), dtype=np.int8)


def zip_levels(left: Words, right: Words) -> Levels:
    """Compare postal codes."""
    return np.array([a[:3] == b[:3] for a, b in zip(left, right, strict=True)], dtype=np.int8)


def place_levels(left: Words, right: Words) -> Levels:
    """Compare names of places."""
    return (alike(left, right) >= _SIMILAR).astype(np.int8)


def email_levels(left: Words, right: Words) -> Levels:
    """Compare addresses; other digits make another address, as namesakes have them."""
    level = (edits(left, right, _TYPOS) <= _TYPOS).astype(np.int8)
    for place in np.flatnonzero(level).tolist():
        ours, theirs = left[place], right[place]
        level[place] = len(ours) >= _LONG and _digits(ours) == _digits(theirs)
    return level


def number_levels(left: Words, right: Words) -> Levels:
    """Compare phone numbers, or ids of one system; one sign may be wrong."""
    return (edits(left, right, 1) <= 1).astype(np.int8)


#: Labels and function of each comparison that is not one of names.
MARKS: dict[str, tuple[tuple[str, ...], Callable[[Words, Words], Levels]]] = {
    "middle_name": (INITIAL, initial_levels),
    "birth_date": (DATE, date_levels),
    "zip": (ZIP, zip_levels),
    "place": (CLOSE, place_levels),
    "email": (CLOSE, email_levels),
    "phone": (CLOSE, number_levels),
    "exact_id": (CLOSE, number_levels),
}


def _numbers(days: Words) -> NDArray[np.int64]:
    """Return year, month and day of each; 0 where a date is only a year."""
    digits = "".join(day.replace("-", "").ljust(8, "0") for day in days)
    whole = np.array(list(digits.encode()), dtype=np.int64).reshape(-1, 8) - ord("0")
    return np.stack(
        [whole[:, :4] @ [1000, 100, 10, 1], whole[:, 4:6] @ [10, 1], whole[:, 6:] @ [10, 1]], axis=1
    )


def _near(left: Words, right: Words) -> NDArray[np.bool_]:
    """Say where one digit differs, two neighbors are swapped, or one day lies between."""
    near = edits(left, right, 1) <= 1
    apart = np.abs(_serial(left) - _serial(right))
    return np.asarray(near | (apart == 1))


def _serial(days: Words) -> NDArray[np.int64]:
    whole = [day if len(day) > 4 else f"{day}-01-01" for day in days]
    return np.array(whole, dtype="M8[D]").astype(np.int64)


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
