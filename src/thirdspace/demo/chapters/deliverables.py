"""What is due to somebody, how far it came, and who waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from thirdspace.demo.chronicle import Act, Told, at
from thirdspace.demo.story.meetings import DELIVERABLES
from thirdspace.demo.story.meetings.records import Deliverable, Waiting
from thirdspace.meetings import models
from thirdspace.meetings.actions.deliverables import (
    add_deliverable,
    add_evidence,
    change_deliverable,
    set_waiting,
)


def acts() -> Iterator[Act]:
    """Give the acts of this chapter."""
    for due in DELIVERABLES:
        yield Act(at(due.on, 10), partial(_add, due))
        for day, state in due.states:
            yield Act(at(day, 22, 30), partial(_stand, due, state))
        for waiting in due.waiting:
            yield Act(at(waiting.since, 10), partial(_wait, due, waiting))
        for day, kind, key, why in due.evidence:
            yield Act(at(day, 10, 30), partial(_show, due, kind, key, why))


def _add(due: Deliverable, told: Told) -> None:
    added = add_deliverable(
        told.scope(due.by),
        title=due.title,
        kind="requirement" if due.owed_to else "own",
        owed_to_id=told.organizations.get(due.owed_to),
        organization_id=told.organizations.get(due.organization),
        person_id=told.people.get(due.person),
        due=due.due,
        note=due.note,
    )
    told.deliverables[due.key] = added.number


def _stand(due: Deliverable, state: str, told: Told) -> None:
    scope, number = told.scope(due.by), told.deliverables[due.key]
    stored = models.Deliverable.objects.within(scope).get(number=number)
    change_deliverable(
        scope,
        number=number,
        title=stored.title,
        kind=stored.kind,
        state=state,
        owed_to_id=stored.owed_to_id,
        organization_id=stored.organization_id,
        person_id=stored.person_id,
        due=stored.due,
        note=stored.note,
    )


def _wait(due: Deliverable, waiting: Waiting, told: Told) -> None:
    set_waiting(
        told.scope(waiting.by),
        number=told.deliverables[due.key],
        organization_id=told.organizations[waiting.organization],
        what=waiting.what,
        since=waiting.since,
    )


def _show(due: Deliverable, kind: str, key: str, why: str, told: Told) -> None:
    scope, number = told.scope(due.by), told.deliverables[due.key]
    add_evidence(scope, number=number, kind=kind, record_id=told.cited[kind, key], why=why)
