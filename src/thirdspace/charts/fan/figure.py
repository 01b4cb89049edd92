"""Forecast fans as a figure: two drawings and a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from thirdspace.charts.diagram import diagram
from thirdspace.charts.fan.picture import Fan, FanBand, FanPicture, Values
from thirdspace.charts.figure import Figure
from thirdspace.charts.plot import (
    NARROW_PAPER,
    QUIET,
    WIDE,
    WIDE_PAPER,
    Label,
    Paper,
    Style,
    below,
    beside,
    fitted,
    foot,
    grid,
    remarks,
    room_beside,
)
from thirdspace.charts.scale import Scale, round_ticks
from thirdspace.charts.shapes import side_mark
from thirdspace.charts.svg import element, number, polyline
from thirdspace.charts.text import LEADING, SIZE, SMALL_LEADING, SMALL_SIZE, block, text_width, wrap

TOP, INSET = 16.0, 14.0
MOST_GAPS = 6  # written one by one; more are written from the least to the greatest


@dataclass(frozen=True)
class _Frame:
    """Where a plot lies, and its two scales."""

    paper: Paper
    across: Scale
    down: Scale


def draw_fan(picture: FanPicture) -> Figure:
    """Draw one forecast or two; the same picture always gives the same text."""
    wide, height = _drawing(picture, WIDE_PAPER)
    return diagram(
        picture,
        wide=(wide, WIDE, height),
        narrow=_drawing(picture, NARROW_PAPER),
        columns=_columns(picture),
        rows=_rows(picture),
        data=list(_data(picture)),
        layers=_layers(),
    )


def _styles(picture: FanPicture) -> tuple[Style, ...]:
    """The first is a whole line, the second is dashed."""
    return tuple(Style(fan.side, place, ring=True) for place, fan in enumerate(picture.fans))


def _drawing(picture: FanPicture, paper: Paper) -> tuple[str, float]:
    head = wrap(picture.measure, paper.width, SMALL_SIZE)
    levels = [(level, _said(level)) for level in _levels(picture)]
    paper = fitted(paper, (said for _, said in levels))
    looks = _styles(picture)
    labels = [_label(picture, fan, look) for fan, look in zip(picture.fans, looks, strict=True)]
    across = Scale(0, max(len(picture.periods) - 1, 1), paper.left + INSET, paper.right - INSET)
    note, lane = _note(picture, paper), TOP + SMALL_LEADING * len(head)
    top = lane + LEADING * len(note[0]) + SMALL_LEADING * len(note[1])
    bottom = top + max(paper.plot, room_beside(labels) if paper.beside else 0)
    down = Scale(levels[0][0], levels[-1][0], bottom, top)
    marks = [block(head, 0, 12, QUIET, leading=SMALL_LEADING)]
    marks += grid(down, paper, levels)
    marks += foot([(across(n), said) for n, said in enumerate(picture.periods)], bottom, paper)
    for place, (fan, look) in enumerate(zip(picture.fans, looks, strict=True)):
        marks += _bands(fan, look, across, down, outlined=place > 0)
    marks += _start(picture, across, top, bottom)
    marks += _written(picture, note, lane, _Frame(paper, across, down))
    for fan, look in zip(picture.fans, looks, strict=True):
        marks += _lines(fan, look, across, down)
    if paper.beside:
        placed = [
            Label(label.name, label.notes, label.style, down(_end(fan)))
            for label, fan in zip(labels, picture.fans, strict=True)
        ]
        marks += beside(placed, top, bottom)
    y = bottom + 32
    for label in () if paper.beside else labels:
        said, y = below(label, y)
        marks.append(said)
    said, y = remarks(_remarks(picture), y, paper)
    return "".join(marks) + said, y + 2


def _levels(picture: FanPicture) -> tuple[float, ...]:
    values = [value for fan in picture.fans for value in fan.values]
    low, high = min(0.0, *values, 0.0), max(1.0, *values, 1.0)
    whole = all(value == round(value) for value in values)
    found = (round_ticks(low, high, most) for most in (5, 4, 3, 2))
    return next(
        (ticks for ticks in found if not whole or ticks[1] == round(ticks[1])),
        round_ticks(low, high),
    )


def _said(value: float) -> str:
    return f"{round(value, 1) + 0.0:,.10g}".replace("-", "−")


def _end(fan: Fan) -> float:
    known = [value for value in (*fan.actual, *fan.median) if value is not None]
    return known[-1] if known else 0.0


def _label(picture: FanPicture, fan: Fan, look: Style) -> Label:
    """Name a fan with its last forecast and band, or with the last that came."""
    words, notes = picture.words, []
    known = [place for place, value in enumerate(fan.median) if value is not None]
    if known:
        low, high = (row[known[-1]] for row in (fan.bands[0].low, fan.bands[0].high))
        middle = _cell(fan.median[known[-1]])
        notes.append(words.last.format(value=middle, low=_cell(low), high=_cell(high)))
    came = [place for place, value in enumerate(fan.actual) if value is not None]
    if came:
        value = _cell(fan.actual[came[-1]])
        notes.append(words.actual.format(value=value, period=picture.periods[came[-1]]))
    return Label(fan.label, tuple(notes), look, 0.0)


def _bands(fan: Fan, look: Style, across: Scale, down: Scale, *, outlined: bool) -> Iterator[str]:
    """Draw bands, the widest first; the second fan's are outlines, so that both can be seen."""
    for depth, band in enumerate(fan.bands):
        for piece in _pieces(band.low):
            sides = [
                [(across(place), down(bound[place] or 0.0)) for place in piece]
                for bound in (band.high, band.low)
            ]
            if outlined:
                edge = f"reach l-{look.letter}"
                yield from (element("path", class_=edge, d=polyline(side)) for side in sides)
            elif len(piece) > 1:
                path = f"{polyline([*sides[0], *reversed(sides[1])])}Z"
                classes = f"{look.tint} core" if depth else look.tint
                yield element("path", class_=classes, d=path)
            else:
                (x, high), (_, low) = sides[0][0], sides[1][0]
                rim = f"M{number(x)} {number(high)}V{number(low)}"
                yield element("path", class_=f"span l-{look.letter}", d=rim)


