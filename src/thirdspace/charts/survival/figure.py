"""Survival curves as a figure: two drawings and a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import numpy as np

from thirdspace.charts.diagram import diagram
from thirdspace.charts.figure import Figure
from thirdspace.charts.plot import (
    LABELS,
    NARROW_PAPER,
    QUIET,
    SWATCH,
    WIDE,
    WIDE_PAPER,
    Label,
    Paper,
    Style,
    apart,
    below,
    beside,
    fitted,
    foot,
    grid,
    remarks,
    room_beside,
    styles,
    swatch,
)
from thirdspace.charts.scale import Scale, round_ticks
from thirdspace.charts.survival.picture import Curve, CurveWords, Floats, SurvivalPicture
from thirdspace.charts.survival.trace import Trace, at_risk, trace
from thirdspace.charts.svg import element, number, text
from thirdspace.charts.text import SIZE, SMALL_LEADING, SMALL_SIZE, block, wrap
from thirdspace.methods.survival.wording import FEW_AT_RISK

TOP, ROW = 16.0, 20.0


@dataclass(frozen=True)
class _Drawn:
    """A curve that is shown, with its corners and its look."""

    curve: Curve
    trace: Trace
    style: Style


def draw_survival(picture: SurvivalPicture) -> Figure:
    """Draw survival or incidence curves; the same picture always gives the same text."""
    shown = _shown(picture)
    wide, height = _drawing(picture, shown, WIDE_PAPER)
    return diagram(
        picture,
        wide=(wide, WIDE, height),
        narrow=_drawing(picture, shown, NARROW_PAPER),
        columns=picture.words.columns,
        rows=_rows(picture, shown),
        data=[datum for drawn in shown for datum in _data(drawn)],
        layers=_layers(),
    )


def _shown(picture: SurvivalPicture) -> tuple[_Drawn, ...]:
    looks = styles(curve.side for curve in picture.curves)
    return tuple(
        _Drawn(curve, trace(curve, picture.least), look)
        for curve, look in zip(picture.curves, looks, strict=True)
        if not curve.hidden
    )


def _drawing(
    picture: SurvivalPicture, shown: tuple[_Drawn, ...], paper: Paper
) -> tuple[str, float]:
    labels = [_label(picture, drawn) for drawn in shown]
    plot = max(paper.plot, room_beside(labels) if paper.beside else 0)
    head = wrap(picture.measure, paper.width, SMALL_SIZE)
    top = TOP + SMALL_LEADING * len(head)
    bottom = top + plot
    levels = [(level, _percent(picture.words, level)) for level in _levels(picture, shown)]
    paper = fitted(paper, (said for _, said in levels))
    down = Scale(levels[0][0], levels[-1][0], bottom, top)
    ticks = _times(shown, 8 if paper.beside else 4)
    across = Scale(ticks[0], ticks[-1], paper.left, paper.right)
    marks = [block(head, 0, 12, QUIET, leading=SMALL_LEADING)]
    marks += grid(down, paper, levels)
    marks += foot([(across(t), f"{t:,.10g}") for t in ticks], bottom, paper)
    for drawn in shown:
        marks += _bands(drawn, across, down)
    for drawn in shown:
        marks += _line(drawn, across, down)
        marks += _ends(drawn, across, down)
    if paper.beside:
        placed = [
            Label(label.name, label.notes, label.style, down(_end(drawn)))
            for label, drawn in zip(labels, shown, strict=True)
        ]
        marks += beside(placed, top, bottom)
    counted, y = _under(picture, labels, shown, paper, (across, ticks, bottom + 38))
    return "".join(marks) + counted, y


def _levels(picture: SurvivalPicture, shown: tuple[_Drawn, ...]) -> tuple[float, ...]:
    if picture.falls:
        return 0.0, 0.25, 0.5, 0.75, 1.0
    tops = [np.nanmax([*one.trace.share, *one.trace.high, 0.01]) for one in shown]
    return tuple(level for level in round_ticks(0.0, max(tops, default=1.0)) if level <= 1 + 1e-9)


def _times(shown: tuple[_Drawn, ...], most: int) -> tuple[float, ...]:
    starts = [one.trace.start for one in shown]
    ends = [float(one.trace.time[-1]) for one in shown if len(one.trace.time)]
    low, high = min(starts, default=0.0), max(ends, default=1.0)
    return round_ticks(low, max(low, high), most)


def _percent(words: CurveWords, share: float) -> str:
    return words.percent.format(number=f"{100 * share:.3g}")


def _end(drawn: _Drawn) -> float:
    return float(drawn.trace.share[-1]) if len(drawn.trace.share) else drawn.trace.origin


def _label(picture: SurvivalPicture, drawn: _Drawn) -> Label:
    """Name a curve with its last share, its interval and its median, as far as they are shown."""
    words, found, notes = picture.words, drawn.trace, []
    if len(found.share):
        share = _percent(words, round(found.share[-1], 2))
        if found.known[-1]:
            low, high = (f"{100 * bound[-1]:.0f}" for bound in (found.low, found.high))
            share = words.share.format(share=share, low=low, high=high)
        notes.append(share)
    median = drawn.curve.median
    if _median_shown(drawn):
        notes.append(words.median.format(time=f"{median:.3g}"))
    elif median is None and picture.falls and not found.cut:
        notes.append(words.no_median)
    return Label(drawn.curve.label, tuple(notes), drawn.style, 0.0)


def _median_shown(drawn: _Drawn) -> bool:
    median, time = drawn.curve.median, drawn.trace.time
    return median is not None and len(time) > 0 and drawn.trace.start <= median <= time[-1]


def _bands(drawn: _Drawn, across: Scale, down: Scale) -> Iterator[str]:
    """Draw the interval as steps, with a gap where there is none."""
    found, known = drawn.trace, drawn.trace.known.tolist()
    x = _places(across, found.time)
    high, low = _places(down, found.high), _places(down, found.low)
    for there, piece in groupby(range(len(x) - 1), key=known.__getitem__):
        if there:
            spans = list(piece)
            over = "".join([f"V{high[at]}H{x[at + 1]}" for at in spans])
            back = "".join([f"V{low[at]}H{x[at]}" for at in reversed(spans)])
            start = f"M{x[spans[0]]} {low[spans[0]]}"
            yield element("path", class_=drawn.style.tint, d=f"{start}{over}{back}Z")


def _line(drawn: _Drawn, across: Scale, down: Scale) -> Iterator[str]:
    """Draw the steps; thin where they rest on few people."""
    found, few = drawn.trace, drawn.trace.few.tolist()
    x, y = _places(across, found.time), _places(down, found.share)
    here = f"{number(across(found.start))} {number(down(found.origin))}"
    for thin, piece in groupby(range(len(x)), key=few.__getitem__):
        steps = list(piece)
        path = "".join([f"H{x[at]}V{y[at]}" for at in steps])
        classes = f"{drawn.style.line} few" if thin else drawn.style.line
        yield element("path", class_=classes, d=f"M{here}{path}")
        here = f"{x[steps[-1]]} {y[steps[-1]]}"


def _places(scale: Scale, values: Floats) -> list[str]:
    return [number(scale(value)) for value in values.tolist()]


def _ends(drawn: _Drawn, across: Scale, down: Scale) -> Iterator[str]:
    """Mark the end of a line with its side, and drop a line where half have left."""
    if _median_shown(drawn):
        x = across(drawn.curve.median or 0.0)
        path = f"M{number(x)} {number(down(0.5))}V{number(down(0.0))}"
        yield element("path", class_=f"reach l-{drawn.style.letter}", d=path)
    if len(drawn.trace.time):
        yield drawn.style.mark(across(drawn.trace.time[-1]), down(_end(drawn)))


def _under(
    picture: SurvivalPicture,
    labels: list[Label],
    shown: tuple[_Drawn, ...],
    paper: Paper,
    axis: tuple[Scale, tuple[float, ...], float],
) -> tuple[str, float]:
    """Write the clock, the people at risk under each date, hidden groups and remarks."""
    across, ticks, y = axis
    words, marks = picture.words, []
    lines = wrap(picture.clock, paper.right - paper.left, SIZE)
    for line in lines:
        marks.append(text(line, (paper.left + paper.right) / 2, y, QUIET, "middle"))
        y += ROW - 4
    marks.append(text(words.at_risk, 0, y + 8, QUIET))
    y += 14
    rows = [tuple(_counted(picture, drawn, ticks)) for drawn in shown]
    same = len(set(rows)) == 1  # ways of leaving have the same people at risk: written once
    for place, (label, row) in enumerate(zip(labels, rows, strict=True), start=1):
        if not paper.beside:
            said, y = below(label, y)
            marks.append(said)
        elif not same:
            marks.append(swatch(label.style, y + 11))
        if place == len(rows) or not same:
            name = wrap(label.name, WIDE - LABELS, SMALL_SIZE) if paper.beside and not same else ()
            marks.append(block(name, LABELS, y + 15, QUIET, leading=SMALL_LEADING))
            marks += _row_at_risk(row, across, paper, y + 15)
            y += ROW + (SMALL_LEADING * max(len(name) - 1, 0) if paper.beside else 5)
    said, y = remarks(_remarks(picture, shown), y + 4, paper)
    return "".join(marks) + said, y + 4


def _row_at_risk(
    row: tuple[tuple[float, str], ...], across: Scale, paper: Paper, y: float
) -> Iterator[str]:
    room = (SWATCH, LABELS - 8) if paper.beside else (0.0, paper.width)
    places = [(across(tick), said) for tick, said in row]
    for _, x, said in apart(places, *room):
        yield text(said, x, y, "t-s", "middle")


def _counted(
    picture: SurvivalPicture, drawn: _Drawn, ticks: tuple[float, ...]
) -> Iterator[tuple[float, str]]:
    for tick in ticks:
        n = at_risk(drawn.curve, tick)
        few = n < picture.least and picture.least > 1
        yield tick, picture.words.fewer.format(least=picture.least) if few else f"{n:,}"


def _remarks(picture: SurvivalPicture, shown: tuple[_Drawn, ...]) -> Iterator[str]:
    words = picture.words
    for curve in picture.curves:
        if curve.hidden:
            yield f"{curve.label}: {curve.hidden}"
    if any(one.curve.late_entry for one in shown):
        yield words.late
    if any(one.trace.few.any() for one in shown):
        yield words.few.format(few=FEW_AT_RISK)
    if any(one.trace.cut for one in shown):
        yield words.cut.format(least=picture.least)


def _rows(picture: SurvivalPicture, shown: tuple[_Drawn, ...]) -> Iterator[tuple[str, ...]]:
    by_curve = {id(one.curve): one for one in shown}
    for curve in picture.curves:
        if curve.hidden:
            yield (curve.label, *[curve.hidden] * 5)
            continue
        for row in _data(by_curve[id(curve)]):
            shares = (row["share"], row["low"], row["high"])
            said = ("" if v is None else f"{100 * v:.1f}\u00a0%" for v in shares)
            yield (row["group"], f"{row['time']:,.10g}", f"{row['at_risk']:,}", *said)


def _data(drawn: _Drawn) -> Iterator[dict[str, Any]]:
    found = drawn.trace
    columns = (found.time, found.at_risk, found.share, found.low, found.high, found.known)
    for time, n, share, low, high, known in zip(*(c.tolist() for c in columns), strict=True):
        yield {
            "group": drawn.curve.label,
            "time": time,
            "at_risk": n,
            "share": share,
            "low": low if known else None,
            "high": high if known else None,
        }


def _layers() -> tuple[dict[str, Any], ...]:
    x = {"field": "time", "type": "quantitative"}
    group = {"field": "group", "type": "nominal"}
    share = {"type": "quantitative", "axis": {"format": "%"}, "title": None}
    band = {
        "mark": {"type": "area", "interpolate": "step-after", "opacity": 0.2},
        "encoding": {
            "x": x,
            "y": {"field": "low", **share},
            "y2": {"field": "high"},
            "color": group,
        },
    }
    line = {
        "mark": {"type": "line", "interpolate": "step-after"},
        "encoding": {"x": x, "y": {"field": "share", **share}, "color": group, "strokeDash": group},
    }
    return band, line
