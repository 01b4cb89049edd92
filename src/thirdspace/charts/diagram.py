"""A diagram as a figure: what drivers, fishbones, process maps and matrices share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from thirdspace.charts.figure import Figure
from thirdspace.charts.outline import NARROW
from thirdspace.charts.svg import image

Stroke = Mapping[str, float | str]


class Picture(Protocol):
    """What every diagram is called and says."""

    @property
    def uid(self) -> str:
        """Start of the ids inside the drawing."""

    @property
    def title(self) -> str:
        """The finding."""

    @property
    def reading(self) -> str:
        """What it shows, in plain words."""

    @property
    def caption(self) -> str:
        """Where it comes from."""


def diagram(
    picture: Picture,
    *,
    wide: tuple[str, float, float],
    narrow: tuple[str, float],
    columns: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    data: Iterable[dict[str, Any]],
    layers: tuple[dict[str, Any], ...],
) -> Figure:
    """Join the parts of a diagram to a figure.

    Parameters
    ----------
    picture : Picture
        What it is called and says.
    wide : (str, float, float)
        Marks, width and height of the wide drawing.
    narrow : (str, float)
        Marks and height of the narrow drawing.
    columns, rows, data, layers
        As in `Figure`.
    """
    listed, height = narrow
    return Figure(
        wide=_drawn(picture, "wide", *wide),
        narrow=_drawn(picture, "narrow", listed, NARROW, height),
        title=picture.title,
        reading=picture.reading,
        caption=picture.caption,
        columns=columns,
        rows=tuple(rows),
        data=tuple(data),
        layers=layers,
    )


def _drawn(picture: Picture, paper: str, marks: str, width: float, height: float) -> str:
    return image(
        marks,
        id_=f"{picture.uid}-{paper}",
        classes=f"chart diagram {paper}",
        width=width,
        height=height,
        title=picture.title,
        desc=picture.reading,
    )


def sketch(width: float, height: float, strokes: Sequence[Stroke]) -> tuple[dict[str, Any], ...]:
    """Return Vega-Lite layers that put words and rules at the places computed here.

    The data rows have `x`, `y` and `lines`.

    Parameters
    ----------
    width, height : float
        Size of the drawing in pixels; places are counted from its upper left corner.
    strokes : sequence of mapping
        Straight lines with `x`, `y`, `x2`, `y2` and `kind`; each kind gets its own dashes.
    """
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "text", "align": "center", "baseline": "middle"},
            "encoding": {**_place(width, height), "text": {"field": "lines"}},
        }
    ]
    if strokes:
        ends = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
        dashes = {"strokeDash": {"field": "kind", "type": "nominal"}}
        rules = {
            "data": {"values": [dict(stroke) for stroke in strokes]},
            "mark": {"type": "rule"},
            "encoding": {**_place(width, height), **ends, **dashes},
        }
        layers.insert(0, rules)
    return ({"width": round(width), "height": round(height), "layer": layers},)


def _place(width: float, height: float) -> dict[str, Any]:
    across = {"domain": [0, round(width)], "nice": False}
    down = {"domain": [0, round(height)], "nice": False, "reverse": True}
    return {
        "x": {"field": "x", "type": "quantitative", "axis": None, "scale": across},
        "y": {"field": "y", "type": "quantitative", "axis": None, "scale": down},
    }
