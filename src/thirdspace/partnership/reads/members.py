"""Who takes part: organizations, their people, and what happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse

from thirdspace.access import clock, routes
from thirdspace.access.permissions import Role
from thirdspace.access.scope import Scope
from thirdspace.partnership.actions.own import is_own, own_organization, own_seat
from thirdspace.partnership.models import (
    Affiliation,
    Event,
    Kind,
    Membership,
    Organization,
    OutsideId,
    Person,
    Seat,
)
from thirdspace.partnership.permissions import MANAGE
from thirdspace.web import mail


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A person's place for one organization."""

    id: int
    person: str
    person_url: str
    organization: str
    side: str
    role: str
    title: str
    since: date | None
    until: date | None
    backup: str
    held: bool
    joined: bool
    own: bool
    came_back: str = ""  # why mail to the person came back; for who looks after them


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organization that takes part or took part."""

    id: int
    name: str
    short_name: str
    side: str
    kind: str
    parent: str
    joined: date | None
    left: date | None
    ids: tuple[tuple[str, str], ...]
    seats: tuple[SeatRow, ...]
    url: str
    own: bool

    @property
    def held(self) -> tuple[SeatRow, ...]:
        """Return the seats held today."""
        return tuple(seat for seat in self.seats if seat.held)


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person, the seats they hold here and the organizations they belong to."""

    name: str
    email: str
    seats: tuple[SeatRow, ...]
    affiliations: tuple[tuple[str, str, str], ...]  # side, organization, title


@dataclass(frozen=True, slots=True)
class EventRow:
    """Something that happened."""

    id: int
    when: str
    what: str
    kind: str
    mode: str
    side: str
    organization: str


def organizations(scope: Scope) -> tuple[OrganizationRow, ...]:
    """Return every member organization with its people, in a handful of queries."""
    members = list(
        Membership.objects.within(scope)
        .select_related("organization__parent")
        .order_by(F("left").asc(nulls_first=True), "position", "id")
    )
    seats = _seats_by_organization(scope)
    ids = _ids(scope)
    return tuple(
        _row(scope, member, ids.get(member.organization_id, ()),
             seats.get(member.organization_id, ()))
        for member in members
    )  # fmt: skip


def organization(scope: Scope, organization_id: int) -> OrganizationRow:
    """Return one member organization.

    Raises
    ------
    NotThere
        It takes no part in this partnership.
    """
    for row in organizations(scope):
        if row.id == organization_id:
            return row
    raise routes.nothing_here()


def person(scope: Scope, person_id: int) -> PersonPage:
    """Return a person of the partnership.

    Raises
    ------
    NotThere
        The person takes no part in it.
    """
    found = Person.objects.within(scope).filter(pk=person_id).first()
    if found is None:
        raise routes.nothing_here()
    seats = _seats(scope).filter(person=found)
    affiliations = Affiliation.objects.within(scope).select_related("organization")
    return PersonPage(
        name=str(found),
        email=found.email,
        seats=tuple(row for row, _seat in _rows(scope, seats)),
        affiliations=tuple(
            (row.organization.side, str(row.organization), row.title)
            for row in affiliations.filter(person=found).order_by("organization__name")
        ),
    )


def events(scope: Scope) -> tuple[EventRow, ...]:
    """Return what happened, latest first; what has no date comes last."""
    found = Event.objects.within(scope).select_related("organization")
    return tuple(
        EventRow(
            id=event.pk,
            when=event.when,
            what=event.what,
            kind=event.kind,
            mode=event.mode,
            side=event.organization.side if event.organization else "joint",
            organization=str(event.organization or ""),
        )
        for event in found.order_by("-when", "position")
    )


def organization_choices(scope: Scope) -> list[tuple[int, str]]:
    """Return the present members, one's own first."""
    members = Organization.objects.within(scope).filter(pk__in=_present(scope))
    rows = sorted(members, key=lambda o: (o.pk != scope.organization_id, o.name))
    return [(row.pk, row.name) for row in rows]


