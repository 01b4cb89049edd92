"""The operator sets up the partnership; then each organization brings in its own people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from thirdspace.access import entrance
from thirdspace.demo.chronicle import KEY, NAME, Act, Told, at
from thirdspace.demo.story.members import (
    ORGANIZATIONS,
    PEOPLE,
    SCHOOLS,
    STARTED,
    Organization,
    Person,
)
from thirdspace.partnership import models
from thirdspace.partnership.actions.organizations import add_organization
from thirdspace.partnership.actions.people import end_seat, give_seat, invite_person, set_backup

#: The first coordinator of each organization, and the funder's people, who have none.
_FOUNDERS = ("helen", "ingrid", "carla", "priya", "dolores", "claire", "noel")
#: Who brings in the people of an organization.
_HOSTS = {
    "harbor": "helen", "northfield": "ingrid", "lakeside": "carla", "state": "priya",
    "parents": "dolores",
}  # fmt: skip

_SINCE = {person.key: person.since for person in PEOPLE}


def acts() -> Iterator[Act]:
    """Give the acts of this chapter."""
    yield Act(at(STARTED, 7), _found)
    for minute, organization in enumerate((*ORGANIZATIONS, *SCHOOLS)):
        yield Act(at(STARTED, 7, 1 + minute), partial(_join, organization))
    for minute, person in enumerate(PEOPLE):
        welcome = _seat if person.key in _FOUNDERS else _invite
        yield Act(at(person.since, 8, minute), partial(welcome, person))
        if person.backup:
            both_here = max(person.since, _SINCE[person.backup])
            yield Act(at(both_here, 16, minute), partial(_name_backup, person))
        if person.until:
            yield Act(at(person.until, 17), partial(_leave, person, person.until))


def _found(_told: Told) -> None:
    models.Partnership(key=KEY, name=NAME, started=STARTED.isoformat()).save()


def _join(organization: Organization, told: Told) -> None:
    joined = add_organization(
        entrance.operate(KEY),
        name=organization.name,
        short_name=organization.short_name,
        kind=organization.kind,
        parent_id=told.organizations.get(organization.district),
    )
    told.organizations[organization.key] = joined.pk


def _seat(person: Person, told: Told) -> None:
    known = models.Person.objects.create_user(person.email, name=person.name)
    seat = give_seat(
        entrance.operate(KEY),
        person=known,
        organization_id=told.organizations[person.organization],
        role=person.role,
        title=person.title,
    )
    told.people[person.key], told.seats[person.key] = known.pk, seat.pk


def _invite(person: Person, told: Told) -> None:
    seat = invite_person(
        told.scope(_HOSTS[person.organization]),
        email=person.email,
        name=person.name,
        organization_id=told.organizations[person.organization],
        role=person.role,
        title=person.title,
    )
    known = models.Person.objects.get(email=person.email)
    told.people[person.key], told.seats[person.key] = known.pk, seat.pk


def _name_backup(person: Person, told: Told) -> None:
    set_backup(
        told.scope(_HOSTS[person.organization]),
        seat_id=told.seats[person.key],
        person_id=told.people[person.backup],
    )


def _leave(person: Person, last_day: date, told: Told) -> None:
    end_seat(told.scope("marcus"), seat_id=told.seats[person.key], until=last_day)
