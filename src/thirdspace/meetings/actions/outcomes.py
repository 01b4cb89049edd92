"""What decisions and promises share: where they come from, what was said, what was seen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, dates
from thirdspace.access.models import Visible
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import OPEN_TO, Audience, Scope, Visibility
from thirdspace.meetings.holding import seen_like
from thirdspace.meetings.models import AgendaItem, Decision, Line, Meeting, Promise
from thirdspace.problems import Conflict, InputProblem

N = TypeVar("N", Decision, Promise)
R = TypeVar("R", bound=Model)


@dataclass(frozen=True, slots=True)
class Source:
    """Where something comes from: a meeting, an item of it, a line of its notes, or nowhere."""

    meeting: Meeting | None = None
    item: AgendaItem | None = None
    line: Line | None = None

    def fields(self) -> dict[str, Any]:
        """Return the fields of a record that comes from here, with who sees it."""
        # A line that stays on one's own side is seen by fewer than its meeting.
        holder = self.line or self.meeting
        seen = seen_like(holder) if holder else {"visibility": Visibility.PARTNERSHIP}
        return {"meeting": self.meeting, "item": self.item, "line": self.line, **seen}


def source_of(
    scope: Scope, meeting_id: int | None, item_id: int | None, line_id: int | None
) -> Source:
    """Return where something comes from.

    Raises
    ------
    NotThere
        No such meeting, item or line, not the scope's to see, or not of one meeting.
    """
    line = _seen(Line.objects.within(scope), line_id)
    item = _seen(AgendaItem.objects.within(scope), item_id or (line.item_id if line else None))
    named = {part.meeting_id for part in (line, item) if part} | ({meeting_id} - {None})
    if len(named) > 1:
        raise nothing_here()
    return Source(_seen(Meeting.objects.within(scope), next(iter(named), None)), item, line)


def _seen(rows: QuerySet[R], pk: int | None) -> R | None:
    found = None if pk is None else rows.filter(pk=pk).first()
    if pk is not None and found is None:
        raise nothing_here()
    return found


def numbered(scope: Scope, model: type[N], number: int) -> N:
    """Return the decision or promise of a number, held still for the rest of the transaction.

    Raises
    ------
    NotThere
        No such record, or not the scope's to see.
    """
    audit.one_at_a_time(scope.partnership_id)
    found: N | None = model.objects.within(scope).filter(number=number).first()
    if found is None:
        raise nothing_here()
    return found


def next_number(scope: Scope, model: type[N]) -> int:
    """Return the number of the next record, while nobody else can take it."""
    audit.one_at_a_time(scope.partnership_id)
    return int(model.objects.highest(scope, "number") or 0) + 1


def label(record: Decision | Promise) -> str:
    """Return how a record is named on the timeline."""
    return f"{record.short} “{record.text}”"


def open_to_all(record: Visible) -> bool:
    """Say whether the whole partnership sees a record."""
    return record.visibility in OPEN_TO[Audience.PARTNERSHIP]


def sees(record: Visible, organization_id: int | None) -> bool:
    """Say whether an organization sees a record."""
    return (
        open_to_all(record)
        or (organization_id is not None and record.origin_id == organization_id)
        or f",{organization_id}," in record.named
    )


def not_past(day: date | None, *, field: str) -> date | None:
    """Return a day that is today or later, or none.

    Raises
    ------
    InputProblem
        It is over.
    """
    if day is None or day >= clock.today():
        return day
    raise InputProblem(
        _("%(day)s is over.") % {"day": dates.day(day)},
        _("Today is %(today)s; nothing can be due before it.")
        % {"today": dates.day(clock.today())},
        _("Choose today or a later day."),
        field=field,
    )


# --- Two people who write at once ------------------------------------------------------------


def mark_of(*values: object) -> str:
    """Return a short mark of what a person saw when they began to change it."""
    plain = json.dumps(values, default=str, sort_keys=True)
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def refuse_stale(seen: str, now: str, *, theirs: str, yours: str) -> None:
    """Refuse a change of something that another person changed meanwhile.

    Parameters
    ----------
    seen, now : str
        The mark of what the person saw, and of what is stored; without the first nothing is
        refused.
    theirs, yours : str
        What is stored, and what was sent.

    Raises
    ------
    Conflict
        The two marks differ.
    """
    if seen and seen != now:
        raise Conflict(
            _("Somebody else changed this while you wrote."),
            _("Yours would replace theirs unseen."),
            _("Read both, then open the page again and store what should stand."),
            theirs=theirs,
            yours=yours,
        )
