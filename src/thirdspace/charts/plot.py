"""Lines on paper: the frame, the bands and the labels that survival curves and fans share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from thirdspace.charts.outline import NARROW
from thirdspace.charts.scale import Scale
from thirdspace.charts.shapes import LETTERS, Side, side_mark
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

WIDE = 1000.0
LABELS, ROOM = 812.0, 188.0  # where labels stand beside a wide plot, and how long a line may be
QUIET = "t-s t-m"
DASHES = ("", " dash", " dots")
SWATCH = 26.0  # a piece of line before its name on narrow paper


@dataclass(frozen=True)
class Paper:
    """Fixed measures of one size of drawing: its plot, and whether labels stand beside it."""

    width: float
    left: float
    right: float
    plot: float
    beside: bool


WIDE_PAPER = Paper(WIDE, 52, 790, 230, beside=True)
NARROW_PAPER = Paper(NARROW, 44, NARROW - 16, 180, beside=False)


@dataclass(frozen=True)
class Style:
    """How a line looks: hue and shape of its side, dashes for the next line of the same side.

    What belongs to no side is ink, without marks or with a `ring`.
    """

    side: Side | None
    nth: int = 0
    ring: bool = False

    @property
    def line(self) -> str:
        """Classes of the line."""
        return f"line l-{self.letter}{DASHES[self.nth % len(DASHES)]}"

    @property
    def tint(self) -> str:
        """Class of its band."""
        return f"tint tint-{self.letter}"

    @property
    def letter(self) -> str:
        """Letter of its hue."""
        return LETTERS[self.side] if self.side else "j"

    def mark(self, x: float, y: float, size: float = 4.5) -> str:
        """Draw the mark of its side."""
        if self.side:
            return side_mark(self.side, x, y, size, f"c-{self.letter}")
        return element("circle", class_="pt sig", cx=x, cy=y, r=size) if self.ring else ""


def styles(sides: Iterable[Side | None]) -> tuple[Style, ...]:
    """Return a style for each line; lines of the same side differ in their dashes."""
    seen: list[Side | None] = []
    found = []
    for side in sides:
        found.append(Style(side, seen.count(side)))
        seen.append(side)
    return tuple(found)


@dataclass(frozen=True)
class Label:
    """What is written about one line: its name, small notes, and where the line ends."""

    name: str
    notes: tuple[str, ...]
    style: Style
    y: float


def fitted(paper: Paper, words: Iterable[str]) -> Paper:
    """Return the paper with room for the widest value beside its axis."""
    widest = max(text_width(said, SMALL_SIZE) for said in words)
    return replace(paper, left=max(paper.left, widest + 10))


def grid(down: Scale, paper: Paper, ticks: Iterable[tuple[float, str]]) -> Iterator[str]:
    """Draw level lines with their values."""
    for value, words in ticks:
        y = down(value)
        line = f"M{number(paper.left)} {number(y)}H{number(paper.right)}"
        yield element("path", class_="grid", d=line)
        yield text(words, paper.left - 8, y + 4, QUIET, "end")


def foot(places: Sequence[tuple[float, str]], bottom: float, paper: Paper) -> Iterator[str]:
    """Draw marks and words under a plot."""
    for x, middle, words in apart(places, 0, paper.width):
        line = f"M{number(x)} {number(bottom)}V{number(bottom + 4)}"
        yield element("path", class_="axis", d=line)
        yield text(words, middle, bottom + 17, QUIET, "middle")


def apart(
    places: Sequence[tuple[float, str]], low: float, high: float
) -> Iterator[tuple[float, float, str]]:
    """Yield places with the middle of their words inside low..high; words never touch.

    Where there is too little room the first and the last come before the others.
    """
    taken: list[tuple[float, float]] = []
    for place in dict.fromkeys([0, len(places) - 1, *range(len(places))]):
        x, words = places[place]
        width = text_width(words, SMALL_SIZE)
        start = min(max(x - width / 2, low), high - width)
        if all(start >= right + 8 or start + width <= left - 8 for left, right in taken):
            taken.append((start, start + width))
            yield x, start + width / 2, words


def room_beside(labels: Sequence[Label]) -> float:
    """Return the height that labels need if they stand beside a plot under each other."""
    return sum(_height(label) for label in labels)


def beside(labels: Sequence[Label], top: float, bottom: float) -> Iterator[str]:
    """Write labels beside a wide plot, each as near to the end of its line as there is room."""
    ordered = sorted(labels, key=lambda label: label.y)
    heights = [_height(label) for label in ordered]
    places = _stacked([label.y - LEADING / 2 for label in ordered], heights, top - 6, bottom + 6)
    for label, place in zip(ordered, places, strict=True):
        name = wrap(label.name, ROOM, SIZE, bold=True)
        yield block(name, LABELS, place + 12, f"t-b l-{label.style.letter}")
        notes = [line for note in label.notes for line in wrap(note, ROOM, SMALL_SIZE)]
        y = place + 12 + LEADING * len(name)
        yield block(notes, LABELS, y, QUIET, leading=SMALL_LEADING)


def _stacked(wanted: list[float], heights: list[float], low: float, high: float) -> list[float]:
    """Move blocks of these heights apart, in their order, inside low..high if they fit."""
    places, free = [], low
    for place, height in zip(wanted, heights, strict=True):
        places.append(max(place, free))
        free = places[-1] + height
    free = max(high, low + sum(heights))
    for index in reversed(range(len(places))):
        places[index] = min(places[index], free - heights[index])
        free = places[index]
    return places


def _height(label: Label) -> float:
    notes = sum(len(wrap(note, ROOM, SMALL_SIZE)) for note in label.notes)
    return LEADING * len(wrap(label.name, ROOM, SIZE, bold=True)) + SMALL_LEADING * notes + 6


def swatch(style: Style, y: float) -> str:
    """Draw a short piece of a line, with its mark, at the left edge."""
    line = element("path", class_=style.line, d=f"M0 {number(y)}H{number(SWATCH - 6)}")
    return line + style.mark(SWATCH / 2 - 3, y, 4)


def below(label: Label, top: float) -> tuple[str, float]:
    """Write a label under a narrow plot; return it and the height it ends at."""
    name = wrap(label.name, NARROW - SWATCH, SIZE, bold=True)
    notes = wrap(" · ".join(label.notes), NARROW - SWATCH, SMALL_SIZE)
    drawn = swatch(label.style, top + 8) + block(name, SWATCH, top + 12, "t-b")
    y = top + LEADING * len(name)
    return drawn + block(notes, SWATCH, y + 12, QUIET, leading=SMALL_LEADING), (
        y + SMALL_LEADING * len(notes) + 4
    )


def remarks(words: Iterable[str], top: float, paper: Paper) -> tuple[str, float]:
    """Write small remarks under each other; return them and the height they end at."""
    lines = [line for said in words for line in wrap(said, paper.width, SMALL_SIZE)]
    drawn = block(lines, 0, top + 12, QUIET, leading=SMALL_LEADING)
    return drawn, top + SMALL_LEADING * len(lines) + (4 if lines else 0)
