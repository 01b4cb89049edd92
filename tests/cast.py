"""The people of the tests: two partnerships that must never learn of each other.

World A is "harbor", with a district, two universities, a state office and a funder. World B is
"far", the same shape, and every name in it holds the canary string.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.test import Client

from thirdspace.access import entrance
from thirdspace.access.permissions import Role
from thirdspace.access.scope import Scope
from thirdspace.partnership.models import (
    Kind,
    Membership,
    Organization,
    Partnership,
    Person,
    Seat,
)

CANARY = "CANARYFAR"
PASSWORD = "correct horse battery staple"

ORGANIZATIONS = {
    "district": ("Harbor County Schools", "Harbor County", Kind.DISTRICT),
    "university": ("Northfield University", "Northfield", Kind.UNIVERSITY),
    "college": ("Lakeside State", "Lakeside", Kind.UNIVERSITY),
    "state": ("State Education Office", "State Office", Kind.STATE),
    "funder": ("Bright Foundation", "Bright", Kind.FUNDER),
}
#: name -> (person, organization, role)
CAST = {
    "coordinator": ("Marcus Bell", "district", Role.COORDINATOR),
    "coordinator_university": ("Ingrid Halloran", "university", Role.COORDINATOR),
    "member_district": ("Ana Lindqvist", "district", Role.MEMBER),
    "member_university": ("Samir Patel", "university", Role.MEMBER),
    "member_college": ("Carla Mendes", "college", Role.MEMBER),
    "sponsor_district": ("Renée Castillo", "district", Role.SPONSOR),
    "sponsor_university": ("Dean Okoye", "university", Role.SPONSOR),
    "facilitator": ("Joel Okafor", "state", Role.FACILITATOR),
    "researcher": ("Beth Oduya", "university", Role.RESEARCHER),
    "funder": ("Priya Nair", "funder", Role.FUNDER),
    "candidate": ("Tom Whitaker", "district", Role.CANDIDATE),
}


@dataclass
class Place:
    """One partnership with its cast."""

    key: str
    partnership: Partnership
    organizations: dict[str, Organization] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def scope(self, name: str) -> Scope:
        """Return the scope of a member of the cast; "operator" is the machine's own."""
        if name == "operator":
            return entrance.operate(self.key)
        person = self.people[name]
        return entrance.enter(person_id=person.pk, person_name=str(person), key=self.key)

    def org(self, name: str) -> Organization:
        return self.organizations[name]

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(
            self.people[name],
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )
        return client


@dataclass
class World:
    """Both partnerships, and a stranger who has no seat in either."""

    a: Place
    b: Place
    stranger: Person

    def scope(self, name: str) -> Scope:
        return self.a.scope(name)

    def org(self, name: str) -> Organization:
        return self.a.org(name)

    def client(self, name: str) -> Client:
        """Return a test client: a name of the cast, "stranger" or "nobody" (not signed in)."""
        if name == "nobody":
            return Client()
        if name == "stranger":
            client = Client()
            client.force_login(
                self.stranger, backend="allauth.account.auth_backends.AuthenticationBackend"
            )
            return client
        return self.a.client(name)


def build_place(key: str, name: str, *, mark: str = "") -> Place:
    """Make one partnership with its cast; `mark` goes into every name."""
    partnership = Partnership.everywhere.create(key=key, name=f"{mark}{name}", started="2025-08-01")
    place = Place(key, partnership)
    for position, (word, (full, short, kind)) in enumerate(ORGANIZATIONS.items()):
        organization = Organization.everywhere.create(
            name=f"{mark}{full}", short_name=f"{mark}{short}", kind=kind
        )
        Membership.everywhere.create(
            partnership=partnership, organization=organization, position=position
        )
        place.organizations[word] = organization
    password = make_password(PASSWORD)
    people = Person.everywhere.bulk_create(
        Person(email=f"{word}@{key}.example.org", password=password, name=f"{mark}{full}")
        for word, (full, _organization, _role) in CAST.items()
    )
    place.people = dict(zip(CAST, people, strict=True))
    Seat.everywhere.bulk_create(
        Seat(
            partnership=partnership,
            person=place.people[word],
            organization=place.organizations[organization_word],
            role=role,
        )
        for word, (_full, organization_word, role) in CAST.items()
    )
    return place


def build_world() -> World:
    """Make both partnerships and the stranger."""
    return World(
        a=build_place("harbor", "Harbor Leaders Partnership"),
        b=build_place("far", "Far Leaders Partnership", mark=CANARY),
        stranger=Person.everywhere.create_user(
            "stranger@example.org", PASSWORD, name="Sam Stranger"
        ),
    )
