"""Writes partnerships.yaml and people.csv of one partnership."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from thirdspace.access.folder import Outgoing
from thirdspace.access.scope import Scope
from thirdspace.formats.dates import read_date
from thirdspace.partnership.files.document import WHOLE
from thirdspace.partnership.files.people import TABLE
from thirdspace.partnership.files.words import KIND_WORDS
from thirdspace.partnership.models import Event, Membership, OutsideId, Partnership, Seat


def write(scope: Scope, outgoing: Outgoing) -> None:
    """Add what a scope may see of its partnership: organizations, events, seats."""
    partnership = Partnership.objects.within(scope).get()
    extra = dict(partnership.extra)
    for key, value in extra.pop(WHOLE, {}).items():
        outgoing.document.setdefault(key, value)
    entry = _filled({"key": partnership.key, "name": partnership.name,
                     "started": partnership.started}) | extra  # fmt: skip
    entry["organizations"] = list(_organizations(scope))
    events = list(_events(scope))
    if events:
        entry["events"] = events
    listed = outgoing.document.pop("partnerships", [])
    outgoing.document["partnerships"] = [*listed, entry]  # type: ignore[misc]
    outgoing.add(TABLE, _seats(scope))


def _organizations(scope: Scope) -> Iterator[dict[str, Any]]:
    ids: dict[int, dict[str, str]] = {}
    for row in OutsideId.objects.within(scope).order_by("system", "name"):
        ids.setdefault(row.organization_id, {})[row.name or row.system] = row.value
    members = Membership.objects.within(scope).select_related("organization__parent")
    for member in members.order_by("position", "id"):
        organization = member.organization
        yield (
            _filled(
                {
                    "name": organization.name,
                    "kind": KIND_WORDS[organization.kind],
                    "short_name": organization.short_name,
                    "district": organization.parent.name if organization.parent else "",
                    "ids": ids.get(organization.pk),
                    "joined": _iso(member.joined),
                    "left": _iso(member.left),
                }
            )
            | member.extra
        )


def _events(scope: Scope) -> Iterator[dict[str, Any]]:
    events = Event.objects.within(scope).select_related("organization")
    for event in events.order_by("position", "id"):
        yield (
            _filled(
                {
                    "date": event.when,
                    "kind": event.kind,
                    "mode": event.mode,
                    "organization": event.organization.name if event.organization else "",
                    "what": event.what,
                }
            )
            | event.extra
        )


def _seats(scope: Scope) -> Iterator[Mapping[str, str]]:
    seats = Seat.objects.within(scope).select_related("person", "organization", "backup")
    for seat in seats.order_by("person__email", "organization__name", "role"):
        extra = dict(seat.extra)
        yield {
            "email": seat.person.email,
            "name": seat.person.name,
            "partnership": scope.partnership_key,
            "organization": seat.organization.name,
            "role": seat.role,
            "from": _as_written(extra.pop("from", ""), seat.since, last=False),
            "to": _as_written(extra.pop("to", ""), seat.until, last=True),
            "backup": seat.backup.email if seat.backup else "",
            "title": seat.title,
            **extra,
        }


def _as_written(text: str, day: date | None, *, last: bool) -> str:
    """Return a date as exact as the folder gave it, unless it was changed since."""
    if text:
        span = read_date(text)
        if day == (span.last_day if last else span.first_day):
            return text
    return _iso(day)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in ("", None)}
