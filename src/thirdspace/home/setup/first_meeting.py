"""The first meeting of a new partnership: its series, its agenda, its invitations."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thirdspace.access.scope import Scope
from thirdspace.home.setup.draft import AgendaLine, Draft
from thirdspace.home.setup.people import OTHER, asked_for, kept_people
from thirdspace.meetings.actions.agenda import add_item, move_item
from thirdspace.meetings.actions.meetings import invite, plan_meeting
from thirdspace.meetings.actions.series import start_series
from thirdspace.meetings.models import ItemKind, Meeting
from thirdspace.meetings.rhythm_rules import on_the_wall
from thirdspace.partnership.models import Person
from thirdspace.problems import InputProblem

_NOTE = 300


def call_together(scope: Scope, draft: Draft, founder: Person) -> Meeting:
    """Plan the first meeting as its coordinator would, and invite everybody.

    Raises
    ------
    InputProblem
        Step 3 is not filled in yet, or an action refuses what is there.
    """
    first = draft.meeting
    if first is None:
        raise InputProblem(
            _("There is no first meeting yet."), _("People are invited to something."),
            _("Choose its day and time in step 3."),
        )  # fmt: skip
    series = start_series(
        scope, name=_("Joint meeting"), purpose=draft.purpose, cadence=first.again,
        minutes=first.minutes, place=first.place, time_zone=first.time_zone,
    )  # fmt: skip
    starts_at = on_the_wall(first.day, first.starts, first.time_zone)
    meeting = plan_meeting(scope, series_id=series.pk, starts_at=starts_at)
    _put_on_agenda(scope, meeting, first.agenda, _still_to_invite(draft, founder))
    return invite(scope, meeting_id=meeting.pk)


def _put_on_agenda(scope: Scope, meeting: Meeting, lines: Sequence[AgendaLine], note: str) -> None:
    items = []
    for line in lines:
        items.append(
            add_item(scope, meeting_id=meeting.pk, title=line.title, kind=line.kind,
                     minutes=line.minutes, note=note)
        )  # fmt: skip
        note = ""
    # A reflection is put last; here it stands where the draft has it.
    for place, item in enumerate(items, start=1):
        if item.kind == ItemKind.REFLECT:
            for _step in range(len(items) - place):
                move_item(scope, meeting_id=meeting.pk, item_id=item.pk, up=True)


def _still_to_invite(draft: Draft, founder: Person) -> str:
    """Say in the first line of the agenda who is still to be invited, and by whom."""
    lead = next(p.name for p in kept_people(draft, founder) if p.coordinates and p.side == OTHER)
    names: dict[str, list[str]] = {}
    for row in asked_for(draft, founder):
        asked = lead if row.organization == OTHER else str(founder)
        names.setdefault(asked, []).append(row.name or row.email)
    said = " ".join(
        _("Still to invite: %(names)s. %(lead)s, please.")
        % {"names": ", ".join(missing), "lead": asked}
        for asked, missing in names.items()
    )
    return said if len(said) <= _NOTE else f"{said[: _NOTE - 1]}…"
