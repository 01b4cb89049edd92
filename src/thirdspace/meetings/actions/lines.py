"""Typing the notes of a meeting together: no line is lost, none is doubled.

Each line has a key made where it is typed, so that sending it twice stores it once, and a version,
so that two people who change one line are both shown what the other wrote.
"""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from thirdspace.access import audit, clock
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope, Visibility
from thirdspace.meetings.actions.becoming import bring_back, follow, take_back
from thirdspace.meetings.actions.tensions import change_level
from thirdspace.meetings.finding import put_in_search
from thirdspace.meetings.holding import seen_like
from thirdspace.meetings.levels import Level
from thirdspace.meetings.models import (
    AgendaItem,
    Line,
    LineKind,
    LineVersion,
    Meeting,
    MeetingState,
    Tension,
)
from thirdspace.meetings.permissions import NOTE
from thirdspace.problems import Conflict, InputProblem

#: The most characters a line can have.
LONGEST = 10_000
#: Longer than this no computer has kept a line that it could not send.
KEPT = timedelta(days=30)
_KEEP = "\n\t"


@action(NOTE)
def write_line(
    scope: Scope,
    *,
    meeting_id: int,
    key: str,
    text: str,
    item_id: int | None = None,
    typed_at: datetime | None = None,
    seen: int = 0,
) -> Line | None:
    """Store a line of the notes, new or changed, and let it become what its first word says.

    Parameters
    ----------
    key : str
        The line's own, made where it was typed. What was stored under it already is not stored
        again, so that a line can be sent until an answer comes.
    text : str
        What was typed. A new line without any is ignored.
    item_id : int, optional
        The item of the agenda that was on when it was typed.
    typed_at : datetime, optional
        When it was typed, if it is sent later.
    seen : int
        The version that was changed; 0 for a new line.

    Returns
    -------
    Line or None
        The line as it is stored now; none where there was nothing to store.

    Raises
    ------
    Conflict
        Somebody else changed it meanwhile, or the meeting is over; nothing is overwritten.
    InputProblem
        It is too long, what it would become is refused, or another side keeps it to itself.
    """
    words = _without_controls(text)
    meeting = _held_still(scope, meeting_id)
    line = Line.objects.within(scope).filter(meeting=meeting, key=key).first()
    if line is None:
        return _first(scope, meeting, key, words, item_id, typed_at) if words else None
    if _arrived(scope, line, words, seen):
        return line
    _refuse_over(meeting, line, words)
    if seen < line.version and _changed_by_others(scope, line, seen):
        raise _conflict(line, words)
    return _change(scope, meeting, line, words or line.text)


def _without_controls(text: str) -> str:
    """Return a text without characters that draw nothing and can hide something."""
    plain = text.replace("\r\n", "\n")
    kept = "".join(c for c in plain if c in _KEEP or unicodedata.category(c) != "Cc").strip()
    if len(kept) > LONGEST:
        raise InputProblem(
            _("This line is too long to store."),
            _("It has %(long)d characters; a line can have %(most)d.")
            % {"long": len(kept), "most": LONGEST},
            _("Make two lines of it. It is kept on this computer."),
            field="text",
        )
    return kept


def _held_still(scope: Scope, meeting_id: int) -> Meeting:
    """Return a meeting whose lines nobody else changes before this transaction ends."""
    # Before the row: every other action takes this lock first, and two orders would deadlock.
    audit.one_at_a_time(scope.partnership_id)
    meeting = Meeting.objects.within(scope).select_for_update().filter(pk=meeting_id).first()
    if meeting is None:
        raise nothing_here()
    return meeting


def _first(
    scope: Scope,
    meeting: Meeting,
    key: str,
    words: str,
    item_id: int | None,
    typed_at: datetime | None,
) -> Line:
    _refuse_over(meeting, None, words)
    if Line.objects.taken(scope, meeting=meeting, key=key):
        raise _kept_by_others()
    # An item that was dropped meanwhile doesn't cost the line.
    items = AgendaItem.objects.within(scope).filter(meeting=meeting, pk=item_id or 0)
    change = _count(scope, meeting)
    line = Line.objects.add(
        scope,
        meeting=meeting,
        key=key,
        item_id=item_id if items.exists() else None,
        position=change,
        change=change,
        text=words,
        person_id=scope.person_id,
        typed_at=_typed(typed_at),
        **seen_like(meeting),
    )
    _keep_wording(scope, line)
    follow(scope, meeting, line)
    return line


def _typed(told: datetime | None) -> datetime:
    """Return when a line was typed, as its computer says, which may be wrong by years."""
    now = clock.now()
    return min(max(told or now, now - KEPT), now)


def _change(scope: Scope, meeting: Meeting, line: Line, words: str) -> Line:
    if line.removed_at:
        bring_back(scope, line)
    line.text, line.removed_at = words, None
    line.version += 1
    line.change = _count(scope, meeting)
    line.save(update_fields=["text", "removed_at", "version", "change"])
    _keep_wording(scope, line)
    follow(scope, meeting, line)
    return line


