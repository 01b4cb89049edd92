"""What `thirdspace check` tests: each finding is one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from thirdspace.access import audit
from thirdspace.access.registries import checks
from thirdspace.partnership.models import Partnership


def everything() -> Iterator[str]:
    """Return all that is wrong in this home."""
    if connection.vendor == "sqlite":
        yield from _database()
        yield from _orphans()
    for check in checks.entries():
        yield from check.find()
    yield from _trail()


def _database() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        for (finding,) in cursor.fetchall():
            if finding != "ok":
                yield f"The database file is damaged: {finding}."


def _orphans() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        for table, row, parent, _key in cursor.fetchall():
            yield f"Row {row} of {table} points to a row of {parent} that is not there."


def _trail() -> Iterator[str]:
    places = Partnership.everywhere.order_by("id").values_list("pk", "key")
    for partnership_id, key in [(None, "this installation"), *places]:
        for event in audit.broken_links(partnership_id):
            yield (
                f"The audit trail of {key} was altered: event {event.pk} ({event.verb}) "
                "does not fit its seal or the event before it."
            )
