"""How alike two given names, or two surnames, are.

Every function takes tidy names in pairs, place by place, none empty and no pair equal, and returns
a level for each pair; the labels of the levels stand above the function.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.linkage.edits import alike, edits
from thirdspace.methods.linkage.nicknames import formal_names
from thirdspace.methods.linkage.tidy import name_parts

Levels = NDArray[np.int8]
Words = Sequence[str]

GIVEN = (
    "different",
    "similar",
    "the initial agrees",
    "one letter off",
    "a nickname",
    "one part in common",
    "names swapped",
    "the same",
)
SURNAME = (
    "different",
    "similar",
    "one part in common, one letter off",
    "one letter off",
    "one part in common",
    "the same",
)
_SIMILAR = 0.88
_SHORTEST_TYPO = 3


def given_levels(left: Words, right: Words) -> Levels:
    """Compare given names."""
    level = _spelling(left, right, GIVEN)
    _raise(level, _initials(left, right), GIVEN.index("the initial agrees"))
    _raise(level, _meet(left, right, _words), GIVEN.index("one part in common"))
    _raise(level, _meet(left, right, _formal_forms), GIVEN.index("a nickname"))
    _raise(level, _run_together(left, right), GIVEN.index("the same"))
    return level


def surname_levels(left: Words, right: Words) -> Levels:
    """Compare surnames; a hyphen or a space makes a double one, and either part may stand alone."""
    level = _spelling(left, right, SURNAME)
    _raise(level, _nearly_meet(left, right), SURNAME.index("one part in common, one letter off"))
    _raise(level, _meet(left, right, name_parts), SURNAME.index("one part in common"))
    _raise(level, _run_together(left, right), SURNAME.index("the same"))
    return level


def _raise(level: Levels, where: NDArray[np.bool_], to: int) -> None:
    np.maximum(level, np.where(where, np.int8(to), np.int8(0)), out=level)


def _spelling(left: Words, right: Words, labels: tuple[str, ...]) -> Levels:
    level = np.zeros(len(left), dtype=np.int8)
    long = np.fromiter(map(len, left), int, len(left)) >= _SHORTEST_TYPO
    _raise(level, alike(left, right) >= _SIMILAR, labels.index("similar"))
    _raise(level, (edits(left, right, 1) <= 1) & long, labels.index("one letter off"))
    return level


def _initials(left: Words, right: Words) -> NDArray[np.bool_]:
    pairs = zip(left, right, strict=True)
    return np.array([a[0] == b[0] and min(len(a), len(b)) == 1 for a, b in pairs], dtype=bool)


def _run_together(left: Words, right: Words) -> NDArray[np.bool_]:
    """Find “Mc Coy” and “McCoy”, “Mary Ann” and “Maryann”."""
    pairs = zip(left, right, strict=True)
    return np.array(
        [(" " in a or " " in b) and a.replace(" ", "") == b.replace(" ", "") for a, b in pairs],
        dtype=bool,
    )


def _meet(
    left: Words, right: Words, marks_of: Callable[[str], frozenset[str]]
) -> NDArray[np.bool_]:
    """Say where two names have a mark in common; each name's marks are made once."""
    marks = {name: marks_of(name) for name in {*left, *right}}
    pairs = zip(left, right, strict=True)
    return np.array([not marks[a].isdisjoint(marks[b]) for a, b in pairs], dtype=bool)


def _words(name: str) -> frozenset[str]:
    return frozenset(name.split())


def _formal_forms(name: str) -> frozenset[str]:
    return formal_names(name.split()[0]) | formal_names(name.replace(" ", ""))


def _nearly_meet(left: Words, right: Words) -> NDArray[np.bool_]:
    """Say where a part of one surname is a letter off a part of the other."""
    parts = {name: sorted(name_parts(name)) for name in {*left, *right}}
    double = [
        place
        for place, (a, b) in enumerate(zip(left, right, strict=True))
        if len(parts[a]) > 1 or len(parts[b]) > 1
    ]
    tries = [
        (place, a, b) for place in double for a in parts[left[place]] for b in parts[right[place]]
    ]
    found = np.zeros(len(left), dtype=bool)
    if tries:
        places, firsts, seconds = zip(*tries, strict=True)
        near = (edits(firsts, seconds, 1) <= 1) & (np.array([len(a) for a in firsts]) > 3)
        found[np.array(places)[near]] = True
    return found
