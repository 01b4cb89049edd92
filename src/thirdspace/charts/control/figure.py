"""A charted measure as a figure: two drawings and a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from math import isnan
from typing import Any

from thirdspace.charts.control.drawing import marks
from thirdspace.charts.control.layout import NARROW, WIDE, Paper, lay_out
from thirdspace.charts.control.picture import ControlPicture
from thirdspace.charts.control.signs import said_at
from thirdspace.charts.figure import Figure
from thirdspace.charts.svg import image


def draw_control(picture: ControlPicture) -> Figure:
    """Draw a chart of any kind; the same picture always gives the same text."""
    said = said_at(picture)
    places = range(1, len(picture.x) + 1)
    return Figure(
        wide=drawn_on(picture, WIDE),
        narrow=drawn_on(picture, NARROW),
        title=picture.title,
        reading=picture.reading,
        caption=picture.caption,
        columns=_columns(picture),
        rows=tuple(_row(picture, place, said.get(place, ())) for place in places),
        data=tuple(_datum(picture, place) for place in places),
        layers=_layers(picture),
    )


def drawn_on(picture: ControlPicture, paper: Paper) -> str:
    """Return one drawing, safe to put into a page."""
    layout = lay_out(picture, paper)
    return image(
        "".join(marks(picture, layout)),
        id_=f"{picture.uid}-{paper.name}",
        classes=f"chart {paper.name}",
        width=paper.width,
        height=layout.height,
        title=picture.title,
        desc=picture.reading,
    )


def _columns(picture: ControlPicture) -> tuple[str, ...]:
    point, value, center, lower, upper, signal = picture.words.columns
    limits = (lower, upper) if picture.has_limits else ()
    return (point, value, center, *limits, signal)


def _row(picture: ControlPicture, place: int, said: Iterable[str]) -> tuple[str, ...]:
    chart, index = picture.chart, place - 1
    lines = [chart.values, chart.center]
    if picture.has_limits:
        lines += [chart.lower, chart.upper]
    values = [picture.value(line[index]) for line in lines]
    return (picture.times[index], *values, ", ".join(said))


def _datum(picture: ControlPicture, place: int) -> dict[str, Any]:
    chart, index, x = picture.chart, place - 1, picture.x[place - 1]
    numbers = {
        "value": chart.values[index],
        "center": chart.center[index],
        "lower": chart.lower[index],
        "upper": chart.upper[index],
    }
    return {
        "place": place,
        "x": x.isoformat() if isinstance(x, date) else x,
        **{name: None if isnan(value) else value for name, value in numbers.items()},
        "phase": chart.phase[index],
        "signal": place in chart.signal_points,
        "left_out": chart.excluded[index],
    }


def _layers(picture: ControlPicture) -> tuple[dict[str, Any], ...]:
    across = {"field": "place", "type": "quantitative", "title": picture.words.columns[0]}
    names = ["center", "lower", "upper"] if picture.has_limits else ["center"]

    def line(name: str, mark: dict[str, Any]) -> dict[str, Any]:
        down = {"field": name, "type": "quantitative", "scale": {"zero": False}}
        detail = {"field": "phase", "type": "ordinal"}
        return {"mark": mark, "encoding": {"x": across, "y": down, "detail": detail}}

    points = line("value", {"type": "point", "tooltip": True})
    points["encoding"]["shape"] = {"field": "signal", "type": "nominal"}
    dashes = {"type": "line", "strokeDash": [5, 3], "interpolate": "step"}
    return (*(line(name, dashes) for name in names), line("value", {"type": "line"}), points)
