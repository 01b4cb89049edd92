"""The blocks of a reference case, and how near a number must come."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


#: Keys under which a case says at which period the clock starts.
STARTS = word_set("first first_period start_period")
#: Keys that hold notes, columns and settings, not results.
NOTES = word_set(
    "engine source note notes meaning trap traps lesson columns column tolerance "
    "covariates groups licence license id title question formula data csv file "
    "description terms names levels"
).union(STARTS)
#: Words for a table's points of time.
TIMES = word_set(
    "t time times year years period periods grade grades term terms month months week "
    "weeks day days age ages second seconds interval at_times"
)


@dataclass(frozen=True)
class Block:
    """Numbers that stand together, and where in the case they stand.

    Parameters
    ----------
    path : tuple of str
        Keys that lead to it.
    values : dict
        What is expected, by key.
    tolerance : float or dict
        The file's: relative, for all or by kind.
    """

    path: tuple[str, ...]
    values: dict[str, Any]
    tolerance: Any

    @property
    def name(self) -> str:
        """Return the place in the case, as people read it."""
        return ".".join(self.path) or "file"

    @property
    def words(self) -> set[str]:
        """Return the words of all keys that lead to it."""
        return {word for key in self.path for word in words(key)}

    def below(self, key: str, values: dict[str, Any] | None = None) -> Block:
        """Return the block one key further down."""
        return Block((*self.path, key), values or {}, self.tolerance)

    @property
    def published(self) -> bool:
        """Say whether the numbers are as printed."""
        return bool(self.words & {"published", "article", "printed", "rounded", "book"})

    def differences(
        self, key: str, ours: Sequence[float | None], theirs: Any, *kinds: str
    ) -> Iterator[str]:
        """Yield where our numbers are not what is expected, to the last digit given if printed.

        `kinds` are the names under which the file may give a tolerance.
        """
        expected = theirs if isinstance(theirs, list) else [theirs]
        if len(ours) != len(expected):
            yield f"{key}: {len(ours)} values, expected {len(expected)}"
            return
        for place, (one, other) in enumerate(zip(ours, expected, strict=True), start=1):
            if not self._near(key, one, other, kinds):
                yield f"{key} {place}: got {one}, expected {other}"

    def _near(self, key: str, ours: float | None, theirs: Any, kinds: tuple[str, ...]) -> bool:
        if theirs is None or ours is None or math.isnan(ours):
            return theirs is None and (ours is None or math.isnan(ours))
        value = number(theirs)
        if value is None:
            return False
        if self.published or rounded(key):
            return abs(ours - value) <= _unit(key, theirs) / 2 * (1 + 1e-6)
        allowed = self._allowed(kinds)
        return math.isclose(ours, value, rel_tol=allowed, abs_tol=min(allowed, 1e-6) * 1e-2)

    def _allowed(self, kinds: tuple[str, ...]) -> float:
        if isinstance(self.tolerance, dict):
            given = [self.tolerance[kind] for kind in kinds if kind in self.tolerance]
            return float(given[0]) if given else 1e-9
        return float(self.tolerance)


def blocks(case: dict[str, Any]) -> Iterator[Block]:
    """Yield the blocks of a case."""
    tolerance = case.get("tolerance", 1e-9)
    yield from _blocks(case, (), tolerance)


def words(key: str) -> list[str]:
    """Return the words of a key, in small letters."""
    return [word for word in re.split(r"[^0-9a-z]+", str(key).lower()) if word]


def is_coef(key: str) -> bool:
    """Say whether a key announces coefficients."""
    return words(key)[:1] in (["coef"], ["coefs"], ["coefficients"])


def holds_model(values: dict[str, Any]) -> bool:
    """Say whether these are the figures of one model: coefficients, each a number."""
    return any(is_coef(key) and _are_numbers(value) for key, value in values.items())


def rounded(key: str) -> bool:
    """Say whether a key announces that its numbers are rounded."""
    return "rounded" in words(key) or bool(re.search(r"\d+(?:sf|sig|dp)\b", key.lower()))


def number(value: Any) -> float | None:
    """Return a number, also one in quotes; None if it is none."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _blocks(node: dict[str, Any], path: tuple[str, ...], tolerance: Any) -> Iterator[Block]:
    values = {key: value for key, value in node.items() if not _is_note(key, value)}
    if len(path) > 1 and is_coef(path[-2]) and _are_numbers(values):
        values = {"coef": values}
    if holds_model(values):
        yield Block(path, values, tolerance)
        return
    own = {key: value for key, value in values.items() if not isinstance(value, dict)}
    for key in [key for key, value in own.items() if _is_rows(value)]:
        rows = own.pop(key)
        yield Block((*path, key), {k: [row.get(k) for row in rows] for k in rows[0]}, tolerance)
    if own:
        yield Block(path, own, tolerance)
    for key, value in values.items():
        if isinstance(value, dict):
            yield from _blocks(value, (*path, str(key)), tolerance)


def _is_note(key: str, value: Any) -> bool:
    last = words(key)[-1:] or [""]
    if key in NOTES or last[0] in ("rule", "key", "source", "note", "engine"):
        return not (isinstance(value, list) and value and number(value[0]) is not None)
    if isinstance(value, str):
        return number(value) is None and not key.startswith("chosen")
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _are_numbers(value: Any) -> bool:
    listed = value.values() if isinstance(value, dict) else value
    items = list(listed) if isinstance(value, (dict, list)) else [value]
    return bool(items) and all(item is None or number(item) is not None for item in items)


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(row, dict) for row in value)


def _decimals(value: Any) -> int:
    text = str(value)
    if "e-" in text:
        return int(text.partition("e-")[2])
    return len(text.partition(".")[2])


def _unit(key: str, theirs: Any) -> float:
    """Return one unit of the last digit printed."""
    if found := re.search(r"(\d+)(?:sf|sig)", key):
        value = abs(number(theirs) or 1.0)
        return float(10.0 ** (math.floor(math.log10(value)) - int(found[1]) + 1))
    if found := re.search(r"(\d+)dp", key):
        return float(10.0 ** -int(found[1]))
    return float(10.0 ** -_decimals(theirs))
