"""The one sentence that each result about survival says about itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from thirdspace.methods.words import counted, joined, percent, plain

if TYPE_CHECKING:
    from thirdspace.methods.survival.cox import ProportionalHazards
    from thirdspace.methods.survival.cumulative_incidence import CumulativeIncidence
    from thirdspace.methods.survival.discrete_hazard import DiscreteHazard
    from thirdspace.methods.survival.gray_test import GrayTest
    from thirdspace.methods.survival.hazard_shapes import HazardShapes
    from thirdspace.methods.survival.kaplan_meier import KaplanMeier
    from thirdspace.methods.survival.life_table import LifeTable
    from thirdspace.methods.survival.log_rank import LogRank

#: With fewer at risk than this, an estimate rests on too few to lean on.
FEW_AT_RISK = 10
#: With fewer events than this for each coefficient, or expected in a group, p-values are rough.
FEW_EVENTS = 5


def people(count: int) -> str:
    """Return “1 person”, “2 people”."""
    return "1 person" if count == 1 else f"{count:,} people"


def life_table_sentence(table: LifeTable) -> str:
    """Return the sentence of a life table."""
    events = sum(table.events)
    return joined(
        f"{people(table.people)} and {counted(events, 'event')} in "
        f"{counted(len(table.period), 'period')}",
        f"{_left(table.survival[-1], table.low[-1], table.high[-1])} after period "
        f"{table.period[-1]}",
        _emptied("had it in period", table.survival, table.at_risk, table.period)
        or _half(table.median),
        _few(table.at_risk, table.period),
    )


def kaplan_meier_sentence(curve: KaplanMeier) -> str:
    """Return the sentence of a survival curve."""
    late = ", watched from entries of their own" if curve.late_entry else ""
    return joined(
        f"{people(curve.people)}{late}, and {counted(int(curve.events.sum()), 'event')}",
        f"{_left(curve.survival[-1], curve.low[-1], curve.high[-1])} after time "
        f"{plain(curve.time[-1])}",
        _emptied("had it at time", curve.survival, curve.at_risk, curve.time)
        or _half(curve.median),
        _few(curve.at_risk, curve.time),
    )


def incidence_sentence(found: CumulativeIncidence) -> str:
    """Return the sentence of a cumulative incidence."""
    shares = [
        f"{name} {_share(*row)}"
        for name, *row in zip(
            found.causes, found.incidence[-1], found.low[-1], found.high[-1], strict=True
        )
    ]
    return joined(
        f"{people(found.people)}; by time {plain(found.time[-1])} an estimated "
        f"{', '.join(shares)}; not left in any way {percent(found.survival[-1])}",
        _emptied("left at time", found.survival, found.at_risk, found.time),
        _few(found.at_risk, found.time),
    )


def log_rank_sentence(test: LogRank) -> str:
    """Return the sentence of a log-rank test."""
    groups = ", ".join(
        f"{name} {seen} of {size} (expected {expected:.1f})"
        for name, seen, size, expected in zip(
            test.groups, test.observed, test.people, test.expected, strict=True
        )
    )
    rough = "few events are expected in a group, so the p-value is rough"
    return joined(
        f"events: {groups}",
        _verdict("speed", test.statistic, test.df, test.p),
        rough if min(test.expected) < FEW_EVENTS else "",
    )


def gray_sentence(test: GrayTest) -> str:
    """Return the sentence of Gray's test."""
    groups = ", ".join(
        f"{name} {seen} of {size}"
        for name, seen, size in zip(test.groups, test.events, test.people, strict=True)
    )
    rough = "few left in this way in a group, so the p-value is rough"
    return joined(
        f"left by cause {test.cause}: {groups}",
        _verdict("incidence", test.statistic, test.df, test.p),
        rough if min(test.events) < FEW_EVENTS else "",
    )


