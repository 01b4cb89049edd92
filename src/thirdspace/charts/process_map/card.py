"""What stands inside one step, and how high it must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thirdspace.charts.process_map.picture import ProcessMapPicture, Step
from thirdspace.charts.svg import element, number
from thirdspace.charts.text import LEADING, SMALL_LEADING, SMALL_SIZE, block, wrap

PAD, TIP, LEAST = 10.0, 8.0, 40.0
CROSS = 15.0  # room for the cross before a failure


@dataclass(frozen=True)
class Card:
    """A step of a given width with its words in lines."""

    step: Step
    width: float
    lines: tuple[str, ...]
    failure: tuple[str, ...]
    note: tuple[str, ...]

    @property
    def height(self) -> float:
        """How high the box is."""
        small = len(self.failure) + len(self.note)
        return max(LEAST, LEADING * len(self.lines) + SMALL_LEADING * small + 2 * PAD)

    def drawn(self, x: float, y: float) -> Iterator[str]:
        """Yield the box and its words at a place."""
        yield element("path", class_="node", d=self._outline(x, y))
        left = x + self.pad
        down = y + PAD + LEADING - 4
        if not (self.failure or self.note):
            down += (self.height - 2 * PAD - LEADING * len(self.lines)) / 2
        yield block(self.lines, left, down, "t-p")
        down += LEADING * len(self.lines) - 1
        if self.failure:
            cross = f"M{number(left)} {number(down - 8)}l8 8m0 -8l-8 8"
            yield element("path", class_="line", d=cross)
            yield block(self.failure, left + CROSS, down, "t-s t-b", leading=SMALL_LEADING)
        down += SMALL_LEADING * len(self.failure)
        yield block(self.note, left, down, "t-s t-m", leading=SMALL_LEADING)

    @property
    def pad(self) -> float:
        """Room between the side of the box and its words."""
        return PAD + (TIP if self.step.decision else 0)

    def _outline(self, x: float, y: float) -> str:
        """A box; a decision has pointed sides."""
        tip = TIP if self.step.decision else 0
        right, bottom, middle = x + self.width, y + self.height, y + self.height / 2
        corners = [(x + tip, y), (right - tip, y), (right, middle), (right - tip, bottom)]
        corners += [(x + tip, bottom), (x, middle)]
        return "M" + "L".join(f"{number(a)} {number(b)}" for a, b in corners) + "Z"


def make_card(picture: ProcessMapPicture, step: Step, width: float) -> Card:
    """Break the words of a step into lines that fit a box of a given width."""
    room = width - 2 * (PAD + (TIP if step.decision else 0))
    failure = picture.words.fails.format(failure=step.failure) if step.failure else ""
    return Card(
        step,
        width,
        wrap(f"{picture.numbers[step.key]} {step.text}", room),
        wrap(failure, room - CROSS, SMALL_SIZE, bold=True),
        wrap(step.note, room, SMALL_SIZE),
    )
