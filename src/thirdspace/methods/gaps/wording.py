"""The sentences that the results of gaps say about themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.words import counted, joined

if TYPE_CHECKING:
    from thirdspace.methods.gaps.item_functioning import ItemFunctioning
    from thirdspace.methods.gaps.perception_gap import PerceptionGap
    from thirdspace.methods.gaps.reliability import Reliability
    from thirdspace.methods.gaps.view_accuracy import ViewAccuracy


def view_sentence(found: ViewAccuracy) -> str:
    """Return “Guessed 2.5, answered 4.5 on 5 points: accuracy 0.50; different and …”"""
    if found.accuracy is None:
        return "Nothing yet: a guess and an answer are needed."
    return joined(
        f"guessed {found.mean_guess:.3g} (n = {found.guesses}), answered {found.mean_answer:.3g} "
        f"(n = {found.answers}) on {found.points} points: accuracy {found.accuracy:.2f}",
        found.box or "",
        f"{found.missing} missing" if found.missing else "",
    )


def gap_sentence(found: PerceptionGap) -> str:
    """Return “Means 4.0 (n = 5) and 2.5 (n = 4) on 5 points: the answers are far apart, …”"""
    missing = found.first.missing + found.second.missing
    if found.gap is None or found.first.mean is None or found.second.mean is None:
        return "Nothing to compare: both sides need an answer."
    sure = "too few answers for an interval"
    if found.delta_low is not None and found.delta_high is not None:
        sure = f"95% interval {found.delta_low:.2f} to {found.delta_high:.2f}"
        if found.delta_low <= 0 <= found.delta_high:
            sure += ", so chance alone could explain it"
    mixed = " and ".join(
        name
        for name, side in (("the first", found.first), ("the second", found.second))
        if side.mixed
    )
    return joined(
        f"means {found.first.mean:.1f} (n = {found.first.answers}) and {found.second.mean:.1f} "
        f"(n = {found.second.answers}) on {found.points} points: difference in answers "
        f"{found.gap:+.1f}, {found.size} (Cliff’s delta {found.delta:.2f}; {sure})",
        f"mixed inside {mixed}" if mixed else "",
        f"{missing} missing" if missing else "",
    )


def reliability_sentence(found: Reliability) -> str:
    """Return “Alpha 0.82 (95% interval 0.76 to 0.87), omega 0.83: 6 items, 120 people.”"""
    who = f"{counted(found.items, 'item')}, {counted(found.people, 'person', 'people')}"
    left = f"{counted(found.left_out, 'person', 'people')} with a missing answer left out"
    if found.alpha is None:
        return joined(f"undefined, because {found.reason} ({who})", left if found.left_out else "")
    interval = f"95% interval {found.alpha_low:.2f} to {found.alpha_high:.2f}"
    omega = f"undefined, because {found.omega_reason}"
    return joined(
        f"alpha {found.alpha:.2f} ({interval}), omega "
        + (omega if found.omega is None else f"{found.omega:.2f}")
        + f": {who}",
        "an item runs against the others" if any(r < 0 for r in found.item_rest) else "",
        left if found.left_out else "",
    )


def functioning_sentence(found: ItemFunctioning) -> str:
    """Return “The question works alike for both sides (412 and 388 answers; …).”"""
    sides = f"{found.first} and {found.second} answers"
    if found.reason:
        return joined(f"not judged, because {found.reason} ({sides})")
    verdict = "no sign that the question works differently for the two sides"
    if found.flagged:
        verdict = "the question works differently for the two sides, beyond what they differ in"
    elif found.p_total is not None and found.p_total < found.flag_p:
        verdict = "the question works a little differently for the two sides, too little to flag"
    return joined(
        f"{verdict} ({sides}; p = {found.p_total:.2g}, {found.nagelkerke_change:.3f} more "
        f"explained; flagged from {found.flag_from})"
    )
