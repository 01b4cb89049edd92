"""Cases of many sites at once: each site's chart, and what is left without shared events.

Columns are found by what they hold, whatever they are called: the tables of expected charts name
the sites; of the other two columns, numbers are the values and the rest are the times.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from thirdspace.methods.cases import compare
from thirdspace.methods.spc.i_chart import i_chart
from thirdspace.methods.spc.network import network_adjusted
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.run_chart import run_chart
from thirdspace.methods.spc.verify.charts import RUNS
from thirdspace.methods.spc.verify.types import Case, Check

#: Tables of expected I charts, and whether large moving ranges are left out.
SCREENED = {"i_screened": True, "i_unscreened": False}


class Sites(NamedTuple):
    """Names of the sites, and their values: a row for each site, a column for each time."""

    names: list[str]
    table: NDArray[np.float64]

    def series(self) -> Iterator[NDArray[np.float64]]:
        """Yield the values of each site, without the times it did not measure."""
        for row in self.table:
            yield row[~np.isnan(row)]


def checks(case: Case) -> Iterator[Check]:
    """Yield what can be compared in this case."""
    if isinstance(case.get("expected"), dict) and "network_adjusted" in case["expected"]:
        yield _network


def _network(case: Case) -> Iterator[str]:
    expected = case["expected"]
    sites = _sites(case)
    if "run" in expected:
        yield from _compare_table([run_chart(y) for y in sites.series()], expected["run"])
    for name, screen_mr in SCREENED.items():
        if name in expected:
            charts = [i_chart(y, screen_mr=screen_mr) for y in sites.series()]
            yield from _compare_table(charts, expected[name])
    yield from _compare_adjusted(sites.table, expected["network_adjusted"])


def _sites(case: Case) -> Sites:
    data, tables = case["input"], case["expected"]
    listed = [column for name in ("run", *SCREENED) for column in tables.get(name, {}).values()]
    column, names = next(
        ((key, names) for key in data for names in listed if _names(names, data[key])), (None, [])
    )
    if column is None:
        raise ValueError("no column holds the sites of the expected charts")
    values = next(key for key in data if key != column and _is_number(data[key]))
    times = next(key for key in data if key not in (column, values))
    rows = {name: place for place, name in enumerate(names)}
    columns = {time: place for place, time in enumerate(sorted(set(data[times])))}
    table = np.full((len(rows), len(columns)), np.nan)
    for site, time, value in zip(data[column], data[times], data[values], strict=True):
        if site in rows and value is not None:
            table[rows[site], columns[time]] = value
    return Sites(names, table)


def _names(names: list[Any], column: list[Any]) -> bool:
    """Say whether a list names sites of a column, each once."""
    return isinstance(names[0], str) and len(set(names)) == len(names) and set(names) <= {*column}


def _is_number(column: list[object]) -> bool:
    return all(isinstance(value, (int, float)) for value in column if value is not None)


def _compare_table(charts: list[ControlChart], expected: Case) -> Iterator[str]:
    """Compare charts of one phase each with a table of one row each."""
    phases = [chart.phases[0] for chart in charts]
    for ours, theirs in (("center", "cl"), ("lower", "lcl"), ("upper", "ucl")):
        yield from compare(ours, [getattr(p.lines, ours) for p in phases], expected[theirs])
    for ours, theirs in RUNS.items():
        yield from compare(ours, [getattr(p, ours) for p in phases], expected[theirs], 0)
    for chart, points in zip(charts, expected["sigma_points"], strict=True):
        outside = [place for place, out in enumerate(chart.outside, start=1) if out]
        yield from compare("outside", outside, [int(p) for p in (points or "").split()], 0)


def _compare_adjusted(table: NDArray[np.float64], expected: Case) -> Iterator[str]:
    """Compare how many signals there are, and in how many sites, whatever sites are called."""
    screened = "no screening" not in expected.get("definition", "no screening")
    found = network_adjusted(table, screen_mr=screened)
    for stage, signals in (("raw", found.raw), ("adjusted", found.adjusted)):
        for key, count in expected.items():
            if key.startswith(f"{stage}_"):
                ours = signals if key.endswith("_signals") else signals.any(axis=1)
                yield from compare(key, [int(ours.sum())], [count], 0)
    if "in_both" in expected:
        yield from compare("in_both", [int(found.clear.sum())], [expected["in_both"]], 0)