def district_choices(scope: Scope) -> list[tuple[int, str]]:
    """Return the districts a school may belong to."""
    districts = Organization.objects.within(scope).filter(kind=Kind.DISTRICT)
    return list(districts.order_by("name").values_list("pk", "name"))


def people_choices(scope: Scope) -> list[tuple[int, str]]:
    """Return the people who hold a seat today."""
    seats = Seat.objects.within(scope).filter(Seat.held_on(clock.today()))
    people = Person.objects.within(scope).filter(pk__in=seats.values("person_id"))
    return list(people.order_by("name").values_list("pk", "name"))


def _present(scope: Scope) -> list[int]:
    present = Membership.objects.within(scope).filter(left=None)
    return list(present.values_list("organization_id", flat=True))


def _row(
    scope: Scope,
    member: Membership,
    ids: Sequence[tuple[str, str]],
    seats: Sequence[SeatRow],
) -> OrganizationRow:
    organization = member.organization
    return OrganizationRow(
        id=organization.pk,
        name=organization.name,
        short_name=organization.short_name,
        side=organization.side,
        kind=str(Kind(organization.kind).label),
        parent=str(organization.parent or ""),
        joined=member.joined,
        left=member.left,
        ids=tuple(ids),
        seats=tuple(seats),
        url=reverse("partnership:organization", args=[scope.partnership_key, organization.pk]),
        own=is_own(scope, organization),
    )


def _ids(scope: Scope) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for row in OutsideId.objects.within(scope).order_by("system", "name"):
        label = row.name or str(OutsideId.System(row.system).label)
        found.setdefault(row.organization_id, []).append((label, row.value))
    return found


def _seats_by_organization(scope: Scope) -> dict[int, list[SeatRow]]:
    found: dict[int, list[SeatRow]] = {}
    for row, seat in _rows(scope, _seats(scope)):
        found.setdefault(seat.organization_id, []).append(row)
    return found


def _rows(scope: Scope, seats: QuerySet[Seat]) -> list[tuple[SeatRow, Seat]]:
    """Return seats as rows; a coordinator is told which address of their own does not work."""
    found = [(_seat_row(scope, seat), seat) for seat in seats]
    if not scope.may(MANAGE):
        return found
    back = mail.refused_addresses([seat.person.email for row, seat in found if row.own])
    return [(replace(row, came_back=back.get(seat.person.email, "")), seat) for row, seat in found]


def _seats(scope: Scope) -> QuerySet[Seat]:
    seats = Seat.objects.within(scope).select_related("person", "organization", "backup")
    return seats.order_by(F("until").asc(nulls_first=True), "person__name", "id")


def _seat_row(scope: Scope, seat: Seat) -> SeatRow:
    today = clock.today()
    return SeatRow(
        id=seat.pk,
        person=str(seat.person),
        person_url=reverse("partnership:person", args=[scope.partnership_key, seat.person_id]),
        organization=str(seat.organization),
        side=seat.organization.side,
        role=str(Role(seat.role).label),
        title=seat.title,
        since=seat.since,
        until=seat.until,
        backup=str(seat.backup or ""),
        held=(seat.since is None or seat.since <= today)
        and (seat.until is None or seat.until >= today),
        joined=seat.person.has_usable_password(),
        own=is_own(scope, seat.organization),
    )


def organization_fields(scope: Scope, organization_id: int) -> dict[str, Any]:
    """Return what the form of an organization starts with."""
    found = own_organization(scope, organization_id)
    names = ("name", "short_name", "kind", "parent_id")
    return {name: getattr(found, name) for name in names}


def seat_fields(scope: Scope, seat_id: int) -> dict[str, Any]:
    """Return what the forms of a seat start with."""
    seat = own_seat(scope, seat_id)
    names = ("role", "title", "since", "until", "person_id", "backup_id")
    return {
        **{name: getattr(seat, name) for name in names},
        "person": str(seat.person),
        "organization": str(seat.organization),
    }
