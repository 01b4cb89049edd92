"""The grid of a control chart and the dates under it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from thirdspace.charts.control.layout import Layout, tick_labels
from thirdspace.charts.control.picture import ControlPicture
from thirdspace.charts.control.signs import LETTER
from thirdspace.charts.svg import element, number, text

MUTED = "t-s t-m"
AIR = 8  # between two dates


def grid(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Yield the horizontal lines with their values; no value under 0 if none can be there."""
    chart, labels = picture.chart, tick_labels(layout.ticks, picture.unit)
    negative = any(value < 0 for value in (*chart.values, *chart.lower))
    for tick, label in zip(layout.ticks, labels, strict=True):
        if tick < 0 and not negative:
            continue
        y = layout.down(tick)
        line = f"M{number(layout.left)} {number(y)}H{number(layout.paper.right)}"
        yield element("path", class_="grid", d=line)
        yield text(label, layout.left - 8, y + 4, MUTED, "end")


def dates(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Yield dates under some points; the year is written where it changes."""
    year = None
    for place in _dated(picture, layout):
        when, x = picture.x[place - 1], layout.at[place - 1][0]
        said = picture.times[place - 1]
        if isinstance(when, date):
            said = picture.words.day(when) if when.year == year else said
            year = when.year
        yield element("path", class_="axis", d=f"M{number(x)} {number(layout.bottom)}v4")
        yield text(said, x, layout.bottom + 17, MUTED, _anchor(layout, place))


def _anchor(layout: Layout, place: int) -> str:
    """Keep the outer dates on narrow paper; on wide paper there is room beside them."""
    if layout.paper.labels_at is not None:
        return "middle"
    return {1: "start", len(layout.at): "end"}.get(place, "middle")


def _dated(picture: ControlPicture, layout: Layout) -> list[int]:
    """Choose points to date: the ends, the starts of runs, then others where there is room."""
    count = len(picture.x)
    starts = [run.points[0] for phase in picture.chart.phases for run in phase.long_runs]
    chosen: list[int] = []
    taken: list[tuple[float, float]] = []
    wanted = dict.fromkeys([1, count, *starts, *range(1, count, 4), *range(1, count)])
    for place in wanted:
        start, end = _extent(picture, layout, place)
        if all(end + AIR <= other or other_end + AIR <= start for other, other_end in taken):
            chosen.append(place)
            taken.append((start, end))
    return sorted(chosen)


def _extent(picture: ControlPicture, layout: Layout, place: int) -> tuple[float, float]:
    x, width = layout.at[place - 1][0], LETTER * len(picture.times[place - 1])
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[_anchor(layout, place)]
    return x - shift * width, x + (1 - shift) * width
