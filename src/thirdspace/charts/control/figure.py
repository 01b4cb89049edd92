"""A charted measure as a figure: two drawings and a table."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

from thirdspace.charts.control.drawing import marks
from thirdspace.charts.control.layout import NARROW, WIDE, Paper, lay_out
from thirdspace.charts.control.picture import ControlPicture
from thirdspace.charts.figure import Figure
from thirdspace.charts.svg import image


def draw_control(picture: ControlPicture) -> Figure:
    """Draw a run chart or an I chart; the same picture always gives the same text."""
    return Figure(
        wide=_drawn(picture, WIDE),
        narrow=_drawn(picture, NARROW),
        title=picture.title,
        reading=picture.reading,
        caption=picture.caption,
        columns=_columns(picture),
        rows=tuple(_row(picture, place) for place in range(1, len(picture.x) + 1)),
        data=tuple(_datum(picture, place) for place in range(1, len(picture.x) + 1)),
        layers=_layers(picture),
    )


def _drawn(picture: ControlPicture, paper: Paper) -> str:
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
    limits = () if picture.chart.kind == "run" else (lower, upper)
    return (point, value, center, *limits, signal)


def _row(picture: ControlPicture, place: int) -> tuple[str, ...]:
    chart, index = picture.chart, place - 1
    lines = [chart.values, chart.center]
    if chart.kind != "run":
        lines += [chart.lower, chart.upper]
    return (
        picture.when(place),
        *(picture.value(line[index]) for line in lines),
        _signal(picture, place),
    )


def _signal(picture: ControlPicture, place: int) -> str:
    chart, words, index = picture.chart, picture.words, place - 1
    said = (
        (words.shift, chart.in_run[index]),
        (words.outside, chart.outside[place - 1] and not chart.excluded[place - 1]),
        (words.left_out, chart.excluded[index]),
    )
    return ", ".join(word for word, applies in said if applies)


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
    names = ["center"] if picture.chart.kind == "run" else ["center", "lower", "upper"]

    def line(name: str, mark: dict[str, Any]) -> dict[str, Any]:
        down = {"field": name, "type": "quantitative", "scale": {"zero": False}}
        detail = {"field": "phase", "type": "ordinal"}
        return {"mark": mark, "encoding": {"x": across, "y": down, "detail": detail}}

    points = line("value", {"type": "point", "tooltip": True})
    points["encoding"]["shape"] = {"field": "signal", "type": "nominal"}
    dashes = {"type": "line", "strokeDash": [5, 3]}
    return (*(line(name, dashes) for name in names), line("value", {"type": "line"}), points)
