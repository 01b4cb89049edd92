"""A network map as a figure: two drawings and a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thirdspace.charts.diagram import diagram, sketch
from thirdspace.charts.figure import Figure
from thirdspace.charts.network_map.layout import Paper, Place, lay_out
from thirdspace.charts.network_map.picture import MapPerson, MapTie, NetworkMapPicture
from thirdspace.charts.outline import NARROW
from thirdspace.charts.shapes import LETTERS, side_mark
from thirdspace.charts.svg import element, number
from thirdspace.charts.text import LEADING, SMALL_LEADING, block

WIDE, WIDE_NAMES, NARROW_NAMES = 1000.0, 290.0, 104.0
BULGE, DEEPEST = 0.35, 0.45  # of the distance; of the room between the banks


def draw_network_map(picture: NetworkMapPicture) -> Figure:
    """Draw a network map; the same picture always gives the same text."""
    wide = lay_out(picture, WIDE, WIDE_NAMES)
    narrow = lay_out(picture, NARROW, NARROW_NAMES)
    return diagram(
        picture,
        wide=("".join(_marks(picture, wide)), WIDE, wide.height),
        narrow=("".join(_marks(picture, narrow)), narrow.height),
        columns=picture.words.columns,
        rows=(_row(picture, person) for person in picture.people),
        data=[_datum(place) for place in wide.places],
        layers=sketch(WIDE, wide.height, _strokes(picture, wide)),
    )


def _marks(picture: NetworkMapPicture, paper: Paper) -> Iterator[str]:
    places = {place.person.key: place for place in paper.places}
    for inside in (True, False):  # crossing ties lie on top
        for tie in picture.ties:
            if picture.crosses(tie) != inside:
                yield _tie(places[tie.first], places[tie.second], paper, crosses=not inside)
    for heading in paper.headings:
        anchor = "start" if heading.bank else "end"
        x = paper.mark_x(heading.bank) + (-6 if heading.bank else 6)
        yield block(heading.lines, x, heading.y, "t-b", anchor=anchor)
    for place in paper.places:
        yield _shape(place)
        yield from _names(place, paper)


def _tie(one: Place, other: Place, paper: Paper, *, crosses: bool) -> str:
    """Draw a tie: straight from bank to bank, bent inward within one."""
    classes = "tie cross" if crosses else "tie"
    start, end = f"M{number(one.x)} {number(one.y)}", f"{number(other.x)} {number(other.y)}"
    if one.person.bank != other.person.bank:
        return element("path", class_=classes, d=f"{start}L{end}")
    room = paper.mark_x(1) - paper.mark_x(0)
    depth = min(20 + BULGE * abs(one.y - other.y), DEEPEST * room) * 2
    x = one.x + (-depth if one.person.bank else depth)
    middle = (one.y + other.y) / 2
    return element("path", class_=classes, d=f"{start}Q{number(x)} {number(middle)} {end}")


def _shape(place: Place) -> str:
    side = place.person.side
    size = 7.0 if place.person.marked else 5.0
    return side_mark(side, place.x, place.y, size, f"unit u-{LETTERS[side]}")


def _names(place: Place, paper: Paper) -> Iterator[str]:
    anchor = "start" if place.person.bank else "end"
    x = paper.name_x(place.person.bank)
    yield block(place.lines, x, place.top, "t-b" if place.person.marked else "", anchor=anchor)
    below = place.top + LEADING * (len(place.lines) - 1) + SMALL_LEADING
    yield block(place.note, x, below, "t-s t-m", leading=SMALL_LEADING, anchor=anchor)


def _row(picture: NetworkMapPicture, person: MapPerson) -> tuple[str, ...]:
    across, inside = (
        ", ".join(
            f"{picture.by_key[_other(tie, person)].label} ({tie.acts})"
            for tie in picture.ties
            if person.key in (tie.first, tie.second) and picture.crosses(tie) == crosses
        )
        for crosses in (True, False)
    )
    return (person.label, person.organization, across, inside, person.note)


def _other(tie: MapTie, person: MapPerson) -> str:
    return tie.second if tie.first == person.key else tie.first


def _datum(place: Place) -> dict[str, Any]:
    person = place.person
    return {
        "lines": [person.label],
        "organization": person.organization,
        "note": person.note,
        "x": round(place.x, 1),
        "y": round(place.y, 1),
    }


def _strokes(picture: NetworkMapPicture, paper: Paper) -> list[dict[str, float | str]]:
    places = {place.person.key: place for place in paper.places}
    return [
        {
            "x": round(places[tie.first].x, 1),
            "y": round(places[tie.first].y, 1),
            "x2": round(places[tie.second].x, 1),
            "y2": round(places[tie.second].y, 1),
            "kind": "across" if picture.crosses(tie) else "inside",
        }
        for tie in picture.ties
    ]
