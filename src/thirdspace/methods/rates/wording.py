"""The one sentence that each result for rates says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.words import counted, joined, percent, plain

if TYPE_CHECKING:
    from thirdspace.methods.rates.closed_cohort_funnel import Funnel, Stage
    from thirdspace.methods.rates.fisher_exact import FisherExact
    from thirdspace.methods.rates.holm import Holm
    from thirdspace.methods.rates.impact_ratio import GroupImpact, Impact
    from thirdspace.methods.rates.mantel_haenszel import MantelHaenszel, Ratio
    from thirdspace.methods.rates.newcombe_difference import Difference
    from thirdspace.methods.rates.standardized_ratio import Standardized, StandardizedRate
    from thirdspace.methods.rates.strata import ExactOdds
    from thirdspace.methods.rates.wilson import Rate


def rate_sentence(found: Rate) -> str:
    """Return “81 of 263 (31%; 95% interval 26% to 37%).”"""
    if found.rate is None or found.low is None or found.high is None:
        return "Nothing to take a rate of: there was nobody."
    held = between(found.low, found.high, found.confidence)
    return joined(f"{found.count} of {found.of} ({percent(found.rate)}; {held})")


def difference_sentence(found: Difference) -> str:
    """Return “56 of 70 against 48 of 80: 20 points more (95% interval 5 to 33 points).”"""
    (x1, x2), (n1, n2) = found.counts, found.totals
    seen = f"{x1} of {n1} against {x2} of {n2}"
    if found.difference is None or found.low is None or found.high is None:
        return joined(f"{seen}: no difference can be taken, a group has nobody in it")
    way = "more" if found.difference >= 0 else "fewer"
    points = f"{100 * abs(found.difference):.0f} points {way} in each hundred"
    span = f"{100 * found.low:.0f} to {100 * found.high:.0f} points"
    doubt = "" if found.low > 0 or found.high < 0 else "it may be none"
    held = f"{_level(found.confidence)} interval {span}"
    return joined(f"{seen}: {points} ({'; '.join(filter(None, (held, doubt)))})")


def fisher_sentence(found: FisherExact) -> str:
    """Return “26 of 48 against 206 of 259: chance alone would do this in 0.04% of cases.”"""
    (x1, x2), (n1, n2) = found.selected, found.total
    seen = f"{x1} of {n1} against {x2} of {n2}"
    if not found.informative:
        return joined(f"{seen}: these counts leave chance no choice, so nothing can be tested")
    return joined(
        f"{seen}: if the group played no part, a split at least as unlikely would come in "
        f"{_p(found.two_sided)} of cases (mid-P {_p(found.two_sided_midp)})"
    )


def holm_sentence(found: Holm) -> str:
    """Return “1 of 3 findings stands at a chance of 5% for one or more false alarms.”"""
    stands = sum(found.stands)
    verb = "stands" if stands == 1 else "stand"
    return joined(
        f"{stands} of {counted(len(found.raw), 'finding')} {verb} at a chance of "
        f"{_p(found.alpha)} for one or more false alarms"
    )


def funnel_sentence(found: Funnel) -> str:
    """Return “412 entered; 29 (7%; 95% interval 5% to 10%) reached “retained”; fewest go on …”"""
    first, *later = found.stages
    known = [stage for stage in later if stage.step_rate is not None]
    young = [stage for stage in found.stages if stage.too_young]
    return joined(
        f"{first.n} entered in {counted(found.cohorts, 'cohort')}",
        _reached(known[-1], found.confidence) if known else "nobody could go on yet",
        _narrowest(known),
        f"cohorts too young for a stage are left out there ({young[0].stage} on)" if young else "",
    )


def _reached(stage: Stage, confidence: float) -> str:
    if stage.cumulative_rate is None or stage.cumulative_interval is None:
        return ""
    held = between(*stage.cumulative_interval, confidence)
    return (
        f"{stage.n} of {stage.of_entered} ({percent(stage.cumulative_rate)}; {held}) "
        f"reached “{stage.stage}”"
    )


def _narrowest(stages: list[Stage]) -> str:
    steps = [stage for stage in stages if stage.step_rate is not None and stage.step_rate < 1]
    if not steps:
        return ""
    least = min(steps, key=lambda stage: stage.step_rate or 0.0)
    return f"fewest went on to “{least.stage}” ({least.n} of {least.of_before})"


def impact_sentence(found: Impact) -> str:
    """Return “Held against second (206 of 259 …), first is a difference to look into …”"""
    if found.reference_rate is None:
        return joined(f"nothing to hold the groups against: nobody is in {found.reference}")
    flagged = [group for group in found.groups if group.four_fifths_flag]
    small = [group.group for group in found.groups if group.small]
    return joined(
        f"{found.pool} people; {percent(found.reference_rate)} selected in {found.reference}, "
        "the reference",
        "; ".join(_flagged(group, found.confidence) for group in flagged)
        or "no group is below four fifths of that, which is no proof that all is well",
        f"under 2% of the pool and so little known: {', '.join(small)}" if small else "",
        "the reference itself is under 2% of the pool" if found.reference_small else "",
        f"nobody in {', '.join(found.empty)}" if found.empty else "",
    )


def _flagged(group: GroupImpact, confidence: float) -> str:
    ratio = f"{group.impact_ratio:.2f} times that"
    if group.low is not None and group.high is not None:
        ratio += f" ({_level(confidence)} interval {group.low:.2f} to {group.high:.2f})"
    change = ", one person selected here instead of there would clear it"
    switch = change if group.one_person_switch else ""
    return (
        f"a difference to look into: {group.group}, {group.selected} of {group.total} selected, "
        f"{ratio}, by chance alone in {_p(group.fisher.two_sided)} of cases{switch}"
    )


def strata_sentence(found: MantelHaenszel) -> str:
    """Return “Within 6 strata (4526 people) the odds of the first group are 0.90 times …”"""
    within = f"within {counted(found.strata, 'stratum', 'strata')} ({found.people} people)"
    if found.p is None:
        return joined(f"{within} nothing can be compared: none has both groups and a choice")
    left = found.strata - found.informative
    return joined(
        f"{within} the odds of the first group are {_ratio(found.odds_ratio, found.confidence)} "
        "those of the second",
        f"its rate is {_ratio(found.risk_ratio, found.confidence)} the second’s",
        f"by chance alone in {_p(_exact_or(found.p, found.exact))} of cases",
        f"{counted(left, 'stratum', 'strata')} told nothing" if left else "",
    )


def _exact_or(p: float, exact: ExactOdds | None) -> float:
    return p if exact is None else exact.p


def _ratio(ratio: Ratio, confidence: float) -> str:
    if ratio.value is None:
        return "without bound above"
    if ratio.low is None or ratio.high is None:
        return f"{ratio.value:.2f} times (interval not defined)"
    span = f"{_level(confidence)} interval {ratio.low:.2f} to {ratio.high:.2f}"
    return f"{ratio.value:.2f} times ({span})"


def standardized_sentence(found: Standardized) -> str:
    """Return “Spread alike over 6 strata: Male 39% (45% as it is); Female 43% (30% …), …”"""
    said = [_standardized(group, found) for group in found.groups]
    return joined(f"spread alike over {counted(found.strata, 'stratum', 'strata')}", *said)


def _standardized(group: StandardizedRate, found: Standardized) -> str:
    if group.rate is None or group.crude_rate is None:
        missing = f"nobody in {group.empty_strata} of the strata"
        return f"{group.group} not known ({missing})"
    text = f"{group.group} {percent(group.rate)} ({percent(group.crude_rate)} as it is)"
    if group.ratio is None or group.low is None or group.high is None:
        return text
    span = f"{_level(found.confidence)} interval {group.low:.2f} to {group.high:.2f}"
    return f"{text}, {group.ratio:.2f} times {found.reference} ({span})"


def between(low: float, high: float, confidence: float) -> str:
    """Return “95% interval 26% to 37%”."""
    return f"{_level(confidence)} interval {percent(low)} to {percent(high)}"


def _level(confidence: float) -> str:
    return f"{plain(100 * confidence)}%"


def _p(p: float) -> str:
    """Return a probability as a percentage that never reads 0."""
    return "under 0.01%" if p < 1e-4 else f"{100 * p:{'.2g' if p < 0.1 else '.0f'}}%"
