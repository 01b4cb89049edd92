"""A driver diagram as a figure: two drawings and a table."""

from __future__ import annotations

from typing import Any

from thirdspace.charts.diagram import diagram, sketch
from thirdspace.charts.drivers.drawing import marks, outline
from thirdspace.charts.drivers.layout import WIDTH, Layout, lay_out
from thirdspace.charts.drivers.picture import LEVELS, Driver, DriverPicture
from thirdspace.charts.figure import Figure
from thirdspace.charts.outline import draw_outline


def draw_drivers(picture: DriverPicture) -> Figure:
    """Draw a driver diagram; the same picture always gives the same text."""
    layout = lay_out(picture)
    return diagram(
        picture,
        wide=("".join(marks(layout)), WIDTH, layout.height),
        narrow=draw_outline(outline(picture)),
        columns=picture.words.columns,
        rows=(_row(picture, driver) for driver in picture.drivers),
        data=_data(picture, layout),
        layers=sketch(WIDTH, layout.height, _strokes(layout)),
    )


def _row(picture: DriverPicture, driver: Driver) -> tuple[str, ...]:
    words, boxes = picture.words, picture.by_key
    serves = (
        f"{boxes[link.parent].text} ({getattr(words, link.strength)})"
        for link in picture.links
        if link.child == driver.key
    )
    kind = words.kinds[LEVELS.index(driver.level)]
    cycles = words.tried(driver)
    return (kind, driver.text, "; ".join(serves), driver.status, driver.note, cycles)


def _data(picture: DriverPicture, layout: Layout) -> list[dict[str, Any]]:
    cards = [(place, place.card) for place in layout.boxes if place.card]
    return [
        {
            "key": card.driver.key,
            "level": card.driver.level,
            "status": card.driver.status,
            "measure": card.driver.note,
            "cycles": picture.words.tried(card.driver),
            "lines": list(card.title),
            "x": round(place.x + place.width / 2, 1),
            "y": round(place.middle, 1),
        }
        for place, card in cards
    ]


def _strokes(layout: Layout) -> list[dict[str, float | str]]:
    return [
        {
            "x": round(stroke.start.x + stroke.start.width, 1),
            "y": round(stroke.start.middle, 1),
            "x2": round(stroke.end.x, 1),
            "y2": round(stroke.end.middle, 1),
            "kind": stroke.strength,
        }
        for stroke in layout.strokes
    ]
