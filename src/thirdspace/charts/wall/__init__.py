"""A wall of small charts: one measure at many sites, on one scale, and what they share."""

from __future__ import annotations

from thirdspace.charts.wall.figure import draw_wall
from thirdspace.charts.wall.items import first_rules, item_of, items_of
from thirdspace.charts.wall.picture import WallItem, WallPicture, WallWords

__all__ = [
    "WallItem",
    "WallPicture",
    "WallWords",
    "draw_wall",
    "first_rules",
    "item_of",
    "items_of",
]
