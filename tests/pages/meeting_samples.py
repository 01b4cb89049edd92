"""One record of every kind of the meetings room, made through its actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from cast import Place
from thirdspace.access import clock
from thirdspace.access.scope import Visibility
from thirdspace.meetings.actions import (
    agenda,
    decisions,
    deliverables,
    lines,
    meetings,
    promises,
    reflection,
    reflection_outcome,
    series,
    tensions,
)
from thirdspace.meetings.models import AgendaItem, Attendance, Trial


def meeting_records(place: Place, mark: str, *, secret: str) -> dict[str, Any]:
    """Make a series, a held and a planned meeting, and what came of them."""
    scope = place.scope("coordinator")
    now = clock.now()
    steering = series.start_series(
        scope, name=f"{mark} Steering table", cadence="two_weeks", minutes=60, time_zone="UTC",
        place=f"{mark} Room 4", reflect_every=1,
    )  # fmt: skip
    held = meetings.plan_meeting(scope, series_id=steering.pk, starts_at=now)
    item = agenda.add_item(
        scope, meeting_id=held.pk, title=f"{mark} The plan", kind="decide",
        led_by_id=place.people["member_university"].pk,
    )  # fmt: skip
    meetings.open_meeting(scope, meeting_id=held.pk)
    _private_words(place, held.pk, secret)
    _typed(place, held.pk, mark, item.pk)
    reflection.prepare(scope, meeting_id=held.pk, questions=[f"{mark} Who drafted?", "B?", "C?"])
    reflection.open_reflection(scope, meeting_id=held.pk)
    reflection.answer(
        place.scope("member_district"), meeting_id=held.pk, texts=[f"{secret} alone", "", ""],
        our_view=3, their_view=4,
    )  # fmt: skip
    reflection.show(scope, meeting_id=held.pk)
    reflection_outcome.outcome(
        scope, meeting_id=held.pk, asset=f"{mark} We laugh", trial=f"{mark} Draft first",
        due=clock.today() + timedelta(days=14),
    )  # fmt: skip
    decision = decisions.decide(scope, text=f"{mark} We meet on Tuesdays", meeting_id=held.pk)
    asked = decisions.decide(place.scope("coordinator_university"), text=f"{mark} Start in August")
    decisions.ask_both(
        place.scope("coordinator_university"), number=asked.number,
        organization_ids=[place.org("district").pk, place.org("university").pk],
        answer_by=clock.today() + timedelta(days=9), if_silent=f"{mark} It stays in September.",
    )  # fmt: skip
    promise = promises.make_promise(
        scope, text=f"{mark} Send the map", owner_id=place.people["member_district"].pk,
        due=clock.today() + timedelta(days=5), meeting_id=held.pk,
    )  # fmt: skip
    due = deliverables.add_deliverable(scope, title=f"{mark} Portrait of a leader")
    tension = tensions.surface(scope, text=f"{mark} Pace differs", level="shared")
    planned = meetings.plan_meeting(
        scope, series_id=steering.pk, starts_at=now + timedelta(days=14)
    )
    return {
        "meetings.pk": planned.pk,
        "meetings:series.pk": steering.pk,
        "meetings:edit_series.pk": steering.pk,
        "meetings:plan.pk": steering.pk,
        "meetings:minutes.pk": held.pk,
        "meetings:minutes_docx.pk": held.pk,
        "meetings:minutes_html.pk": held.pk,
        "meetings:notes.pk": held.pk,
        "meetings:lines.pk": held.pk,
        "meetings.item_id": AgendaItem.everywhere.filter(meeting=planned).first().pk,
        "meetings.attendance_id": Attendance.everywhere.get(
            meeting=planned, person=place.people["member_college"]
        ).pk,
        "meetings:answer_decision.number": asked.number,
        "meetings.number": decision.number,
        **{f"meetings:{name}.number": promise.number for name in _PROMISE},
        **{f"meetings:{name}.number": due.number for name in _DELIVERABLE},
        **{f"meetings:{name}.number": tension.number for name in ("tension", "tension_level")},
        "meetings.trial_id": Trial.everywhere.filter(meeting=held).first().pk,
    }


_PROMISE = ("promise", "answer_promise", "undo_promise", "nudge", "edit_promise")
_DELIVERABLE = (
    "deliverable", "edit_deliverable", "deliverable_waiting", "deliverable_evidence",
)  # fmt: skip


def _private_words(place: Place, meeting_id: int, secret: str) -> None:
    """Let the district keep a tension, a prepared meeting and a deliverable to itself."""
    member, scope = place.scope("member_district"), place.scope("coordinator")
    tensions.surface(member, text=f"{secret} between us", level="own", meeting_id=meeting_id)
    own = series.start_series(
        scope, name=f"{secret} Prep", cadence="week", minutes=30, time_zone="UTC", place="",
        visibility=Visibility.OWN,
    )  # fmt: skip
    prep = meetings.plan_meeting(scope, series_id=own.pk, starts_at=clock.now())
    agenda.add_item(scope, meeting_id=prep.pk, title=f"{secret} What we hold back", kind="make")
    decisions.decide(scope, text=f"{secret} decided alone", meeting_id=prep.pk)
    promises.make_promise(
        scope, text=f"{secret} promised alone", owner_id=place.people["member_district"].pk,
        meeting_id=prep.pk,
    )  # fmt: skip
    lines.write_line(scope, meeting_id=prep.pk, key="prep-line", text=f"{secret} typed alone")


def _typed(place: Place, meeting_id: int, mark: str, item_id: int) -> None:
    scope = place.scope("coordinator")
    for number, text in enumerate((
        f"{mark} Both sides explain the other's answer",
        f"decision: {mark} a blank page",
        f"promise: @{place.people['member_university'].name} {mark} send it",
        f"tension: {mark} asked is not deciding",
        f"thanks: @{place.people['member_university'].name} {mark} for saying it",
    )):  # fmt: skip
        lines.write_line(
            scope, meeting_id=meeting_id, key=f"line-{number}", text=text, item_id=item_id
        )
    kept = lines.write_line(
        place.scope("member_district"), meeting_id=meeting_id, key="own", text="tension: ours"
    )
    lines.set_level(
        place.scope("member_district"), meeting_id=meeting_id, key=kept.key, level="own"
    )
