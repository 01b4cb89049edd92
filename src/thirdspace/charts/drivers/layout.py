"""Where the boxes and links of a driver diagram go on wide paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from thirdspace.charts.drivers.card import Card, make_card
from thirdspace.charts.drivers.ordering import Columns, order_columns
from thirdspace.charts.drivers.picture import LEVELS, Driver, DriverPicture, Strength
from thirdspace.charts.text import LEADING, SIZE, wrap

WIDTH, GAP = 1100.0, 56.0
SHARES = {"aim": 196.0, "primary": 186.0, "secondary": 196.0, "change": 354.0}
BETWEEN, PASSING = 14.0, 12.0  # room between boxes, and for a link that passes through a column
SWEEPS = 6


@dataclass(frozen=True)
class Place:
    """A box, or a link passing through a column, at its place."""

    x: float
    y: float
    width: float
    height: float
    card: Card | None

    @property
    def middle(self) -> float:
        """Height at which links arrive and leave."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Stroke:
    """A link, or a part of one, from the right edge of a place to the left edge of another."""

    start: Place
    end: Place
    strength: Strength


@dataclass(frozen=True)
class Heading:
    """The name of a column, in lines."""

    x: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Everything the drawing needs to know about places."""

    headings: tuple[Heading, ...]
    boxes: tuple[Place, ...]
    passing: tuple[tuple[Place, Strength], ...]
    strokes: tuple[Stroke, ...]
    height: float


@dataclass
class _Graph:
    """Boxes and passing links as numbered items in columns, each tied to the next column only."""

    columns: Columns
    cards: dict[int, Card]
    right: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    left: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    strength: dict[tuple[int, int], Strength] = field(default_factory=dict)
    passing: dict[int, Strength] = field(default_factory=dict)

    def tie(self, one: int, two: int, strength: Strength) -> None:
        """Join two items of neighboring columns."""
        if (one, two) not in self.strength:
            self.right[one].append(two)
            self.left[two].append(one)
            self.strength[one, two] = strength

    def height(self, item: int) -> float:
        return self.cards[item].height if item in self.cards else PASSING


def lay_out(picture: DriverPicture) -> Layout:
    """Place the columns, boxes and links of a picture."""
    levels = [level for level in LEVELS if any(d.level == level for d in picture.drivers)]
    widths = _widths(levels)
    graph = _graph(picture, levels, widths)
    columns = order_columns(graph.columns, graph.left, graph.right)
    middles = _middles(columns, graph)
    lefts = [sum(widths[:place]) + GAP * place for place in range(len(widths))]
    headings = _headings(picture, levels, lefts, widths)
    top = 12 + LEADING * max(len(heading.lines) for heading in headings)
    places = {
        item: Place(
            lefts[at],
            top + middles[item] - graph.height(item) / 2,
            widths[at],
            graph.height(item),
            graph.cards.get(item),
        )
        for at, column in enumerate(columns)
        for item in column
    }
    return Layout(
        headings,
        tuple(place for place in places.values() if place.card),
        tuple((places[item], strength) for item, strength in graph.passing.items()),
        tuple(Stroke(places[a], places[b], s) for (a, b), s in graph.strength.items()),
        max(place.y + place.height for place in places.values()) + 4,
    )


def _widths(levels: Sequence[str]) -> list[float]:
    """Share the paper out among the columns that are there."""
    room = WIDTH - GAP * (len(levels) - 1)
    total = sum(SHARES[level] for level in levels)
    return [SHARES[level] * room / total for level in levels]


def _headings(
    picture: DriverPicture, levels: Sequence[str], lefts: Sequence[float], widths: Sequence[float]
) -> tuple[Heading, ...]:
    said = dict(zip(LEVELS, picture.words.levels, strict=True))
    return tuple(
        Heading(left, wrap(said[level], width, SIZE, bold=True))  # type: ignore[index]
        for level, left, width in zip(levels, lefts, widths, strict=True)
    )


def _graph(picture: DriverPicture, levels: Sequence[str], widths: Sequence[float]) -> _Graph:
    column = {driver.key: levels.index(driver.level) for driver in picture.drivers}
    number = {driver.key: place for place, driver in enumerate(picture.drivers)}
    cards = {number[d.key]: make_card(d, widths[column[d.key]]) for d in picture.drivers}
    graph = _Graph([[] for _ in levels], cards)
    for driver in _as_read(picture):
        graph.columns[column[driver.key]].append(number[driver.key])
    through: dict[tuple[str, int, Strength], int] = {}
    for link in picture.links:
        here = number[link.parent]
        for at in range(column[link.parent] + 1, column[link.child]):
            key = (link.parent, at, link.strength)
            if key not in through:
                through[key] = len(cards) + len(through)
                graph.columns[at].append(through[key])
                graph.passing[through[key]] = link.strength
            graph.tie(here, through[key], link.strength)
            here = through[key]
        graph.tie(here, number[link.child], link.strength)
    return graph


def _as_read(picture: DriverPicture) -> list[Driver]:
    """Order the boxes as an outline would: each where it is first met. A tree has no crossings."""
    boxes, below = picture.by_key, defaultdict(list)
    for link in picture.links:
        below[link.parent].append(link.child)
    met: dict[str, None] = {}
    waiting = [d.key for d in sorted(boxes.values(), key=lambda d: LEVELS.index(d.level))][::-1]
    while waiting:
        key = waiting.pop()
        if key not in met:
            met[key] = None
            waiting += reversed(below[key])
    return [boxes[key] for key in met]


def _middles(columns: Columns, graph: _Graph) -> dict[int, float]:
    """Move each column toward its neighbors, to and fro, and set the uppermost box to the top."""
    middle: dict[int, float] = {}
    for column in columns:
        down = 0.0
        for item in column:
            middle[item] = down + graph.height(item) / 2
            down += graph.height(item) + BETWEEN
    for sweep in range(SWEEPS):
        forward = sweep % 2 == 0
        others = graph.left if forward else graph.right
        for column in columns if forward else columns[::-1]:
            _move(column, middle, others, graph)
    top = min(middle[item] - graph.height(item) / 2 for item in middle)
    return {item: at - top for item, at in middle.items()}


def _move(
    column: Sequence[int], middle: dict[int, float], others: Mapping[int, list[int]], graph: _Graph
) -> None:
    """Bring the items of a column as near to the mean of their neighbors as their heights allow."""
    offset = [0.0]
    for one, two in pairwise(column):
        offset.append(offset[-1] + (graph.height(one) + graph.height(two)) / 2 + BETWEEN)
    wanted = [
        (sum(map(middle.__getitem__, near)) / len(near) if (near := others.get(item)) else at)
        - shift
        for item, at, shift in zip(column, map(middle.__getitem__, column), offset, strict=True)
    ]
    for item, at, shift in zip(column, _rising(wanted), offset, strict=True):
        middle[item] = at + shift


def _rising(values: Sequence[float]) -> list[float]:
    """Return the rising numbers nearest to `values` (pool adjacent violators).

    Barlow, R. E., and Brunk, H. D. (1972), doi:10.1080/01621459.1972.10481216.
    """
    pools: list[tuple[float, int]] = []
    for value in values:
        total, count = value, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            more, many = pools.pop()
            total, count = total + more, count + many
        pools.append((total, count))
    return [total / count for total, count in pools for _ in range(count)]
