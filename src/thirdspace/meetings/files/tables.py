"""The tables of this room in a partnership folder, in the order they are read and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from thirdspace.access import clock
from thirdspace.access.models import Scoped
from thirdspace.meetings.files.columns import (
    Column,
    Keys,
    Place,
    choice,
    day,
    flag,
    moment,
    needed,
    number,
    organization,
    organizations,
    person,
    plain,
    reference,
    words,
)
from thirdspace.meetings.models import (
    AgendaItem,
    Attendance,
    Cadence,
    Decision,
    DecisionState,
    Deliverable,
    DeliverableKind,
    DeliverableState,
    ItemKind,
    ItemOrigin,
    ItemState,
    Line,
    LineKind,
    Meeting,
    MeetingState,
    Presence,
    Promise,
    PromiseState,
    Reflection,
    ReflectionState,
    Series,
    Tension,
    TensionState,
    Trial,
    TrialState,
    Voice,
)

ALL = Q()


@dataclass(frozen=True, slots=True)
class Kept:
    """A table: its file, its model, what makes two rows the same, and its columns.

    Where later tables name its records, `keys` is where they look, and `key` how one is written.
    """

    file: str
    model: type[Scoped]
    natural: tuple[str, ...]  # columns that name a record
    columns: tuple[Column, ...]
    order: tuple[str, ...]
    noun: str
    keys: Callable[[Place], Keys] | None = None
    key: Callable[[Place, Any], str] = lambda _place, row: str(row.name)
    blank: Callable[[], dict[str, Any]] = dict  # what fields are that a hand-made row leaves out
    carried: Q = ALL  # which records a folder carries, of those the scope sees


_SEEN = (
    # No folder releases: that needs a yes from each organization.
    choice("visibility", ("own", "named", "partnership"), "partnership"),
    organization("origin"),
    organizations("named"),
)
_MEETING = reference("meeting", lambda place: place.meetings)
_ITEM = reference("item", lambda place: place.items)
_LINE = reference("line", lambda place: place.lines)
_MADE = (person("made_by"), moment("made", to="made_at"))


def _now(*fields: str) -> Callable[[], dict[str, Any]]:
    return lambda: dict.fromkeys(fields, clock.now())


def _json(name: str, empty: Callable[[], Any]) -> Column:
    column = plain(name)
    return Column(name, name, lambda cells, at: column.read(cells, at) or empty(), column.write)


TABLES: tuple[Kept, ...] = (
    Kept(
        "series.csv", Series, ("series",),
        (words("series", 120, to="name", needed=True), words("purpose", 300),
         choice("cadence", Cadence, Cadence.TWO_WEEKS), number("minutes", default=60),
         words("place", 300), words("time_zone", 60, needed=True),
         number("reflect_every", default=2), number("reflect_minutes", default=8),
         number("long_every_months", default=3), number("long_minutes", default=45),
         _json("voices", list), day("ended", to="ended_on"), *_SEEN),
        ("name",), "series of meetings", lambda place: place.series,
    ),
    Kept(
        "meetings.csv", Meeting, ("series", "number"),
        (needed(reference("series", lambda place: place.series)), number("number"),
         words("title", 160, needed=True), needed(moment("start", to="starts_at")),
         number("minutes", default=60), words("place", 300), words("time_zone", 60, needed=True),
         choice("state", MeetingState, MeetingState.PLANNED), moment("opened", to="opened_at"),
         moment("closed", to="closed_at"), words("cancelled_why", 300),
         moment("invited", to="invited_at"), *_MADE, *_SEEN),
        ("series__name", "number"), "meetings", lambda place: place.meetings,
        lambda place, row: f"{place.series.names[row.series_id]} {row.number}", _now("made_at"),
    ),
    Kept(
        "agenda.csv", AgendaItem, ("meeting", "position"),
        (needed(_MEETING), number("position"), words("title", 200, needed=True), words("note", 300),
         choice("kind", ItemKind, ItemKind.MAKE), choice("origin", ItemOrigin, ItemOrigin.OWN),
         number("minutes", default=10), person("led_by"), organization("brought_by"),
         choice("state", ItemState, ItemState.WAITING), moment("started", to="started_at"),
         moment("ended", to="ended_at")),
        ("meeting__series__name", "meeting__number", "position", "id"), "agenda items",
        lambda place: place.items,
        lambda place, row: f"{place.meetings.names.get(row.meeting_id)}, {row.position}",
    ),
    Kept(
        "attendance.csv", Attendance, ("meeting", "person", "guest"),
        (needed(_MEETING), person("person"), words("guest", 120),
         needed(organization("organization")),
         choice("voice", Voice, Voice.OTHER), choice("state", Presence, Presence.INVITED),
         moment("left", to="left_at")),
        ("meeting__series__name", "meeting__number", "person__email", "guest"), "attendances",
    ),
    Kept(
        "notes.csv", Line, ("meeting", "line"),
        (needed(_MEETING), words("line", 36, to="key", needed=True), number("position"), _ITEM,
         words("text", 10_000), choice("kind", LineKind, LineKind.PLAIN), person("about"),
         person("person"), moment("typed", to="typed_at"), moment("removed", to="removed_at"),
         *_SEEN),
        ("meeting__series__name", "meeting__number", "position", "key"), "lines of notes",
        lambda place: place.lines, lambda _place, row: str(row.key),
        lambda: {"change": 0, "typed_at": clock.now()},
    ),
    Kept(
        "decisions.csv", Decision, ("decision",),
        (number("decision", to="number"), words("text", 500, needed=True), words("reason", 500),
         choice("state", DecisionState, DecisionState.DECIDED), organization("proposed_by"),
         flag("needs_both"), day("answer_by"), words("if_silent", 300),
         moment("decided", to="decided_at"), day("object_until"), _MEETING, _ITEM, _LINE,
         *_MADE, *_SEEN),
        ("number",), "decisions", blank=_now("made_at"),
    ),
    Kept(
        "promises.csv", Promise, ("promise",),
        (number("promise", to="number"), words("text", 500, needed=True), needed(person("owner")),
         needed(organization("organization")), flag("joint"), organization("promised_to"),
         day("first_due"), day("due"), choice("state", PromiseState, PromiseState.OPEN),
         moment("answered", to="answered_at"), words("answer_line", 500), number("moves"),
         _MEETING, _ITEM, _LINE, *_MADE, *_SEEN),
        ("number",), "promises", blank=_now("made_at"),
    ),
    Kept(
        "deliverables.csv", Deliverable, ("deliverable",),
        (number("deliverable", to="number"), words("title", 200, needed=True),
         words("note", 10_000), choice("kind", DeliverableKind, DeliverableKind.OWN),
         organization("owed_to"), organization("organization"), person("person"), day("due"),
         choice("state", DeliverableState, DeliverableState.NOT_STARTED),
         moment("delivered", to="delivered_at"), *_MADE, *_SEEN),
        ("number",), "deliverables", blank=_now("made_at"),
    ),
    Kept(
        "reflections.csv", Reflection, ("meeting",),
        (needed(_MEETING), number("minutes"),
         choice("state", ReflectionState, ReflectionState.PLANNED),
         _json("prompts", list), flag("three_is_enough"), moment("opened", to="opened_at"),
         moment("shown_at"), plain("shown"), words("skipped_why", 300), words("asset", 300),
         flag("spoken_only")),
        ("meeting__series__name", "meeting__number"), "reflections",
    ),
    Kept(
        "trials.csv", Trial, ("meeting", "text"),
        (_MEETING, words("text", 300, needed=True), needed(day("due")),
         choice("state", TrialState, TrialState.OPEN), moment("checked", to="checked_at"),
         words("checked_line", 300), moment("made", to="made_at"), *_SEEN),
        ("made_at", "text", "id"), "agreements to try", blank=_now("made_at"),
    ),
    Kept(
        "tensions.csv", Tension, ("tension",),
        (number("tension", to="number"), words("text", 500, needed=True), person("surfaced_by"),
         organizations("between"),
         choice("state", TensionState, TensionState.OPEN), words("what_changed", 500),
         moment("opened", to="opened_at"), moment("settled", to="settled_at"), _MEETING, _ITEM,
         _LINE, *_SEEN),
        ("number",), "tensions",
        carried=Q(private=False),  # its writer's alone, even in their own copy
        blank=_now("opened_at"),
    ),
)  # fmt: skip
