"""Who decided and who was absent, as the attendance says: when noted, and when all is known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock
from thirdspace.access.models import AuditEvent
from thirdspace.access.scope import Scope
from thirdspace.meetings.actions.outcomes import label
from thirdspace.meetings.actions.parts import Parts, in_words, parts_of, put_parts
from thirdspace.meetings.models import Decision, DecisionState, Meeting, Part, Presence
from thirdspace.meetings.reads.presence import Attendee, who
from thirdspace.meetings.sitting import seats

#: How long who was absent may object.
OBJECT_FOR = timedelta(days=9)
_CHANGED = "meetings.change_decision"


def may_object_until() -> date:
    """Return until when who was absent may object, if nobody says another day."""
    return clock.today() + OBJECT_FOR


def parts_when_noted(scope: Scope, meeting: Meeting | None, at: datetime) -> Parts:
    """Return who decides and who is absent at a moment.

    While nobody is marked as here, nobody is called absent: it is not known yet.
    """
    own = {scope.organization_id: ""} if scope.organization_id else {}
    if meeting is None:
        sitting = {seat.organization_id: "" for seat in seats(scope)}
        return {Part.DECIDED: own, Part.ABSENT: {}, Part.COUNTS_FOR: sitting}
    people = who(scope, meeting)
    here = {each.organization_id: "" for each in people if _is_here(each, at)}
    absent = _absent(meeting, people, here) if here else {}
    return {
        Part.DECIDED: here or own,
        Part.ABSENT: absent,
        Part.COUNTS_FOR: {each.organization_id: "" for each in people} | own,
    }


def _is_here(each: Attendee, at: datetime) -> bool:
    stayed = each.state == Presence.LEFT and each.left_at is not None and each.left_at > at
    return each.state == Presence.HERE or stayed


def _absent(meeting: Meeting, people: list[Attendee], here: dict[int, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    zone = ZoneInfo(meeting.time_zone)
    for each in people:
        if each.organization_id in here:
            continue
        line = found.setdefault(each.organization_id, "")
        if each.left_at and not line:
            time = date_format(each.left_at.astimezone(zone), "H:i")
            found[each.organization_id] = _("left at %(time)s") % {"time": time}
    return found


def settle(scope: Scope, meeting: Meeting) -> None:
    """Let a meeting's decisions say who was there, now that all are marked.

    What somebody set by hand, and what was asked of each side, stays as it is.
    """
    made = Decision.objects.within(scope).filter(
        meeting=meeting, state=DecisionState.DECIDED, needs_both=False
    )
    changed = AuditEvent.objects.within(scope).filter(
        verb=_CHANGED, kind=Decision._meta.label_lower
    )
    for decision in made.exclude(pk__in=changed.values("record_id")).order_by("number"):
        before = parts_of(scope, decision)
        parts = parts_when_noted(scope, meeting, decision.decided_at or decision.made_at)
        if any(before[part] != parts[part] for part in parts):
            _put(scope, decision, parts)


def _put(scope: Scope, decision: Decision, parts: Parts) -> None:
    put_parts(scope, decision, parts)
    decision.object_until = (
        decision.object_until or may_object_until() if parts[Part.ABSENT] else None
    )
    decision.save(update_fields=["object_until"])
    audit.record(
        scope, "meetings.note_who_decided", decision, label=label(decision),
        after=in_words(scope, parts),
    )  # fmt: skip
