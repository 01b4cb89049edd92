"""Rows of the steps, and the ways that flows take between the cells.

Lanes are columns and steps go down, so that a long process makes a long page, never small type. A
flow to the next step of its lane drops straight down. Any other leaves its step downward, runs
along the free space under its row to the gap beside the lane of its target, follows the gap, and
enters the target from the side. Flows to the same side of a step share the way in the gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from thirdspace.charts.process_map.picture import Flow, ProcessMapPicture, Step

Cell = tuple[int, int]
Key = TypeVar("Key")


@dataclass(frozen=True)
class Way:
    """How a flow runs: straight down, or by a gap, counted from the left, and a track in it."""

    flow: Flow
    gap: int | None = None
    track: int = 0

    @property
    def straight(self) -> bool:
        """Whether it only drops."""
        return self.gap is None


@dataclass(frozen=True)
class Grid:
    """Each step in its cell (lane, row), and the way of each flow."""

    cells: dict[str, Cell]
    ways: tuple[Way, ...]
    tracks: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return 1 + max(row for _, row in self.cells.values())


def lay_grid(picture: ProcessMapPicture) -> Grid:
    """Give each step a cell and each flow a way."""
    cells = _cells(picture)
    gaps = {flow: _gap(flow, cells) for flow in picture.flows}
    track, tracks = _tracks(gaps, cells, len(picture.lanes) + 1)
    ways = tuple(
        Way(flow) if gap is None else Way(flow, gap, track[flow.target, gap])
        for flow, gap in gaps.items()
    )
    return Grid(cells, ways, tracks)


def _cells(picture: ProcessMapPicture) -> dict[str, Cell]:
    """Put each step under all that lead to it, in the first row where its lane is free."""
    column = {lane.key: place for place, lane in enumerate(picture.lanes)}
    order = picture.numbers
    before: dict[str, list[str]] = defaultdict(list)
    for flow in picture.flows:
        if order[flow.source] < order[flow.target]:
            before[flow.target].append(flow.source)
    cells: dict[str, Cell] = {}
    taken: set[Cell] = set()
    for step in picture.steps:
        cell = (column[step.lane], _first_row(step, before, cells))
        while cell in taken:
            cell = (cell[0], cell[1] + 1)
        cells[step.key] = cell
        taken.add(cell)
    return cells


def _first_row(step: Step, before: dict[str, list[str]], cells: dict[str, Cell]) -> int:
    return 1 + max((cells[key][1] for key in before[step.key]), default=-1)


def _gap(flow: Flow, cells: dict[str, Cell]) -> int | None:
    """Choose the gap by which a flow reaches its target; none when it can drop straight down."""
    (lane, row), (end, end_row) = cells[flow.source], cells[flow.target]
    if lane != end:
        return end if lane < end else end + 1
    between = {(lane, at) for at in range(row + 1, end_row)}
    return None if end_row > row and between.isdisjoint(cells.values()) else end + 1


def _tracks(
    gaps: dict[Flow, int | None], cells: dict[str, Cell], count: int
) -> tuple[dict[tuple[str, int], int], tuple[int, ...]]:
    """Give each target its own track in a gap, shared only by those that never meet."""
    reach: dict[tuple[str, int], list[float]] = defaultdict(list)
    for flow, gap in gaps.items():
        if gap is not None:
            ends = (cells[flow.source][1] + 0.5, float(cells[flow.target][1]))
            reach[flow.target, gap] += ends
    track: dict[tuple[str, int], int] = {}
    tracks = [0] * count
    for gap in range(count):
        spans = [(min(at), max(at), key) for key, at in reach.items() if key[1] == gap]
        found, tracks[gap] = pack(spans)
        track |= found
    return track, tuple(tracks)


def pack(spans: Iterable[tuple[float, float, Key]]) -> tuple[dict[Key, int], int]:
    """Number spans so that two with the same number never touch; return how many it takes."""
    ends: list[float] = []
    number: dict[Key, int] = {}
    for start, end, key in sorted(spans, key=lambda span: span[:2]):
        place = next((at for at, last in enumerate(ends) if last < start), len(ends))
        ends[place : place + 1] = [end]
        number[key] = place
    return number, len(ends)
