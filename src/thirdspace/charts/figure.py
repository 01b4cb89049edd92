"""A finished figure: two drawings, what they say, and the numbers behind them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

VEGA_LITE = "https://vega.github.io/schema/vega-lite/v5.json"


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

    def vega_lite(self) -> dict[str, Any]:
        """Return the figure as a Vega-Lite specification, for work in other tools."""
        return {
            "$schema": VEGA_LITE,
            "title": self.title,
            "description": self.reading,
            "data": {"values": list(self.data)},
            "layer": list(self.layers),
        }