def _pieces(row: Values) -> Iterator[list[int]]:
    """Yield runs of periods that have a value."""
    for known, piece in groupby(range(len(row)), key=lambda place: row[place] is not None):
        if known:
            yield list(piece)


def _lines(fan: Fan, look: Style, across: Scale, down: Scale) -> Iterator[str]:
    """Draw the middle with its marks, and over it what came."""
    for piece in _pieces(fan.median):
        places = [(across(place), down(fan.median[place] or 0.0)) for place in piece]
        yield element("path", class_=look.line, d=polyline(places))
        yield from (look.mark(x, y) for x, y in places)
    for piece in _pieces(fan.actual):
        places = [(across(place), down(fan.actual[place] or 0.0)) for place in piece]
        yield element("path", class_=f"{Style(None, look.nth).line} came", d=polyline(places))
        yield from (side_mark(look.side or "university", x, y, 4, "pt") for x, y in places)


def _start(picture: FanPicture, across: Scale, top: float, bottom: float) -> Iterator[str]:
    """Part what came from what is forecast."""
    first = _forecast_from(picture)
    if first is None:
        return
    x = number(across(first - 0.5))
    yield element("path", class_="axis", d=f"M{x} {number(top)}V{number(bottom)}")


def _forecast_from(picture: FanPicture) -> int | None:
    """Return the first period after all that came, if there is one."""
    came = [n for fan in picture.fans for n, value in enumerate(fan.actual) if value is not None]
    after = max(came, default=-1) + 1
    return after if 0 < after < len(picture.periods) else None


