"""The trail only grows, and shows when it was touched."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from thirdspace.access import audit
from thirdspace.access.models import AuditEvent
from thirdspace.access.scope import Visibility
from thirdspace.partnership.models import Event


def _event(world, **fields) -> Event:
    scope = world.scope("coordinator")
    event = Event.objects.add(scope, kind="retreat", what="A day of writing together", **fields)
    audit.record(scope, "partnership.add_event", event, label=event.what, after={"mode": "joint"})
    return event


def test_an_act_says_who_for_whom_and_what(world) -> None:
    event = _event(world)
    row = AuditEvent.objects.within(world.scope("member_university")).get()
    assert (row.person_name, row.organization_name, row.side) == (
        "Marcus Bell",
        "Harbor County",
        "district",
    )
    assert (row.verb, row.record_id, row.after) == (
        "partnership.add_event",
        event.pk,
        {"mode": "joint"},
    )


def test_an_act_on_a_private_record_stays_private(world) -> None:
    _event(world, visibility=Visibility.OWN)
    assert AuditEvent.objects.within(world.scope("member_district")).count() == 1
    assert AuditEvent.objects.within(world.scope("member_university")).count() == 0


@pytest.mark.parametrize("act", ["change", "remove"])
def test_the_database_refuses_to_touch_the_trail(world, act: str) -> None:
    _event(world)
    rows = AuditEvent.everywhere.all()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(label="other") if act == "change" else rows.delete()


def test_a_sound_chain_has_no_broken_links(world) -> None:
    for _ in range(3):
        _event(world)
    assert list(audit.broken_links(world.a.partnership.pk)) == []


def test_a_tampered_event_is_found(world) -> None:
    for _ in range(3):
        _event(world)
    second = AuditEvent.everywhere.order_by("id")[1]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER audit_never_changes")
        else:
            cursor.execute("ALTER TABLE access_auditevent DISABLE TRIGGER audit_never_changes")
        cursor.execute("UPDATE access_auditevent SET label = 'no' WHERE id = %s", [second.pk])
    assert [e.pk for e in audit.broken_links(world.a.partnership.pk)] == [second.pk]


def test_partnerships_have_chains_of_their_own(world) -> None:
    _event(world)
    scope = world.b.scope("coordinator")
    event = Event.objects.add(scope, kind="x", what="y")
    assert audit.record(scope, "partnership.add_event", event).previous == ""
