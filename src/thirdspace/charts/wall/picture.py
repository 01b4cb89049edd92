"""What a wall of small charts is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import isinf, isnan
from typing import Literal

from thirdspace.charts.control.picture import Event, Words, plain
from thirdspace.problems import MethodProblem

State = Literal["first", "signal", "quiet", "short", "hidden"]


@dataclass(frozen=True)
class WallWords:
    """The words on a wall; a page in another language passes its own.

    Names in braces are filled in by the wall.
    """

    first: str = "Signal that chance alone would hardly give: {count} of {all}"
    signal: str = "Signal: {count} of {all}"
    quiet: str = "No signal: {count} of {all}"
    short: str = "Too few points to judge: {count} of {all}"
    hidden: str = "Not shown: {count} of {all}"
    strip: str = "How many show a signal at the same time: at most {above} above, {below} below"
    columns: tuple[str, ...] = ("Site", "Finding", "Points", "Center", "Last", "Signal at")
    chart: Words = field(default_factory=Words)

    def of(self, state: State) -> str:
        """Return the heading of a group, to be filled in."""
        return {
            "first": self.first,
            "signal": self.signal,
            "quiet": self.quiet,
            "short": self.short,
            "hidden": self.hidden,
        }[state]


@dataclass(frozen=True)
class WallItem:
    """One small chart.

    Parameters
    ----------
    name : str
        Whose it is.
    values : sequence of float
        A value for each time; NaN where one is missing.
    center : float
        The center line; NaN where there is none.
    lower, upper : sequence of float
        Limits at each time; empty where there are none, as on a run chart.
    signals : frozenset of int
        Points that are part of a signal, counted from 1.
    signal : bool
        Whether there is a signal, be it of points or of the chart as a whole.
    first : bool
        Whether its signal is worth a look before others: chance alone would hardly give it.
    judged : bool
        Whether there are enough points to judge.
    note : str
        One sentence under it.
    hidden : str
        Why it is not shown; then it has no numbers and no note.
    """

    name: str
    values: Sequence[float] = ()
    center: float = float("nan")
    lower: Sequence[float] = ()
    upper: Sequence[float] = ()
    signals: frozenset[int] = frozenset()
    signal: bool = False
    first: bool = False
    judged: bool = True
    note: str = ""
    hidden: str = ""

    @property
    def state(self) -> State:
        """Which group it stands in."""
        if self.hidden:
            return "hidden"
        if self.signal:
            return "first" if self.first else "signal"
        return "quiet" if self.judged else "short"

    @property
    def silent(self) -> bool:
        """Whether it has nothing to show."""
        return not (
            len(self.values)
            or len(self.lower)
            or len(self.upper)
            or self.signals
            or self.signal
            or self.first
            or self.note
            or not isnan(self.center)
        )


@dataclass(frozen=True)
class WallPicture:
    """Small charts of one measure.

    They are grouped by what was found and stand in a group by name: never in the order of their
    values.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title : str
        The finding, in a sentence.
    items : tuple of WallItem
        The charts, in any order.
    x : tuple of date or str
        The times, the same for all.
    reading, caption : str
        What it shows in plain words; measure, n, method, rule set and false alarms.
    decimals : int
        Decimals of the measure.
    unit : str
        Written after each value, with its space.
    events : tuple of Event
        What all shared: bands in every chart, named over the strip on top.
    own_scales : bool
        Whether each chart has its own scale: for sites whose levels differ by more than a site
        ever moves. Then levels can't be compared by eye, and shall not be.
    words : WallWords
        The words on the wall.

    Raises
    ------
    MethodProblem
        Nothing to draw, a chart of another length, a hidden chart with numbers, a value that is
        infinite, or an event off the wall.
    """

    uid: str
    title: str
    items: tuple[WallItem, ...]
    x: tuple[date | str, ...]
    reading: str
    caption: str
    decimals: int = 1
    unit: str = ""
    events: tuple[Event, ...] = ()
    own_scales: bool = False
    words: WallWords = field(default_factory=WallWords)

    def __post_init__(self) -> None:
        count = len(self.x)
        if not self.items or not count:
            raise _problem("There is nothing to draw.", "Give sites and times.", "items")
        for item in self.items:
            _check(item, count)
        if any(not 1 <= event.first <= event.last <= count for event in self.events):
            raise _problem(
                "An event lies outside the wall.",
                f"Give its first and last point, from 1 to {count}.",
                "events",
            )

    @cached_property
    def groups(self) -> tuple[tuple[State, tuple[WallItem, ...]], ...]:
        """Return the groups that are not empty, each in the order of names."""
        order: tuple[State, ...] = ("first", "signal", "quiet", "short", "hidden")
        named = sorted(self.items, key=lambda item: (item.name.casefold(), item.name))
        groups = ((state, tuple(i for i in named if i.state == state)) for state in order)
        return tuple(group for group in groups if group[1])

    def value(self, value: float) -> str:
        """Write a value with its unit; nothing for a missing one."""
        return "" if isnan(value) else plain(value, self.decimals) + self.unit

    @cached_property
    def times(self) -> tuple[str, ...]:
        """Each time in words."""
        day = self.words.chart.day
        return tuple(f"{day(x)} {x.year}" if isinstance(x, date) else x for x in self.x)


def _check(item: WallItem, count: int) -> None:
    if item.hidden:
        if not item.silent:
            raise _problem(f"“{item.name}” is hidden and has numbers.", "Take them away.", "items")
        return
    lengths = {len(item.values), len(item.lower) or count, len(item.upper) or count}
    if lengths != {count}:
        raise _problem(
            f"“{item.name}” has another number of points than the wall.",
            f"Give {count} values, with NaN where one is missing.",
            "items",
        )
    if any(map(isinf, item.values)) or not all(1 <= place <= count for place in item.signals):
        raise _problem(f"“{item.name}” has a point that can’t be drawn.", "Mend it.", "items")


def _problem(what: str, next_step: str, field: str) -> MethodProblem:
    why = "A wall shows one measure at the same times for all."
    return MethodProblem(what, why, next_step, field=field)
