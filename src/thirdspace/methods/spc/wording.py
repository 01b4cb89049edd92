"""The one sentence a control chart says about itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thirdspace.methods.spc.result import ControlChart, Phase

CENTERS = {"run": "median", "i": "average"}


def sentence(chart: ControlChart) -> str:
    """Return a sentence such as “24 points; 9 in a row below the median from point 16: a shift.”"""
    used, excluded = sum(phase.used for phase in chart.phases), sum(chart.excluded)
    missing = len(chart.values) - used - excluded
    counts = [f"{used} {_plural(used, 'point')}"]
    counts += [f"{missing} missing"] * bool(missing) + [f"{excluded} left out"] * bool(excluded)
    return f"{', '.join(counts)}; {'; '.join(_findings(chart))}."


def _findings(chart: ControlChart) -> Iterator[str]:
    for number, phase in enumerate(chart.phases, start=1):
        prefix = f"phase {number}: " if len(chart.phases) > 1 else ""
        for finding in _phase_findings(phase, CENTERS[chart.kind]):
            yield prefix + finding
    outside = [str(point) for point in chart.outside_points]
    if outside:
        yield f"outside the limits: {_plural(len(outside), 'point')} {_listed(outside)}"


def _phase_findings(phase: Phase, center: str) -> Iterator[str]:
    if not phase.enough:
        yield (
            f"only {phase.useful} off the {center}, too few for the run rules, "
            "so shifts are not judged"
        )
    elif not phase.signal:
        crossings = f"{phase.crossings} {_plural(phase.crossings, 'crossing')}"
        yield (
            f"no shift: longest run {phase.longest_run} "
            f"(at most {phase.longest_run_max} expected), {crossings} "
            f"(at least {phase.crossings_min} expected)"
        )
    for run in phase.long_runs:
        side = "above" if run.above else "below"
        yield f"{run.length} in a row {side} the {center} from point {run.points[0]}: a shift"
    if phase.signal and not phase.long_runs:
        yield (
            f"the {center} is crossed {phase.crossings} {_plural(phase.crossings, 'time')}, "
            f"at least {phase.crossings_min} expected: a shift or a slow change"
        )


def _plural(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
