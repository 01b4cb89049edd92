"""Drawings: a frozen data class in, SVG text out.

No chart carries a color: elements name what a mark means, and `charts.css` decides how that looks.
Each figure is drawn `wide` and `narrow`; the page shows one of them. Every figure has a title, a
reading in plain words and a table of its numbers. `draw` makes one from a result; what a diagram is
made of (drivers, causes, steps, cells) stands in the package of the diagram.
"""

from __future__ import annotations

from thirdspace.charts.control import ControlPicture, Event, Words, draw_control
from thirdspace.charts.drivers import DriverPicture, draw_drivers
from thirdspace.charts.dumbbell import DumbbellItem, DumbbellPicture, draw_dumbbell
from thirdspace.charts.fan import Fan, FanBand, FanPicture, draw_fan, from_bands
from thirdspace.charts.figure import Figure
from thirdspace.charts.fishbone import FishbonePicture, draw_fishbone
from thirdspace.charts.funnel import FunnelPicture, FunnelWords, draw_funnel
from thirdspace.charts.likert import LikertBar, LikertItem, LikertPicture, draw_likert
from thirdspace.charts.matrix import MatrixPicture, draw_matrix
from thirdspace.charts.network_map import (
    MapPerson,
    MapTie,
    NetworkMapPicture,
    draw_network_map,
)
from thirdspace.charts.process_map import ProcessMapPicture, draw_process_map
from thirdspace.charts.quick import draw
from thirdspace.charts.spark import spark
from thirdspace.charts.strips import StripItem, StripsPicture, draw_strips
from thirdspace.charts.survival import (
    Curve,
    SurvivalPicture,
    draw_survival,
    from_incidence,
    from_kaplan_meier,
    from_life_table,
)
from thirdspace.charts.text import text_width, wrap
from thirdspace.charts.units import Mark, mentions, strip, tally
from thirdspace.charts.wall import WallItem, WallPicture, WallWords, draw_wall, item_of, items_of

__all__ = [
    "ControlPicture",
    "Curve",
    "DriverPicture",
    "DumbbellItem",
    "DumbbellPicture",
    "Event",
    "Fan",
    "FanBand",
    "FanPicture",
    "Figure",
    "FishbonePicture",
    "FunnelPicture",
    "FunnelWords",
    "LikertBar",
    "LikertItem",
    "LikertPicture",
    "MapPerson",
    "MapTie",
    "Mark",
    "MatrixPicture",
    "NetworkMapPicture",
    "ProcessMapPicture",
    "StripItem",
    "StripsPicture",
    "SurvivalPicture",
    "WallItem",
    "WallPicture",
    "WallWords",
    "Words",
    "draw",
    "draw_control",
    "draw_drivers",
    "draw_dumbbell",
    "draw_fan",
    "draw_fishbone",
    "draw_funnel",
    "draw_likert",
    "draw_matrix",
    "draw_network_map",
    "draw_process_map",
    "draw_strips",
    "draw_survival",
    "draw_wall",
    "from_bands",
    "from_incidence",
    "from_kaplan_meier",
    "from_life_table",
    "item_of",
    "items_of",
    "mentions",
    "spark",
    "strip",
    "tally",
    "text_width",
    "wrap",
]
