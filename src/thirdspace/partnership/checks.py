"""What can be wrong with organizations, seats and events, one sentence each."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from thirdspace.partnership.actions.outside_ids import check_outside_id
from thirdspace.partnership.models import Event, Membership, Organization, OutsideId, Seat
from thirdspace.problems import InputProblem


def find() -> Iterator[str]:
    """Return everything that is wrong in this room, over all partnerships."""
    yield from _outsiders()
    yield from _turned_days()
    yield from _bad_ids()


def _outsiders() -> Iterator[str]:
    member = Membership.everywhere.filter(
        partnership=OuterRef("partnership"), organization=OuterRef("organization")
    )
    for seat in Seat.everywhere.filter(~Exists(member)).select_related("organization"):
        yield (
            f"Seat {seat.pk} is held for {seat.organization}, "
            "which takes no part in that partnership."
        )
    for event in Event.everywhere.filter(~Exists(member), organization__isnull=False):
        yield f"Event {event.pk} names an organization that takes no part in its partnership."


def _turned_days() -> Iterator[str]:
    for seat in Seat.everywhere.filter(until__isnull=False, since__isnull=False):
        if seat.since and seat.until and seat.until < seat.since:
            yield f"Seat {seat.pk} ends before it begins."


def _bad_ids() -> Iterator[str]:
    names = dict(Organization.everywhere.values_list("pk", "name"))
    for row in OutsideId.everywhere.order_by("pk"):
        try:
            check_outside_id(row.system, row.value, row.name)
        except InputProblem as problem:
            yield f"{names[row.organization_id]}: {problem.what}"
