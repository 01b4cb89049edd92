"""The charts of a case: one, or one for each facet, with the rows and results that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from thirdspace.methods.spc.points import DAY
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.verify.types import Case


@dataclass(frozen=True)
class Facet:
    """One chart of a case.

    Parameters
    ----------
    columns : dict
        Input columns by their part in the chart (``x``, ``y``, ``n``), this facet's rows only.
    points, runs : dict
        Expected columns, this facet's rows only.
    """

    columns: dict[str, list[Any] | None]
    points: Case
    runs: Case

    def column(self, name: str) -> list[Any] | None:
        """Return an input column, in order; None if the case has none."""
        column = self.columns.get(name)
        return None if column is None else [column[row] for row in self._rows]

    @property
    def labels(self) -> list[Any] | None:
        """Return the point of each row, in order."""
        return self.column("x") if self._named else None

    @cached_property
    def ordered(self) -> bool:
        """Whether points stand in order of time; names that are no days stand in none."""
        names = self.columns.get("x") if self._named else ()
        return not any(isinstance(name, str) and not DAY.match(name) for name in names or ())

    def order(self, chart: ControlChart) -> list[int]:
        """Return the place on our chart of each expected row."""
        places = {_plain(label): place for place, label in enumerate(chart.labels)}
        wanted = [_plain(label) for label in self.points.get("x", ())]
        if places and len(wanted) == len(places) and set(wanted) == set(places):
            return [places[label] for label in wanted]
        return list(range(len(chart.values)))  # without names, they stand in order

    @cached_property
    def _named(self) -> bool:
        names = self.columns.get("x")
        return bool(names) and all(name is not None for name in names or ())

    @cached_property
    def _rows(self) -> list[int]:
        """Put rows in order of time; in a funnel, in the order of the expected points."""
        names = self.columns.get("x") if self._named else None
        if not names:
            return list(range(len(self.columns["y"] or ())))
        if self.ordered:
            return sorted(range(len(names)), key=lambda row: names[row])
        rank = {label: place for place, label in enumerate(self.points.get("x", ()))}
        return sorted(range(len(names)), key=lambda row: rank.get(names[row], len(rank)))


def facets_of(case: Case, expected: str) -> Iterator[Facet]:
    """Yield the charts of a case.

    Parameters
    ----------
    case : dict
        A case.
    expected : str
        Key of the expected results to give them.
    """
    columns, data, results = case["columns"], case["input"], case[expected]
    names = _facet_names(columns.get("facets"), data)
    keys = [tuple(row) for row in zip(*(data[name] for name in names), strict=True)]
    whole = {part: data[columns[part]] for part in ("x", "y", "n") if columns.get(part)}
    for key in sorted(set(keys), key=str) or [()]:
        rows = [row for row, other in enumerate(keys) if other == key]
        own = {part: [c[row] for row in rows] if names else c for part, c in whole.items()}
        yield Facet(
            own,
            _belonging(results["points"], names, key),
            _belonging(results.get("runs") or {}, names, key),
        )


def _facet_names(given: str | Sequence[str] | None, data: Case) -> list[str]:
    """Read a name, a list of names, or a formula such as ``~ ward`` or ``ward ~ year``."""
    if isinstance(given, str):
        given = [given] if given in data else re.split(r"[~+,\s]+", given)
    return [name for name in given or () if name in data]


def _belonging(table: Case, names: list[str], key: tuple[Any, ...]) -> Case:
    """Return the rows of a table that belong to a facet."""
    marks = [column for name, column in table.items() if name in names or name.startswith("facet")]
    if not names or not marks:
        return table
    wanted = {str(value) for value in key}
    rows = [row for row, found in enumerate(zip(*marks, strict=True)) if wanted <= _texts(found)]
    return {name: [column[row] for row in rows] for name, column in table.items()}


def _texts(values: Sequence[Any]) -> set[str]:
    return {str(value) for value in values}


def _plain(label: Any) -> Any:
    """Return a name as both sides write it."""
    return str(label) if isinstance(label, str) else float(label)
