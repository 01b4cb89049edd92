"""The one sentence that each result of reflection says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thirdspace.methods.reflection.records import ALARM_AFTER_DAYS
from thirdspace.methods.words import counted, joined, percent, plain

if TYPE_CHECKING:
    from thirdspace.methods.rates.proportion import Proportion
    from thirdspace.methods.reflection.cadence import Cadence
    from thirdspace.methods.reflection.follow_through import FollowThrough
    from thirdspace.methods.reflection.loop_time import LoopTime
    from thirdspace.methods.reflection.membership_steadiness import MembershipSteadiness
    from thirdspace.methods.reflection.reflection_coverage import ReflectionCoverage
    from thirdspace.methods.reflection.requirement_share import RequirementShare


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


def _ages(found: FollowThrough) -> str:
    if found.open_days_median is None:
        return ""
    return f"open ones: median age {_days(found.open_days_median)}, oldest {found.open_days_oldest}"


def _moved(found: FollowThrough) -> str:
    if not found.moves:
        return ""
    return f"{found.moved} with a moved day, {counted(found.moves, 'move')} in all"


def _gaps(found: Cadence) -> str:
    if found.median_gap is None:
        return ""
    agreed = f", {found.planned_gap} agreed" if found.planned_gap else ""
    return f"median gap {_days(found.median_gap)}{agreed}, longest {found.longest_gap}"


def _days(median: float) -> str:
    return f"{plain(median)} {'day' if median == 1 else 'days'}"


def _rate(found: Proportion) -> str:
    if found.too_few or found.rate is None or found.low is None or found.high is None:
        return "(too few to judge)"
    interval = f"95% interval {percent(found.low)} to {percent(found.high)}"
    return f"({percent(found.rate)}; {interval})"


def steadiness_sentence(found: MembershipSteadiness) -> str:
    """Return “On average 88% of core members stayed from quarter to quarter (2 steps).”"""
    if found.steadiness is None:
        return "Nothing yet: it takes two quarters with core members."
    last = found.steps[-1]
    return joined(
        f"on average {percent(found.steadiness)} of core members stayed from quarter to quarter "
        f"({counted(len(found.steps), 'step')})",
        f"in the last step {last.kept} stayed, {last.left} left and {last.joined} joined",
    )


def loop_sentence(found: LoopTime) -> str:
    """Return “Half of 12 loops closed within 41 days; 3 still open, the oldest for 90 days.”"""
    if not found.loops:
        return "Nothing yet: no feedback was sent."
    median = "fewer than half are closed, so no median yet"
    if found.median is not None:
        median = f"half closed within {_days(found.median)}"
    oldest = f"{found.open} still open, the oldest for {counted(found.oldest_open or 0, 'day')}"
    return joined(counted(found.loops, "loop"), median, oldest if found.open else "")


def left_out(count: int, noun: str) -> str:
    """Say how many had no minutes; nothing if all had."""
    return f"{counted(count, noun)} without minutes left out" if count else ""


def days_ago(days: int | None) -> str:
    """Say how long ago the last one was; nothing if there was none."""
    return "" if days is None else f"the last one {counted(days, 'day')} ago"
