"""The fishbone, drawn."""

from __future__ import annotations

from thirdspace.charts.fishbone.figure import draw_fishbone, fishbone_mermaid
from thirdspace.charts.fishbone.picture import Category, Cause, FishbonePicture, FishboneWords

__all__ = [
    "Category",
    "Cause",
    "FishbonePicture",
    "FishboneWords",
    "draw_fishbone",
    "fishbone_mermaid",
]
