"""The audit trail: append-only, chained by hash, and the source of the timeline."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from django.db import connection, models

from thirdspace.access import clock
from thirdspace.access.models import AuditEvent, Visible
from thirdspace.access.scope import Scope, Visibility

RELEASED = (Visibility.FUNDER, Visibility.PUBLIC)
#: What the digest covers, in this order.
SEALED = (
    "partnership_id", "at", "person_id", "person_name", "organization_id", "organization_name",
    "side", "verb", "kind", "record_id", "label", "before", "after", "origin_id", "visibility",
    "named", "previous",
)  # fmt: skip


def one_at_a_time(partnership_id: int | None) -> None:
    """Let one transaction at a time write to a partnership's chain and counters.

    SQLite's IMMEDIATE transactions do so already; PostgreSQL takes a lock until the commit.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [partnership_id or 0])


def record(
    scope: Scope,
    verb: str,
    thing: models.Model,
    *,
    label: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    within: Visible | None = None,
) -> AuditEvent:
    """Write one act into the trail.

    Parameters
    ----------
    scope : Scope
        Who acted, and for which organization.
    verb : str
        ``room.verb_noun``, the key of the timeline's sentence.
    thing : Model
        What was acted on.
    label : str
        How the thing reads in the timeline.
    before, after : mapping, optional
        The fields that changed, as plain values.
    within : Visible, optional
        The record whose visibility the act shares, when `thing` has none of its own.
    """
    holder = within or (thing if isinstance(thing, Visible) else None)
    return _append(
        partnership_id=scope.partnership_id,
        person_id=scope.person_id,
        person_name=scope.person_name,
        organization_id=scope.organization_id,
        organization_name=scope.organization_name,
        side=scope.organization_side if scope.organization_id else "",
        verb=verb,
        kind=thing._meta.label_lower,
        record_id=thing.pk,
        label=label[:300],
        before=_plain(before),
        after=_plain(after),
        origin_id=holder.origin_id if holder else scope.organization_id,
        visibility=_inside(holder.visibility) if holder else Visibility.PARTNERSHIP,
        named=holder.named if holder else "",
    )


def _inside(visibility: str) -> str:
    # A record is released item by item; what was said and done about it is not.
    return Visibility.PARTNERSHIP if visibility in RELEASED else visibility


def _plain(fields: Mapping[str, Any] | None) -> dict[str, Any] | None:
    # As JSON will give it back, so that the seal can be checked from what is stored.
    return None if fields is None else json.loads(json.dumps(dict(fields), default=str))


def record_outside(verb: str, *, person_name: str, label: str) -> AuditEvent:
    """Write an act on the installation itself (a backup, a new user): no partnership sees it."""
    return _append(
        partnership_id=None,
        person_name=person_name,
        verb=verb,
        kind="installation",
        label=label[:300],
        visibility=Visibility.OWN,
    )


def _append(**fields: Any) -> AuditEvent:
    one_at_a_time(fields["partnership_id"])
    event = AuditEvent(at=clock.now(), previous=_newest(fields["partnership_id"]), **fields)
    event.digest = digest(event)
    event.save(force_insert=True)
    return event


def newest_seal(scope: Scope) -> str:
    """Return the seal of a partnership's newest act, seen or not, or "" before the first.

    It changes with every write, so what was made under one seal is true while it is the newest.
    """
    return _newest(scope.partnership_id)


def _newest(partnership_id: int | None) -> str:
    seals = AuditEvent.everywhere.filter(partnership_id=partnership_id).order_by("-id")
    return seals.values_list("digest", flat=True).first() or ""


def digest(event: AuditEvent) -> str:
    """Return the seal of one event: SHA-256 over its fields and the seal before it."""
    values = {name: getattr(event, name) for name in SEALED}
    values["at"] = event.at.timestamp()
    plain = json.dumps(values, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode()).hexdigest()


def broken_links(partnership_id: int | None) -> Iterator[AuditEvent]:
    """Return the events whose seal doesn't fit their content or the event before them."""
    previous = ""
    rows = AuditEvent.everywhere.filter(partnership_id=partnership_id).order_by("id")
    for event in rows.iterator(chunk_size=2000):
        if event.previous != previous or event.digest != digest(event):
            yield event
        previous = event.digest
