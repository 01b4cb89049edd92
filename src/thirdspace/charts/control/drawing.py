"""The marks of a control chart, in the order they are drawn."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import inf, isnan, nan

from thirdspace.charts.control.axes import MUTED, dates, grid
from thirdspace.charts.control.layout import CROWDED, SIGN_LANE, VALUE, Layout
from thirdspace.charts.control.picture import ControlPicture
from thirdspace.charts.control.signs import BOLD_LETTER, LETTER, Sign
from thirdspace.charts.scale import spread
from thirdspace.charts.svg import dot, element, number, polyline, text
from thirdspace.methods.spc import Phase

SMALL, BOLD = "t-s", "t-s t-b"


def marks(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Yield every mark of the drawing, back to front."""
    yield from _events(layout)
    yield from grid(picture, layout)
    for phase in picture.chart.phases:
        yield from _lines(picture, layout, phase)
    yield from _boundaries(picture, layout)
    yield from _measure(picture, layout)
    yield from _signs(picture, layout)
    yield from _outside(picture, layout)
    yield from _labels(picture, layout)
    yield from dates(picture, layout)


def _events(layout: Layout) -> Iterator[str]:
    for band in layout.bands:
        event, width = band.event, band.right - band.left
        yield element(
            "rect",
            class_="cycle off" if event.stopped else "cycle",
            x=band.left,
            y=band.top,
            width=width,
            height=layout.bottom - band.top,
        )
        edge = f"M{number(band.left)} {number(band.top)}H{number(band.right)}"
        yield element("path", class_="cycle-edge", d=edge)
        yield text(event.title, band.text_x, band.top + 14, f"{BOLD} halo", band.anchor)
        yield text(event.note, band.text_x, band.top + 28, f"{MUTED} halo", band.anchor)


def _lines(picture: ControlPicture, layout: Layout, phase: Phase) -> Iterator[str]:
    """Center line, dashed once it only goes on from a frozen baseline, and limits."""
    first, last = phase.first == 1, phase.last == len(picture.x)
    start = layout.across(1) - layout.margin if first else layout.edge(phase.first - 1)
    end = layout.across(phase.last) + layout.margin if last else layout.edge(phase.last)
    for limits in (picture.chart.upper, picture.chart.lower):
        path = _steps(layout, limits, phase, start, end)
        if path:
            yield element("path", class_="limit", d=path)
    freeze = picture.chart.freeze
    if first and freeze and freeze < phase.last:
        yield _level("zero", layout, phase.lines.center, start, layout.edge(freeze))
        yield _level("zero dash", layout, phase.lines.center, layout.edge(freeze), end)
    else:
        yield _level("zero", layout, phase.lines.center, start, end)


def _steps(layout: Layout, limits: Sequence[float], phase: Phase, start: float, end: float) -> str:
    """Return the path of a limit: one level, or a step at each point where it changes."""
    path, before, place = "", nan, phase.first
    for limit, group in groupby(limits[phase.first - 1 : phase.last]):
        begin = start if place == phase.first else layout.edge(place - 1)
        place += sum(1 for _ in group)
        stop = end if place > phase.last else layout.edge(place - 1)
        if not isnan(limit):
            y = number(layout.down(limit))
            path += f"M{number(begin)} {y}" if isnan(before) else f"V{y}"
            path += f"H{number(stop)}"
        before = limit
    return path


def _level(classes: str, layout: Layout, value: float, start: float, end: float) -> str:
    line = f"M{number(start)} {number(layout.down(value))}H{number(end)}"
    return element("path", class_=classes, d=line)


