"""Funnels: sites of different sizes against the limits that chance alone would give them.

Sites outside are named on the chart. Their order says nothing and is nowhere shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isnan
from typing import Any

import numpy as np

from thirdspace.charts.control.layout import tick_labels
from thirdspace.charts.control.picture import plain
from thirdspace.charts.diagram import diagram
from thirdspace.charts.figure import Figure
from thirdspace.charts.outline import NARROW
from thirdspace.charts.scale import Scale, round_ticks, spread
from thirdspace.charts.svg import dot, element, number, polyline, text
from thirdspace.charts.text import SMALL_LEADING, SMALL_SIZE, block, text_width, wrap
from thirdspace.methods.spc import Funnel
from thirdspace.methods.spc.funnel import ALARM, WARNING, funnel_limits
from thirdspace.problems import MethodProblem

MUTED = "t-s t-m"
STEPS = 80  # places at which the limits are worked out
#: Name of each limit in `Funnel`, its probability, and the class of its line.
LIMITS = (
    ("lower_998", ALARM / 2, "bound-998"),
    ("lower_95", WARNING / 2, "bound-95"),
    ("upper_95", 1 - WARNING / 2, "bound-95"),
    ("upper_998", 1 - ALARM / 2, "bound-998"),
)


@dataclass(frozen=True)
class FunnelWords:
    """The words on a funnel; a page in another language passes its own."""

    target: str = "target {value}"
    pooled: str = "all sites {value}"
    key: str = "Thick line: {target}. Dotted: {inner}. Thin: {outer}."
    outer: str = "99.8 % limits"
    inner: str = "95 % limits"
    far: str = "beyond the 99.8 % limits"
    near: str = "beyond the 95 % limits"
    inside: str = "inside"
    empty: str = "no cases"
    columns: tuple[str, ...] = (
        *("Site", "Size", "Value"),
        *("Lower 99.8 %", "Lower 95 %", "Upper 95 %", "Upper 99.8 %", "Finding"),
    )


@dataclass(frozen=True)
class FunnelPicture:
    """A funnel to be drawn.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title : str
        The finding, in a sentence.
    found : Funnel
        The numbers, without those of hidden sites.
    names : tuple of str
        What its sites are called.
    reading, caption : str
        What it shows in plain words, and where it comes from.
    size : str
        What size counts: ``students``.
    multiply : float
        Unit to show: 100 for percent.
    unit : str
        Written after each value, with its space: ``" %"``.
    decimals : int
        Decimals of the values.
    hidden : tuple of (str, str)
        Sites that are not shown, each with the reason; no number of theirs is in `found`.
    words : FunnelWords
        The words on the chart.

    Raises
    ------
    MethodProblem
        Another number of names than of sites, a name twice, or no site with cases.
    """

    uid: str
    title: str
    found: Funnel
    names: tuple[str, ...]
    reading: str
    caption: str
    size: str = "cases"
    multiply: float = 100
    unit: str = " %"
    decimals: int = 1
    hidden: tuple[tuple[str, str], ...] = ()
    words: FunnelWords = field(default_factory=FunnelWords)

    def __post_init__(self) -> None:
        sites = len(self.found.sizes)
        if len(self.names) != sites:
            raise _problem(
                f"There are {sites} sites and {len(self.names)} names.", "Give one name for each."
            )
        if len({*self.names}) < sites:
            raise _problem("Two sites have the same name.", "Give each a name of its own.")
        if not any(self.found.sizes):
            raise _problem("No site has any cases.", "Add a site that has some.")
        both = {*self.names} & {name for name, _ in self.hidden}
        if both:
            raise _problem(f"“{min(both)}” is hidden and has numbers.", "Take its numbers away.")

    def value(self, value: float) -> str:
        """Write a share or rate in its unit; nothing for a missing one."""
        if isnan(value):
            return ""
        return plain(value * self.multiply, self.decimals) + self.unit

    @property
    def target_words(self) -> str:
        """Name of the target, with its value."""
        template = self.words.pooled if self.found.pooled else self.words.target
        return template.format(value=self.value(self.found.target))

    def finding(self, place: int) -> str:
        """Say where a site stands, in words; it is counted from 0."""
        if not self.found.sizes[place]:
            return self.words.empty
        if self.found.outside_998[place]:
            return self.words.far
        return self.words.near if self.found.outside_95[place] else self.words.inside


@dataclass(frozen=True)
class _Paper:
    width: float
    right: float
    plot: float
    beside: bool


_WIDE, _NARROW = _Paper(1000, 880, 300, beside=True), _Paper(NARROW, NARROW - 12, 240, beside=False)


@dataclass(frozen=True)
class _Layout:
    """Where things go; `sizes` and `limits` are the curves, in the unit of the funnel."""

    paper: _Paper
    left: float
    bottom: float
    across: Scale
    down: Scale
    steps: tuple[float, ...]
    ticks: tuple[float, ...]
    sizes: tuple[float, ...]
    limits: tuple[tuple[str, str, tuple[float, ...]], ...]


def draw_funnel(picture: FunnelPicture) -> Figure:
    """Draw a funnel; the same picture always gives the same text."""
    curves = _curves(picture.found)
    wide, narrow = (_drawn(picture, paper, curves) for paper in (_WIDE, _NARROW))
    return diagram(
        picture,
        wide=(wide[0], _WIDE.width, wide[1]),
        narrow=narrow,
        columns=picture.words.columns,
        rows=_rows(picture),
        data=_data(picture),
        layers=_layers(picture),
    )


def _curves(found: Funnel) -> tuple[tuple[float, ...], dict[str, tuple[float, ...]]]:
    """Return sizes from the smallest site to beyond the largest, and the limits there.

    A share has whole cases, so its limits are worked out at whole numbers alone.
    """
    known = [size for size in found.sizes if size > 0]
    sizes = np.geomspace(min(known), 1.05 * max(known), STEPS)
    if found.kind == "share":
        sizes = np.unique(np.round(sizes))
    limits = {
        name: tuple(funnel_limits(sizes, found.target, chance, found.kind).tolist())
        for name, chance, _ in LIMITS
    }
    return tuple(sizes.tolist()), limits


def _drawn(
    picture: FunnelPicture,
    paper: _Paper,
    curves: tuple[tuple[float, ...], dict[str, tuple[float, ...]]],
) -> tuple[str, float]:
    layout = _lay_out(picture, paper, curves)
    said = [] if paper.beside else [_key(picture)]
    said += [f"{name}: {why}" for name, why in picture.hidden]
    lines = [line for one in said for line in wrap(one, paper.width, SMALL_SIZE)]
    drawn = [*_axes(picture, layout), *_lines(picture, layout), *_points(picture, layout)]
    foot = layout.bottom + 42
    drawn.append(block(lines, 0, foot + SMALL_LEADING, MUTED, leading=SMALL_LEADING))
    return "".join(drawn), foot + SMALL_LEADING * len(lines) + 4 * bool(lines)


def _lay_out(
    picture: FunnelPicture,
    paper: _Paper,
    curves: tuple[tuple[float, ...], dict[str, tuple[float, ...]]],
) -> _Layout:
    found, (sizes, limits) = picture.found, curves
    shown = [v for line in (found.values, *limits.values()) for v in line if not isnan(v)]
    low, high = min(*shown, found.target) * picture.multiply, max(shown) * picture.multiply
    ticks = round_ticks(low, high, most=6 if paper.beside else 5)
    left = 14 + max(text_width(label, SMALL_SIZE) for label in tick_labels(ticks, picture.unit))
    steps = round_ticks(0, sizes[-1], most=8 if paper.beside else 4)
    across = Scale(0, sizes[-1], left, paper.right)
    down = Scale(ticks[0], ticks[-1], 16 + paper.plot, 16)
    drawn = tuple((name, classes, limits[name]) for name, _, classes in LIMITS)
    shown_steps = tuple(step for step in steps if step <= sizes[-1])
    return _Layout(paper, left, 16 + paper.plot, across, down, shown_steps, ticks, sizes, drawn)


def _axes(picture: FunnelPicture, layout: _Layout) -> Iterator[str]:
    labels = tick_labels(layout.ticks, picture.unit)
    for tick, label in zip(layout.ticks, labels, strict=True):
        y = layout.down(tick)
        line = f"M{number(layout.left)} {number(y)}H{number(layout.paper.right)}"
        yield element("path", class_="grid", d=line)
        yield text(label, layout.left - 8, y + 4, MUTED, "end")
    for step in layout.steps:
        x = layout.across(step)
        stroke = f"M{number(x)} {number(layout.bottom)}V{number(layout.bottom + 4)}"
        yield element("path", class_="axis", d=stroke)
        yield text(f"{step:,g}", x, layout.bottom + 17, MUTED, "middle")
    yield text(picture.size, layout.paper.right, layout.bottom + 34, MUTED, "end")


def _lines(picture: FunnelPicture, layout: _Layout) -> Iterator[str]:
    for _, classes, limit in layout.limits:
        places = zip(layout.sizes, limit, strict=True)
        way = [(layout.across(n), layout.down(v * picture.multiply)) for n, v in places]
        yield element("path", class_=classes, d=polyline(way))
    y = layout.down(picture.found.target * picture.multiply)
    line = f"M{number(layout.left)} {number(y)}H{number(layout.paper.right)}"
    yield element("path", class_="zero", d=line)
    if layout.paper.beside:
        yield from _names_of_lines(picture, layout)


def _names_of_lines(picture: FunnelPicture, layout: _Layout) -> Iterator[str]:
    words, found = picture.words, picture.found
    labels = [(picture.target_words, found.target, "t-s")]
    named = {"upper_998": words.outer, "upper_95": words.inner}
    labels += [(named[n], limit[-1], MUTED) for n, _, limit in layout.limits if n in named]
    heights = [layout.down(value * picture.multiply) + 4 for _, value, _ in labels]
    places = spread(heights, SMALL_LEADING, 16, layout.bottom)
    for (said, _, classes), y in zip(labels, places, strict=True):
        yield text(said, layout.paper.right + 10, y, classes)


def _key(picture: FunnelPicture) -> str:
    words = picture.words
    return words.key.format(target=picture.target_words, inner=words.inner, outer=words.outer)


def _points(picture: FunnelPicture, layout: _Layout) -> Iterator[str]:
    """Yield the sites; those outside are named, the farther ones first, where there is room."""
    found = picture.found
    at = [
        (layout.across(size), layout.down(value * picture.multiply))
        for size, value in zip(found.sizes, found.values, strict=True)
    ]
    for (x, y), far in zip(at, found.outside_998, strict=True):
        if not isnan(y):
            yield dot("pt sig" if far else "pt", x, y, 4.4 if far else 3.6)
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in at if not isnan(y)]
    outside = [p for p, out in enumerate(found.outside_95) if out or found.outside_998[p]]
    for place in sorted(outside, key=lambda p: not found.outside_998[p]):
        classes = "t-s t-b halo" if found.outside_998[place] else f"{MUTED} halo"
        yield from _name(picture.names[place], at[place], taken, layout, classes)


def _name(
    name: str,
    at: tuple[float, float],
    taken: list[tuple[float, float, float, float]],
    layout: _Layout,
    classes: str,
) -> Iterator[str]:
    """Write a name beside its point, over or under it; where all is taken the table has it."""
    x, y = at
    width = text_width(name, SMALL_SIZE, bold="t-b" in classes)
    for anchor, dx, dy in (
        *(("start", 9.0, 4.0), ("end", -9.0, 4.0)),
        *(("middle", 0.0, -10.0), ("middle", 0.0, 18.0)),
    ):
        start = x + dx - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        box = (start, y + dy - 10, start + width, y + dy + 3)
        inside = layout.left <= box[0] and box[2] <= layout.paper.right and box[1] >= 0
        if inside and not any(_meet(box, other) for other in taken):
            taken.append(box)
            yield text(name, x + dx, y + dy, classes, anchor)
            return


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _rows(picture: FunnelPicture) -> Iterator[tuple[str, ...]]:
    """Yield sites in the order of their names; a row says no more than that it is hidden."""
    found = picture.found
    rows = {
        name: (
            name,
            f"{found.sizes[place]:,g}",
            picture.value(found.values[place]),
            *(picture.value(getattr(found, limit)[place]) for limit, _, _ in LIMITS),
            picture.finding(place),
        )
        for place, name in enumerate(picture.names)
    }
    blank = ("",) * (len(picture.words.columns) - 2)
    rows |= {name: (name, *blank, why) for name, why in picture.hidden}
    yield from (rows[name] for name in sorted(rows, key=lambda name: (name.casefold(), name)))


def _data(picture: FunnelPicture) -> Iterator[dict[str, Any]]:
    found = picture.found
    for place in sorted(range(len(picture.names)), key=lambda p: picture.names[p].casefold()):
        if found.sizes[place]:
            yield {
                "site": picture.names[place],
                "size": found.sizes[place],
                "value": found.values[place] * picture.multiply,
                **{n: getattr(found, n)[place] * picture.multiply for n, _, _ in LIMITS},
                "target": found.target * picture.multiply,
                "finding": picture.finding(place),
            }


def _layers(picture: FunnelPicture) -> tuple[dict[str, Any], ...]:
    x = {"field": "size", "type": "quantitative", "title": picture.size}

    def line(name: str, mark: dict[str, Any]) -> dict[str, Any]:
        y = {"field": name, "type": "quantitative", "scale": {"zero": False}, "title": None}
        return {"mark": mark, "encoding": {"x": x, "y": y}}

    limits = (line(name, {"type": "line", "strokeDash": [5, 3]}) for name, _, _ in LIMITS)
    points = line("value", {"type": "point", "tooltip": True})
    points["encoding"]["shape"] = {"field": "finding", "type": "nominal"}
    return (*limits, line("target", {"type": "line"}), points)


def _problem(what: str, next_step: str) -> MethodProblem:
    why = "A funnel compares named sites with what chance would give."
    return MethodProblem(what, why, next_step, field="names")
