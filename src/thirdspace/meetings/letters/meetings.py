"""Mail about a meeting: the invitation, its change or end, and word to who is not expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import clock, links
from thirdspace.access.scope import Scope
from thirdspace.meetings import calendar_files, when
from thirdspace.meetings.calendar_files import Address
from thirdspace.meetings.models import Attendance, Meeting, Presence
from thirdspace.meetings.reads.agenda import agenda
from thirdspace.meetings.reads.calendar import entry_of
from thirdspace.partnership.models import Person
from thirdspace.web import mail
from thirdspace.web.models import Letter

COMING = "meetings.coming"
_ANSWERS = {Presence.COMING: "ACCEPTED", Presence.NOT_COMING: "DECLINED"}


def invite(scope: Scope, meeting: Meeting, to: Iterable[Attendance], *, changed: bool) -> None:
    """Send each person an invitation for their calendar, with a link to say if they come."""
    asked = list(to)
    entry, organizer = entry_of(scope, meeting), _organizer(scope, meeting)
    shown = {
        "meeting": meeting,
        "when": when.span(meeting.starts_at, meeting.minutes, meeting.time_zone),
        "agenda": agenda(scope, meeting, ()).rows,
        "partnership": scope.partnership_name,
        "url": entry.url,
        "by": scope.person_name,
        "changed": changed,
    }
    subject = _("Changed: %(title)s, %(when)s") if changed else _("%(title)s, %(when)s")
    subject %= {"title": meeting.title, "when": shown["when"]}
    letters: list[Letter] = []
    for row, token in zip(asked, _tokens(scope, meeting, asked), strict=True):
        person, coming = _guest(row)
        answer = mail.absolute(reverse("web:task", args=[token]))
        letters.append(
            mail.ready(
                person.email, subject, "meetings/mail/invitation",
                {**shown, "person": person, "answer_url": answer},
                calendar=calendar_files.invitation(entry, organizer, coming),
            )
        )  # fmt: skip
    mail.send_many(letters)


def cancel(scope: Scope, meeting: Meeting, to: Iterable[Attendance]) -> None:
    """Tell everybody who was invited that a meeting does not take place, and why."""
    subject = _("Canceled: %(title)s, %(when)s")
    _out_of_calendars(scope, meeting, to, subject, "meetings/mail/cancelled")


def take_off(scope: Scope, meeting: Meeting, to: Iterable[Attendance]) -> None:
    """Tell people that they are no longer on the list of a meeting, which takes place."""
    subject = _("You need not come: %(title)s, %(when)s")
    _out_of_calendars(scope, meeting, to, subject, "meetings/mail/taken_off")


def _out_of_calendars(
    scope: Scope, meeting: Meeting, to: Iterable[Attendance], subject: str, template: str
) -> None:
    entry, organizer = entry_of(scope, meeting), _organizer(scope, meeting)
    shown = {
        "meeting": meeting,
        "when": when.span(meeting.starts_at, meeting.minutes, meeting.time_zone),
        "partnership": scope.partnership_name,
        "url": entry.url,
        "by": scope.person_name,
    }
    subject %= {"title": meeting.title, "when": shown["when"]}
    letters = []
    for row in to:
        person, coming = _guest(row)
        letters.append(
            mail.ready(
                person.email, subject, template, {**shown, "person": person},
                calendar=calendar_files.cancellation(entry, organizer, coming),
            )
        )  # fmt: skip
    mail.send_many(letters)


def _tokens(scope: Scope, meeting: Meeting, asked: Sequence[Attendance]) -> list[str]:
    wanted = [
        links.Wanted(COMING, meeting.pk, row.person_id or 0, row.organization_id) for row in asked
    ]
    until_then = meeting.starts_at - clock.now()
    return links.make_many(scope, wanted, lifetime=max(until_then, timedelta(days=1)))


def _guest(row: Attendance) -> tuple[Person, Address]:
    person = row.person
    if person is None:
        raise LookupError("Mail goes to people, and a guest is only a name.")
    answer = _ANSWERS.get(Presence(row.state), "NEEDS-ACTION")
    return person, Address(str(person), person.email, answer)


def _organizer(scope: Scope, meeting: Meeting) -> Address:
    """Return who planned the meeting: the same in all that is sent about it."""
    person = meeting.made_by or Person.objects.within(scope).filter(pk=scope.person_id or 0).first()
    if person is None:
        return Address(scope.partnership_name, "noreply@thirdspace.invalid")
    return Address(str(person), person.email)
