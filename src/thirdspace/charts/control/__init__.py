"""Run charts and I charts, drawn."""

from __future__ import annotations

from thirdspace.charts.control.figure import draw_control
from thirdspace.charts.control.picture import ControlPicture, Event, Words

__all__ = ["ControlPicture", "Event", "Words", "draw_control"]
