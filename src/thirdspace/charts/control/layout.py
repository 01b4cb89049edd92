"""Where things go on the two sizes of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

from thirdspace.charts.control.picture import ControlPicture, Event, plain
from thirdspace.charts.control.signs import LETTER, Sign, free_lane, lanes_of, signs_of
from thirdspace.charts.scale import Scale, round_ticks

LEAST_LEFT = 40
VALUE, SIGN, SIGN_LANE = 20.0, 38.0, 24.0  # heights of a value, of a sign, of each further one
POINT, CLOSEST = 4.0, 1.6  # radius of a point, and of one among very many
CROWDED = 3.5  # with points closer than this only the line and the signals are drawn


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
    """Everything the drawing needs to know about places; `at` has those of the points."""

    paper: Paper
    left: float
    top: float
    bottom: float
    across: Scale
    down: Scale
    ticks: tuple[float, ...]
    bands: tuple[Band, ...]
    signs: tuple[Sign, ...]
    at: tuple[tuple[float, float], ...]

    @property
    def height(self) -> float:
        """Height of the whole drawing."""
        return self.bottom + 24

    @property
    def margin(self) -> float:
        """Distance that lines reach beyond the outer points."""
        return 8

    @property
    def radius(self) -> float:
        """Radius of a point: smaller where neighbors would touch."""
        return min(POINT, max(CLOSEST, 0.42 * self.step))

    @property
    def step(self) -> float:
        """Distance from a point to the next one."""
        return self.across(2) - self.across(1)

    def edge(self, place: int) -> float:
        """Return the middle between a point and the next one."""
        return self.across(place + 0.5)


def lay_out(picture: ControlPicture, paper: Paper) -> Layout:
    """Place axes, bands, signals and points of a picture on paper."""
    signs = signs_of(picture, LEAST_LEFT + 12, paper.right - 12)
    over, under = (_room(picture, signs, above=side) for side in (True, False))
    height = paper.plot + max(over - SIGN, 0) + max(under - SIGN, 0)
    ticks = round_ticks(*_extent(picture, over, under, height))
    longest = max(map(len, tick_labels(ticks, picture.unit)))
    left = max(LEAST_LEFT, 10 + LETTER * longest)
    across = Scale(1, max(len(picture.x), 2), left + 12, paper.right - 12)
    bands = _bands(picture.events, across, paper, left)
    lanes = 1 + max((round((band.top - 4) / paper.lane) for band in bands), default=-1)
    top = 16 + (20 if lanes else 0) + paper.lane * lanes
    bottom = top + height
    down = Scale(ticks[0], ticks[-1], bottom, top)
    at = tuple(
        (across(place), down(value)) for place, value in enumerate(picture.chart.values, start=1)
    )
    return Layout(paper, left, top, bottom, across, down, ticks, bands, signs, at)


def tick_labels(ticks: Sequence[float], unit: str) -> tuple[str, ...]:
    """Write the values of an axis with just the decimals its steps need."""
    step = ticks[1] - ticks[0]
    decimals = next((d for d in range(6) if abs(step - round(step, d)) < step * 1e-6), 6)
    return tuple(plain(tick, decimals) + unit for tick in ticks)


def _room(picture: ControlPicture, signs: tuple[Sign, ...], *, above: bool) -> float:
    """Return the height of what is written over or under the points."""
    chart, lanes = picture.chart, lanes_of(signs, above=above)
    outside = any(
        (chart.values[p - 1] > chart.center[p - 1]) == above for p in chart.outside_points
    )
    return VALUE * outside + (SIGN + SIGN_LANE * (lanes - 1) if lanes else 0)


def _extent(
    picture: ControlPicture, over: float, under: float, height: float
) -> tuple[float, float]:
    """Return the values at the top and bottom of the plot, with room for words in pixels."""
    chart = picture.chart
    drawn = [v for v in (*chart.values, *chart.center, *chart.lower, *chart.upper) if not isnan(v)]
    low, high = min(drawn), max(drawn)
    pixel = (high - low) / (height - over - under)
    return low - pixel * under, high + pixel * over


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
        lane = free_lane(lanes, taken)
        placed.append(Band(event, left, right, 4 + paper.lane * lane, text_x, anchor))
    return tuple(placed)
