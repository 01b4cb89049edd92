"""The minutes, sent to everybody who was invited: each with their own promises and thanks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import entrance
from thirdspace.access.scope import Scope
from thirdspace.meetings.letters.promises import links_for
from thirdspace.meetings.lines_grammar import split_lead
from thirdspace.meetings.models import Attendance, Line, LineKind, Meeting, Promise, PromiseState
from thirdspace.meetings.reads.minutes import Minutes, minutes
from thirdspace.meetings.sitting import seats
from thirdspace.web import mail
from thirdspace.web.models import Letter


def send(scope: Scope, meeting: Meeting, to: Iterable[Attendance]) -> None:
    """Send the minutes to those of the list who still have a seat."""
    sitting = set(seats(scope).values_list("person_id", "organization_id"))
    rows = [row for row in to if (row.person_id, row.organization_id) in sitting]
    eyes = {row.organization_id: _eyes_of(scope, row) for row in rows}
    seen = {pk: minutes(reader, meeting) for pk, reader in eyes.items()}
    mail.send_many(
        [_letter(eyes[row.organization_id], seen[row.organization_id], row) for row in rows]
    )


def _eyes_of(scope: Scope, row: Attendance) -> Scope:
    """Return what an organization sees: what one side keeps to itself is in no other's mail."""
    return entrance.enter(
        person_id=row.person_id or 0,
        person_name=str(row.person),
        key=scope.partnership_key,
        organization_id=row.organization_id,
    )


def _letter(reader: Scope, seen: Minutes, row: Attendance) -> Letter:
    promised = list(
        Promise.objects.within(reader)
        .filter(meeting=seen.meeting, owner=row.person_id, state=PromiseState.OPEN)
        .order_by("due", "number")
    )
    urls: Mapping[int, str] = links_for(reader, promised)
    thanks = Line.objects.within(reader).filter(
        meeting=seen.meeting, kind=LineKind.THANKS, about=row.person_id, removed_at=None
    )
    address = reverse("meetings:minutes", args=[reader.partnership_key, seen.meeting.pk])
    return mail.ready(
        row.person.email if row.person else "",
        _("Minutes: %(title)s") % {"title": seen.meeting.title},
        "meetings/mail/minutes",
        {
            "person": row.person,
            "minutes": seen,
            "promises": [(each, urls[each.pk]) for each in promised],
            "decisions": [
                (
                    each,
                    mail.absolute(each.url),
                    any(had.org.id == row.organization_id for had in each.absent),
                )
                for each in seen.decisions
            ],
            "thanks": [split_lead(line.text)[2] for line in thanks.order_by("position", "pk")],
            "partnership": reader.partnership_name,
            "url": mail.absolute(address),
        },
    )
