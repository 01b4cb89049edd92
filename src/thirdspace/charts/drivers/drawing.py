"""The marks of a driver diagram: boxes with links between them, or an outline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from thirdspace.charts.drivers.layout import Layout, Stroke
from thirdspace.charts.drivers.picture import LEVELS, Driver, DriverPicture, Link
from thirdspace.charts.outline import Row
from thirdspace.charts.svg import element, number
from thirdspace.charts.text import block


def marks(layout: Layout) -> Iterator[str]:
    """Yield the marks of the wide drawing, links behind boxes."""
    for stroke in layout.strokes:
        yield element("path", class_=stroke.strength, d=_curve(stroke))
    for place, strength in layout.passing:
        across = f"M{number(place.x)} {number(place.middle)}H{number(place.x + place.width)}"
        yield element("path", class_=strength, d=across)
    for heading in layout.headings:
        yield block(heading.lines, heading.x, 12, "t-s t-m t-b")
    for place in layout.boxes:
        if place.card:
            yield from place.card.drawn(place.x, place.y)


def _curve(stroke: Stroke) -> str:
    left, right = stroke.start.x + stroke.start.width, stroke.end.x
    start, end = number(stroke.start.middle), number(stroke.end.middle)
    half = number((left + right) / 2)
    return f"M{number(left)} {start}C{half} {start} {half} {end} {number(right)} {end}"


def outline(picture: DriverPicture) -> tuple[Row, ...]:
    """Return the diagram as rows: each box in full once, elsewhere as a line that points to it."""
    below: dict[str, list[Link]] = defaultdict(list)
    home: dict[str, Link] = {}
    for link in sorted(picture.links, key=lambda link: link.strength):  # the strong ones first
        home.setdefault(link.child, link)
    for link in picture.links:
        below[link.parent].append(link)
    rows: list[Row] = []
    met: set[str] = set()
    loose = [driver for driver in picture.drivers if driver.key not in home]
    loose.sort(key=lambda driver: LEVELS.index(driver.level))
    waiting: list[tuple[int, Driver, Link | None]] = [(0, d, None) for d in reversed(loose)]
    while waiting:
        depth, driver, via = waiting.pop()
        full = via is None or home[driver.key] is via
        rows.append(_row(picture, driver, depth, via, _pointer(picture, driver, full, met)))
        if full:
            met.add(driver.key)
            next_ = [(depth + 1, picture.by_key[k.child], k) for k in below[driver.key]]
            waiting += reversed(next_)
    return tuple(rows)


def _pointer(picture: DriverPicture, driver: Driver, full: bool, met: set[str]) -> str:
    if full:
        return ""
    return picture.words.above if driver.key in met else picture.words.below


def _row(
    picture: DriverPicture, driver: Driver, depth: int, link: Link | None, pointer: str
) -> Row:
    words = picture.words
    said = [words.weak_link] if link and link.strength == "weak" else []
    said += [words.unlinked] if link is None and driver.level != "aim" else []
    if pointer:
        said.append(pointer)
    else:
        said += [driver.said] if driver.said else []
        said += [words.cycles.format(list=words.tried(driver))] if driver.cycles else []
    return Row(
        depth,
        driver.text,
        " · ".join(said),
        bold=driver.level in {"primary", "change"} and not pointer,
        boxed=driver.level == "aim",
        link=link.strength if link else "",
    )
