"""The strip on top of a wall: how many sites show a signal at the same time, and why."""

from __future__ import annotations

from collections.abc import Iterator

from thirdspace.charts.control.picture import Event
from thirdspace.charts.control.signs import free_lane
from thirdspace.charts.scale import Scale
from thirdspace.charts.svg import element, number, text
from thirdspace.charts.text import LEADING, SMALL_SIZE, block, text_width, wrap
from thirdspace.charts.wall.drawing import MUTED, Paper
from thirdspace.charts.wall.picture import WallPicture

HALF, LANE = 40.0, 16.0  # height of the bars above the line, and as much below; a line of words
THICKEST = 10.0


def counts_of(picture: WallPicture) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return for each time how many sites signal above and below their center line."""
    above, below = [0] * len(picture.x), [0] * len(picture.x)
    for item in picture.items:
        for place in item.signals:
            if item.values[place - 1] > item.center:
                above[place - 1] += 1
            else:
                below[place - 1] += 1
    return tuple(above), tuple(below)


def strip(picture: WallPicture, paper: Paper) -> tuple[str, float]:
    """Return the strip and its height."""
    count = len(picture.x)
    across = Scale(1, max(count, 2), 8, paper.width - 8)
    lanes: list[list[tuple[float, float]]] = []
    words = list(_event_words(picture, across, paper, lanes))
    heading, rise, fall = _heading(picture, paper)
    top = LEADING * len(heading) + 6
    zero = top + LANE * len(lanes) + rise
    bottom = zero + fall
    drawn = block(heading, 0, 14, "t-b")
    drawn += "".join(_event(event, across, top, bottom) for event in picture.events)
    for event, x, anchor, lane in words:
        said = f"{event.title} {event.note}".strip()
        drawn += text(said, x, top + LANE * lane + 12, "t-s halo", anchor)
    drawn += "".join(_bars(picture, across, zero, paper))
    for place, anchor, x in ((1, "start", 0.0), (count, "end", paper.width)):
        drawn += text(picture.times[place - 1], x, bottom + 16, MUTED, anchor)
    return drawn, bottom + 34


def _heading(picture: WallPicture, paper: Paper) -> tuple[tuple[str, ...], float, float]:
    """Return what the strip shows, and how high its bars may stand above and below the line."""
    above, below = map(max, counts_of(picture))
    said = picture.words.strip.format(above=above, below=below)
    rise, fall = (HALF if most else 4.0 for most in (above, below))
    return wrap(said, paper.width, bold=True), rise, fall


def _event(event: Event, across: Scale, top: float, bottom: float) -> str:
    start = max(across(event.first - 0.5), 0)
    width = min(across(event.last + 0.5), across.end + 8) - start
    return element("rect", class_="cycle", x=start, y=top, width=width, height=bottom - top)


def _event_words(
    picture: WallPicture, across: Scale, paper: Paper, lanes: list[list[tuple[float, float]]]
) -> Iterator[tuple[Event, float, str, int]]:
    """Yield each event with the place of its words, in lanes where they do not meet."""
    for event in sorted(picture.events, key=lambda e: (e.first, e.last, e.title)):
        x = max(across(event.first - 0.5), 0) + 3
        room = text_width(f"{event.title} {event.note}".strip(), SMALL_SIZE) + 8
        if x + room > paper.width:
            x = min(across(event.last + 0.5), paper.width) - 3
            yield event, x, "end", free_lane(lanes, (x - room, x))
        else:
            yield event, x, "start", free_lane(lanes, (x, x + room))


def _bars(picture: WallPicture, across: Scale, zero: float, paper: Paper) -> Iterator[str]:
    above, below = counts_of(picture)
    most = max(*above, *below, 1)
    wide = min(THICKEST, 0.7 * (across(2) - across(1)))
    for counts, way, classes in ((above, -1, "bar"), (below, 1, "bar-q")):
        path = "".join(
            f"M{number(across(place) - wide / 2)} {number(zero)}"
            f"v{number(way * HALF * n / most)}h{number(wide)}V{number(zero)}Z"
            for place, n in enumerate(counts, start=1)
            if n
        )
        if path:
            yield element("path", class_=classes, d=path)
    yield element("path", class_="zero", d=f"M0 {number(zero)}H{number(paper.width)}")