def _count(scope: Scope, meeting: Meeting) -> int:
    meeting.line_changes += 1
    meeting.save(update_fields=["line_changes"])
    return meeting.line_changes


def _keep_wording(scope: Scope, line: Line) -> None:
    LineVersion.objects.add(
        scope,
        line=line,
        version=line.version,
        text=line.text,
        person_id=scope.person_id,
        organization_id=scope.organization_id,
        at=clock.now(),
    )


def _arrived(scope: Scope, line: Line, words: str, seen: int) -> bool:
    """Say whether this was stored already: the answer to the first sending was lost."""
    if seen >= line.version:
        return words == line.text and not line.removed_at
    later = LineVersion.objects.within(scope).filter(line=line, version__gt=seen)
    mine = later.filter(text=words, person_id=scope.person_id or 0)
    return words == line.text or mine.exists()


def _changed_by_others(scope: Scope, line: Line, seen: int) -> bool:
    later = LineVersion.objects.within(scope).filter(line=line, version__gt=seen)
    return later.exclude(person_id=scope.person_id or 0).exists()


# --- Refusals ----------------------------------------------------------------------------------


def _refuse_over(meeting: Meeting, line: Line | None, words: str) -> None:
    if meeting.state in (MeetingState.PLANNED, MeetingState.OPEN):
        return
    raise Conflict(
        _("The notes of this meeting are closed."),
        _("Its minutes were made from what was typed until then."),
        _("Your words are kept on this computer: copy them into the notes of the next meeting."),
        theirs=line.text if line else "",
        yours=words,
    )


def _conflict(line: Line, words: str) -> Conflict:
    return Conflict(
        _("Two people changed this line."),
        _("Somebody else stored other words while you wrote."),
        _("Keep theirs, yours, or both lines."),
        theirs=line.text,
        yours=words,
    )


def _kept_by_others() -> InputProblem:
    return InputProblem(
        _("This line is not yours to change any more."),
        _("The other side keeps it to itself now."),
        _("Copy your words into a new line."),
        field="text",
    )


# --- Taking away, and who sees it --------------------------------------------------------------


def _line(scope: Scope, meeting: Meeting, key: str) -> Line:
    line = Line.objects.within(scope).filter(meeting=meeting, key=key, removed_at=None).first()
    if line is None:
        raise nothing_here()
    return line


@action(NOTE)
def remove_line(scope: Scope, *, meeting_id: int, key: str, seen: int) -> None:
    """Take a line out of the notes, and withdraw what it became.

    Its wordings stay; writing it again under its key brings it back. A line that is gone already,
    or never came, is no mistake: the same may be sent twice.

    Raises
    ------
    Conflict
        Somebody else changed it meanwhile, or the meeting is over.
    """
    meeting = _held_still(scope, meeting_id)
    lines = Line.objects.within(scope).filter(meeting=meeting, key=key, removed_at=None)
    line = lines.first()
    if line is None:
        return
    _refuse_over(meeting, line, "")
    if seen < line.version and _changed_by_others(scope, line, seen):
        raise _conflict(line, "")
    take_back(scope, line)
    line.removed_at, line.change = clock.now(), _count(scope, meeting)
    line.save(update_fields=["removed_at", "change"])
    # The only change of a plain line that is an act: its wordings don't tell who took it out.
    audit.record(scope, "meetings.remove_line", line, label=meeting.title)


@action(NOTE)
def set_level(scope: Scope, *, meeting_id: int, key: str, level: str) -> Line:
    """Say who sees a tension typed in the notes: one's own side, or all who see the meeting.

    Kept on one's own side the line goes from everybody else's screen.

    Raises
    ------
    InputProblem
        It was shared already.
    NotThere
        No such line, or it is no tension of one's own side.
    """
    meeting = _held_still(scope, meeting_id)
    line = _line(scope, meeting, key)
    tension = Tension.objects.within(scope).filter(pk=line.record_id or 0).first()
    if line.kind != LineKind.TENSION or tension is None:
        raise nothing_here()
    # Whose tension it is says whose line it is: another side may have typed the first words.
    line.origin_id = tension.origin_id
    if level == Level.OWN and tension.visibility == Visibility.OWN:
        line.visibility, line.named = Visibility.OWN, ""
        audit.record(scope, "meetings.keep_line", line, label=tension.short)
    else:
        change_level(scope, number=tension.number, level=level)
        for field, value in {"named": "", **seen_like(meeting)}.items():
            setattr(line, field, value)
    line.change = _count(scope, meeting)
    line.save(update_fields=["origin", "visibility", "named", "change"])
    if meeting.state == MeetingState.CLOSED:
        put_in_search(scope, meeting)  # its words were found with the meeting until now
    return line
