"""A finished figure: two drawings, what they say, and the numbers behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from thirdspace.charts.svg import element, escape, number, stand_alone
from thirdspace.charts.text import LEADING, SMALL_LEADING, SMALL_SIZE, block, wrap

VEGA_LITE = "https://vega.github.io/schema/vega-lite/v5.json"
STYLES = ("tokens.css", "charts.css", "diagrams.css")
MARGIN, PROSE = 16.0, 660.0  # of a file of its own: around the drawing, and its longest line
_DRAWING = re.compile(
    r'<svg class="([^"]*)" viewBox="0 0 (\S+) (\S+)"([^>]*)>(.*)</svg>', re.DOTALL
)


@dataclass(frozen=True)
class Figure:
    """What a page needs to show a chart to everyone.

    Parameters
    ----------
    wide, narrow : str
        The two drawings, safe to put into a page.
    title : str
        The finding, in a sentence.
    reading : str
        What the chart shows, in plain words.
    caption : str
        Measure, number of points, method, rule set and its false-alarm rate.
    columns, rows : tuple
        The numbers behind the chart, as a table.
    data : tuple of dict
        The same numbers as plain values, one dict for each point.
    layers : tuple of dict
        How Vega-Lite would draw them.
    facet : str
        Field by which Vega-Lite splits them into small multiples; empty for one drawing.
    """

    wide: str
    narrow: str
    title: str
    reading: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    data: tuple[dict[str, Any], ...]
    layers: tuple[dict[str, Any], ...]
    facet: str = ""

    def vega_lite(self) -> dict[str, Any]:
        """Return the figure as a Vega-Lite specification, for work in other tools."""
        drawn: dict[str, Any] = {"layer": list(self.layers)}
        if self.facet:
            field = {"field": self.facet, "type": "nominal", "title": None}
            drawn = {"facet": field, "columns": 4, "spec": drawn}
        return {
            "$schema": VEGA_LITE,
            "title": self.title,
            "description": self.reading,
            "data": {"values": list(self.data)},
            **drawn,
        }

    def svg(self) -> str:
        """Return the wide drawing as a file of its own, with all that it says written on it."""
        return stand_alone(_DRAWING.sub(self._with_words, self.wide), _style())

    def _with_words(self, drawing: re.Match[str]) -> str:
        """Put the title over a drawing, its reading and caption under it."""
        classes, width, height, named, marks = drawing.groups()
        title = wrap(self.title, PROSE, bold=True)
        notes = [*wrap(self.reading, PROSE, SMALL_SIZE), *wrap(self.caption, PROSE, SMALL_SIZE)]
        top = LEADING * (len(title) + 0.5)
        foot = top + float(height) + SMALL_LEADING
        bottom = foot + SMALL_LEADING * len(notes)
        box = (-MARGIN, -MARGIN, float(width) + 2 * MARGIN, bottom + MARGIN)
        words = (
            block(title, 0, SMALL_SIZE, "t-b")
            + element("g", marks, transform=f"translate(0 {number(top)})")
            + block(notes, 0, foot, "t-s t-m", leading=SMALL_LEADING)
        )
        return (
            f'<svg class="{classes} alone" viewBox="{" ".join(map(number, box))}"{named}>'
            f"{words}</svg>"
        )

    def _repr_svg_(self) -> str:
        """Show the figure where a notebook takes pictures only."""
        return self.svg()

    def _repr_html_(self) -> str:
        """Show the figure in a notebook, with its numbers as a table behind it."""
        head = "".join(element("th", escape(name), scope="col") for name in self.columns)
        body = "".join(
            element("tr", "".join(element("td", escape(cell)) for cell in row)) for row in self.rows
        )
        table = element("table", element("tr", head) + body)
        numbers = element("details", element("summary", "Numbers") + table)
        return element("figure", self.svg() + numbers)


@cache
def _style() -> str:
    folder = files("thirdspace") / "web" / "static" / "thirdspace" / "css"
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in STYLES)
