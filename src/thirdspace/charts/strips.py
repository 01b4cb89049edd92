"""Two-sided unit strips: what contrasts and what supports, record by record, row by row.

Each row is one thing, such as a claim or a dynamic. Hollow marks left of the zero line contrast
with it or erode it, filled marks right of it support or strengthen it; the zero lines of all rows
meet. The marks are those of `units`; over 12 a side the number stands alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from thirdspace.charts.diagram import diagram
from thirdspace.charts.figure import Figure
from thirdspace.charts.outline import NARROW
from thirdspace.charts.svg import element, number, text
from thirdspace.charts.text import (
    LEADING,
    SIZE,
    SMALL_LEADING,
    SMALL_SIZE,
    blank,
    block,
    wrap,
)
from thirdspace.charts.units import MOST, PITCH, SIDES, Mark, side_units
from thirdspace.problems import MethodProblem

WIDE, LABELS, NOTES = 1000.0, 400.0, 800.0
WIDE_ZERO, NARROW_ZERO = 600.0, NARROW / 2
HEAD, AIR = 24.0, 14.0
STRONGEST = 4
QUIET = "t-s t-m"


@dataclass(frozen=True)
class StripItem:
    """One row.

    Parameters
    ----------
    label : str
        What the records are about.
    contrasts, supports : tuple of Mark
        The records of each direction, in any order.
    note : str
        Written beside it, such as the reading.
    hidden : str
        Why the records are not shown; then there are none.
    """

    label: str
    contrasts: tuple[Mark, ...] = ()
    supports: tuple[Mark, ...] = ()
    note: str = ""
    hidden: str = ""


@dataclass(frozen=True)
class StripWords:
    """The words on the chart; a page in another language passes its own.

    `sides` names the marks in the order of `units.SIDES`.
    """

    contrasts: str = "contrasts"
    supports: str = "supports"
    sides: tuple[str, ...] = ("joint", "district", "university", "other", "computed")
    columns: tuple[str, ...] = ("About", "Contrasts", "whose", "Supports", "whose", "Note")


@dataclass(frozen=True)
class StripsPicture:
    """Strips to be drawn.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title, reading, caption : str
        The finding, what it shows in plain words, and where it comes from.
    items : tuple of StripItem
        In the order to be drawn.
    words : StripWords
        The words on the chart.

    Raises
    ------
    MethodProblem
        Nothing to draw, a row without a label, a mark of no known side or strength, or a hidden
        row with records.
    """

    uid: str
    title: str
    reading: str
    caption: str
    items: tuple[StripItem, ...]
    words: StripWords = field(default_factory=StripWords)

    def __post_init__(self) -> None:
        if not self.items or any(blank(item.label) for item in self.items):
            raise _problem("A row is missing, or has no label.", "Name what each row is about.")
        for item in self.items:
            marks = (*item.contrasts, *item.supports)
            if item.hidden and marks:
                raise _problem(f"“{item.label}” is hidden and has records.", "Take them away.")
            for mark in marks:
                strength = 1 if mark.strength is None else mark.strength
                if mark.side not in SIDES or not 1 <= strength <= STRONGEST:
                    raise _problem(
                        f"A record about “{item.label}” can’t be drawn.",
                        f"Sides are {', '.join(SIDES)}; strengths go from 1 to {STRONGEST}.",
                    )


def draw_strips(picture: StripsPicture) -> Figure:
    """Draw strips; the same picture always gives the same text."""
    wide, height = _wide(picture)
    return diagram(
        picture,
        wide=(wide, WIDE, height),
        narrow=_narrow(picture),
        columns=picture.words.columns,
        rows=(_row(picture, item) for item in picture.items),
        data=list(_data(picture)),
        layers=_layers(),
    )


def _wide(picture: StripsPicture) -> tuple[str, float]:
    reach = _reach(picture)
    marks, y = [_head(picture, WIDE_ZERO)], HEAD
    for item in picture.items:
        label = wrap(item.label, LABELS, SIZE)
        note = wrap(item.note, WIDE - NOTES, SMALL_SIZE)
        hidden = wrap(item.hidden, NOTES - LABELS - 80, SMALL_SIZE)
        height = LEADING * max(len(label), len(note), len(hidden)) + AIR
        middle = y + height / 2
        marks.append(_centered(label, 0, middle, ""))
        marks.append(_centered(note, NOTES, middle, QUIET))
        if item.hidden:
            marks.append(_centered(hidden, LABELS + 50, middle, QUIET))
        else:
            marks += _strip(item, WIDE_ZERO, middle, reach)
        y += height
        marks.append(element("path", class_="grid", d=f"M0 {number(y)}H{number(WIDE)}"))
    return "".join(marks), y + 2


def _narrow(picture: StripsPicture) -> tuple[str, float]:
    reach = _reach(picture)
    marks, y = [_head(picture, NARROW_ZERO)], HEAD
    for item in picture.items:
        for said, size, classes in ((item.label, SIZE, "t-b"), (item.note, SMALL_SIZE, QUIET)):
            lines = wrap(said, NARROW, size, bold="t-b" in classes)
            marks.append(block(lines, 0, y + LEADING, classes))
            y += LEADING * len(lines)
        if item.hidden:
            hidden = wrap(item.hidden, NARROW, SMALL_SIZE)
            marks.append(block(hidden, 0, y + LEADING, QUIET, leading=SMALL_LEADING))
            y += SMALL_LEADING * len(hidden) + AIR
        else:
            marks += _strip(item, NARROW_ZERO, y + AIR, reach)
            y += 2 * AIR + 4
    return "".join(marks), y


def _reach(picture: StripsPicture) -> float:
    """Return how far the counts stand from the zero line: beside the longest strip."""
    lengths = (len(marks) for item in picture.items for marks in (item.contrasts, item.supports))
    return max((n for n in lengths if n <= MOST), default=0) * PITCH + 12.0


def _head(picture: StripsPicture, zero: float) -> str:
    words = picture.words
    left = text(words.contrasts, zero - 8, 12, QUIET, "end")
    return left + text(words.supports, zero + 8, 12, QUIET)


def _strip(item: StripItem, zero: float, middle: float, reach: float) -> Iterator[str]:
    """Draw both directions with their numbers: beside the marks, or alone where there are many."""
    line = f"M{number(zero)} {number(middle - 8)}V{number(middle + 8)}"
    yield element("path", class_="zero", d=line)
    ways: tuple[tuple[Literal[-1, 1], tuple[Mark, ...]], ...] = (
        (-1, item.contrasts),
        (1, item.supports),
    )
    for way, marks in ways:
        alone = len(marks) > MOST
        x = zero + way * (8 if alone else reach)
        yield text(str(len(marks)), x, middle + 4, "t-b", "start" if way > 0 else "end")
        if marks and not alone:
            drawn = side_units(marks, 0, way)
            yield element("g", drawn, transform=f"translate({number(zero)} {number(middle - 5.5)})")


def _centered(lines: Sequence[str], x: float, y: float, classes: str) -> str:
    return block(lines, x, y + 4 - LEADING * (len(lines) - 1) / 2, classes)


def _row(picture: StripsPicture, item: StripItem) -> tuple[str, ...]:
    if item.hidden:
        return (item.label, *[item.hidden] * 4, item.note)
    cells = [
        said
        for marks in (item.contrasts, item.supports)
        for said in (str(len(marks)), _whose(picture, marks))
    ]
    return (item.label, *cells, item.note)


def _whose(picture: StripsPicture, marks: Sequence[Mark]) -> str:
    names = dict(zip(SIDES, picture.words.sides, strict=True))
    found = Counter(mark.side for mark in marks)
    return ", ".join(f"{found[side]} {names[side]}" for side in SIDES if found[side])


def _data(picture: StripsPicture) -> Iterator[dict[str, Any]]:
    for item in picture.items:
        for stance, way, marks in (
            ("contrasts", -1, item.contrasts),
            ("supports", 1, item.supports),
        ):
            found = Counter(mark.side for mark in marks)
            for side in SIDES:
                if found[side]:
                    yield {
                        "about": item.label,
                        "stance": stance,
                        "side": side,
                        "records": found[side],
                        "along": way * found[side],
                    }


def _layers() -> tuple[dict[str, Any], ...]:
    encoding = {
        "x": {"field": "along", "type": "quantitative", "title": None},
        "y": {"field": "about", "type": "nominal", "sort": None, "title": None},
        "color": {"field": "side", "type": "nominal"},
        "fillOpacity": {"field": "stance", "type": "nominal"},
    }
    return ({"mark": {"type": "bar", "stroke": "black"}, "encoding": encoding},)


def _problem(what: str, next_step: str) -> MethodProblem:
    why = "A strip shows one mark for each record, around one zero line."
    return MethodProblem(what, why, next_step, field="items")
