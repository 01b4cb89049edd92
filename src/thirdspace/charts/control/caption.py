"""What a chart says under it when nobody has written anything: method, n, rules, false alarms."""

from __future__ import annotations

from math import floor, isnan, log10

from thirdspace.methods.spc import KINDS, ChartKind, ControlChart
from thirdspace.methods.words import counted

MOST_DECIMALS = 6


def headline(chart: ControlChart) -> str:
    """Return a title such as “P chart: 2 signals”."""
    found = counted(len(chart.signals), "signal") if chart.signals else "no signal"
    return f"{title_of(chart.kind)}: {found}"


def title_of(kind: ChartKind) -> str:
    """Return the name of a kind of chart as it begins a sentence."""
    title = KINDS[kind].title
    return title[0].upper() + title[1:]


def caption(chart: ControlChart) -> str:
    """Return the kind of chart, its n, what set its lines, its rules and their false alarms."""
    used = sum(phase.used for phase in chart.phases)
    phases = f", {len(chart.phases)} phases" if len(chart.phases) > 1 else ""
    basis = f"the first {chart.freeze} points" if chart.freeze else "all points"
    screened = ", very large moving ranges left out" if chart.screened else ""
    return (
        f"{title_of(chart.kind)}, {counted(used, 'point')}{phases}; lines from {basis}"
        f"{' of the first phase' if chart.freeze and phases else ''}{screened}. "
        f"{about_rules(chart)}"
    )


def about_rules(chart: ControlChart) -> str:
    """Name the rule set, and how often it raises a false alarm on a chart of this shape."""
    return (
        f"Rules: {chart.rules}. If nothing had changed, about "
        f"{100 * chart.false_alarm:.0f} of 100 charts like this would show a signal."
    )


def fitting_decimals(values: tuple[float, ...]) -> int:
    """Return how many decimals show three figures of the differences between values."""
    known = [value for value in values if not isnan(value)]
    if not known:
        return 0
    size = max(known) - min(known) or max(map(abs, known)) or 1
    return min(max(2 - floor(log10(size)), 0), MOST_DECIMALS)
