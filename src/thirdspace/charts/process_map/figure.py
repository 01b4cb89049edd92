"""A process map as a figure: two drawings and a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from thirdspace.charts.diagram import diagram, sketch
from thirdspace.charts.figure import Figure
from thirdspace.charts.outline import Row, draw_outline
from thirdspace.charts.process_map.layout import INSIDE, Layout, Route, lay_out, ways_in
from thirdspace.charts.process_map.picture import Flow, ProcessMapPicture, Step
from thirdspace.charts.svg import element, polyline
from thirdspace.charts.text import SMALL_LEADING, block


def draw_process_map(picture: ProcessMapPicture) -> Figure:
    """Draw a process map; the same picture always gives the same text."""
    layout = lay_out(picture)
    return diagram(
        picture,
        wide=("".join(_marks(picture, layout)), layout.width, layout.height),
        narrow=draw_outline(tuple(_outline(picture))),
        columns=picture.words.columns,
        rows=(_row(picture, step) for step in picture.steps),
        data=_data(picture, layout),
        layers=sketch(layout.width, layout.height, list(_strokes(picture, layout))),
    )


def _marks(picture: ProcessMapPicture, layout: Layout) -> Iterator[str]:
    for column in layout.columns:
        ground = {"y": layout.top, "height": layout.height - layout.top}
        yield element("rect", class_="f-sunk", x=column.x, width=column.width, **ground)
        yield block(column.name, column.x + INSIDE, 12, "t-b")
    for route in layout.routes:
        yield element("path", class_=_stroke(picture, route.way.flow), d=polyline(route.corners))
        yield _arrow(route)
    for route in layout.routes:
        yield block(route.label, *route.label_at, "t-s t-m", leading=SMALL_LEADING)
    for placed in layout.steps:
        yield from placed.card.drawn(placed.x, placed.y)


def _stroke(picture: ProcessMapPicture, flow: Flow) -> str:
    """A hand-off is heavy; what stays in its lane is not."""
    return "strong" if picture.is_handoff(flow) else "zero f-none"


def _arrow(route: Route) -> str:
    """Draw a head that points along the last part of a route."""
    x, y = route.corners[-1]
    across, down = ways_in(route.corners)
    back = (x - 8 * across, y - 8 * down)
    sides = [(back[0] + 4 * down * way, back[1] + 4 * across * way) for way in (1, -1)]
    return element("path", class_="f-ink", d=polyline([(x, y), *sides]) + "Z")


def _outline(picture: ProcessMapPicture) -> Iterator[Row]:
    lane, named = "", {lane.key: lane.text for lane in picture.lanes}
    for step in picture.steps:
        if step.lane != lane:
            lane = step.lane
            yield Row(0, named[lane], bold=True)
        words = f"{picture.numbers[step.key]} {step.text}"
        fails = [picture.words.fails.format(failure=step.failure)] if step.failure else []
        goes = _goes(picture, step)
        note = " · ".join([*fails, *([goes] if goes else []), *([step.note] if step.note else [])])
        yield Row(1, words, note, link="zero")


def _goes(picture: ProcessMapPicture, step: Step) -> str:
    """Write where a step leads, unless that is simply the next one."""
    ways, numbers = picture.ways_out(step), picture.numbers
    plain = [numbers[flow.target] for flow in ways if not picture.words.said(flow)]
    if len(ways) == 1 and plain == [numbers[step.key] + 1]:
        return ""
    return "; ".join(_way(picture, flow) for flow in ways) or picture.words.end


def _way(picture: ProcessMapPicture, flow: Flow) -> str:
    said = picture.words.said(flow)
    return picture.words.goes.format(label=said, number=picture.numbers[flow.target]).strip()


def _row(picture: ProcessMapPicture, step: Step) -> tuple[str, ...]:
    words = picture.words
    lane = next(lane.text for lane in picture.lanes if lane.key == step.lane)
    goes = (
        _way(picture, flow) + (f" ({words.handoff})" if picture.is_handoff(flow) else "")
        for flow in picture.ways_out(step)
    )
    kind = words.decision if step.decision else words.step
    shown = (kind, "; ".join(goes) or words.end, step.failure, step.note)
    return (str(picture.numbers[step.key]), lane, step.text, *shown)


def _data(picture: ProcessMapPicture, layout: Layout) -> Iterator[dict[str, Any]]:
    for placed in layout.steps:
        step = placed.card.step
        yield {
            "number": picture.numbers[step.key],
            "lane": step.lane,
            "decision": step.decision,
            "failure": step.failure,
            "lines": list(placed.card.lines),
            "x": round(placed.x + placed.card.width / 2, 1),
            "y": round(placed.middle, 1),
        }


def _strokes(picture: ProcessMapPicture, layout: Layout) -> Iterator[dict[str, float | str]]:
    for route in layout.routes:
        kind = "handoff" if picture.is_handoff(route.way.flow) else "flow"
        for (x, y), (x2, y2) in pairwise(route.corners):
            ends = {"x": x, "y": y, "x2": x2, "y2": y2}
            yield {**{name: round(at, 1) for name, at in ends.items()}, "kind": kind}
