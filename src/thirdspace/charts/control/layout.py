"""Where things go on the two sizes of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from thirdspace.charts.control.picture import ControlPicture, Event, plain
from thirdspace.charts.scale import Scale, round_ticks

LETTER = 6.3  # mean width of a letter at the sizes used; text is placed, never measured
ROOM_FOR_A_RUN = 0.16  # share of the plot kept free for the bracket under or over a run


@dataclass(frozen=True)
class Paper:
    """Fixed measures of one size of drawing, in its own pixels."""

    name: str
    width: float
    right: float
    lane: float
    plot: float
    labels_at: float | None


WIDE = Paper("wide", 1100, 974, 38, 230, 992)
NARROW = Paper("narrow", 340, 326, 36, 200, None)


@dataclass(frozen=True)
class Band:
    """An event with its place: from `left` to `right`, words anchored at `text_x`."""

    event: Event
    left: float
    right: float
    top: float
    text_x: float
    anchor: str


@dataclass(frozen=True)
class Layout:
    """Everything the drawing needs to know about places."""

    paper: Paper
    left: float
    top: float
    bottom: float
    across: Scale
    down: Scale
    ticks: tuple[float, ...]
    bands: tuple[Band, ...]

    @property
    def height(self) -> float:
        """Height of the whole drawing."""
        return self.bottom + 24

    @property
    def margin(self) -> float:
        """Distance that lines reach beyond the outer points."""
        return 8

    def edge(self, place: int) -> float:
        """Return the middle between a point and the next one."""
        return self.across(place + 0.5)


def lay_out(picture: ControlPicture, paper: Paper) -> Layout:
    """Place axes, bands and points of a picture on paper."""
    ticks = round_ticks(*_extent(picture))
    longest = max(len(tick_label(picture, tick, ticks)) for tick in ticks)
    left = max(40, 10 + LETTER * longest)
    count = len(picture.x)
    across = Scale(1, max(count, 2), left + 12, paper.right - 12)
    bands = _bands(picture.events, across, paper, left)
    lanes = 1 + max((round((band.top - 4) / paper.lane) for band in bands), default=-1)
    top = 16 + (20 if lanes else 0) + paper.lane * lanes
    bottom = top + paper.plot
    down = Scale(ticks[0], ticks[-1], bottom, top)
    return Layout(paper, left, top, bottom, across, down, ticks, bands)


def tick_label(picture: ControlPicture, tick: float, ticks: Sequence[float]) -> str:
    """Write a value of the axis with just the decimals its steps need."""
    step = ticks[1] - ticks[0]
    decimals = next((d for d in range(6) if abs(step - round(step, d)) < step * 1e-6), 6)
    return plain(tick, decimals) + picture.unit


def _extent(picture: ControlPicture) -> tuple[float, float]:
    chart = picture.chart
    drawn = [v for v in (*chart.values, *chart.center, *chart.lower, *chart.upper) if not isnan(v)]
    low, high = min(drawn), max(drawn)
    sides = {run.above for phase in chart.phases for run in phase.long_runs}
    room = (high - low) * ROOM_FOR_A_RUN
    return low - room * (False in sides), high + room * (True in sides)


def _bands(events: Sequence[Event], across: Scale, paper: Paper, start: float) -> tuple[Band, ...]:
    """Stack events so that neither bands nor their words overlap in a lane."""
    lanes: list[list[tuple[float, float]]] = []
    placed = []
    for event in sorted(events, key=lambda e: (e.first, e.last, e.title)):
        left = max(across(event.first - 0.5), start)
        right = min(across(event.last + 0.5), paper.right)
        letters = LETTER * max(len(event.title), len(event.note))
        fits = left + 4 + letters <= paper.width - 2
        text_x, anchor = (left + 4, "start") if fits else (right - 4, "end")
        words = (text_x, text_x + letters) if fits else (text_x - letters, text_x)
        taken = (min(left, words[0]), max(right, words[1]))
        lane = _free_lane(lanes, taken)
        placed.append(Band(event, left, right, 4 + paper.lane * lane, text_x, anchor))
    return tuple(placed)


def _free_lane(lanes: list[list[tuple[float, float]]], taken: tuple[float, float]) -> int:
    """Return the first lane where an interval is free, and take it."""
    for number, lane in enumerate(lanes):
        if all(taken[1] <= start or end <= taken[0] for start, end in lane):
            lane.append(taken)
            return number
    lanes.append([taken])
    return len(lanes) - 1
