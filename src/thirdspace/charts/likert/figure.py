"""Likert bars as a figure: two drawings and a table.

Agreement goes right, filled; disagreement left, hollow; what is in between stands apart, sunk, so
that both sides of the zero line can be read off one axis.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil
from typing import Any

from thirdspace.charts.diagram import diagram
from thirdspace.charts.figure import Figure
from thirdspace.charts.likert.picture import LikertBar, LikertItem, LikertPicture
from thirdspace.charts.outline import NARROW
from thirdspace.charts.shapes import LETTERS, side_mark
from thirdspace.charts.svg import element, number, text
from thirdspace.charts.text import (
    LEADING,
    SIZE,
    SMALL_LEADING,
    SMALL_SIZE,
    block,
    text_width,
    wrap,
)
from thirdspace.methods.rates import Rate

WIDE, LABELS = 1000.0, 190.0
NAMES, NAME_ROOM = 206.0, 130.0
PLOT, SAID, SAID_ROOM = (356.0, 832.0), 852.0, 148.0
STEP, GAP, BETWEEN = 0.25, 26.0, 64.0  # of the axis; before the middle, and its least room
THICK, PITCH, AIR = 16.0, 34.0, 10.0
QUIET = "t-s t-m"


@dataclass(frozen=True)
class _Axis:
    """Where shares stand: the zero line, pixels for a whole, and the start of the middle."""

    zero: float
    whole: float
    left: float
    right: float
    middle: float
    between: float

    def ticks(self) -> Iterator[tuple[float, float]]:
        """Yield places and shares of the grid, from left to right."""
        step = STEP if STEP * self.whole >= 44 else 2 * STEP
        for start, low, high in (
            (self.zero, -self.left, self.right),
            (self.middle, 0, self.between),
        ):
            if high > low:
                first, last = ceil(low / step - 1e-9), int(high / step + 1e-9)
                yield from (
                    (start + place * step * self.whole, place * step)
                    for place in range(first, last + 1)
                )


def draw_likert(picture: LikertPicture) -> Figure:
    """Draw Likert bars; the same picture always gives the same text."""
    wide, height = _wide(picture)
    return diagram(
        picture,
        wide=(wide, WIDE, height),
        narrow=_narrow(picture),
        columns=(*picture.words.columns, *picture.answers, *picture.words.more),
        rows=(_row(picture, item, bar) for item in picture.items for bar in item.bars),
        data=list(_data(picture)),
        layers=_layers(picture),
    )


def _axis(picture: LikertPicture, start: float, end: float) -> _Axis:
    """Give both directions and the middle the room that they need on one scale."""
    left = _reach([bar.disagree.high or 0.0 for bar in picture.shown])
    right = _reach([bar.agree.high or 0.0 for bar in picture.shown])
    odd = len(picture.answers) % 2
    between = _reach([bar.between / bar.answers for bar in picture.shown]) if odd else 0.0
    whole = (end - start - GAP * odd) / (left + right + between)
    if odd and between * whole < BETWEEN:
        whole = (end - start - GAP - BETWEEN) / (left + right)
    zero = start + left * whole
    return _Axis(zero, whole, left, right, zero + right * whole + GAP, between)


def _reach(shares: list[float]) -> float:
    return max(ceil(max(shares, default=0.0) / STEP - 1e-9), 1) * STEP


def _wide(picture: LikertPicture) -> tuple[str, float]:
    axis = _axis(picture, *PLOT)
    head, top = _head(picture, axis, WIDE)
    marks, y = [head], top
    for item in picture.items:
        label = wrap(item.label, LABELS, SIZE, bold=True)
        marks.append(block(label, 0, y + AIR + LEADING, "t-b"))
        bottom = y + AIR + LEADING * len(label)
        y += AIR / 2
        for bar in item.bars:
            name = wrap(bar.label, NAME_ROOM - 16, SMALL_SIZE)
            room = _room(axis, PLOT[0]) if bar.hidden else SAID_ROOM
            lines = wrap(_said(picture, bar, axis), room, SMALL_SIZE)
            height = max(PITCH, SMALL_LEADING * max(len(name), len(lines)) + 6)
            middle = y + height / 2
            marks.append(side_mark(bar.side, NAMES, middle - 1, 4, f"c-{LETTERS[bar.side]}"))
            marks.append(_centered(name, NAMES + 12, middle, "t-s"))
            if bar.hidden:
                marks.append(_centered(lines, PLOT[0], middle, QUIET))
            else:
                marks.append(_centered(lines, SAID, middle, QUIET))
                marks.append(_lines(axis, y, y + height))
                marks += _bar(bar, axis, middle)
            y += height
        y = max(y, bottom) + AIR / 2
        marks.append(element("path", class_="grid", d=f"M0 {number(y)}H{number(WIDE)}"))
    return "".join(marks), y + 2


def _narrow(picture: LikertPicture) -> tuple[str, float]:
    axis = _axis(picture, 20, NARROW - 20)
    head, top = _head(picture, axis, NARROW)
    marks, y = [head], top
    for item in picture.items:
        label = wrap(item.label, NARROW, SIZE, bold=True)
        marks.append(block(label, 0, y + AIR + LEADING, "t-b"))
        y += AIR + LEADING * len(label) + 6
        for bar in item.bars:
            lines = wrap(f"{bar.label}: {_said(picture, bar, axis)}", NARROW - 14, SMALL_SIZE)
            marks.append(side_mark(bar.side, 5, y + 8, 4, f"c-{LETTERS[bar.side]}"))
            marks.append(block(lines, 14, y + 12, "t-s", leading=SMALL_LEADING))
            y += SMALL_LEADING * len(lines) + 4
            if bar.answers:
                marks.append(_lines(axis, y, y + THICK + 10))
                marks += _bar(bar, axis, y + THICK / 2 + 3)
                y += THICK + 14
    return "".join(marks), y + 4


def _head(picture: LikertPicture, axis: _Axis, width: float) -> tuple[str, float]:
    """Name the answers over their direction, and write the axis; return where the plot starts."""
    answers, half = picture.answers, len(picture.answers) // 2
    ends = axis.middle if len(answers) % 2 else width
    columns: list[tuple[str, float, float, str]] = [
        (" · ".join(answers[:half]), axis.zero - 6, axis.zero - 6, "end"),
        (" · ".join(answers[len(answers) - half :]), axis.zero + 6, ends - axis.zero - 16, "start"),
    ]
    if len(answers) % 2:
        columns.append((answers[half], axis.middle, width - axis.middle, "start"))
    measure = wrap(picture.words.measure, width, SMALL_SIZE)
    written = [(wrap(said, room, SMALL_SIZE), x, anchor) for said, x, room, anchor in columns]
    most = max(len(lines) for lines, _, _ in written)
    top = SMALL_LEADING * len(measure) + 6
    drawn = block(measure, 0, 12, QUIET, leading=SMALL_LEADING)
    for lines, x, anchor in written:
        y = top + 12 + SMALL_LEADING * (most - len(lines))
        drawn += block(lines, x, y, "t-s", leading=SMALL_LEADING, anchor=anchor)
    y = top + SMALL_LEADING * most + 16
    for x, share in axis.ticks():
        if x == axis.middle:
            continue  # its 0 would touch the end of the axis before it
        said = picture.words.percent.format(number=f"{abs(share) * 100:.0f}")
        drawn += text(said, x, y, QUIET, "middle")
    return drawn, y + 8


def _lines(axis: _Axis, top: float, bottom: float) -> str:
    grid = "".join(f"M{number(x)} {number(top)}V{number(bottom)}" for x, _ in axis.ticks())
    zero = f"M{number(axis.zero)} {number(top)}V{number(bottom)}"
    return element("path", class_="grid", d=grid) + element("path", class_="zero", d=zero)


def _room(axis: _Axis, start: float) -> float:
    return axis.middle + axis.between * axis.whole - start


def _bar(bar: LikertBar, axis: _Axis, y: float) -> Iterator[str]:
    """Draw the answers around the zero line, with the interval of either share below."""
    for answers, x, width, classes in _segments(bar, axis):
        if answers:
            box = {"x": x, "y": y - THICK / 2 - 2, "width": width, "height": THICK}
            yield element("rect", class_=classes, **box)
            if _fits(answers, width):
                dark = "t-s f-on-ink" if "strong" in classes and "against" not in classes else "t-s"
                yield text(str(answers), x + width / 2, y + 2.5, dark, "middle")
    if bar.answers:
        yield _interval(bar.agree, axis, 1, y + THICK / 2 + 2)
        yield _interval(bar.disagree, axis, -1, y + THICK / 2 + 2)


def _segments(bar: LikertBar, axis: _Axis) -> Iterator[tuple[int, float, float, str]]:
    """Yield count, left edge, width and classes of each answer, from the zero line outwards."""
    half, size, hue = bar.half, len(bar.counts), LETTERS[bar.side]
    unit = axis.whole / max(bar.answers, 1)
    for way, stance in ((1, ""), (-1, " against")):
        edge = axis.zero
        for far in range(half):  # 0 is next to the middle
            place = size - half + far if way > 0 else half - 1 - far
            width = bar.counts[place] * unit
            strength = "strong" if far == half - 1 else "mild" if far == 0 else "mid"
            classes = f"answer a-{hue} {strength}{stance}"
            yield bar.counts[place], edge if way > 0 else edge - width, width, classes
            edge += way * width
    if size % 2:
        yield bar.between, axis.middle, bar.between * unit, "answer between"


def _fits(answers: int, width: float) -> bool:
    return text_width(str(answers), SMALL_SIZE) + 4 <= width


def _interval(rate: Rate, axis: _Axis, way: int, y: float) -> str:
    places = sorted(
        axis.zero + way * axis.whole * (bound or 0.0) for bound in (rate.low, rate.high)
    )
    low, high = map(number, places)
    ends = f"M{low} {number(y - 2.5)}v5M{high} {number(y - 2.5)}v5"
    return element("path", class_="note-line", d=f"M{low} {number(y)}H{high}{ends}")


def _said(picture: LikertPicture, bar: LikertBar, axis: _Axis) -> str:
    """Say how many answered; and every count, if one has no room in its bar."""
    words = picture.words
    if bar.hidden:
        return bar.hidden
    template = words.answered if bar.answers else words.nobody
    said = template.format(answers=bar.answers, missing=bar.missing)
    if all(_fits(answers, width) for answers, _, width, _ in _segments(bar, axis) if answers):
        return said
    counts = "\u00a0· ".join(map(str, bar.counts))
    return f"{said}; {words.counts.format(counts=counts)}"


def _centered(lines: tuple[str, ...], x: float, y: float, classes: str) -> str:
    start = y + 3 - SMALL_LEADING * (len(lines) - 1) / 2
    return block(lines, x, start, classes, leading=SMALL_LEADING)


def _row(picture: LikertPicture, item: LikertItem, bar: LikertBar) -> tuple[str, ...]:
    if bar.hidden:
        cells = len(picture.answers) + len(picture.words.more)
        return (item.label, bar.label, *[bar.hidden] * cells)
    shares = (bar.agree.rate, bar.agree.low, bar.agree.high) if bar.answers else (None,) * 3
    said = (
        "" if share is None else picture.words.percent.format(number=f"{100 * share:.1f}")
        for share in shares
    )
    counts = map(str, (*bar.counts, bar.answers, bar.missing))
    return (item.label, bar.label, *counts, *said)


def _data(picture: LikertPicture) -> Iterator[dict[str, Any]]:
    for item in picture.items:
        for bar in item.bars:
            for place, answers in enumerate(bar.counts):
                yield {
                    "question": item.label,
                    "side": bar.label,
                    "answer": picture.answers[place],
                    "place": place,
                    "people": answers,
                    "missing": bar.missing,
                }


def _layers(picture: LikertPicture) -> tuple[dict[str, Any], ...]:
    y = {"field": "who", "type": "nominal", "sort": None, "title": None}
    answer = {"field": "answer", "type": "ordinal", "sort": list(picture.answers)}
    people = {"field": "people", "type": "quantitative", "stack": "normalize", "title": None}
    who = [{"calculate": "datum.question + ': ' + datum.side", "as": "who"}]
    order = {"field": "place", "type": "quantitative"}
    encoding = {"x": people, "y": y, "color": answer, "order": order}
    return ({"transform": who, "mark": {"type": "bar"}, "encoding": encoding},)
