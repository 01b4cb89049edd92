"""Where lanes, steps, flows and their labels go on wide paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thirdspace.charts.process_map.card import Card, make_card
from thirdspace.charts.process_map.grid import Grid, Way, lay_grid, pack
from thirdspace.charts.process_map.picture import ProcessMapPicture
from thirdspace.charts.text import LEADING, SIZE, SMALL_LEADING, SMALL_SIZE, wrap

WIDTH, LEAST_LANE = 1100.0, 96.0
INSIDE = 12.0  # between the edge of a lane and its steps
EDGE, PITCH = 10.0, 9.0  # beside and between the tracks of a gap
ABOVE, TRACK, UNDER = 10.0, 10.0, 14.0  # in the space under a row
ASIDE = 5.0  # flows from the left enter above the middle of a step, from the right below
Point = tuple[float, float]


@dataclass(frozen=True)
class Column:
    """A lane: its name in lines, and where it runs."""

    name: tuple[str, ...]
    x: float
    width: float


@dataclass(frozen=True)
class Placed:
    """A step at its place."""

    card: Card
    x: float
    y: float

    @property
    def middle(self) -> float:
        """Half its height."""
        return self.y + self.card.height / 2

    @property
    def bottom(self) -> float:
        """Where flows leave."""
        return self.y + self.card.height


@dataclass(frozen=True)
class Route:
    """A flow as corners from its source to its target, with its label beside where it leaves."""

    way: Way
    corners: tuple[Point, ...]
    label: tuple[str, ...]
    label_at: Point


@dataclass(frozen=True)
class Layout:
    """Everything the drawing needs to know about places."""

    columns: tuple[Column, ...]
    top: float
    steps: tuple[Placed, ...]
    routes: tuple[Route, ...]
    width: float
    height: float


@dataclass(frozen=True)
class _Out:
    """Where a flow leaves its step, and the room for its label."""

    x: float
    label: tuple[str, ...]


@dataclass(frozen=True)
class _Strip:
    """A row: where its steps begin and end, and the first of the flows that run along under it."""

    top: float
    bottom: float
    tracks: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class _Across:
    """Everything placed from left to right."""

    grid: Grid
    columns: tuple[Column, ...]
    cards: dict[str, Card]
    outs: dict[Way, _Out]
    pitch: float
    width: float

    def track(self, way: Way) -> float:
        """Return how far right the track of a way is."""
        gap = way.gap or 0
        before = self.columns[gap - 1] if gap else None
        left = before.x + before.width if before else 0.0
        return left + EDGE + self.pitch * way.track

    def enters_left(self, way: Way) -> bool:
        """Tell whether a way by a gap enters its target from the left."""
        return way.gap == self.grid.cells[way.flow.target][0]


def lay_out(picture: ProcessMapPicture) -> Layout:
    """Place everything, first across, then down."""
    across = _across(picture, lay_grid(picture))
    return _down(across)


def _across(picture: ProcessMapPicture, grid: Grid) -> _Across:
    count = len(picture.lanes)
    spare = WIDTH - LEAST_LANE * count - 2 * EDGE * len(grid.tracks)
    pitch = max(2.0, min(PITCH, spare / max(sum(grid.tracks), 1)))
    gaps = [2 * EDGE + pitch * (tracks - 1) if tracks else EDGE for tracks in grid.tracks]
    gaps[0], gaps[-1] = (gap if gap > EDGE else 0.0 for gap in (gaps[0], gaps[-1]))
    each = max(LEAST_LANE, (WIDTH - sum(gaps)) / count)
    columns = tuple(
        Column(
            wrap(lane.text, each - 2 * INSIDE, SIZE, bold=True),
            sum(gaps[: place + 1]) + each * place,
            each,
        )
        for place, lane in enumerate(picture.lanes)
    )
    box = each - 2 * INSIDE
    cards = {step.key: make_card(picture, step, box) for step in picture.steps}
    across = _Across(grid, columns, cards, {}, pitch, sum(gaps) + each * count)
    return replace(across, outs=_outs(picture, across))


def _outs(picture: ProcessMapPicture, across: _Across) -> dict[Way, _Out]:
    """Spread the flows that leave a step along its lower side, each with its label at its right."""
    leaving: dict[str, list[Way]] = defaultdict(list)
    for way in across.grid.ways:
        leaving[way.flow.source].append(way)
    outs = {}
    for key, ways in leaving.items():
        column = across.columns[across.grid.cells[key][0]]
        left, box = column.x + INSIDE, column.width - 2 * INSIDE
        middle = left + box / 2
        ways.sort(key=lambda way: middle if way.straight else across.track(way))
        first, step = (box / 2, 0.0) if len(ways) == 1 else (14.0, (box - 22) / len(ways))
        for place, way in enumerate(ways):
            x = left + first + step * place
            last = place == len(ways) - 1
            room = (column.x + column.width - x if last else step) - 8
            outs[way] = _Out(x, wrap(picture.words.said(way.flow), room, SMALL_SIZE))
    return outs


def _down(across: _Across) -> Layout:
    grid = across.grid
    top = 12.0 + LEADING * max(len(column.name) for column in across.columns)
    level, levels = _levels(across)
    strips, height = _strips(across, levels, top + 12)
    placed = {
        key: Placed(
            across.cards[key],
            across.columns[lane].x + INSIDE,
            strips[row].middle - across.cards[key].height / 2,
        )
        for key, (lane, row) in grid.cells.items()
    }
    routes = []
    for way, out in across.outs.items():
        strip = strips[_row(grid, way)]
        corners = _corners(across, way, placed, strip.tracks + TRACK * level.get(way, 0))
        routes.append(Route(way, corners, out.label, (out.x + 5, strip.bottom + 12)))
    steps = tuple(placed.values())
    return Layout(across.columns, top, steps, tuple(routes), across.width, height)


def _strips(across: _Across, levels: Sequence[int], top: float) -> tuple[list[_Strip], float]:
    """Stack the rows: steps, then labels, then the flows that run along; return where they end."""
    grid = across.grid
    tallest, words = [0.0] * grid.rows, [0] * grid.rows
    for key, (_, row) in grid.cells.items():
        tallest[row] = max(tallest[row], across.cards[key].height)
    for way, out in across.outs.items():
        row = _row(grid, way)
        words[row] = max(words[row], SMALL_LEADING * len(out.label))
    strips = []
    for high, said, tracks in zip(tallest, words, levels, strict=True):
        strips.append(_Strip(top, top + high, top + high + said + ABOVE))
        top = strips[-1].tracks + TRACK * tracks + UNDER
    return strips, top


def _row(grid: Grid, way: Way) -> int:
    return grid.cells[way.flow.source][1]


def _levels(across: _Across) -> tuple[dict[Way, int], list[int]]:
    """Give the flows that run along under a row levels on which they don't touch."""
    spans: list[list[tuple[float, float, Way]]] = [[] for _ in range(across.grid.rows)]
    for way, out in across.outs.items():
        if not way.straight:
            ends = sorted((out.x, across.track(way)))
            spans[_row(across.grid, way)].append((ends[0], ends[1] + 4, way))
    level: dict[Way, int] = {}
    levels = []
    for in_row in spans:
        found, count = pack(in_row)
        level |= found
        levels.append(count)
    return level, levels


def _corners(across: _Across, way: Way, placed: dict[str, Placed], y: float) -> tuple[Point, ...]:
    source, target, x = placed[way.flow.source], placed[way.flow.target], across.outs[way].x
    if way.straight:
        return ((x, source.bottom), (x, target.y))
    track = across.track(way)
    left = across.enters_left(way)
    end = target.x if left else target.x + target.card.width
    enter = target.middle + (-ASIDE if left else ASIDE)
    return ((x, source.bottom), (x, y), (track, y), (track, enter), (end, enter))


def ways_in(corners: Sequence[Point]) -> Point:
    """Return the direction of the last part of a route, as -1, 0 or 1 across and down."""
    (x, y), (end_x, end_y) = corners[-2:]
    return ((end_x > x) - (end_x < x), (end_y > y) - (end_y < y))
