"""Where people and names stand on paper: names outside the banks, ties between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from thirdspace.charts.network_map.picture import MapPerson, NetworkMapPicture
from thirdspace.charts.text import LEADING, SIZE, SMALL_LEADING, SMALL_SIZE, wrap

GAP, BLOCK_GAP, HEADING = 9.0, 16.0, 8.0  # between people; before a block; under its heading
NAME_GAP, MARGIN = 13.0, 4.0


@dataclass(frozen=True)
class Heading:
    """An organization's name over its block; `y` is the first base line."""

    lines: tuple[str, ...]
    bank: int
    y: float


@dataclass(frozen=True)
class Place:
    """A person's mark at (x, y), and the lines beside it from the base line `top`."""

    person: MapPerson
    x: float
    y: float
    top: float
    lines: tuple[str, ...]
    note: tuple[str, ...]


@dataclass(frozen=True)
class Paper:
    """A whole drawing: its size, headings and people."""

    width: float
    height: float
    name_width: float
    headings: tuple[Heading, ...]
    places: tuple[Place, ...]

    def name_x(self, bank: int) -> float:
        """Return where the names of a bank start (or end, on the first)."""
        edge = self.name_width + MARGIN
        return self.width - edge if bank else edge

    def mark_x(self, bank: int) -> float:
        """Return where the marks of a bank stand."""
        return self.name_x(bank) + (-NAME_GAP if bank else NAME_GAP)


def lay_out(picture: NetworkMapPicture, width: float, name_width: float) -> Paper:
    """Place everything on paper of a width, with so much room for names on each side."""
    empty = Paper(width, 0, name_width, (), ())
    banks = [list(_bank(picture, empty, bank)) for bank in (0, 1)]
    heights = [_bottom(bank) for bank in banks]
    height = max(heights)
    headings: list[Heading] = []
    places: list[Place] = []
    for bank, own in zip(banks, heights, strict=True):
        down = (height - own) / 2  # the shorter bank stands in the middle
        for item in bank:
            if isinstance(item, Heading):
                headings.append(Heading(item.lines, item.bank, item.y + down))
            else:
                moved = item.y + down, item.top + down
                places.append(Place(item.person, item.x, *moved, item.lines, item.note))
    return Paper(width, height + MARGIN, name_width, tuple(headings), tuple(places))


def _bank(picture: NetworkMapPicture, paper: Paper, bank: int) -> Iterator[Heading | Place]:
    people = sorted((p for p in picture.people if p.bank == bank), key=lambda p: p.row)
    y = 0.0
    for name, block in groupby(people, key=lambda person: person.organization):
        lines = wrap(name, paper.name_width + NAME_GAP, SIZE, bold=True)
        y += LEADING
        yield Heading(lines, bank, y)
        y += LEADING * (len(lines) - 1) + HEADING
        for person in block:
            place = _place(person, paper, y + LEADING)
            yield place
            y += LEADING * len(place.lines) + SMALL_LEADING * len(place.note) + GAP
        y += BLOCK_GAP - GAP


def _place(person: MapPerson, paper: Paper, top: float) -> Place:
    return Place(
        person,
        paper.mark_x(person.bank),
        top - LEADING / 4,
        top,
        wrap(person.label, paper.name_width, SIZE, bold=person.marked),
        wrap(person.note, paper.name_width, SMALL_SIZE),
    )


def _bottom(bank: list[Heading | Place]) -> float:
    if not bank:
        return 0.0
    last = bank[-1]
    if isinstance(last, Heading):
        return last.y
    return last.top + LEADING * (len(last.lines) - 1) + SMALL_LEADING * len(last.note) + 5
