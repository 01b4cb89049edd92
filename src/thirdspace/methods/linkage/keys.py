"""Keys that records of the same person have in common, and the pairs they make."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, zip_longest

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.linkage.nicknames import formal_names
from thirdspace.methods.linkage.records import People
from thirdspace.methods.linkage.tidy import name_parts

LARGEST_BLOCK = 100_000
Marks = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Block:
    """What one key gave.

    Parameters
    ----------
    key : str
        What the records have in common.
    pairs, new : int
        Pairs with this key, and how many of them no earlier key had.
    left_out : int
        Pairs in groups that were too large.
    """

    key: str
    pairs: int
    new: int
    left_out: int


@dataclass(frozen=True)
class _Key:
    name: str
    parts: tuple[str, ...]

    def of(self, marks: Marks) -> Iterable[str]:
        """Combine every mark of one part with every mark of the next."""
        made = [""]
        for part in self.parts:
            made = [f"{start} {mark}" for start in made for mark in marks[part]]
        return made


def _formal_parts(text: str) -> set[str]:
    return {formal for part in name_parts(text) for formal in formal_names(part)}


#: What a key is made of: the roles it reads, and the marks of a value.
_MARKS: dict[str, tuple[tuple[str, ...], Callable[[str], Iterable[str]]]] = {
    "name": (("given_name", "surname"), _formal_parts),
    "given": (("given_name",), _formal_parts),
    "initial": (("given_name",), lambda text: {name[0] for name in formal_names(text)}),
    "surname": (("surname",), name_parts),
    "start": (("surname",), lambda text: {part[:3] for part in name_parts(text)}),
    "date": (("birth_date",), lambda text: [text] * (len(text) > 4)),
    "year": (("birth_date",), lambda text: [text[:4]]),
    "day": (("birth_date",), lambda text: ["".join(sorted(text[5:].split("-")))] * (len(text) > 4)),
    "zip": (("zip",), lambda text: [text]),
    "place": (("place",), lambda text: [text]),
    "address": (("email",), lambda text: [text]),
    "mailbox": (("email",), lambda text: [text.partition("@")[0]]),
    "phone": (("phone",), lambda text: [text]),
    "id": (("exact_id",), lambda text: [text]),
}
_KEYS = (
    _Key("id", ("id",)),
    _Key("e-mail address", ("address",)),
    _Key("mailbox", ("mailbox",)),
    _Key("phone", ("phone",)),
    _Key("birth date", ("date",)),
    _Key("surname and first letter of given name", ("surname", "initial")),
    _Key("given name and start of surname", ("given", "start")),
    _Key("a name and day of birth", ("name", "day")),
    _Key("a name and year of birth", ("name", "year")),
    _Key("a name and zip", ("name", "zip")),
    _Key("a name and place", ("name", "place")),
    _Key("year of birth and zip", ("year", "zip")),
)


def blocks(
    left: People, right: People, roles: tuple[str, ...], largest: int = LARGEST_BLOCK
) -> tuple[NDArray[np.int64], tuple[Block, ...]]:
    """Return sorted pairs with a key in common, and what each key gave.

    Within one list (`left` is `right`) each pair is formed once.
    """
    usable = [key for key in _KEYS if all(set(_MARKS[part][0]) & set(roles) for part in key.parts)]
    ours = _marks(left, roles)
    theirs = ours if left is right else _marks(right, roles)
    union = np.zeros(0, dtype=np.int64)
    found = []
    for key in usable:
        first, second, left_out = _join(key, ours, theirs, largest)
        if left is right:
            first, second = first[first < second], second[first < second]
        pairs = np.unique(first * right.size + second)
        grown = np.union1d(union, pairs)
        found.append(Block(key.name, len(pairs), len(grown) - len(union), left_out))
        union = grown
    return np.stack(np.divmod(union, right.size), axis=1), tuple(found)


def _marks(people: People, roles: tuple[str, ...]) -> list[Marks]:
    """Return the marks of every record."""
    made = {}
    for part, (read, marks) in _MARKS.items():
        columns = [
            [tuple(marks(text)) if text else () for text in people.texts[role]]
            for role in read
            if role in roles
        ]
        made[part] = [tuple(sorted({*chain(*row)})) for row in zip(*columns, strict=True)]
    return [dict(zip(made, row, strict=True)) for row in zip_longest(*made.values(), fillvalue=())]


def _join(
    key: _Key, ours: list[Marks], theirs: list[Marks], largest: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Return rows of both lists that have the key in common, and pairs left out."""
    first, second = _grouped(key, ours), _grouped(key, theirs)
    shared = [mark for mark in first if mark in second]
    fits = [mark for mark in shared if len(first[mark]) * len(second[mark]) <= largest]
    every = sum(len(first[mark]) * len(second[mark]) for mark in shared)
    kept = sum(len(first[mark]) * len(second[mark]) for mark in fits)
    if not fits:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), every
    rows = [np.repeat(first[mark], len(second[mark])) for mark in fits]
    others = [np.tile(second[mark], len(first[mark])) for mark in fits]
    return np.concatenate(rows), np.concatenate(others), every - kept


def _grouped(key: _Key, marks: list[Marks]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for row, each in enumerate(marks):
        for mark in key.of(each):
            groups.setdefault(mark, []).append(row)
    return groups
