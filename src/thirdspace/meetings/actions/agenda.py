"""The agenda: what is talked about, for how long, led by whom, and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from thirdspace.access import audit
from thirdspace.access.actions import action
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.words import said, said_or_not
from thirdspace.meetings.actions import carrying
from thirdspace.meetings.actions.checked import one_of, whole
from thirdspace.meetings.models import (
    AgendaItem,
    Deliverable,
    ItemKind,
    ItemOrigin,
    ItemState,
    Meeting,
    MeetingState,
    Reflection,
    ReflectionState,
)
from thirdspace.meetings.permissions import WRITE
from thirdspace.meetings.reads.meetings import find
from thirdspace.meetings.rhythm_rules import STANDING
from thirdspace.partnership.models import Organization, Person
from thirdspace.problems import InputProblem

_LINKS: dict[str, Any] = {
    "led_by_id": Person,
    "brought_by_id": Organization,
    "deliverable_id": Deliverable,
}


@action(WRITE)
def add_item(
    scope: Scope,
    *,
    meeting_id: int,
    title: str,
    kind: str,
    origin: str = ItemOrigin.OWN,
    minutes: int = 10,
    note: str = "",
    led_by_id: int | None = None,
    brought_by_id: int | None = None,
    deliverable_id: int | None = None,
) -> AgendaItem:
    """Put an item on the agenda, before a reflection that comes last.

    Who brought it is the organization of whoever adds it, unless another is named.

    Raises
    ------
    InputProblem
        The meeting is over, or something sent can't be used.
    """
    meeting = _changing(scope, meeting_id)
    fields = _fields(
        scope, title=title, kind=kind, origin=origin, minutes=minutes, note=note,
        led_by_id=led_by_id, brought_by_id=brought_by_id or scope.organization_id,
        deliverable_id=deliverable_id,
    )  # fmt: skip
    if fields["kind"] == ItemKind.REFLECT:
        _refuse_second_reflection(scope, meeting)
    position = carrying.place_for(scope, meeting)
    item = AgendaItem.objects.add(scope, meeting=meeting, position=position, **fields)
    if item.kind == ItemKind.REFLECT:
        carrying.plan_reflection(scope, item.meeting, item.minutes)
    audit.record(scope, "meetings.add_item", item, label=_label(item), after=fields, within=meeting)
    return item


@action(WRITE)
def change_item(scope: Scope, /, *, meeting_id: int, item_id: int, **changes: Any) -> AgendaItem:
    """Change an item that is not over yet.

    Parameters
    ----------
    scope : Scope
        Who changes it.
    meeting_id, item_id : int
        Which item of which meeting.
    **changes
        Any of what :func:`add_item` takes.

    Raises
    ------
    InputProblem
        The item or the meeting is over, or something sent can't be used.
    """
    item = _open_item(scope, meeting_id, item_id)
    fields = _fields(scope, **changes)
    _refuse_other_use(item, fields)
    before = {name: getattr(item, name) for name in fields}
    after = {name: value for name, value in fields.items() if before[name] != value}
    for name, value in after.items():
        setattr(item, name, value)
    item.save(update_fields=list(after))
    if item.kind == ItemKind.REFLECT:
        carrying.lengthen_reflection(scope, item.meeting, item.minutes)
    audit.record(
        scope, "meetings.change_item", item, label=_label(item), within=item.meeting,
        before={name: before[name] for name in after}, after=after,
    )  # fmt: skip
    return item


@action(WRITE)
def move_item(scope: Scope, *, meeting_id: int, item_id: int, up: bool) -> AgendaItem:
    """Move an item one place up or down among those that have not begun."""
    item = _open_item(scope, meeting_id, item_id)
    waiting = AgendaItem.objects.within(scope).filter(meeting=meeting_id, state=ItemState.WAITING)
    order = list(waiting.exclude(position=STANDING).order_by("position", "id"))
    if item not in order:
        return item
    at = order.index(item)
    to = max(0, min(len(order) - 1, at - 1 if up else at + 1))
    places = sorted(each.position for each in order)
    order.insert(to, order.pop(at))
    for place, each in zip(places, order, strict=True):
        each.position = place
        each.save(update_fields=["position"])
    audit.record(
        scope, "meetings.move_item", item, label=_label(item), after={"place": to + 1},
        within=item.meeting,
    )  # fmt: skip
    return item


@action(WRITE)
def drop_item(scope: Scope, *, meeting_id: int, item_id: int, why: str) -> None:
    """Take an item off the agenda; the reason stays in the history.

    Raises
    ------
    InputProblem
        It has begun, or there is no reason.
    """
    item = _open_item(scope, meeting_id, item_id)
    reason = said(why, most=300, field="why")
    if item.state != ItemState.WAITING:
        raise _over()
    if item.kind == ItemKind.REFLECT:
        _skip_reflection(scope, item, reason)
    audit.record(
        scope, "meetings.drop_item", item, label=_label(item), after={"why": reason},
        within=item.meeting,
    )  # fmt: skip
    item.delete()


def _fields(scope: Scope, **given: Any) -> dict[str, Any]:
    """Return what was given of an item, checked."""
    checks: dict[str, Callable[[Any], Any]] = {
        "title": lambda value: said(value, most=200, field="title"),
        "note": lambda value: said_or_not(value, most=300, field="note"),
        "kind": lambda value: one_of(value, ItemKind.values, field="kind"),
        "origin": lambda value: one_of(value, ItemOrigin.values, field="origin"),
        "minutes": lambda value: whole(value, 1, 480, field="minutes"),
    }
    checked = {name: check(given[name]) for name, check in checks.items() if name in given}
    return {**checked, **_links(scope, given)}


def _links(scope: Scope, given: dict[str, Any]) -> dict[str, int | None]:
    named = {name: given[name] for name in _LINKS if name in given}
    for name, pk in named.items():
        if pk and not _LINKS[name].objects.within(scope).filter(pk=pk).exists():
            raise nothing_here()
    return {name: pk or None for name, pk in named.items()}


def _changing(scope: Scope, meeting_id: int) -> Meeting:
    audit.one_at_a_time(scope.partnership_id)
    meeting = find(scope, meeting_id)
    if meeting.state not in (MeetingState.PLANNED, MeetingState.OPEN):
        raise InputProblem(
            _("The agenda is closed."),
            _("The meeting is over, or it was canceled."),
            _("Put it on the agenda of the next meeting."),
        )
    return meeting


def _open_item(scope: Scope, meeting_id: int, item_id: int) -> AgendaItem:
    meeting = _changing(scope, meeting_id)
    items = AgendaItem.objects.within(scope).filter(meeting=meeting, pk=item_id)
    item = items.select_related("meeting").first()
    if item is None:
        raise nothing_here()
    if item.state not in (ItemState.WAITING, ItemState.NOW):
        raise _over()
    return item


def _over() -> InputProblem:
    return InputProblem(
        _("This item has begun or is over."),
        _("What was talked about stays as it was."),
        _("Add a new item instead."),
    )


def _refuse_second_reflection(scope: Scope, meeting: Meeting) -> None:
    items = AgendaItem.objects.within(scope).filter(meeting=meeting, kind=ItemKind.REFLECT)
    if items.exists():
        raise InputProblem(
            _("There is a reflection on this agenda already."),
            _("A meeting has one, so that its answers stay together."),
            _("Give it more minutes instead."),
            field="kind",
        )


def _refuse_other_use(item: AgendaItem, fields: dict[str, Any]) -> None:
    kinds = {item.kind, fields.get("kind", item.kind)}
    if len(kinds) == 2 and ItemKind.REFLECT in kinds:
        raise InputProblem(
            _("A reflection stays a reflection."),
            _("Whether it was held or left out is counted, so it can't become something else."),
            _("Take it off with a reason, and add the other item."),
            field="kind",
        )


def _skip_reflection(scope: Scope, item: AgendaItem, why: str) -> None:
    planned = Reflection.objects.within(scope).filter(
        meeting=item.meeting_id, state=ReflectionState.PLANNED
    )
    planned.update(state=ReflectionState.SKIPPED, skipped_why=why)


def _label(item: AgendaItem) -> str:
    return f"{item.title} ({item.meeting.title})"
