"""The one sentence a control chart says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from thirdspace.methods.spc.rules import Rule
from thirdspace.methods.words import counted, plain

if TYPE_CHECKING:
    from thirdspace.methods.spc.result import ControlChart, Finding, Phase

CENTERS = {"run": "median", "g": "median", "t": "center line"}
BEYOND = "beyond_3s"


def sentence(chart: ControlChart) -> str:
    """Return a sentence such as “24 points; 9 in a row below the median from point 16: a shift.”"""
    used, excluded = sum(phase.used for phase in chart.phases), sum(chart.excluded)
    missing = len(chart.values) - used - excluded
    counts = [counted(used, "point")]
    counts += [f"{missing} missing"] * bool(missing) + [f"{excluded} left out"] * bool(excluded)
    return f"{', '.join(counts)}; {'; '.join(_findings(chart))}."


def _findings(chart: ControlChart) -> Iterator[str]:
    center = CENTERS.get(chart.kind, "average")
    for number, phase in enumerate(chart.phases, start=1):
        prefix = f"phase {number}: " if len(chart.phases) > 1 else ""
        found = [signal for signal in chart.signals if signal.phase == number]
        for finding in _phase_findings(chart, phase, found, center):
            yield prefix + finding
    outside = [
        str(place) for found in chart.signals if found.rule == BEYOND for place in found.points
    ]
    if outside:
        yield f"outside the limits: {'point' if len(outside) == 1 else 'points'} {_listed(outside)}"
    elif not chart.signals and not chart.judges_runs:
        yield "no point outside the limits"
    if chart.kind == "run" and chart.rule_set.needs_limits and not chart.rule_set.runs:
        yield "rules that need limits were left out"


def _phase_findings(
    chart: ControlChart, phase: Phase, found: list[Finding], center: str
) -> Iterator[str]:
    runs = chart.applied_rules.runs
    if runs and not phase.enough:
        yield (
            f"only {phase.useful} off the {center}, too few for the run rules, "
            "so shifts are not judged"
        )
    elif runs and not phase.signal:
        yield _no_shift(phase)
    elif chart.judges_runs and not found:
        yield (
            f"no signal by the rules {chart.rules}" if chart.rule_set.rules else "no rules applied"
        )
    patterns = {rule.name: rule for rule in chart.rule_set.rules}
    for signal in found:
        if signal.rule == "longest_run":
            yield f"{_in_a_row(signal, center)}: a shift"
        elif signal.rule in patterns and signal.rule != BEYOND:
            yield _pattern(patterns[signal.rule], signal, center)
    if phase.signal and not phase.long_runs:
        yield _crossings(phase, center)


def _no_shift(phase: Phase) -> str:
    return (
        f"no shift: longest run {phase.longest_run} "
        f"(at most {phase.longest_run_max} expected), {counted(phase.crossings, 'crossing')} "
        f"(at least {phase.crossings_min} expected)"
    )


def _crossings(phase: Phase, center: str) -> str:
    said = f"the {center} is crossed {counted(phase.crossings, 'time')}"
    if phase.crossings > phase.crossings_max:
        return f"{said}, at most {phase.crossings_max} expected: a zigzag"
    return f"{said}, at least {phase.crossings_min} expected: a shift or a slow change"


def _in_a_row(signal: Finding, center: str) -> str:
    side = "above" if signal.above else "below"
    return f"{len(signal.points)} in a row {side} the {center} from point {signal.points[0]}"


def _pattern(rule: Rule, signal: Finding, center: str) -> str:
    count, first = len(signal.points), signal.points[0]
    if rule.pattern == "trend":
        return f"{count} in a row {'rising' if signal.above else 'falling'} from point {first}"
    if rule.pattern == "alternating":
        return f"{count} in a row up and down in turn from point {first}"
    if rule.side == "within":
        return (
            f"{count} in a row within {plain(rule.zone)} sigma of the {center} from point {first}"
        )
    if rule.side == "either":
        return f"{count} in a row beyond {plain(rule.zone)} sigma on either side from point {first}"
    if not rule.zone:
        return _in_a_row(signal, center)
    side = "above" if signal.above else "below"
    places = _listed([str(point) for point in signal.points])
    return (
        f"{rule.need} of {rule.window} more than {plain(rule.zone)} sigma {side}: points {places}"
    )


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