def _note(picture: FanPicture, paper: Paper) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say when need passes supply, and by how much: bold lines, and quiet ones."""
    if not picture.difference:
        return (), ()
    gaps = picture.difference.median
    room, words = paper.right - paper.left, picture.words
    short = _short_periods(picture)
    if not short:
        return wrap(words.never, room, SIZE, bold=True), ()
    known = [place for place, gap in enumerate(gaps) if gap is not None]
    stays = short == known[known.index(short[0]) :]
    template = words.passes if stays else words.some
    periods = ", ".join(picture.periods[place] for place in short)
    said = template.format(period=picture.periods[short[0]], periods=periods)
    more = _short_by(picture, [gaps[place] or 0.0 for place in short])
    return wrap(said, room, SIZE, bold=True), wrap(more, room, SMALL_SIZE)


def _short_periods(picture: FanPicture) -> list[int]:
    gaps = picture.difference.median if picture.difference else ()
    return [place for place, gap in enumerate(gaps) if gap is not None and gap > 0]


def _short_by(picture: FanPicture, gaps: list[float]) -> str:
    words, said = picture.words, [_said(gap) for gap in gaps]
    if len(said) == 1:
        return words.short.format(first=said[0])
    if len(said) == 2:
        return words.two.format(first=said[0], last=said[1])
    if len(said) <= MOST_GAPS:
        others = ", ".join(said[1:-1])
        return words.then.format(first=said[0], others=others, last=said[-1])
    return words.between.format(low=_said(min(gaps)), high=_said(max(gaps)))


def _written(
    picture: FanPicture, note: tuple[tuple[str, ...], tuple[str, ...]], top: float, frame: _Frame
) -> Iterator[str]:
    """Write the note in its lane above the plot, with a line down to where need passes."""
    bold, quiet = note
    if not bold:
        return
    short, paper = _short_periods(picture), frame.paper
    widths = [text_width(line, SIZE, bold=True) for line in bold]
    half = max(*widths, *(text_width(line, SMALL_SIZE) for line in quiet), 0.0) / 2
    wanted = frame.across(short[0]) if short else paper.left + half
    x = min(max(wanted, paper.left + half), paper.right - half)
    y = top + LEADING * len(bold)
    yield block(bold, x, top + 2, "t-b", anchor="middle")
    yield block(quiet, x, y + 2, "t-s", leading=SMALL_LEADING, anchor="middle")
    if short:
        ends = [frame.down(fan.median[short[0]] or 0.0) for fan in picture.fans]
        start, end = y + SMALL_LEADING * len(quiet) - 8, min(ends) - 7
        line = f"M{number(wanted)} {number(start)}V{number(max(start, end))}"
        yield element("path", class_="note-line", d=line)


def _remarks(picture: FanPicture) -> Iterator[str]:
    words = picture.words
    for fan, template in zip(picture.fans, (words.filled, words.dotted), strict=False):
        chances = ", ".join(band.chance for band in fan.bands)
        yield template.format(label=fan.label, chances=chances)
    if any(value is not None for fan in picture.fans for value in fan.actual):
        yield words.dots


def _tabled(picture: FanPicture) -> tuple[Fan, ...]:
    return (*picture.fans, picture.difference) if picture.difference else picture.fans


def _columns(picture: FanPicture) -> tuple[str, ...]:
    words, names = picture.words, [picture.words.period]
    for fan in _tabled(picture):
        if fan.actual:
            names.append(words.came.format(label=fan.label))
        names.append(words.middle.format(label=fan.label))
        names += (words.band.format(label=fan.label, chance=band.chance) for band in fan.bands)
    return tuple(names)


def _rows(picture: FanPicture) -> Iterator[tuple[str, ...]]:
    for place, period in enumerate(picture.periods):
        row = [period]
        for fan in _tabled(picture):
            row += [_cell(fan.actual[place])] if fan.actual else []
            row += [_cell(fan.median[place]), *(_span(picture, b, place) for b in fan.bands)]
        yield tuple(row)


def _cell(value: float | None) -> str:
    return "" if value is None else _said(value)


def _span(picture: FanPicture, band: FanBand, place: int) -> str:
    low, high = band.low[place], band.high[place]
    if low is None or high is None:
        return ""
    return picture.words.range.format(low=_said(low), high=_said(high))


def _data(picture: FanPicture) -> Iterator[dict[str, Any]]:
    for fan in picture.fans:
        for place, period in enumerate(picture.periods):
            for band in fan.bands:
                yield {
                    "period": period,
                    "what": fan.label,
                    "came": fan.actual[place] if fan.actual else None,
                    "expected": fan.median[place],
                    "chance": band.chance,
                    "low": band.low[place],
                    "high": band.high[place],
                }


def _layers() -> tuple[dict[str, Any], ...]:
    x = {"field": "period", "type": "ordinal", "sort": None, "title": None}
    what = {"field": "what", "type": "nominal"}
    number_: dict[str, Any] = {"type": "quantitative", "title": None}
    low, high = {"field": "low", **number_}, {"field": "high"}
    split = {"x": x, "color": what, "detail": {"field": "chance", "type": "nominal"}}
    line = {"x": x, "y": {"field": "expected", **number_}, "color": what, "strokeDash": what}
    dots = {"x": x, "y": {"field": "came", **number_}, "color": what, "shape": what}
    return (
        {"mark": {"type": "area", "opacity": 0.2}, "encoding": {**split, "y": low, "y2": high}},
        {"mark": {"type": "line"}, "encoding": line},
        {"mark": {"type": "point", "filled": True}, "encoding": dots},
    )
