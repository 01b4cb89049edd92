"""Unit strips: one mark is one record.

Hollow marks on the left contrast, filled marks on the right support, around a zero line. The shape
says whose record it is. Marks of both kinds have the same size; contrast is never folded away.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from thirdspace.charts.svg import element, escape, number

Side = Literal["district", "university", "other", "joint", "computed"]

SIDES: tuple[Side, ...] = ("joint", "district", "university", "other", "computed")
PITCH = 11
MOST = 12
USUAL = 6  # places kept on each side, so that the zero lines of most tables meet


@dataclass(frozen=True)
class Mark:
    """One record: whose it is, and how strong from 1 to 4 if someone said so."""

    side: Side
    strength: int | None = None


def tally(
    contrasts: Sequence[Mark],
    supports: Sequence[Mark],
    label: str,
    width: tuple[int, int] | None = None,
) -> str:
    """Write both numbers with the strip between them; over 12 marks a side the number stands alone.

    Parameters
    ----------
    contrasts, supports : sequence of Mark
        The records of each side, in any order.
    label : str
        The same in words, for those who don't see it.
    width : (int, int), optional
        Places kept left and right; give a table's longest sides and its zero lines meet.
    """
    drawn = strip(_drawn(contrasts), _drawn(supports), label, width)
    before, after = element("span", str(len(contrasts))), element("span", str(len(supports)))
    return element("span", before + drawn + after, class_="tally")


def strip(
    contrasts: Sequence[Mark],
    supports: Sequence[Mark],
    label: str,
    width: tuple[int, int] | None = None,
) -> str:
    """Draw marks around a zero line; over 12 a side their number is written instead."""
    left, right = width or (USUAL, USUAL)
    left, right = max(left, _places(contrasts)), max(right, _places(supports))
    zero = left * PITCH + 0.5
    drawn = side_units(contrasts, zero, -1) + side_units(supports, zero, 1)
    return _svg(zero, (left + right) * PITCH + 5, drawn, label)


def mentions(marks: Sequence[Mark], label: str) -> str:
    """Draw records that only mention a claim: filled, right of a line."""
    return _svg(0.5, max(_places(marks), 1) * PITCH + 5, side_units(marks, 0.5, 1), label)


def _drawn(marks: Sequence[Mark]) -> Sequence[Mark]:
    return marks if len(marks) <= MOST else ()


def _places(marks: Sequence[Mark]) -> int:
    return len(marks) if len(marks) <= MOST else 3


def _svg(zero: float, width: int, drawn: str, label: str) -> str:
    line = element("path", class_="zero", d=f"M{number(zero)} -1.5v14")
    return element(
        "svg",
        line + drawn,
        width=width,
        height=11,
        viewBox=f"0 0 {width} 11",
        role="img",
        aria_label=label,
    )


def side_units(marks: Sequence[Mark], zero: float, direction: Literal[-1, 1]) -> str:
    """Draw the marks of one direction from a zero line on: hollow to the left, filled to the right.

    They are 11 pixels high from 0 down; over 12 their number is written instead.
    """
    if len(marks) > MOST:
        anchor = "start" if direction > 0 else "end"
        x = zero + direction * 4
        return element("text", escape(str(len(marks))), x=x, y=9.5, text_anchor=anchor)
    hollow = " hollow" if direction < 0 else ""
    ordered = sorted(marks, key=lambda mark: SIDES.index(mark.side))
    return "".join(
        _unit(mark, zero + direction * (7 + PITCH * place), hollow)
        for place, mark in enumerate(ordered)
    )


def _unit(mark: Mark, x: float, hollow: str) -> str:
    classes = f"unit u-{mark.side[0]}{hollow}"
    shape = _SHAPES[mark.side](x, classes)
    return shape + _ticks(x, mark.strength or 1)


def _square(x: float, classes: str) -> str:
    return element("rect", class_=classes, x=x - 3.7, y=1.8, width=7.5, height=7.5)


def _circle(x: float, classes: str) -> str:
    return element("circle", class_=classes, cx=x, cy=5.5, r=3.8)


def _diamond(x: float, classes: str) -> str:
    return element("path", class_=classes, d=f"M{number(x)} 1l4.5 4.5-4.5 4.5-4.5-4.5Z")


def _lens(x: float, classes: str) -> str:
    return element("path", class_=classes, d=f"M{number(x)} 1a6.4 6.4 0 0 1 0 9a6.4 6.4 0 0 1 0-9Z")


def _bar(x: float, classes: str) -> str:
    return element("rect", class_=classes, x=x - 1.9, y=1, width=3.8, height=9)


_SHAPES = {
    "district": _square,
    "university": _circle,
    "other": _diamond,
    "joint": _lens,
    "computed": _bar,
}


def _ticks(x: float, strength: int) -> str:
    """Strength 2, 3 and 4 are one, two and three short strokes under a mark of the same size."""
    count = strength - 1
    strokes = "".join(
        f"M{number(x + 2.5 * (place - (count - 1) / 2))} 12v2.5" for place in range(count)
    )
    return element("path", class_="axis", d=strokes) if strokes else ""
