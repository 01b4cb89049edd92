"""Dumbbells: what two sides answer, and what each thought the other would say.

Filled marks are own answers. Hollow ones are guesses, in the guesser's hue and in the shape of the
side guessed about: the first side's above the line, the second side's below it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from thirdspace.charts.diagram import diagram
from thirdspace.charts.figure import Figure
from thirdspace.charts.outline import NARROW
from thirdspace.charts.scale import Scale
from thirdspace.charts.shapes import LETTERS, Side, check_side, side_mark
from thirdspace.charts.svg import element, number, text
from thirdspace.charts.text import LEADING, SIZE, SMALL_SIZE, block, wrap
from thirdspace.problems import MethodProblem

WIDE, LABELS, PLOT, WORDS = 1000.0, 244.0, (268.0, 774.0), 806.0
EDGE, HEAD, AIR = 14.0, 36.0, 18.0  # beside the narrow plot; for the ticks; around a row
OWN, GUESS, RISE = 5.8, 3.8, 9.5  # sizes of the marks; how far a guess is from the line


@dataclass(frozen=True)
class DumbbellItem:
    """One question, as two sides answered it.

    Parameters
    ----------
    label : str
        The question, in a few words.
    first, second : float, optional
        Each side's answer; None if there is none, or if it is hidden.
    first_guess, second_guess : float, optional
        What the first side thought the second would say, and the other way around.
    difference, verdict : str
        Written beside it: ``1.4``, and ``far apart, unknown``.
    strong : bool
        Whether it stands out.
    hidden : str
        Why the answers are not shown; then there are none.
    """

    label: str
    first: float | None
    second: float | None
    first_guess: float | None = None
    second_guess: float | None = None
    difference: str = ""
    verdict: str = ""
    strong: bool = False
    hidden: str = ""

    @property
    def values(self) -> tuple[float | None, ...]:
        """Return both answers and both guesses."""
        return self.first, self.second, self.first_guess, self.second_guess


@dataclass(frozen=True)
class DumbbellPicture:
    """Dumbbells to be drawn.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title, reading, caption : str
        The finding, what it shows in plain words, and where it comes from.
    items : tuple of DumbbellItem
        In the order to be drawn.
    ticks : tuple of (float, str)
        Places of the scale and their words; the first and the last are its ends.
    sides : tuple of (str, str)
        The two sides.
    columns : tuple of str
        Heads of the table.

    Raises
    ------
    MethodProblem
        Nothing to draw, a scale of no length, a value off the scale, or a hidden item with values.
    """

    uid: str
    title: str
    reading: str
    caption: str
    items: tuple[DumbbellItem, ...]
    ticks: tuple[tuple[float, str], ...]
    sides: tuple[Side, Side] = ("district", "university")
    columns: tuple[str, ...] = field(
        default=(
            "Question",
            "District",
            "Universities",
            "District’s guess of the universities",
            "Universities’ guess of the district",
            "Difference",
            "Reading",
        )
    )

    def __post_init__(self) -> None:
        for side in self.sides:
            check_side(side)
        places = [place for place, _ in self.ticks]
        if not self.items or len(places) < 2 or not places[0] < places[-1]:
            raise _problem(
                "There is nothing to draw.", "Give questions, and a scale with two ends."
            )
        for item in self.items:
            known = [value for value in item.values if value is not None]
            if item.hidden and known:
                raise _problem(f"“{item.label}” is hidden and has answers.", "Take them away.")
            if not all(isfinite(v) and places[0] <= v <= places[-1] for v in known):
                raise _problem(f"An answer to “{item.label}” is off the scale.", "Mend it.")


def draw_dumbbell(picture: DumbbellPicture) -> Figure:
    """Draw dumbbells; the same picture always gives the same text."""
    wide, height = _wide(picture)
    return diagram(
        picture,
        wide=(wide, WIDE, height),
        narrow=_narrow(picture),
        columns=picture.columns,
        rows=(_row(item) for item in picture.items),
        data=list(_data(picture)),
        layers=_layers(picture),
    )


def _wide(picture: DumbbellPicture) -> tuple[str, float]:
    scale = Scale(picture.ticks[0][0], picture.ticks[-1][0], *PLOT)
    rows, y = [], HEAD
    for item in picture.items:
        lines = wrap(item.label, LABELS, SIZE, bold=item.strong)
        words = wrap(f"{item.difference}  {item.verdict}".strip(), WIDE - WORDS, SIZE)
        height = LEADING * max(len(lines), len(words)) + AIR
        middle = y + height / 2
        for written, x in ((lines, 0.0), (words, WORDS)):
            start = middle - LEADING * (len(written) - 1) / 2 + 4
            rows.append(block(written, x, start, "t-b" if item.strong else ""))
        rows += _item(picture, item, scale, middle)
        y += height
        rows.append(element("path", class_="grid", d=f"M0 {number(y)}H{number(WIDE)}"))
    return _axis(picture, scale, y, HEAD - 8) + "".join(rows), y + 2


def _narrow(picture: DumbbellPicture) -> tuple[str, float]:
    scale = Scale(picture.ticks[0][0], picture.ticks[-1][0], EDGE, NARROW - EDGE)
    rows, y = [], HEAD
    for item in picture.items:
        said = f"{item.label}: {item.difference} {item.verdict}".strip().rstrip(":")
        lines = wrap(said, NARROW, SIZE, bold=item.strong)
        y += LEADING
        rows.append(block(lines, 0, y, "t-b halo" if item.strong else "halo"))
        y += LEADING * (len(lines) - 1) + AIR + RISE
        rows += _item(picture, item, scale, y)
        y += AIR + RISE
    return _axis(picture, scale, y, HEAD - 8, short=True) + "".join(rows), y


def _axis(
    picture: DumbbellPicture, scale: Scale, bottom: float, y: float, *, short: bool = False
) -> str:
    lines = "".join(
        f"M{number(scale(place))} {number(y + 8)}V{number(bottom)}" for place, _ in picture.ticks
    )
    drawn = element("path", class_="grid", d=lines)
    for place, words in picture.ticks:
        said = f"{place:g}" if short else words
        drawn += text(said, scale(place), y, "t-s t-m", "middle")
    return drawn


def _item(picture: DumbbellPicture, item: DumbbellItem, scale: Scale, y: float) -> Iterator[str]:
    if item.hidden:
        room = scale.end - scale.start
        lines = wrap(item.hidden, room, SMALL_SIZE)
        yield block(lines, scale.start + 6, y + 4 - LEADING * (len(lines) - 1) / 2, "t-s t-m halo")
        return
    places = [None if value is None else scale(value) for value in item.values]
    if places[0] is not None and places[1] is not None:
        line = f"M{number(places[0])} {number(y)}H{number(places[1])}"
        yield element("path", class_="link", d=line)
    one, other = picture.sides
    yield from _guess(places[0], places[2], y, -RISE, one, other)
    yield from _guess(places[1], places[3], y, RISE, other, one)
    for place, side in zip(places, picture.sides, strict=False):
        if place is not None:
            yield side_mark(side, place, y, OWN, f"c-{LETTERS[side]}")


def _guess(
    own: float | None, guess: float | None, y: float, rise: float, guesser: Side, about: Side
) -> Iterator[str]:
    if guess is None:
        return
    hue = f"c-{LETTERS[guesser]}"
    if own is not None:
        way = f"M{number(own)} {number(y)}V{number(y + rise)}H{number(guess)}"
        yield element("path", class_=f"reach {hue}", d=way)
    yield side_mark(about, guess, y + rise, GUESS, f"{hue} guess")


def _row(item: DumbbellItem) -> tuple[str, ...]:
    values = (item.hidden or _said(value) for value in item.values)
    return (item.label, *values, item.difference, item.verdict)


def _said(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".replace("-", "−")


def _data(picture: DumbbellPicture) -> Iterator[dict[str, Any]]:
    one, other = picture.sides
    for item in picture.items:
        kinds = ((one, "answer"), (other, "answer"), (one, "guess"), (other, "guess"))
        for value, (side, kind) in zip(item.values, kinds, strict=True):
            if value is not None:
                yield {"question": item.label, "side": side, "kind": kind, "value": value}


def _layers(picture: DumbbellPicture) -> tuple[dict[str, Any], ...]:
    scale = {"domain": [picture.ticks[0][0], picture.ticks[-1][0]]}
    x = {"field": "value", "type": "quantitative", "scale": scale, "title": None}
    y = {"field": "question", "type": "nominal", "sort": None, "title": None}
    side = {"field": "side", "type": "nominal"}
    return (
        {
            "transform": [{"filter": "datum.kind == 'answer'"}],
            "mark": {"type": "rule"},
            "encoding": {
                "x": {**x, "aggregate": "min"},
                "x2": {"field": "value", "aggregate": "max"},
                "y": y,
            },
        },
        {
            "mark": {"type": "point", "size": 80},
            "encoding": {
                "x": x,
                "y": y,
                "shape": side,
                "color": side,
                "opacity": {"field": "kind", "type": "nominal"},
            },
        },
    )


def _problem(what: str, next_step: str) -> MethodProblem:
    return MethodProblem(what, "A dumbbell is two answers on one scale.", next_step, field="items")
