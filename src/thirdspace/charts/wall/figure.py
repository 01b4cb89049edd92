"""A wall of small charts as a figure: two drawings and a table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from math import isnan
from typing import Any

from thirdspace.charts.figure import Figure
from thirdspace.charts.svg import image
from thirdspace.charts.wall.drawing import NARROW_PAPER, WIDE, Paper, charts
from thirdspace.charts.wall.picture import WallItem, WallPicture
from thirdspace.charts.wall.strip import strip


def draw_wall(picture: WallPicture) -> Figure:
    """Draw small charts in groups under a strip of what they share.

    The same picture always gives the same text.
    """
    return Figure(
        wide=_drawn(picture, WIDE),
        narrow=_drawn(picture, NARROW_PAPER),
        title=picture.title,
        reading=picture.reading,
        caption=picture.caption,
        columns=picture.words.columns,
        rows=tuple(_row(picture, item) for _, items in picture.groups for item in items),
        data=tuple(_data(picture)),
        layers=_layers(),
        facet="site",
    )


def _drawn(picture: WallPicture, paper: Paper) -> str:
    shared, top = strip(picture, paper)
    small, height = charts(picture, paper, top)
    return image(
        shared + small,
        id_=f"{picture.uid}-{paper.name}",
        classes=f"chart diagram {paper.name}",
        width=paper.width,
        height=height,
        title=picture.title,
        desc=picture.reading,
    )


def _row(picture: WallPicture, item: WallItem) -> tuple[str, ...]:
    if item.hidden:
        return (item.name, item.hidden, *[""] * (len(picture.words.columns) - 2))
    known = [value for value in item.values if not isnan(value)]
    signals = ", ".join(picture.times[place - 1] for place in sorted(item.signals))
    last = picture.value(known[-1]) if known else ""
    center = picture.value(item.center)
    return (item.name, item.note, str(len(known)), center, last, signals)


def _data(picture: WallPicture) -> Iterator[dict[str, Any]]:
    times = [x.isoformat() if isinstance(x, date) else x for x in picture.x]
    none = [float("nan")] * len(times)
    for _, items in picture.groups:
        for item in (item for item in items if not item.hidden):
            center = _known(item.center)
            lines = zip(times, item.values, item.lower or none, item.upper or none, strict=True)
            for place, (x, value, lower, upper) in enumerate(lines, start=1):
                yield {
                    "site": item.name,
                    "place": place,
                    "x": x,
                    "value": _known(value),
                    "center": center,
                    "lower": _known(lower),
                    "upper": _known(upper),
                    "signal": place in item.signals,
                }


def _known(value: float) -> float | None:
    return value if value == value else None


def _layers() -> tuple[dict[str, Any], ...]:
    x = {"field": "place", "type": "quantitative", "title": None}

    def line(name: str, mark: dict[str, Any]) -> dict[str, Any]:
        y = {"field": name, "type": "quantitative", "title": None, "scale": {"zero": False}}
        return {"mark": mark, "encoding": {"x": x, "y": y}}

    dashes = {"type": "line", "strokeDash": [5, 3], "interpolate": "step"}
    points = line("value", {"type": "point", "tooltip": True})
    points["encoding"]["shape"] = {"field": "signal", "type": "nominal"}
    limits = (line(name, dashes) for name in ("center", "lower", "upper"))
    return (*limits, line("value", {"type": "line"}), points)
