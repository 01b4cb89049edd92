"""Printed values of books and handbooks, within their rounding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from thirdspace.methods.spc.moving_range import D2
from thirdspace.methods.spc.result import ControlChart
from thirdspace.methods.spc.verify.types import Case

NAME = re.compile(r"(?:part(\d+)_)?(cl|lcl|ucl|mr_bar)(?:_first\d+)?")


def compare_published(chart: ControlChart, published: Case) -> Iterator[str]:
    """Compare lines of a phase (``part2_ucl``, else the first) and points beyond limits."""
    tolerance = published.get("tolerance", 10.0 ** -published.get("decimals", 6))
    for name, printed in published.items():
        if found := NAME.fullmatch(name):
            first = chart.phases[int(found[1] or 1) - 1].first - 1
            values = printed if isinstance(printed, list) else [printed]
            for place, value in enumerate(values, start=first):
                ours = _line(chart, found[2], place)
                if not abs(ours - value) <= tolerance:
                    yield f"published {name}, point {place + 1}: got {ours}, printed {value}"
    yield from _compare_signals(chart, published.get("signals"))


def _line(chart: ControlChart, name: str, place: int) -> float:
    if name == "mr_bar":
        return (chart.upper[place] - chart.center[place]) / 3 * D2
    return {"cl": chart.center, "lcl": chart.lower, "ucl": chart.upper}[name][place]


def _compare_signals(chart: ControlChart, printed: int | list[int] | None) -> Iterator[str]:
    """A number says how many points lie beyond the limits, a list says which."""
    ours = list(chart.outside_points)
    if printed is not None and printed != (ours if isinstance(printed, list) else len(ours)):
        yield f"published signals: got {ours}, printed {printed}"
