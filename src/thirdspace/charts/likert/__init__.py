"""Likert bars: how the answers of each side spread from disagreement to agreement."""

from __future__ import annotations

from thirdspace.charts.likert.figure import draw_likert
from thirdspace.charts.likert.picture import LikertBar, LikertItem, LikertPicture, LikertWords

__all__ = ["LikertBar", "LikertItem", "LikertPicture", "LikertWords", "draw_likert"]