def hazard_sentence(model: DiscreteHazard) -> str:
    """Return the sentence of a discrete-time hazard model."""
    fixed = ", ".join(str(period) for period in model.without_contrast)
    return joined(
        f"{model.rows:,} person-periods with {counted(model.events, 'event')}",
        f"{model.shape} time, {model.link} link, {counted(model.parameters, 'parameter')}",
        f"deviance {model.deviance:.2f}, AIC {model.aic:.2f}",
        f"in period {fixed} nobody or everybody had the event, so it has no coefficient"
        if fixed
        else "",
        _per_coefficient(model.events, model.parameters),
    )


def shapes_sentence(found: HazardShapes) -> str:
    """Return the sentence of a comparison of shapes."""
    steps = ", ".join(
        f"{step.larger} beside {step.smaller} p = {step.p:.3f}"
        for step in found.steps
        if step.p is not None
    )
    return joined(
        f"{found.rows:,} person-periods with {counted(found.events, 'event')}",
        f"likelihood-ratio tests: {steps}",
        f"the {found.chosen} shape of time is enough for these data; "
        "shapes tested in turn give no exact error rate",
    )


def cox_sentence(model: ProportionalHazards) -> str:
    """Return the sentence of a proportional-hazards model."""
    ratios = ", ".join(
        f"{name} {ratio:.3g} (95% interval {low:.3g} to {high:.3g})"
        for name, ratio, low, high in zip(
            model.names, model.ratio, model.low, model.high, strict=True
        )
    )
    return joined(
        f"{people(model.people)} and {counted(model.events, 'event')}",
        f"{model.measure} for one unit more: {ratios}",
        _per_coefficient(model.events, len(model.coef)),
    )


def _left(share: float, low: float | None, high: float | None) -> str:
    return f"an estimated {_share(share, low, high)} had not had the event"


def _share(share: float, low: float | None, high: float | None) -> str:
    if low is None or high is None or np.isnan(low):
        return f"{percent(share)} (no interval)"
    return f"{percent(share)} (95% interval {percent(low)} to {percent(high)})"


def _half(median: float | None) -> str:
    if median is None:
        return "more than half had not had it when watching ended, so there is no median"
    return f"half had had it by {median:.3g}"


def _emptied(
    what: str,
    survival: Sequence[float] | np.ndarray,
    at_risk: Sequence[int] | np.ndarray,
    times: Sequence[float] | np.ndarray,
) -> str:
    """Say that all at risk had it before others entered: a curve at 0 can't rise for them."""
    gone = np.flatnonzero(np.asarray(survival) == 0)
    if not len(gone) or not np.any(at_risk[gone[0] + 1 :]):
        return ""
    when = plain(float(times[gone[0]]))
    return f"all at risk {what} {when}, so the curve says nothing of later entrants"


def _few(at_risk: Sequence[int] | np.ndarray, times: Sequence[float] | np.ndarray) -> str:
    """Say from when, or until when, few are at risk."""
    few = np.asarray(at_risk) < FEW_AT_RISK
    if not few.any():
        return ""
    if few.all():
        return f"fewer than {FEW_AT_RISK} people are at risk at any time: read it with care"
    first = int(np.argmax(few))
    where = f"from {plain(float(times[first]))} on" if few[first:].all() else "at some times"
    return f"fewer than {FEW_AT_RISK} people are at risk {where}"


def _verdict(what: str, statistic: float | None, df: int, p: float | None) -> str:
    if statistic is None or p is None:
        return "no time had events with two groups at risk, so there is nothing to compare"
    size = f"chi-square {statistic:.2f} with {counted(df, 'degree')} of freedom, p = {p:.3g}"
    return f"{'a' if p < 0.05 else 'no clear'} difference in {what}: {size}"


def _per_coefficient(events: int, coefficients: int) -> str:
    if events >= FEW_EVENTS * max(coefficients, 1):
        return ""
    return f"fewer than {FEW_EVENTS} events for each coefficient: do not lean on it"
