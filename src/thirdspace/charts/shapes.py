"""The marks of the sides: a square is the district, a circle a university, a diamond all others."""

from __future__ import annotations

from typing import Literal, get_args

from thirdspace.charts.svg import element, number
from thirdspace.problems import MethodProblem

Side = Literal["district", "university", "other"]
SIDES: tuple[Side, ...] = get_args(Side)
LETTERS = {"district": "d", "university": "u", "other": "o"}


def side_mark(side: Side, x: float, y: float, size: float, classes: str) -> str:
    """Draw the mark of a side around (x, y), `size` from its middle to its edge."""
    if side == "district":
        box = {"x": x - size, "y": y - size, "width": 2 * size, "height": 2 * size}
        return element("rect", class_=classes, **box)
    if side == "university":
        return element("circle", class_=classes, cx=x, cy=y, r=size)
    reach, back = number(size * 1.2), number(-size * 1.2)
    path = f"M{number(x)} {number(y - size * 1.2)}l{reach} {reach} {back} {reach} {back} {back}Z"
    return element("path", class_=classes, d=path)


def check_side(side: str) -> None:
    """Refuse a side that has no mark.

    Raises
    ------
    MethodProblem
        It is none of `SIDES`.
    """
    if side not in SIDES:
        raise MethodProblem(
            f"There is no side “{side}”.",
            f"The sides are {', '.join(SIDES)}.",
            "Take one of them.",
            field="side",
        )
