"""A method is handed what it declares: lists, mappings, records, names and days.

The types of a method's arguments are its contract. They are read once for each method, and every
call is held to them, down to the fields of records: None where something is needed, text for a
number, or an entry of the wrong kind ends in a `MethodProblem` before the method begins. Arrays are
not looked into here; `inputs.numbers` reads them.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import is_dataclass
from datetime import date, datetime
from functools import cache, wraps
from numbers import Integral
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import numpy as np

from thirdspace.methods.inputs import LARGEST, LARGEST_COUNT, number, refusal, text
from thirdspace.problems import MethodProblem

Function = TypeVar("Function", bound=Callable[..., Any])
#: Looks at a value, under the name of an argument or field, and refuses what it can't be.
Check = Callable[[Any, str], object]


def as_declared(function: Function) -> Function:
    """Return the function so that it refuses arguments of other types than it declares."""
    signature = inspect.signature(function)

    @wraps(function)
    def held(*args: Any, **kwargs: Any) -> Any:
        given = signature.bind(*args, **kwargs).arguments
        checks = _checks(function)
        for name, value in given.items():
            checks[name](value, name)
        return function(*args, **kwargs)

    return cast(Function, held)


@cache
def _checks(declares: Any) -> dict[str, Check]:
    """Return the check of every argument of a function, or every field of a record."""
    return {name: _check_of(hint) for name, hint in get_type_hints(declares).items()}


def _check_of(hint: Any) -> Check:
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _any_of(inside)
    if origin is Sequence or (origin is tuple and inside[-1] is Ellipsis):
        return _list_of(_check_of(inside[0]))
    if origin is tuple:
        return _row_of([_check_of(kind) for kind in inside])
    if origin is Mapping:
        return _mapping_of(_check_of(inside[0]), _check_of(inside[1]))
    if isinstance(hint, type) and is_dataclass(hint):
        return _record_of(hint)
    return _PLAIN.get(str if origin is Literal else hint, _anything)


def _any_of(kinds: Sequence[Any]) -> Check:
    checks = {kind: _check_of(kind) for kind in kinds if kind is not NoneType}

    def check(value: Any, field: str) -> None:
        if value is None and NoneType in kinds:
            return
        first, *others = [checks[type(value)]] if type(value) in checks else checks.values()
        if not any(_passes(other, value, field) for other in others):
            first(value, field)

    return check


def _passes(check: Check, value: Any, field: str) -> bool:
    try:
        check(value, field)
    except MethodProblem:
        return False
    return True


def _list_of(entry: Check) -> Check:
    def check(values: Any, field: str) -> None:
        no_list = (Mapping, Set, str, bytes)  # text is no list of its letters
        if not isinstance(values, Collection) or isinstance(values, no_list):
            raise refusal(field, "something that is not a list", "It takes a list, in order.")
        if getattr(values, "ndim", 1) == 0:
            raise refusal(field, "a single value", "It takes a list, even of one.")
        if entry is not _anything:
            for value in values:
                entry(value, field)

    return check


def _row_of(parts: Sequence[Check]) -> Check:
    anything = _list_of(_anything)

    def check(values: Any, field: str) -> None:
        anything(values, field)
        if len(values) != len(parts):
            raise refusal(field, f"{len(values)} values in a row", f"It takes {len(parts)}.")
        for part, value in zip(parts, values, strict=True):
            part(value, field)

    return check


def _mapping_of(key: Check, cell: Check) -> Check:
    def check(values: Any, field: str) -> None:
        if not isinstance(values, Mapping):
            raise refusal(field, "something without names", "It takes a value for each name.")
        for name, value in values.items():
            key(name, field)
            cell(value, field)

    return check


def _record_of(kind: type) -> Check:
    # What another method found is right as it is.
    parts = {} if hasattr(kind, "sentence") else _checks(kind)

    def check(value: Any, field: str) -> None:
        if not isinstance(value, kind):
            why = f"Each entry must be a {kind.__name__}."
            raise refusal(field, f"something that is not a {kind.__name__}", why)
        for name, part in parts.items():
            part(getattr(value, name), name)

    return check


def _day(value: Any, field: str) -> None:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise refusal(field, "something that is not a day", "It takes a day, without the hour.")


def _yes_or_no(value: Any, field: str) -> None:
    if not isinstance(value, (Integral, np.bool_)):
        raise refusal(field, "neither True nor False", "It is a choice between the two.")


def _real(value: Any, field: str) -> None:
    if type(value) is not float or not abs(value) <= LARGEST:
        number(value, field)


def _whole(value: Any, field: str) -> None:
    if type(value) is not int or abs(value) > LARGEST_COUNT:
        read = number(value, field, low=-LARGEST_COUNT, high=LARGEST_COUNT)
        if read != int(read):
            raise refusal(field, f"{read:g}", "It must be a whole number.")


def _anything(value: Any, field: str) -> None:
    """Accept it: the method reads it itself."""


_PLAIN: dict[Any, Check] = {
    str: text,
    date: _day,
    bool: _yes_or_no,
    float: _real,
    int: _whole,
}
