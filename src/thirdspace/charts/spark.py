"""A tiny run line for a card: no axis, the center line, signals hollow."""

from __future__ import annotations

from math import isnan

from thirdspace.charts.scale import Scale
from thirdspace.charts.svg import element, number, polyline
from thirdspace.methods.spc import ControlChart

WIDTH, HEIGHT, MARGIN = 330, 84, 6


def spark(chart: ControlChart, label: str) -> str:
    """Draw a charted measure small.

    Parameters
    ----------
    chart : ControlChart
        What to draw.
    label : str
        What it shows, in words.
    """
    places = [
        (place, value)
        for place, value in enumerate(chart.values, start=1)
        if not isnan(value) and not chart.excluded[place - 1]
    ]
    shown = [value for _, value in places] + list(chart.center)
    across = Scale(0.5, len(chart.values) + 0.5, 0, WIDTH)
    if len(chart.values) > 1:
        across = Scale(1, len(chart.values), MARGIN, WIDTH - MARGIN)
    low, high = min(shown), max(shown)
    down = Scale(low, high if high > low else low + 1, HEIGHT - MARGIN, MARGIN)
    centers = "".join(
        f"M{number(across(p.first) - MARGIN)} {number(down(p.lines.center))}"
        f"H{number(across(p.last) + MARGIN)}"
        for p in chart.phases
    )
    signals = chart.signal_points
    points = [(across(place), down(value)) for place, value in places]
    marks = "".join(
        _point(x, y, place in signals) for (x, y), (place, _) in zip(points, places, strict=True)
    )
    return element(
        "svg",
        element("path", class_="limit", d=centers)
        + element("path", class_="line", d=polyline(points))
        + marks,
        class_="chart spark",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=label,
    )


def _point(x: float, y: float, signal: bool) -> str:
    return element("circle", class_="pt sig" if signal else "pt", cx=x, cy=y, r=3.2)
