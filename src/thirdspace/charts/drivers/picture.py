"""What a driver diagram is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from math import isfinite
from typing import Literal

from thirdspace.charts.text import blank
from thirdspace.problems import MethodProblem

Level = Literal["aim", "primary", "secondary", "change"]
Outcome = Literal["running", "adapted", "adopted", "expanded", "abandoned"]
Strength = Literal["strong", "weak"]
LEVELS: tuple[Level, ...] = ("aim", "primary", "secondary", "change")


@dataclass(frozen=True)
class Cycle:
    """One test of a change: its number or letter, and what became of it."""

    label: str
    outcome: Outcome = "running"


@dataclass(frozen=True)
class Driver:
    """One box: an aim, a driver or a change idea.

    Parameters
    ----------
    key : str
        How links name it; unique in the diagram.
    level : {"aim", "primary", "secondary", "change"}
        Its column.
    text : str
        What it says.
    status : str
        How it stands, in a word or two.
    note : str
        Its measure, such as ``calls made by noon: 81 %``.
    cycles : tuple of Cycle
        Tests of it, oldest first.
    trend : tuple of float
        Values of its measure, oldest first, drawn as a small line from two values up.
    """

    key: str
    level: Level
    text: str
    status: str = ""
    note: str = ""
    cycles: tuple[Cycle, ...] = ()
    trend: tuple[float, ...] = ()

    @property
    def said(self) -> str:
        """Status and measure in one line."""
        return " · ".join(part for part in (self.status, self.note) if part)


@dataclass(frozen=True)
class Link:
    """`child` is thought to move `parent`; a weak link is still a guess."""

    parent: str
    child: str
    strength: Strength = "strong"


@dataclass(frozen=True)
class DriverWords:
    """The words on a driver diagram; a page in another language passes its own."""

    levels: tuple[str, str, str, str] = (
        *("Aim", "Primary drivers", "Secondary drivers"),
        "Change ideas: measure, and cycles tried",
    )
    kinds: tuple[str, str, str, str] = ("aim", "primary driver", "secondary driver", "change idea")
    strong: str = "strong"
    weak: str = "weak"
    weak_link: str = "weak link"
    above: str = "see above"
    below: str = "see below"
    unlinked: str = "not linked yet"
    cycles: str = "cycles {list}"
    running: str = "running"
    adapted: str = "adapted"
    adopted: str = "adopted"
    expanded: str = "expanded"
    abandoned: str = "abandoned"
    columns: tuple[str, str, str, str, str, str] = (
        *("Level", "Text", "Serves", "Status", "Measure"),
        "Cycles",
    )

    def tried(self, driver: Driver) -> str:
        """Write the cycles of a box: ``1 adapted, 2 adopted``."""
        return ", ".join(f"{c.label} {getattr(self, c.outcome)}" for c in driver.cycles)


@dataclass(frozen=True)
class DriverPicture:
    """A theory of improvement: boxes in levels, and which moves which.

    A box may serve several others, and a link may skip levels; it always runs from a level to one
    further from the aim.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title : str
        The finding, in a sentence.
    drivers : tuple of Driver
        The boxes; those of a level keep this order where the links allow it.
    links : tuple of Link
        Which box moves which.
    reading, caption : str
        What it shows in plain words; version, who agreed to it and when.
    words : DriverWords
        The words on the drawing.

    Raises
    ------
    MethodProblem
        There are no boxes; a key is used twice; a box has no words; a link names an unknown box, is
        given twice, closes a loop or runs toward the aim; a trend holds something not finite.
    """

    uid: str
    title: str
    drivers: tuple[Driver, ...]
    links: tuple[Link, ...]
    reading: str
    caption: str = ""
    words: DriverWords = field(default_factory=DriverWords)

    def __post_init__(self) -> None:
        _check_boxes(self.drivers)
        _check_ends(self.by_key, self.links)
        _check_loops(self.by_key, self.links)
        _check_levels(self.by_key, self.links)

    @cached_property
    def by_key(self) -> dict[str, Driver]:
        """The boxes by their keys."""
        return {driver.key: driver for driver in self.drivers}


def _check_boxes(drivers: tuple[Driver, ...]) -> None:
    if not drivers:
        raise MethodProblem(
            "The diagram is empty.",
            "There is no aim, driver or change idea to draw.",
            "Write the aim first, then what drives it.",
            field="drivers",
        )
    seen: set[str] = set()
    for driver in drivers:
        if driver.key in seen:
            raise MethodProblem(
                f"Two boxes have the key “{driver.key}”.",
                "Links name boxes by their keys.",
                "Give each box a key of its own.",
                field="drivers",
            )
        seen.add(driver.key)
        _check_box(driver)


def _check_box(driver: Driver) -> None:
    if blank(driver.text):
        raise MethodProblem(
            f"The box “{driver.key}” has no words.",
            "An empty box tells nobody what is meant.",
            "Say in a few words what it stands for, or take it out.",
            field="drivers",
        )
    if driver.level not in LEVELS:
        raise MethodProblem(
            f"“{driver.level}” is not a level.",
            "The levels are aim, primary, secondary and change.",
            f"Choose one of them for “{driver.text}”.",
            field="drivers",
        )
    if not all(isfinite(value) for value in driver.trend):
        raise MethodProblem(
            f"The trend of “{driver.text}” holds something that is not a number.",
            "A line can only be drawn through finite values.",
            "Leave missing values out of the trend.",
            field="drivers",
        )


def _check_ends(boxes: dict[str, Driver], links: tuple[Link, ...]) -> None:
    seen: set[tuple[str, str]] = set()
    for link in links:
        for key in (link.parent, link.child):
            if key not in boxes:
                raise MethodProblem(
                    f"A link names the box “{key}”, which is not there.",
                    "Both ends of a link must be boxes of this diagram.",
                    "Add the box, or take the link out.",
                    field="links",
                )
        if (link.parent, link.child) in seen:
            raise MethodProblem(
                f"{_pair(boxes, link)} are linked twice.",
                "A link is either strong or weak.",
                "Keep one of the two.",
                field="links",
            )
        seen.add((link.parent, link.child))


def _check_loops(boxes: dict[str, Driver], links: tuple[Link, ...]) -> None:
    loop = find_loop((link.parent, link.child) for link in links)
    if loop:
        named = " → ".join(f"“{boxes[key].text}”" for key in (*loop, loop[0]))
        raise MethodProblem(
            f"The links run in a loop: {named}.",
            "What drives a thing can't be driven by it in the same diagram.",
            "Take out one link of the loop.",
            field="links",
        )


def _check_levels(boxes: dict[str, Driver], links: tuple[Link, ...]) -> None:
    for link in links:
        parent, child = boxes[link.parent], boxes[link.child]
        if LEVELS.index(parent.level) >= LEVELS.index(child.level):
            raise MethodProblem(
                f"{_pair(boxes, link)} are linked the wrong way or stand in the same column.",
                "A link runs from a level to one further from the aim.",
                "Turn the link round, or move one of the two to another level.",
                field="links",
            )


def _pair(boxes: dict[str, Driver], link: Link) -> str:
    return f"“{boxes[link.parent].text}” and “{boxes[link.child].text}”"


def find_loop(links: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the keys of one loop in their order, or nothing when there is none."""
    below: dict[str, list[str]] = {}
    for parent, child in links:
        below.setdefault(parent, []).append(child)
    done: set[str] = set()
    for start in below:
        path: dict[str, None] = {}
        waiting = [(start, False)]
        while waiting:
            key, left = waiting.pop()
            if left:
                done.add(key)
                del path[key]
            elif key in path:
                keys = list(path)
                return tuple(keys[keys.index(key) :])
            elif key not in done:
                path[key] = None
                waiting.append((key, True))
                waiting += [(child, False) for child in below.get(key, ())]
    return ()
