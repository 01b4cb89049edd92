"""Two partnerships nearby, told only as far as a network hears of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Neighbor:
    """A small partnership: one district, one university, three people, a table that meets."""

    key: str
    name: str
    started: date
    district: str
    university: str
    sponsor: str
    researcher: str
    released: date
    coordinator: str
    tables: tuple[date, ...]


NEIGHBORS = (
    Neighbor(
        "mill-river", "Mill River Partnership", date(2025, 1, 13), "Mill River Schools",
        "Eastfield College", "Howard Blythe", "Lena Kovac", date(2026, 5, 18),
        "Wanda Keller", (date(2026, 3, 17), date(2026, 4, 14)),
    ),
    Neighbor(
        "tri-lakes", "Tri-Lakes Principals", date(2024, 9, 9), "Tri-Lakes Schools",
        "Birchwood College", "Noor Rahman", "Eli Strauss", date(2026, 4, 13),
        "Oscar Lindgren", (date(2026, 2, 25), date(2026, 3, 25)),
    ),
)  # fmt: skip
