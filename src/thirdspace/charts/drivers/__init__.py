"""The driver diagram, drawn."""

from __future__ import annotations

from thirdspace.charts.drivers.figure import draw_drivers
from thirdspace.charts.drivers.picture import Cycle, Driver, DriverPicture, DriverWords, Link

__all__ = ["Cycle", "Driver", "DriverPicture", "DriverWords", "Link", "draw_drivers"]
