"""Forecast fans: what is expected, how far chance may put it off, and what came."""

from __future__ import annotations

from thirdspace.charts.fan.figure import draw_fan
from thirdspace.charts.fan.picture import Fan, FanBand, FanPicture, FanWords, from_bands

__all__ = ["Fan", "FanBand", "FanPicture", "FanWords", "draw_fan", "from_bands"]
