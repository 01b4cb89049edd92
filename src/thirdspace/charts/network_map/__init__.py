"""A map of who works with whom: two banks of people, and the ties between them."""

from __future__ import annotations

from thirdspace.charts.network_map.figure import draw_network_map
from thirdspace.charts.network_map.picture import MapPerson, MapTie, NetworkMapPicture

__all__ = ["MapPerson", "MapTie", "NetworkMapPicture", "draw_network_map"]
