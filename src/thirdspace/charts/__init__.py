"""Drawings: a frozen data class in, SVG text out.

No chart carries a color: elements name what a mark means, and `charts.css` decides how that looks.
Each figure is drawn `wide` and `narrow`; the page shows one of them. Every figure has a title, a
reading in plain words and a table of its numbers.
"""

from __future__ import annotations

from thirdspace.charts.control import ControlPicture, Event, Words, draw_control
from thirdspace.charts.figure import Figure
from thirdspace.charts.spark import spark
from thirdspace.charts.units import Mark, mentions, strip, tally

__all__ = [
    "ControlPicture",
    "Event",
    "Figure",
    "Mark",
    "Words",
    "draw_control",
    "mentions",
    "spark",
    "strip",
    "tally",
]
