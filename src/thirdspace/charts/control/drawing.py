"""The marks of a control chart, in the order they are drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from math import isnan

from thirdspace.charts.control.layout import LETTER, Layout, tick_label
from thirdspace.charts.control.picture import ControlPicture
from thirdspace.charts.scale import spread
from thirdspace.charts.svg import element, number, polyline, text
from thirdspace.methods.spc import Phase, Run

SMALL, MUTED, BOLD = "t-s", "t-s t-m", "t-s t-b"


def marks(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Yield every mark of the drawing, back to front."""
    yield from _events(layout)
    yield from _grid(picture, layout)
    for phase in picture.chart.phases:
        yield from _lines(picture, layout, phase)
    yield from _boundaries(picture, layout)
    yield from _measure(picture, layout)
    for phase in picture.chart.phases:
        yield from _signals(picture, layout, phase)
    yield from _labels(picture, layout)
    yield from _dates(picture, layout)


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


def _grid(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    for tick in layout.ticks:
        y = layout.down(tick)
        line = f"M{number(layout.left)} {number(y)}H{number(layout.paper.right)}"
        yield element("path", class_="grid", d=line)
        label = tick_label(picture, tick, layout.ticks)
        yield text(label, layout.left - 8, y + 4, MUTED, "end")


def _lines(picture: ControlPicture, layout: Layout, phase: Phase) -> Iterator[str]:
    """Center line, dashed once it only goes on from a frozen baseline, and limits."""
    first, last = phase.first == 1, phase.last == len(picture.x)
    start = layout.across(1) - layout.margin if first else layout.edge(phase.first - 1)
    end = layout.across(phase.last) + layout.margin if last else layout.edge(phase.last)
    for limit in (phase.lines.upper, phase.lines.lower):
        if not isnan(limit):
            yield _level("limit", layout, limit, start, end)
    freeze = picture.chart.freeze
    if first and freeze and freeze < phase.last:
        yield _level("zero", layout, phase.lines.center, start, layout.edge(freeze))
        yield _level("zero dash", layout, phase.lines.center, layout.edge(freeze), end)
    else:
        yield _level("zero", layout, phase.lines.center, start, end)


def _level(classes: str, layout: Layout, value: float, start: float, end: float) -> str:
    line = f"M{number(start)} {number(layout.down(value))}H{number(end)}"
    return element("path", class_=classes, d=line)


def _boundaries(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Mark where the baseline ends and where each later phase begins, above the plot."""
    chart, words, y = picture.chart, picture.words, layout.top - 5
    if chart.freeze and chart.freeze < chart.phases[0].last:
        template = words.freeze_median if chart.kind == "run" else words.freeze_limits
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
    """Draw the line, broken at gaps and between phases, and the points on it."""
    chart = picture.chart
    places = [p for p in range(1, len(picture.x) + 1) if not chart.excluded[p - 1]]
    for (_, missing), piece in groupby(
        places, key=lambda p: (chart.phase[p - 1], isnan(chart.values[p - 1]))
    ):
        if not missing:
            yield element("path", class_="line", d=polyline(_at(picture, layout, p) for p in piece))
    for place, value in enumerate(chart.values, start=1):
        if not isnan(value):
            x, y = _at(picture, layout, place)
            classes, radius = _point_style(picture, place)
            yield element("circle", class_=classes, cx=x, cy=y, r=radius)


def _at(picture: ControlPicture, layout: Layout, place: int) -> tuple[float, float]:
    return layout.across(place), layout.down(picture.chart.values[place - 1])


def _point_style(picture: ControlPicture, place: int) -> tuple[str, float]:
    if picture.chart.excluded[place - 1]:
        return "limit", 4  # a ghost: dashed and gray, off the line
    return ("pt sig", 4.4) if place in picture.chart.signal_points else ("pt", 4)


def _signals(picture: ControlPicture, layout: Layout, phase: Phase) -> Iterator[str]:
    """Write each signal on the chart."""
    for run in phase.long_runs:
        yield from _bracket(picture, layout, phase, run)
    if phase.signal and not phase.long_runs:
        said = picture.words.few_crossings.format(count=phase.crossings, least=phase.crossings_min)
        yield _centered(
            said, layout, layout.across((phase.first + phase.last) / 2), layout.top + 28
        )
    for place in picture.chart.outside_points:
        if phase.first <= place <= phase.last:
            x, y = _at(picture, layout, place)
            above = picture.chart.values[place - 1] > phase.lines.center
            said = picture.value(picture.chart.values[place - 1])
            yield text(said, x, y - 9 if above else y + 18, f"{BOLD} halo", "middle")


def _bracket(picture: ControlPicture, layout: Layout, phase: Phase, run: Run) -> Iterator[str]:
    places = [_at(picture, layout, place) for place in run.points]
    heights = [y for _, y in places]
    limit = phase.lines.upper if run.above else phase.lines.lower
    beyond = [*heights, *([] if isnan(limit) else [layout.down(limit)])]
    if run.above:
        y, tooth, words_y = max(min(beyond) - 16, layout.top + 18), 5, -6
        said = picture.words.run_above
    else:
        y, tooth, words_y = min(max(beyond) + 16, layout.bottom - 20), -5, 16
        said = picture.words.run_below
    start, end = places[0][0], places[-1][0]
    teeth = f"M{number(start)} {number(y + tooth)}V{number(y)}H{number(end)}V{number(y + tooth)}"
    yield element("path", class_="note-line", d=teeth)
    yield _centered(said.format(count=run.length), layout, (start + end) / 2, y + words_y)


def _centered(said: str, layout: Layout, x: float, y: float) -> str:
    """Write a signal around a place, kept inside the plot."""
    half = len(said) * (LETTER + 0.8) / 2
    x = max(layout.left + half, min(x, layout.paper.right - half))
    return text(said, x, y, "t-b halo", "middle")


def _labels(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    """Name the lines: beside the plot if there is room, else the center line on it."""
    words, phase = picture.words, picture.chart.phases[-1]
    center = words.median if picture.chart.kind == "run" else words.average
    labels = [
        (center, phase.lines.center, SMALL),
        (words.upper, phase.lines.upper, MUTED),
        (words.lower, phase.lines.lower, MUTED),
        (words.last, picture.chart.values[-1], SMALL),
    ]
    known = [label for label in labels if not isnan(label[1])]
    if layout.paper.labels_at is None:
        yield _center_on_plot(picture, layout, center)
        return
    places = spread([layout.down(v) + 4 for _, v, _ in known], 15, layout.top, layout.bottom + 4)
    for (template, value, classes), y in zip(known, places, strict=True):
        said = template.format(value=picture.value(value))
        yield text(said, layout.paper.labels_at, y, classes)


def _center_on_plot(picture: ControlPicture, layout: Layout, template: str) -> str:
    """Write the first phase's center on the plot, as near to its line as there is a free place."""
    lines = picture.chart.phases[0].lines
    said = template.format(value=picture.value(lines.center))
    reach = layout.left + 4 + LETTER * len(said) + layout.across(2) - layout.across(1)
    near = [
        value
        for place, value in enumerate(picture.chart.values, start=1)
        if not isnan(value) and layout.across(place) <= reach
    ]
    between = [(a + b) / 2 for a, b in pairwise(near)]
    known = [v for v in (lines.center, lines.lower, lines.upper) if not isnan(v)]
    drawn = [layout.down(value) for value in (*near, *between, *known)]
    y = max(
        range(round(layout.top) + 12, round(layout.bottom), 4),
        key=lambda y: (
            min(*(abs(y - 4 - other) for other in drawn), 14),
            -abs(y - 4 - layout.down(lines.center)),
        ),
    )
    return text(said, layout.left + 4, y, f"{SMALL} halo")


def _dates(picture: ControlPicture, layout: Layout) -> Iterator[str]:
    year = None
    for place in _dated(picture, layout):
        when, x = picture.x[place - 1], layout.across(place)
        said = picture.when(place)
        if isinstance(when, date):
            said = picture.words.day(when) if when.year == year else said
            year = when.year
        yield element("path", class_="axis", d=f"M{number(x)} {number(layout.bottom)}v4")
        yield text(said, x, layout.bottom + 17, MUTED, _date_anchor(picture, layout, place))


def _date_anchor(picture: ControlPicture, layout: Layout, place: int) -> str:
    """Keep the outer dates on narrow paper; on wide paper there is room beside them."""
    if layout.paper.labels_at is not None:
        return "middle"
    return {1: "start", len(picture.x): "end"}.get(place, "middle")


def _dated(picture: ControlPicture, layout: Layout) -> list[int]:
    """Choose points to date: the ends, the starts of runs, then others where there is room."""
    count = len(picture.x)
    starts = [run.points[0] for phase in picture.chart.phases for run in phase.long_runs]
    chosen: list[int] = []
    taken: list[tuple[float, float]] = []
    for place in [1, count, *starts, *range(1, count, 4), *range(1, count)]:
        start, end = _date_extent(picture, layout, place)
        if all(end + 8 <= other or other_end + 8 <= start for other, other_end in taken):
            chosen.append(place)
            taken.append((start, end))
    return sorted(chosen)


def _date_extent(picture: ControlPicture, layout: Layout, place: int) -> tuple[float, float]:
    x, width = layout.across(place), LETTER * len(picture.when(place))
    shift = {"start": 0.0, "middle": 0.5, "end": 1.0}[_date_anchor(picture, layout, place)]
    return x - shift * width, x + (1 - shift) * width
