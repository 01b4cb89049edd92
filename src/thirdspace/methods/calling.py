"""Call any method with plain values, as the command line and the reference cases do."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from math import isfinite
from typing import Any, get_args, get_origin, get_type_hints

from thirdspace.methods.registry import Method
from thirdspace.problems import MethodProblem


def call(method: Method, arguments: Mapping[str, Any]) -> Any:
    """Return the method's result for arguments as JSON has them.

    Days (``2026-03-01``) and records (objects) are read by the types that the method declares.

    Raises
    ------
    MethodProblem
        An argument the method does not have, one that is missing, or what the method refuses.
    """
    next_step = f"See what each means with: thirdspace method show {method.id}."
    _check_names(method.title, method.function, arguments, next_step)
    hints = get_type_hints(method.function)
    return method.function(**{name: _read(hints[name], v) for name, v in arguments.items()})


def as_plain(result: Any) -> Any:
    """Return a result as JSON has it; a number that is not finite becomes null."""
    if is_dataclass(result) and not isinstance(result, type):
        said = {"sentence": result.sentence} if hasattr(result, "sentence") else {}
        return said | {key: as_plain(value) for key, value in asdict(result).items()}
    if hasattr(result, "tolist"):
        return as_plain(result.tolist())
    if isinstance(result, Mapping):
        return {str(key): as_plain(value) for key, value in result.items()}
    if isinstance(result, Iterable) and not isinstance(result, str):
        return [as_plain(value) for value in result]
    if isinstance(result, float) and not isfinite(result):
        return None
    return result if isinstance(result, (str, int, float)) or result is None else str(result)


def _check_names(
    title: str, takes_them: Callable[..., Any], arguments: Mapping[str, Any], next_step: str
) -> None:
    takes = inspect.signature(takes_them).parameters
    unknown = sorted(arguments.keys() - takes.keys())
    missing = [
        name
        for name, parameter in takes.items()
        if parameter.default is parameter.empty and name not in arguments
    ]
    if unknown or missing:
        raise MethodProblem(
            f"{title} has no argument “{unknown[0]}”."
            if unknown
            else f"{title} needs the argument “{missing[0]}”.",
            f"Its arguments are {', '.join(takes)}.",
            next_step,
            field=(unknown or missing)[0],
        )


def _read(hint: Any, value: Any) -> Any:
    kinds = [hint, *get_args(hint)]
    if isinstance(value, str) and date in kinds:
        return _day(value)
    sequence = next((kind for kind in kinds if get_origin(kind) is Sequence), None)
    if isinstance(value, list) and sequence is not None:
        return [_read(get_args(sequence)[0], item) for item in value]
    record = next((kind for kind in kinds if is_dataclass(kind)), None)
    if isinstance(value, dict) and isinstance(record, type):
        _check_names(record.__name__, record, value, "Name each field as it is named there.")
        fields = get_type_hints(record)
        return record(**{key: _read(fields[key], cell) for key, cell in value.items()})
    mapping = next((kind for kind in kinds if get_origin(kind) is Mapping), None)
    if isinstance(value, dict) and mapping is not None:
        return {key: _read(get_args(mapping)[1], cell) for key, cell in value.items()}
    return value


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise MethodProblem(
            f"“{text}” is not a day.",
            "A day is written year first, like 2026-03-01.",
            "Write it that way.",
        ) from None
