"""Sends the questions of a reflection to those who attend: one letter, one link, no sign-in."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import links
from thirdspace.access.scope import Scope
from thirdspace.meetings import prompts
from thirdspace.meetings.models import Attendance, Presence, Reflection
from thirdspace.meetings.sitting import seats
from thirdspace.web import mail

#: The name of the link task.
TASK = "meetings.reflect"
ATTENDING = (Presence.INVITED, Presence.COMING, Presence.HERE)


def send_questions(scope: Scope, reflection: Reflection) -> int:
    """Send each person who attends a link of their own; return how many.

    Also to those who answered: leaving them out would tell whoever reads the outbox who did.
    """
    attending = _attending(scope, reflection)
    wanted = [
        links.Wanted(TASK, reflection.pk, row.person_id or 0, row.organization_id)
        for row in attending
    ]
    tokens = links.make_many(scope, wanted)
    mail.send_many(
        [
            mail.ready(
                str(row.person.email) if row.person else "",
                _("How do we work together? %(meeting)s") % {"meeting": reflection.meeting.title},
                "meetings/mail/reflection",
                {
                    "person": row.person,
                    "partnership": scope.partnership_name,
                    "meeting": reflection.meeting,
                    "questions": [prompts.words(key) for key in reflection.prompts],
                    "url": mail.absolute(reverse("web:task", args=[token])),
                },
            )
            for row, token in zip(attending, tokens, strict=True)
        ]
    )
    return len(attending)


def _attending(scope: Scope, reflection: Reflection) -> list[Attendance]:
    """Return those on the list who still sit for their organization, and so can answer."""
    sitting = set(seats(scope).values_list("person_id", "organization_id"))
    listed = Attendance.objects.within(scope).filter(
        meeting=reflection.meeting, person__isnull=False, state__in=ATTENDING
    )
    rows = listed.select_related("person").order_by("id")
    return [row for row in rows if (row.person_id, row.organization_id) in sitting]
