"""What happened outside the workspace, noted by a coordinator on the same day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from thirdspace.demo.chronicle import Act, Told, at
from thirdspace.demo.story.events import EVENTS, Event
from thirdspace.partnership.actions.events import add_event


def acts() -> Iterator[Act]:
    """Give the acts of this chapter."""
    for event in EVENTS:
        yield Act(at(event.when, 12), partial(_note, event))


def _note(event: Event, told: Told) -> None:
    noted = add_event(
        told.scope(event.told_by),
        what=event.what,
        when=event.when.isoformat(),
        kind=event.kind,
        mode=event.mode,
        organization_id=told.organizations.get(event.organization),
    )
    told.cited["event", event.key] = noted.pk
