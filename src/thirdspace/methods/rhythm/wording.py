"""The one sentence that each result of rhythm says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.rhythm.records import ALARM_AFTER_DAYS
from thirdspace.methods.rhythm.words import counted, days_ago, joined, left_out, percent, plain

if TYPE_CHECKING:
    from thirdspace.methods.rhythm.cadence import Cadence
    from thirdspace.methods.rhythm.decision_shares import DecisionShares, OrganizationDecisions
    from thirdspace.methods.rhythm.follow_through import FollowThrough
    from thirdspace.methods.rhythm.proportion import Proportion
    from thirdspace.methods.rhythm.reflection_coverage import ReflectionCoverage
    from thirdspace.methods.rhythm.requirement_share import RequirementShare
    from thirdspace.methods.rhythm.reveal_groups import RevealGroups
    from thirdspace.methods.rhythm.view_accuracy import ViewAccuracy


def reflection_sentence(found: ReflectionCoverage) -> str:
    """Return “3 of 4 planned reflections done (too few to judge); the last one 12 days ago.”"""
    planned = found.coverage
    done = f"{planned.count} of {counted(planned.of, 'planned reflection')} done {_rate(planned)}"
    minutes = f"{plain(found.reflection_minutes)} of {plain(found.minutes)} meeting minutes"
    return joined(
        done if planned.of else "nothing yet: no reflection was planned",
        f"{found.unplanned} more without a plan" if found.unplanned else "",
        "" if found.minutes_share is None else f"{minutes} ({percent(found.minutes_share)})",
        left_out(found.without_minutes, "meeting"),
        days_ago(found.days_since_last),
        f"none for more than {ALARM_AFTER_DAYS} days" if found.alarm else "",
    )


def follow_through_sentence(found: FollowThrough) -> str:
    """Return “4 of 6 due so far kept by their day (67%; 95% interval 30% to 90%); …”"""
    if not found.made:
        return "Nothing yet: nothing was promised."
    due = f"{found.of_due.count} of {found.due_so_far} due so far kept by their day"
    return joined(
        f"{due} {_rate(found.of_due)}" if found.due_so_far else "none due so far",
        f"of all {found.made} made, {found.kept_on_time} kept by their day so far",
        f"{found.overdue} overdue" if found.overdue else "",
        f"{found.could_not} could not be kept" if found.could_not else "",
        _ages(found),
        _moved(found),
    )


def cadence_sentence(found: Cadence) -> str:
    """Return “9 of 10 planned meetings held (90%; …); median gap 14 days, 14 agreed; …”"""
    planned = found.adherence
    if not planned.of:
        return "Nothing yet: no meeting was planned so far."
    return joined(
        f"{planned.count} of {counted(planned.of, 'planned meeting')} held {_rate(planned)}",
        f"{found.canceled} canceled" if found.canceled else "",
        f"{len(found.overdue)} overdue" if found.overdue else "",
        _gaps(found),
        days_ago(found.days_since_last),
    )


def requirement_sentence(found: RequirementShare) -> str:
    """Return “45 of 120 minutes (38%) funder-required; 60 on co-design, 30 on updates.”"""
    unknown = left_out(found.without_minutes, "item")
    if found.required_share is None:
        return joined("nothing yet: no minutes were noted", unknown)
    required = f"{plain(found.required_minutes)} of {plain(found.minutes)} minutes"
    co_design, updates = plain(found.co_design_minutes), plain(found.update_minutes)
    return joined(
        f"{required} ({percent(found.required_share)}) funder-required",
        f"{co_design} on co-design, {updates} on updates",
        unknown,
    )


def decision_sentence(found: DecisionShares) -> str:
    """Return “8 decisions; District: proposed 5, had a part in 8; …”"""
    if not found.decisions:
        return "Nothing yet: no decision was recorded."
    parts = {"proposed_by": "no proposer", "decided_by": "nobody who decided"}
    return joined(
        counted(found.decisions, "decision"),
        *(_organization(row) for row in found.organizations),
        *(
            f"{found.not_noted[name]} with {what} noted"
            for name, what in parts.items()
            if found.not_noted[name]
        ),
    )


def reveal_sentence(found: RevealGroups) -> str:
    """Return “17 answers; shown: District alone (6), State with University (11).”"""
    if not found.total:
        return "Nothing yet: nobody has answered."
    if not found.groups:
        return f"Nothing is shown: {counted(found.total, 'answer')}, and it takes {found.k}."
    shown = (
        f"{' with '.join(group)}{' alone' if len(group) == 1 else ''} ({answers})"
        for group, answers in zip(found.groups, found.answers, strict=True)
    )
    return f"{counted(found.total, 'answer')}; shown: {', '.join(shown)}."


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


def _ages(found: FollowThrough) -> str:
    if found.open_days_median is None:
        return ""
    median = plain(found.open_days_median)
    return f"open ones: median age {median} days, oldest {found.open_days_oldest}"


def _moved(found: FollowThrough) -> str:
    if not found.moves:
        return ""
    return f"{found.moved} with a moved day, {counted(found.moves, 'move')} in all"


def _gaps(found: Cadence) -> str:
    if found.median_gap is None:
        return ""
    agreed = f", {found.planned_gap} agreed" if found.planned_gap else ""
    return f"median gap {plain(found.median_gap)} days{agreed}, longest {found.longest_gap}"


def _organization(row: OrganizationDecisions) -> str:
    absent = f", absent from {row.absent}" if row.absent else ""
    return f"{row.organization}: proposed {row.proposed}, had a part in {row.decided}{absent}"


def _rate(found: Proportion) -> str:
    if found.too_few or found.rate is None or found.low is None or found.high is None:
        return "(too few to judge)"
    interval = f"95% interval {percent(found.low)} to {percent(found.high)}"
    return f"({percent(found.rate)}; {interval})"
