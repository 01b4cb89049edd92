"""Every way to spoil an argument: values of the wrong kind, shape, size or number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from math import inf, nan
from typing import Any

import numpy as np

HUGE = 10**20
Spoiled = Iterator[tuple[str, Any]]


def spoiled(value: Any) -> Spoiled:
    """Yield what to call it, and the value spoiled."""
    if isinstance(value, bool):
        return
    if is_dataclass(value):
        yield from _record(value)
    elif isinstance(value, Mapping):
        yield from _mapping(value)
    elif isinstance(value, str):
        yield from _choice()
    elif isinstance(value, date):
        yield from (("None", None), ("first day", date.min), ("last day", date.max))
    elif isinstance(value, Sequence):
        yield from _list(value)
    elif isinstance(value, np.ndarray):
        yield from _array(value.astype(float))
    else:
        yield from _number(value)


def _choice() -> Spoiled:
    yield from (("empty text", ""), ("unknown word", "no such word"), ("None", None), ("3", 3))
    yield from (("nan", nan), ("a list", ["a"]), ("text of two lines", "two\nlines"))


def _number(value: Any) -> Spoiled:
    yield from (("[]", []), ("in a list", [value]), ("in a table", [[value]]), ("None", None))
    yield from (("nan", nan), ("inf", inf), ("-inf", -inf), ("-1", -1), ("0", 0), ("1", 1))
    yield from (("half", 0.5), ("1e9", 1e9), ("1e15", 1e15), ("tiny", 1e-15), ("True", True))
    yield from (
        ("huge", HUGE),
        ("endless", 10**400),
        ("text of a number", "3"),
        ("empty text", ""),
        ("word", "word"),
    )
    yield from (
        ("10**9", 10**9),
        ("-1e15", -1e15),
        ("1e300", 1e300),
        ("complex", 1j),
        ("1e98", 1e98),
    )


def _list(value: Sequence[Any]) -> Spoiled:
    yield from (("[]", []), ("None", None), ("a number", 3), ("a word", "word"), ("()", ()))
    yield from (("one of them", value[:1]), ("one more", [*value, *value[:1]]))
    yield from (("one fewer", value[1:]), ("reversed", value[::-1]), ("twice", [*value, *value]))
    yield from (("one dimension more", [value]), ("all equal", [*value[:1]] * len(value)))
    yield from (("a tuple", tuple(value)), ("a generator", (part for part in value)))
    yield from (("all None", [None] * len(value)), ("no numbers", [[]] * len(value)))
    yield from (("all words", ["word"] * len(value)), ("all empty text", [""] * len(value)))
    if value:
        yield from _places(value)
        yield from _as_array(value)


def _places(value: Sequence[Any]) -> Spoiled:
    """Spoil the first, and the last, entry alone."""
    for name, first in spoiled(value[0] if value[0] is not None else 1.0):
        yield f"first: {name}", [first, *value[1:]]
    if len(value) > 1 and not isinstance(value[-1], (str, Sequence)):
        yield from ((f"last: {bad}", [*value[:-1], bad]) for bad in (None, nan, inf, -1, HUGE))


def _as_array(value: Sequence[Any]) -> Spoiled:
    try:
        array = np.array(value, dtype=float)
    except (TypeError, ValueError):
        array = None
    if array is not None and array.dtype.kind == "f":
        yield from _array(array)
    elif isinstance(value[0], str):
        yield from (("array of text", np.array(value)), ("a set", set(value)))


def _array(array: np.ndarray[Any, Any]) -> Spoiled:
    yield from (("array", array), ("all NaN", array * nan), ("all inf", array + inf))
    yield from (("negative", -1 - array), ("zeros", array * 0), ("ones", array * 0 + 1))
    yield from (("times 1000", array * 1000), ("1e9", array + 1e9), ("1e15", array + 1e15))
    yield from (("times 1e15", array * 1e15), ("halves", array + 0.5), ("tiny", array * 1e-15))
    yield from (("huge", [HUGE] * len(array)), ("text", array.astype(str).tolist()))
    yield from (
        ("bools", array > array.mean()),
        ("complex", array + 1j),
        ("sorted", np.sort(array)),
    )
    yield from (("raveled", array.ravel()), ("bytes", array.astype("S")))
    yield from (("times 1e98", array * 1e98), ("times 1e-300", array * 1e-300))
    yield from (
        ("mixed sizes", array * 10.0 ** np.linspace(-30, 30, array.size).reshape(array.shape)),
    )
    yield from (("1e300", array * 1e300), ("integers", np.nan_to_num(array).astype(np.int8)))
    yield from (("0 and 1e15", np.where(array > array.mean(), 1e15, 0)),)


def _mapping(value: Mapping[Any, Any]) -> Spoiled:
    first = next(iter(value), "one")
    rest = {key: cell for key, cell in value.items() if key != first}
    yield from (("{}", {}), ("None", None), ("[]", []), ("a number", 3), ("one missing", rest))
    for key in (None, "", "no such name", 3, nan, ("a", "b"), "two\nlines"):
        yield f"key {key}", {**rest, key: value.get(first)}
        yield f"more: {key}", {**value, key: value.get(first)}
    for name, cell in spoiled(value.get(first)):
        yield f"{first}: {name}", {**value, first: cell}
        yield f"all: {name}", dict.fromkeys(value, cell)


def _record(value: Any) -> Spoiled:
    yield from (("None", None), ("word", "word"), ("a number", 3), ("{}", {}), ("()", ()))
    if hasattr(value, "sentence"):
        return  # the result of another method: nobody makes one by hand
    for field in fields(value):
        for name, cell in spoiled(getattr(value, field.name)):
            yield f"{field.name}: {name}", replace(value, **{field.name: cell})
