"""From numbers to places on paper."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True)
class Scale:
    """Straight line from `low`..`high` to `start`..`end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def round_ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Return evenly spaced round numbers that enclose low..high in at most `most` steps."""
    size = max(abs(low), abs(high), 1e-9)
    if high - low < 1e-9 * size:  # equal but for rounding: show a little of the axis around them
        low, high = low - size / 10, high + size / 10
    power: float = 10.0 ** floor(log10((high - low) / most))
    steps = (factor * power for factor in (1, 2, 2.5, 4, 5, 10, 20))
    step = next(s for s in steps if ceil(high / s) - floor(low / s) <= most)
    return tuple(step * place for place in range(floor(low / step), ceil(high / step) + 1))


def spread(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Move labels apart so that neighbors are at least `gap` apart, inside low..high if it fits."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = list(places)
    floor_ = low
    for index in order:
        moved[index] = max(moved[index], floor_)
        floor_ = moved[index] + gap
    ceiling = high
    for index in reversed(order):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - gap
    return moved
