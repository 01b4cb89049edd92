"""What a control chart is drawn from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import isnan

from thirdspace.methods.spc import ControlChart
from thirdspace.problems import MethodProblem


def plain(value: float, decimals: int) -> str:
    """Write a number with thousands, a real minus sign, and no minus before zero."""
    return f"{value:z,.{decimals}f}".replace("-", "−")


@dataclass(frozen=True)
class Words:
    """The words on a chart; a page in another language passes its own.

    Names in braces are filled in by the chart.
    """

    median: str = "median {value}"
    average: str = "average {value}"
    center: str = "center {value}"
    upper: str = "upper limit {value}"
    lower: str = "lower limit {value}"
    last: str = "last {value}"
    run_above: str = "Shift: {count} in a row above"
    run_below: str = "Shift: {count} in a row below"
    few_crossings: str = "Shift: {count} crossings, at least {least} expected"
    many_crossings: str = "Zigzag: {count} crossings, at most {most} expected"
    rising: str = "{count} in a row rising"
    falling: str = "{count} in a row falling"
    alternating: str = "{count} in a row up and down in turn"
    within: str = "{count} in a row within {zone} sigma"
    both_sides: str = "{count} in a row beyond {zone} sigma, on either side"
    beyond_above: str = "{need} of {window} beyond {zone} sigma, above"
    beyond_below: str = "{need} of {window} beyond {zone} sigma, below"
    more: str = "and {count} more in the table"
    freeze_median: str = "first {count} set the median"
    freeze_limits: str = "first {count} set the limits"
    phase: str = "phase {number}"
    columns: tuple[str, ...] = ("Point", "Value", "Center", "Lower", "Upper", "Signal")
    shift: str = "shift"
    outside: str = "outside the limits"
    left_out: str = "left out"
    months: tuple[str, ...] = (
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    )

    def day(self, day: date) -> str:
        """Write day and month, such as 17 Nov."""
        return f"{day.day} {self.months[day.month - 1]}"


@dataclass(frozen=True)
class Event:
    """Something that ran while points were taken, such as a cycle; a band on the chart.

    Parameters
    ----------
    first, last : int
        First and last point it covers, counted from 1.
    title, note : str
        Two short lines at its top.
    stopped : bool
        Given up before its end: drawn dashed.
    """

    first: int
    last: int
    title: str
    note: str = ""
    stopped: bool = False


@dataclass(frozen=True)
class ControlPicture:
    """A charted measure with everything its figure says.

    Parameters
    ----------
    uid : str
        Start of the ids inside the drawing; unique on the page.
    title : str
        The finding, in a sentence.
    chart : ControlChart
        The numbers.
    x : tuple of date or str
        When each point was taken.
    reading, caption : str
        What it shows in plain words; measure, n, method, rule set and false-alarm rate.
    decimals : int
        Decimals of the measure.
    unit : str
        Written after each value, with its space: ``" %"``.
    events : tuple of Event
        Bands behind the points.
    words : Words
        The words on the chart.

    Raises
    ------
    MethodProblem
        There is not one `x` for each value, or an event lies off the chart.
    """

    uid: str
    title: str
    chart: ControlChart
    x: tuple[date | str, ...]
    reading: str
    caption: str
    decimals: int = 1
    unit: str = ""
    events: tuple[Event, ...] = ()
    words: Words = field(default_factory=Words)

    def __post_init__(self) -> None:
        count = len(self.chart.values)
        if len(self.x) != count:
            raise MethodProblem(
                f"The chart has {count} values and {len(self.x)} dates.",
                "Each value needs to know when it was taken.",
                "Give one date or label for each value.",
                field="x",
            )
        if any(not 1 <= event.first <= event.last <= count for event in self.events):
            raise MethodProblem(
                "An event lies outside the chart.",
                f"Its points must be between 1 and {count}, the first before the last.",
                "Give the first and last point that the event covers.",
                field="events",
            )

    @property
    def has_limits(self) -> bool:
        """Whether the chart has limits, and not only a center line."""
        return self.chart.kind != "run"

    @property
    def center_words(self) -> str:
        """Name of the center line, with its value to be filled in."""
        words = self.words
        medians = dict.fromkeys(("run", "g"), words.median)
        return (medians | {"t": words.center}).get(self.chart.kind, words.average)

    @cached_property
    def times(self) -> tuple[str, ...]:
        """When each point was taken, in full."""
        return tuple(f"{self.words.day(x)} {x.year}" if isinstance(x, date) else x for x in self.x)

    def value(self, value: float) -> str:
        """Write a value with its unit; nothing for a missing one."""
        return "" if isnan(value) else plain(value, self.decimals) + self.unit
