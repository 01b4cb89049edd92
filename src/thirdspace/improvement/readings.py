"""What the chart of a measure says: computed once when an observation changes, then kept.

All numbers come from `thirdspace.methods.spc`; here they are only put into the words and dates of
a measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from math import nan
from typing import Any, Literal

from django.utils.translation import gettext as _

from thirdspace.access import dates
from thirdspace.improvement.models import Measure
from thirdspace.methods.spc import ControlChart, i_chart, run_chart
from thirdspace.problems import MethodProblem

Found = Literal["shift", "outside", "crossings", ""]


@dataclass(frozen=True, slots=True)
class Point:
    """One observation as a chart needs it; `excluded` is the reason it is left out, if it is."""

    on: date
    value: float | None
    excluded: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a chart says in a few plain values, as `Measure.reading` keeps them.

    Parameters
    ----------
    signal : bool
        Whether anything on the chart is a signal.
    since : str
        ISO date of the first point of the latest signal; "" without one.
    strengthens : bool, optional
        Whether it moved the better way; None when that isn't known.
    sentence : str
        The chart's own sentence.
    points : int
        Points measured and not left out.
    found, moved : str
        Which test found the latest signal, and whether it lies ``up`` or ``down``.
    """

    signal: bool = False
    since: str = ""
    strengthens: bool | None = None
    sentence: str = ""
    points: int = 0
    found: Found = ""
    moved: str = ""

    @property
    def day(self) -> date | None:
        """Return the day since which the signal stands."""
        return date.fromisoformat(self.since) if self.since else None


@dataclass(frozen=True, slots=True)
class _Signal:
    """One signal on a chart, its points counted from 1."""

    first: int
    last: int
    found: Found
    above: bool | None

    @property
    def rank(self) -> tuple[int, bool, int]:
        # The one that lasts longest into the present; then one with a direction; then the oldest.
        return (self.last, self.above is not None, -self.first)


def chart_of(measure: Measure, points: Sequence[Point]) -> ControlChart:
    """Chart a measure as it asks to be charted.

    Raises
    ------
    MethodProblem
        The points are too few for that chart.
    """
    values = [nan if point.value is None else point.value for point in points]
    left_out = [place for place, point in enumerate(points, start=1) if point.excluded]
    # Until there are more points than the baseline asks for, all of them set the lines.
    freeze = measure.baseline if measure.baseline and measure.baseline < len(points) else None
    if measure.chart == Measure.Chart.INDIVIDUALS:
        return i_chart(values, screen_mr=False, freeze=freeze, exclude=left_out)
    return run_chart(values, freeze=freeze, exclude=left_out)


def read(measure: Measure, points: Sequence[Point]) -> Reading:
    """Return what the chart of these points says, in order of time."""
    try:
        chart = chart_of(measure, points)
    except MethodProblem as problem:
        return Reading(sentence=problem.what, points=sum(p.value is not None for p in points))
    used = sum(phase.used for phase in chart.phases)
    latest = max(_signals(chart), key=lambda signal: signal.rank, default=None)
    if latest is None:
        return Reading(sentence=chart.sentence, points=used)
    return Reading(
        signal=True,
        since=points[latest.first - 1].on.isoformat(),
        strengthens=_strengthens(measure, latest.above),
        sentence=chart.sentence,
        points=used,
        found=latest.found,
        moved="" if latest.above is None else "up" if latest.above else "down",
    )


def kept(reading: Reading) -> dict[str, Any]:
    """Return a reading as `Measure.reading` keeps it."""
    return asdict(reading)


def reading_of(measure: Measure) -> Reading:
    """Return the reading that is kept with a measure."""
    return Reading(**measure.reading)


def finding(measure: Measure, reading: Reading) -> str:
    """Say what was found in one sentence that names the measure and the day."""
    words = {"name": measure.name, "day": dates.day(reading.day) if reading.day else ""}
    match reading.found, reading.moved:
        case "shift", "up":
            return _("%(name)s has shifted up since %(day)s") % words
        case "shift", _down:
            return _("%(name)s has shifted down since %(day)s") % words
        case "outside", "up":
            return _("%(name)s was above its limits on %(day)s") % words
        case "outside", _down:
            return _("%(name)s was below its limits on %(day)s") % words
        case "crossings", _none:
            return _("%(name)s has changed slowly since %(day)s") % words
    return _("%(name)s: no signal so far") % words


def _signals(chart: ControlChart) -> Iterator[_Signal]:
    for phase in chart.phases:
        for run in phase.long_runs:
            yield _Signal(run.points[0], run.points[-1], "shift", run.above)
        if phase.signal and not phase.long_runs:
            yield _Signal(phase.first, phase.last, "crossings", None)
    for place in chart.outside_points:
        above = chart.values[place - 1] > chart.center[place - 1]
        yield _Signal(place, place, "outside", above)


def _strengthens(measure: Measure, above: bool | None) -> bool | None:
    if above is None or not measure.better:
        return None
    return above == (measure.better == Measure.Better.HIGHER)