def _boundaries(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Mark where the baseline ends and where each later phase begins, above the plot."""
    chart, words, y = picture.chart, picture.words, layout.top - 5
    if chart.freeze and chart.freeze < chart.phases[0].last:
        template = words.freeze_limits if picture.has_limits else words.freeze_median
        said, x = template.format(count=chart.freeze), layout.edge(chart.freeze)
        fits = x - 6 - LETTER * len(said) >= layout.left
        yield _upright(layout, x)
        yield text(said, x - 6 if fits else x + 6, y, f"{MUTED} halo", "end" if fits else "start")
    for number_, phase in enumerate(chart.phases[1:], start=2):
        x = layout.edge(phase.first - 1)
        yield _upright(layout, x)
        yield text(words.phase.format(number=number_), x + 6, y, f"{MUTED} halo")


def _upright(layout: Layout, x: float) -> str:
    line = f"M{number(x)} {number(layout.top - 14)}V{number(layout.bottom)}"
    return element("path", class_="axis", d=line)


def _measure(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Draw the line, broken at gaps and between phases, and the points on it.

    Points in no order of time have no line.
    """
    chart, signals, radius = picture.chart, picture.chart.signal_points, layout.radius
    lines = _pieces(picture) if chart.ordered else []
    for piece in lines:
        yield element("path", class_="line", d=polyline([layout.at[place] for place in piece]))
    crowded = {p for piece in lines if len(piece) > 1 for p in piece if layout.step < CROWDED}
    for place, (x, y) in enumerate(layout.at):
        if not isnan(y):
            if chart.excluded[place]:
                yield dot("limit", x, y, radius)  # a ghost: dashed and gray, off the line
            elif place + 1 in signals:
                yield dot("pt sig", x, y, radius + 0.4)
            elif place not in crowded:
                yield dot("pt", x, y, radius)


def _pieces(picture: ControlPicture) -> list[list[int]]:
    """Return the points of each piece of the line, counted from 0."""
    chart = picture.chart
    kept = [place for place, excluded in enumerate(chart.excluded) if not excluded]
    pieces = groupby(kept, key=lambda place: (chart.phase[place], isnan(chart.values[place])))
    return [list(piece) for (_, missing), piece in pieces if not missing]


def _signs(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Write each signal over or under its points."""
    for sign, x, y in _placed(picture, layout):
        if sign.bracket:
            start, end = (layout.at[place - 1][0] for place in (sign.first, sign.last))
            tooth = number(y + (5 if sign.above else -5))
            teeth = f"M{number(start)} {tooth}V{number(y)}H{number(end)}V{tooth}"
            yield element("path", class_="note-line", d=teeth)
        yield text(sign.words, x, y + (-6 if sign.above else 16), "t-b halo", "middle")


def _placed(picture: ControlPicture, layout: Layout) -> Iterator[tuple[Sign, float, float]]:
    """Yield each sign with the middle of its words and the height of its bracket."""
    reached: list[tuple[bool, float, float, float]] = []
    for sign in sorted(layout.signs, key=lambda sign: sign.lane):
        start, end = layout.at[sign.first - 1][0], layout.at[sign.last - 1][0]
        half = len(sign.words) * BOLD_LETTER / 2
        x = max(layout.left + half, min((start + end) / 2, layout.paper.right - half))
        left, right = min(start, x - half), max(end, x + half)
        y = _sign_at(picture, layout, sign)
        for side, other, other_end, at in reached:
            if side == sign.above and other < right and left < other_end:
                y = min(y, at - SIGN_LANE) if side else max(y, at + SIGN_LANE)
        # Words never leave the plot, even where the last lane is a little too low or high.
        y = max(y, layout.top + 6) if sign.above else min(y, layout.bottom - 16)
        reached.append((sign.above, left, right, y))
        yield sign, x, y


def _sign_at(picture: ControlPicture, layout: Layout, sign: Sign) -> float:
    """Return the height of a bracket, beyond its points, their limits and the values written."""
    chart, part = picture.chart, slice(sign.first - 1, sign.last)
    heights = [y for _, y in layout.at[part]]
    heights += map(layout.down, chart.upper[part] if sign.above else chart.lower[part])
    written = (p for p in _written(picture) if sign.first <= p <= sign.last)
    heights += (layout.at[p - 1][1] + (-VALUE if sign.above else VALUE) for p in written)
    known = [y for y in heights if not isnan(y)]
    if sign.above:
        return max(min(known, default=inf) - 16, layout.top + 18)
    return min(max(known, default=-inf) + 16, layout.bottom - 20)


def _outside(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Write the values of points outside the limits where there is room beside each other."""
    chart = picture.chart
    free = {True: -inf, False: -inf}
    for place in _written(picture):
        x, y = layout.at[place - 1]
        value = chart.values[place - 1]
        said, above = picture.value(value), value > chart.center[place - 1]
        half = LETTER * len(said) / 2 + 3
        if x - half >= free[above]:
            free[above] = x + half
            yield text(said, x, y - 9 if above else y + 18, f"{BOLD} halo", "middle")


def _written(picture: ControlPicture) -> list[int]:
    """Return the points outside the limits to be written: of neighbors the farthest one."""
    chart = picture.chart
    chosen: list[int] = []
    for place in chart.outside_points:
        before = chosen[-1] if chosen else -1
        above, was = (chart.values[p - 1] > chart.center[p - 1] for p in (place, before))
        if place - before > 2 or above != was:
            chosen.append(place)
        elif (chart.values[place - 1] > chart.values[before - 1]) == above:
            chosen[-1] = place
    return chosen


def _labels(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Name the lines: beside the plot if there is room, else the center line on it."""
    words, chart = picture.words, picture.chart
    if layout.paper.labels_at is None:
        yield _center_on_plot(picture, layout)
        return
    labels = [
        (picture.center_words, chart.center[-1], SMALL),
        (words.upper, _last(chart.upper), MUTED),
        (words.lower, _last(chart.lower), MUTED),
        (words.last, chart.values[-1] if chart.ordered else nan, SMALL),
    ]
    known = [label for label in labels if not isnan(label[1])]
    places = spread([layout.down(v) + 4 for _, v, _ in known], 15, layout.top, layout.bottom + 4)
    for (template, value, classes), y in zip(known, places, strict=True):
        said = template.format(value=picture.value(value))
        yield text(said, layout.paper.labels_at, y, classes)


def _last(limits: Sequence[float]) -> float:
    return next((limit for limit in reversed(limits) if not isnan(limit)), nan)


def _center_on_plot(picture: ControlPicture, layout: Layout) -> str:
    """Write the first phase's center on the plot, as near to its line as there is a free place."""
    chart = picture.chart
    said = picture.center_words.format(value=picture.value(chart.center[0]))
    reach = layout.left + 4 + LETTER * len(said) + layout.across(2) - layout.across(1)
    near = [y for x, y in layout.at if x <= reach and not isnan(y)]
    limits = {v for line in (chart.lower, chart.upper) for v in line[: len(near) + 1]}
    center = layout.down(chart.center[0])
    lines = [layout.down(v) for v in limits if not isnan(v)]
    signs = [
        height
        for sign, x, y in _placed(picture, layout)
        if x - BOLD_LETTER * len(sign.words) / 2 < reach
        for height in (y, y + (-10 if sign.above else 12))
    ]
    between = [(a + b) / 2 for a, b in pairwise(near)]
    drawn = sorted([*near, *between, *lines, *signs, center])

    def free(y: float) -> tuple[float, float]:
        place = bisect(drawn, y - 4)
        gap = min(abs(y - 4 - other) for other in drawn[max(place - 1, 0) : place + 1])
        return min(gap, 14), -abs(y - 4 - center)

    y = max(range(round(layout.top) + 12, round(layout.bottom), 4), key=free)
    return text(said, layout.left + 4, y, f"{SMALL} halo")
