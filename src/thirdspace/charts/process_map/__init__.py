"""The process map, drawn."""

from __future__ import annotations

from thirdspace.charts.process_map.figure import draw_process_map
from thirdspace.charts.process_map.mermaid import process_map_mermaid
from thirdspace.charts.process_map.picture import Flow, Lane, ProcessMapPicture, ProcessWords, Step

__all__ = [
    "Flow",
    "Lane",
    "ProcessMapPicture",
    "ProcessWords",
    "Step",
    "draw_process_map",
    "process_map_mermaid",
]
