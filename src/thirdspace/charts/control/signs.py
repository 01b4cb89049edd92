"""The signals of a chart in words, and the lanes in which they are written on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from thirdspace.charts.control.picture import ControlPicture
from thirdspace.methods.spc import Finding
from thirdspace.methods.spc.rules import Rule

LETTER = 6.3  # mean width of a letter at the sizes used; text is placed, never measured
BOLD_LETTER = LETTER + 0.8
MOST_LANES = 3  # on either side of the points; what finds no place there stands in the table
SINGLE = "beyond_3s"  # written as the value of its point


@dataclass(frozen=True)
class Sign:
    """One signal as it is written on the chart.

    Parameters
    ----------
    words : str
        What it says.
    first, last : int
        Its points, or those of its phase, counted from 1.
    above : bool
        Written over the points; else under them.
    bracket : bool
        Whether a bracket shows its points.
    lane : int
        How many signs stand between it and the points.
    """

    words: str
    first: int
    last: int
    above: bool
    bracket: bool = True
    lane: int = 0


def signs_of(picture: ControlPicture, left: float, right: float) -> tuple[Sign, ...]:
    """Return the signals in lanes, the longest nearest to the points.

    Parameters
    ----------
    picture : ControlPicture
        What to write on.
    left, right : float
        Where the plot begins and ends, in pixels.
    """
    step = (right - left) / max(len(picture.x), 2)
    lanes: dict[bool, list[list[tuple[float, float]]]] = {True: [], False: []}
    placed: list[Sign] = []
    signs = sorted(_signs(picture), key=lambda sign: (sign.first - sign.last, sign.first))
    for sign in signs:
        half = BOLD_LETTER * len(sign.words) / 2
        start, end = left + (sign.first - 1) * step, left + sign.last * step
        middle = min(max((start + end) / 2, left + half), right - half)
        taken = (min(start, middle - half), max(end, middle + half))
        lane = free_lane(lanes[sign.above], taken, MOST_LANES)
        if lane < MOST_LANES:
            placed.append(replace(sign, lane=lane))
    if len(placed) < len(signs):
        said = picture.words.more.format(count=len(signs) - len(placed))
        last, width = len(picture.x), BOLD_LETTER * len(said)
        lane = free_lane(lanes[True], (right - width, right))
        placed.append(Sign(said, last, last, above=True, bracket=False, lane=lane))
    return tuple(placed)


def free_lane(
    lanes: list[list[tuple[float, float]]], taken: tuple[float, float], most: float = inf
) -> int:
    """Return the first lane where an interval is free, and take it; at most so many are opened."""
    for number, lane in enumerate(lanes):
        if all(taken[1] <= start or end <= taken[0] for start, end in lane):
            lane.append(taken)
            return number
    if len(lanes) < most:
        lanes.append([taken])
        return len(lanes) - 1
    return len(lanes)


def lanes_of(signs: tuple[Sign, ...], *, above: bool) -> int:
    """Return how many lanes are needed on one side."""
    return max((sign.lane + 1 for sign in signs if sign.above == above), default=0)


def said_at(picture: ControlPicture) -> dict[int, list[str]]:
    """Return what the table says about each point that is part of a signal."""
    chart, words = picture.chart, picture.words
    said: dict[int, list[str]] = {}
    for found in chart.signals:
        if found.rule != SINGLE:
            name = words.shift if found.rule == "longest_run" else _pattern_words(picture, found)
            for place in found.points:
                said.setdefault(place, []).append(name)
    for place in chart.outside_points:
        said.setdefault(place, []).append(words.outside)
    for place, excluded in enumerate(chart.excluded, start=1):
        if excluded:
            said[place] = [words.left_out]
    return said


def _signs(picture: ControlPicture) -> Iterator[Sign]:
    for found in picture.chart.signals:
        if found.rule.startswith("crossings"):
            yield from _crossings(picture, found)
        elif found.rule != SINGLE:
            said = _pattern_words(picture, found)
            yield Sign(said, found.points[0], found.points[-1], above=found.above is not False)


def _crossings(picture: ControlPicture, found: Finding) -> Iterator[Sign]:
    """Yield too few or too many crossings; where a long run shows, it says enough."""
    phase, words = picture.chart.phases[found.phase - 1], picture.words
    if phase.long_runs:
        return
    template = words.few_crossings if found.rule == "crossings_few" else words.many_crossings
    said = template.format(
        count=phase.crossings, least=phase.crossings_min, most=phase.crossings_max
    )
    yield Sign(said, phase.first, phase.last, above=True, bracket=False)


def _pattern_words(picture: ControlPicture, found: Finding) -> str:
    words, count = picture.words, len(found.points)
    rule = next((r for r in picture.chart.rule_set.rules if r.name == found.rule), None)
    template = words.run_above if found.above else words.run_below
    if rule is None:
        return template.format(count=count)
    if rule.pattern == "trend":
        template = words.rising if found.above else words.falling
    elif rule.pattern == "alternating":
        template = words.alternating
    elif rule.zone:
        template = _zone_words(picture, rule, above=bool(found.above))
    return template.format(count=count, need=rule.need, window=rule.window, zone=f"{rule.zone:g}")


def _zone_words(picture: ControlPicture, rule: Rule, *, above: bool) -> str:
    words = picture.words
    if rule.side == "same":
        return words.beyond_above if above else words.beyond_below
    return words.within if rule.side == "within" else words.both_sides
