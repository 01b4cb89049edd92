"""Small charts in groups, each drawn from its own upper left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import isnan

from thirdspace.charts.control.layout import tick_labels
from thirdspace.charts.outline import NARROW
from thirdspace.charts.scale import Scale, round_ticks
from thirdspace.charts.svg import element, number, text
from thirdspace.charts.text import (
    LEADING,
    SMALL_LEADING,
    SMALL_SIZE,
    block,
    text_width,
    wrap,
)
from thirdspace.charts.wall.picture import WallItem, WallPicture

MUTED = "t-s t-m"
HEAD, AIR, GAP = 30.0, 22.0, 16.0  # of a group; under a row of charts; between charts
PLOT = 76.0
LOOSE = 7.0  # points closer than this are not dotted one by one


@dataclass(frozen=True)
class Paper:
    """One size of drawing: its width, and how many small charts stand side by side."""

    name: str
    width: float
    columns: int

    @property
    def cell(self) -> float:
        """Width of a small chart."""
        return (self.width - GAP * (self.columns - 1)) / self.columns


WIDE, NARROW_PAPER = Paper("wide", 1100.0, 4), Paper("narrow", NARROW, 1)


@dataclass(frozen=True)
class Frame:
    """What small charts of a paper share, so that it is worked out once.

    Parameters
    ----------
    width : float
        Of a small chart.
    across, down : Scale
        From points and values to places in it.
    x : tuple of str
        The place of each point, written.
    bands, grid : str
        Events; lines with their values.
    dotted : bool
        Whether every point is drawn, and not only those of signals.
    """

    width: float
    across: Scale
    down: Scale
    x: tuple[str, ...]
    bands: str
    grid: str
    dotted: bool


def frame_of(picture: WallPicture, paper: Paper) -> Frame:
    """Return the frame of the small charts on a paper, with the scale of all of them."""
    low, high, ticks = _axis(picture.items)
    scales = [ticks, *([_axis([item])[2] for item in picture.items] if picture.own_scales else [])]
    left = 8 + max(
        text_width(label, SMALL_SIZE) for t in scales for label in tick_labels(t, picture.unit)
    )
    count = len(picture.x)
    across = Scale(1, max(count, 2), left + 5, paper.cell - 7)
    down = Scale(low, high, PLOT - 6, 6)
    return Frame(
        width=paper.cell,
        across=across,
        down=down,
        x=tuple(number(across(place)) for place in range(1, count + 1)),
        bands="".join(_bands(picture, paper, across)),
        grid=_grid(picture, ticks, across, down, paper.cell),
        dotted=across(2) - across(1) >= LOOSE,
    )


def _own(picture: WallPicture, frame: Frame, item: WallItem) -> Frame:
    """Return the frame with the scale of one chart."""
    low, high, ticks = _axis([item])
    down = Scale(low, high, PLOT - 6, 6)
    grid = _grid(picture, ticks, frame.across, down, frame.width)
    return replace(frame, down=down, grid=grid)


def charts(picture: WallPicture, paper: Paper, top: float) -> tuple[str, float]:
    """Return all groups under `top`, and where they end."""
    frame, drawn, y = frame_of(picture, paper), [], top
    for state, items in picture.groups:
        said = picture.words.of(state).format(count=len(items), all=len(picture.items))
        drawn.append(text(said, 0, y + 14, "t-b"))
        y += HEAD
        for start in range(0, len(items), paper.columns):
            row = items[start : start + paper.columns]
            frames = [_own(picture, frame, i) if picture.own_scales else frame for i in row]
            marks, height = _row(row, frames, y)
            drawn.append(marks)
            y += height + AIR
    return "".join(drawn), y - AIR


def _axis(items: Sequence[WallItem]) -> tuple[float, float, tuple[float, ...]]:
    """Return the ends of a scale and two or more round values on it."""
    lines = (line for i in items for line in (i.values, i.lower, i.upper, (i.center,)))
    known = [value for line in lines for value in line if value == value]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    for most in (2, 3, 4):
        ticks = tuple(t for t in round_ticks(low, high, most) if low <= t <= high)
        if len(ticks) >= 2:
            return low, high, ticks
    ticks = round_ticks(low, high, most=2)
    return ticks[0], ticks[-1], ticks


def _bands(picture: WallPicture, paper: Paper, across: Scale) -> Iterator[str]:
    left, right = across.start - 5, paper.cell
    for event in picture.events:
        start = max(across(event.first - 0.5), left)
        width = min(across(event.last + 0.5), right) - start
        yield element("rect", class_="cycle", x=start, y=0, width=width, height=PLOT)


def _grid(
    picture: WallPicture, ticks: Sequence[float], across: Scale, down: Scale, right: float
) -> str:
    drawn, left = "", across.start - 5
    for tick, label in zip(ticks, tick_labels(ticks, picture.unit), strict=True):
        y = down(tick)
        drawn += _path("grid", f"M{number(left)} {number(y)}H{number(right)}")
        drawn += text(label, left - 6, y + 4, MUTED, "end")
    return drawn


def _row(items: Sequence[WallItem], frames: Sequence[Frame], y: float) -> tuple[str, float]:
    """Return charts side by side; names and notes take the room of the longest of them."""
    frame = frames[0]
    names = [wrap(item.name, frame.width, bold=True) for item in items]
    notes = [wrap(item.hidden or item.note, frame.width - 16, SMALL_SIZE) for item in items]
    head = 8 + LEADING * max(map(len, names))
    foot = max(
        _box(note) - PLOT if item.hidden else SMALL_LEADING * len(note)
        for item, note in zip(items, notes, strict=True)
    )
    drawn = ""
    for place, (item, name, note) in enumerate(zip(items, names, notes, strict=True)):
        marks = element("path", class_="axis", d=f"M0 0H{number(frame.width)}")
        marks += block(name, 0, LEADING, "t-b")
        plot = _hidden(note, frame) if item.hidden else _plot(item, frames[place])
        marks += element("g", plot, transform=f"translate(0 {number(head)})")
        if not item.hidden:
            marks += block(note, 0, head + PLOT + SMALL_LEADING, "t-s", leading=SMALL_LEADING)
        x = place * (frame.width + GAP)
        drawn += element("g", marks, transform=f"translate({number(x)} {number(y)})")
    return drawn, head + PLOT + foot + 4


def _hidden(why: Sequence[str], frame: Frame) -> str:
    box = element("rect", class_="cycle off", x=0.5, y=0.5, width=frame.width - 1, height=_box(why))
    return box + block(why, 8, SMALL_LEADING + 3, MUTED, leading=SMALL_LEADING)


def _box(why: Sequence[str]) -> float:
    return max(PLOT / 2, SMALL_LEADING * len(why) + 12)


def _plot(item: WallItem, frame: Frame) -> str:
    drawn = frame.bands + frame.grid
    for limits in (item.lower, item.upper):
        drawn += _path("limit", _steps(limits, frame))
    if not isnan(item.center):
        y, ends = number(frame.down(item.center)), (frame.across.start - 5, frame.width)
        classes = "axis" if item.upper else "limit"  # dashed is the only line, or the limits
        drawn += _path(classes, f"M{number(ends[0])} {y}H{number(ends[1])}")
    heights = [number(frame.down(v)) if v == v else "" for v in item.values]
    drawn += _path("line", _line(heights, frame))
    if frame.dotted:
        drawn += _path("pts", _dots(range(len(heights)), heights, frame))
    signals = _dots([place - 1 for place in sorted(item.signals)], heights, frame)
    return drawn + _path("pts sig", signals) + _path("pts hole", signals)


def _path(classes: str, way: str) -> str:
    return f'<path class="{classes}" d="{way}"/>' if way else ""


def _line(heights: Sequence[str], frame: Frame) -> str:
    """Return the way of the measure, broken where a value is missing."""
    pieces, before = [], False
    for x, y in zip(frame.x, heights, strict=True):
        if y:
            pieces.append(f"{'L' if before else 'M'}{x} {y}")
        before = bool(y)
    return "".join(pieces)


def _dots(places: Sequence[int], heights: Sequence[str], frame: Frame) -> str:
    return "".join([f"M{frame.x[p]} {heights[p]}h0" for p in places if heights[p]])


def _steps(limits: Sequence[float], frame: Frame) -> str:
    """Return the way of a limit: level where it stays, with a step where it changes."""
    way, place, before = "", 1, False
    for limit, same in groupby(limits):
        start = frame.across(place - 0.5)
        place += len(list(same))
        if limit == limit:
            y, end = number(frame.down(limit)), number(frame.across(place - 0.5))
            way += f"{f'V{y}' if before else f'M{number(start)} {y}'}H{end}"
        before = limit == limit
    return way
