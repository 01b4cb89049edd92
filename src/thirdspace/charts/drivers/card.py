"""What stands inside one box, and how high the box must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thirdspace.charts.drivers.picture import Cycle, Driver
from thirdspace.charts.scale import Scale
from thirdspace.charts.svg import element, number, polyline, text
from thirdspace.charts.text import (
    LEADING,
    SERIF_LEADING,
    SERIF_SIZE,
    SIZE,
    SMALL_LEADING,
    SMALL_SIZE,
    block,
    text_width,
    wrap,
)

PAD, LEAST = 12.0, 46.0
MARK, MARK_HEIGHT, MARK_GAP = 20.0, 18.0, 6.0
TREND, TREND_HEIGHT, BESIDE = 74.0, 18.0, 240.0


@dataclass(frozen=True)
class Card:
    """A box of a given width with everything in it placed from its upper left corner."""

    driver: Driver
    width: float
    title: tuple[str, ...]
    note: tuple[str, ...]
    marks: tuple[tuple[Cycle, float, float], ...]
    trend_at: tuple[float, float] | None
    note_at: float
    height: float

    def drawn(self, x: float, y: float) -> Iterator[str]:
        """Yield the box and its content at a place."""
        aim = self.driver.level == "aim"
        box = "node aim" if aim else "node"
        yield element("rect", class_=box, x=x, y=y, width=self.width, height=self.height)
        leading = SERIF_LEADING if aim else LEADING
        base = y + self._slack / 2 + PAD + leading - 5
        yield block(self.title, x + PAD, base, _face(self.driver), leading=leading)
        note = y + self._slack / 2 + self.note_at
        yield block(self.note, x + PAD, note, "t-s t-m", leading=SMALL_LEADING)
        for cycle, across, down in self.marks:
            yield from _mark(cycle, x + across, y + down)
        if self.trend_at:
            yield from _trend(self.driver.trend, x + self.trend_at[0], y + self.trend_at[1])

    @property
    def _slack(self) -> float:
        """Room left over in a box of the least height that holds only a title."""
        bare = not (self.note or self.marks or self.trend_at)
        return self.height - 2 * PAD - self._title_height if bare else 0.0

    @property
    def _title_height(self) -> float:
        return len(self.title) * (SERIF_LEADING if self.driver.level == "aim" else LEADING)


def make_card(driver: Driver, width: float) -> Card:
    """Place the words, cycles and trend of a box of a given width."""
    room = width - 2 * PAD
    row = sum(_mark_width(cycle) + MARK_GAP for cycle in driver.cycles)
    beside = bool(driver.cycles) and row <= room * 0.5
    title = _title(driver, room - row if beside else room)
    down = PAD + len(title) * (SERIF_LEADING if driver.level == "aim" else LEADING)
    if beside:
        marks = _marks_in_rows(driver, width - PAD + MARK_GAP - row, PAD - 3, width)
    else:
        marks = _marks_in_rows(driver, PAD, down + 4, width)
    down = max([down, *(at + MARK_HEIGHT for _, _, at in marks)])
    return _finish(driver, width, title, marks, down)


def _finish(
    driver: Driver,
    width: float,
    title: tuple[str, ...],
    marks: tuple[tuple[Cycle, float, float], ...],
    down: float,
) -> Card:
    """Place trend and note under what is there: side by side in a wide box."""
    trend = len(driver.trend) > 1
    wide = width >= BESIDE
    room = width - 2 * PAD - (TREND + PAD if trend and wide else 0)
    note = wrap(driver.said, room, SMALL_SIZE)
    trend_at, note_at = None, down + 15
    bottom = down + (4 + SMALL_LEADING * len(note) if note else 0)
    if trend:
        top = down + 6
        trend_at = (width - PAD - TREND if wide else PAD, top)
        if not wide:
            note_at += TREND_HEIGHT + 8
            bottom += TREND_HEIGHT + 8
        bottom = max(bottom, top + TREND_HEIGHT)
    return Card(driver, width, title, note, marks, trend_at, note_at, max(LEAST, bottom + PAD))


def _title(driver: Driver, room: float) -> tuple[str, ...]:
    if driver.level == "aim":
        return wrap(driver.text, room, SERIF_SIZE)
    return wrap(driver.text, room, SIZE, bold=driver.level != "secondary")


def _face(driver: Driver) -> str:
    return {"aim": "said", "secondary": "t-p"}.get(driver.level, "t-b")


def _mark_width(cycle: Cycle) -> float:
    return max(MARK, text_width(cycle.label, SMALL_SIZE, bold=True) + 8)


def _marks_in_rows(
    driver: Driver, x: float, y: float, width: float
) -> tuple[tuple[Cycle, float, float], ...]:
    placed, across, down = [], x, y
    for cycle in driver.cycles:
        needs = _mark_width(cycle)
        if across > x and across + needs > width - PAD:
            across, down = x, down + MARK_HEIGHT + MARK_GAP
        placed.append((cycle, across, down))
        across += needs + MARK_GAP
    return tuple(placed)


def _mark(cycle: Cycle, x: float, y: float) -> Iterator[str]:
    """Draw a cycle: filled when kept, framed when spread, struck through when given up."""
    width, kept = _mark_width(cycle), cycle.outcome in {"adopted", "expanded"}
    square = f"tried {cycle.outcome}"
    yield element("rect", class_=square, x=x, y=y, width=width, height=MARK_HEIGHT)
    if cycle.outcome == "expanded":
        frame = {"x": x - 3, "y": y - 3, "width": width + 6, "height": MARK_HEIGHT + 6}
        yield element("rect", class_="f-none s-ink", **frame)
    if cycle.outcome == "abandoned":
        stroke = f"M{number(x)} {number(y + MARK_HEIGHT)}L{number(x + width)} {number(y)}"
        yield element("path", class_="note-line", d=stroke)
    face = "t-s t-b f-on-ink" if kept else "t-s t-b"
    yield text(cycle.label, x + width / 2, y + 13, face, "middle")


def _trend(values: tuple[float, ...], x: float, y: float) -> Iterator[str]:
    low, high = min(values), max(values)
    across = Scale(0, len(values) - 1, x, x + TREND)
    down = Scale(low, high if high > low else low + 1, y + TREND_HEIGHT, y)
    points = [(across(place), down(value)) for place, value in enumerate(values)]
    yield element("path", class_="line", d=polyline(points))
    yield element("circle", class_="pt", cx=points[-1][0], cy=points[-1][1], r=3)
