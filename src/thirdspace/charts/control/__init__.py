"""Run charts and control charts of every kind, drawn."""

from __future__ import annotations

from thirdspace.charts.control.caption import (
    about_rules,
    caption,
    fitting_decimals,
    headline,
    title_of,
)
from thirdspace.charts.control.figure import draw_control
from thirdspace.charts.control.picture import ControlPicture, Event, Words

__all__ = [
    "ControlPicture",
    "Event",
    "Words",
    "about_rules",
    "caption",
    "draw_control",
    "fitting_decimals",
    "headline",
    "title_of",
]
