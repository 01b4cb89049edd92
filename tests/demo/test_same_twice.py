"""The same program always builds the same records."""

from __future__ import annotations

from django.db import transaction

from thirdspace.access.models import AuditEvent
from thirdspace.demo.build import build

#: What the trail says of each act; ids differ from build to build.
TOLD = ("at", "person_name", "organization_name", "side", "verb", "kind", "label", "visibility")


def test_two_builds_tell_the_same_story(db):
    assert _trail_of_a_build() == _trail_of_a_build()


def _trail_of_a_build() -> list[tuple[object, ...]]:
    with transaction.atomic():
        build()
        rows = list(AuditEvent.everywhere.order_by("id").values_list(*TOLD))
        transaction.set_rollback(True)
    assert len(rows) > 500
    return rows
