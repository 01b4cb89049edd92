"""The minutes of a meeting, as one reader may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.access.scope import Scope
from thirdspace.meetings import when
from thirdspace.meetings.models import ItemState, Meeting, MeetingState
from thirdspace.meetings.reads import decisions, promises
from thirdspace.meetings.reads.agenda import Agenda, agenda
from thirdspace.meetings.reads.lines import Shown, seen, show
from thirdspace.meetings.reads.presence import (
    Attendee,
    Group,
    Missing,
    begun,
    groups,
    missing,
    who,
)


@dataclass(frozen=True, slots=True)
class ItemNotes:
    """What was typed while one item was on; number 0 is what belongs to none."""

    number: int
    title: str
    lines: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a meeting was about, who was there, and what it left behind."""

    meeting: Meeting
    when: str
    standing: str
    agenda: Agenda
    groups: Sequence[Group]
    missing: Missing
    notes: Sequence[ItemNotes]
    decisions: Sequence[decisions.DecisionRow]
    promises: Sequence[promises.Bank]
    seen_by: str

    @property
    def carried(self) -> Sequence[str]:
        """Return the titles of what was carried over."""
        return [
            row.title for row in self.agenda.rows if row.state == ItemState.CARRIED and row.goes_on
        ]

    def person(self, person_id: int | None) -> Attendee | None:
        """Return a person's own place on the list."""
        everybody = (each for group in self.groups for each in group.people)
        return next((each for each in everybody if each.person_id == person_id), None)

    @property
    def invited(self) -> int:
        """Return how many seats there are."""
        return sum(group.invited for group in self.groups)

    @property
    def to_invite(self) -> int:
        """Return how many get a mail now: all who may come, or those who have not answered."""
        asked = ("invited",) if self.meeting.invited_at else ("invited", "coming")
        everybody = (each for group in self.groups for each in group.people)
        return sum(each.person_id is not None and each.state in asked for each in everybody)

    @property
    def promised(self) -> int:
        """Return how many promises were made."""
        return sum(len(bank.rows) for bank in self.promises)

    @property
    def changeable(self) -> bool:
        """Say whether its agenda may still be changed."""
        return self.meeting.state in (MeetingState.PLANNED, MeetingState.OPEN)

    @property
    def filled(self) -> str:
        """Say how many seats are or were filled, or how many said that they come."""
        if not begun(self.meeting):
            coming = sum(len(group.coming) for group in self.groups)
            return _("%(n)d of %(all)d said that they come.") % {"n": coming, "all": self.invited}
        came = sum(len(group.came) for group in self.groups)
        return _("%(n)d of %(all)d seats filled.") % {"n": came, "all": self.invited}


def minutes(scope: Scope, meeting: Meeting) -> Minutes:
    """Return the minutes of a meeting; a constant number of queries."""
    people = who(scope, meeting)
    items = agenda(scope, meeting, people)
    return Minutes(
        meeting=meeting,
        when=when.span(meeting.starts_at, meeting.minutes, meeting.time_zone),
        standing=standing_line(meeting, items),
        agenda=items,
        groups=groups(meeting, people),
        missing=missing(meeting, people),
        notes=_notes(scope, meeting, items),
        decisions=decisions.made_in(scope, meeting),
        promises=promises.made_in(scope, meeting),
        seen_by=meeting.get_visibility_display().lower(),
    )


def standing_line(meeting: Meeting, items: Agenda) -> str:
    """Say in one line where a meeting stands."""
    if meeting.state == MeetingState.CANCELLED:
        return _("Canceled: %(why)s") % {"why": meeting.cancelled_why}
    if meeting.state == MeetingState.CLOSED:
        return _("Held.")
    if meeting.state == MeetingState.OPEN:
        return _in_session(items)
    return _("Planned, invited.") if meeting.invited_at else _("Planned, not invited yet.")


def _in_session(items: Agenda) -> str:
    on, count = items.on, len(items.rows)
    if on is None:
        return _("In session, all items done.")
    facts = {"number": on.number, "count": count}
    if not on.over:
        return _("In session, item %(number)d of %(count)d.") % facts
    late = ngettext("%(n)d minute over", "%(n)d minutes over", on.over) % {"n": on.over}
    return _("In session, item %(number)d of %(count)d, %(late)s.") % {**facts, "late": late}


def _notes(scope: Scope, meeting: Meeting, items: Agenda) -> list[ItemNotes]:
    rows = list(seen(scope, meeting))
    by_item = defaultdict(list)
    for row, shown in zip(rows, show(scope, meeting, rows), strict=True):
        by_item[row.item_id].append(shown)
    of_items = [
        ItemNotes(row.number, row.title, by_item[row.id]) for row in items.rows if row.id in by_item
    ]
    return [*of_items, *([ItemNotes(0, "", by_item[None])] if None in by_item else [])]
