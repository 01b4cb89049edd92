"""Two partnerships nearby: set up by the operator, coded by a researcher, released by a sponsor."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from thirdspace.access import entrance
from thirdspace.access.permissions import Role
from thirdspace.access.scope import Scope
from thirdspace.demo.chapters.network import NAME
from thirdspace.demo.chronicle import Act, Told, at
from thirdspace.demo.interviews import Interview, interviews
from thirdspace.demo.story.neighbors import NEIGHBORS, Neighbor
from thirdspace.evidence.actions import add_code, add_source, code_passage
from thirdspace.evidence.models import Code, TextVersion
from thirdspace.network.actions import key_of, release
from thirdspace.partnership.actions.organizations import add_organization
from thirdspace.partnership.actions.people import give_seat
from thirdspace.partnership.models import Kind, Organization, Partnership, Person

_CODED = timedelta(days=6)


def acts() -> Iterator[Act]:
    """Give the acts of this chapter."""
    for neighbor in NEIGHBORS:
        yield Act(at(neighbor.started, 8), partial(_found, neighbor))
        for interview in interviews(neighbor.key):
            yield Act(at(interview.when + _CODED, 10), partial(_code, neighbor, interview))
        yield Act(at(neighbor.released, 9), partial(_release, neighbor))


def _found(neighbor: Neighbor, _told: Told) -> None:
    Partnership(key=neighbor.key, name=neighbor.name, started=neighbor.started.isoformat()).save()
    scope = entrance.operate(neighbor.key)
    add_organization(scope, name=neighbor.district, kind=Kind.DISTRICT)
    college = add_organization(scope, name=neighbor.university, kind=Kind.UNIVERSITY)
    for name, role in ((neighbor.sponsor, Role.SPONSOR), (neighbor.researcher, Role.RESEARCHER)):
        address = f"{name.split()[0].lower()}@{neighbor.key}.example"
        person = Person.objects.create_user(address, name=name)
        give_seat(scope, person=person, organization_id=college.pk, role=role)


def _as(neighbor: Neighbor, name: str) -> Scope:
    person = Person.objects.get(name=name)
    return entrance.enter(person_id=person.pk, person_name=name, key=neighbor.key)


def _code(neighbor: Neighbor, interview: Interview, _told: Told) -> None:
    scope = _as(neighbor, neighbor.researcher)
    head = interview.head
    speaks_for = Organization.objects.within(scope).get(kind=head["organization"])
    source = add_source(
        scope,
        file=interview.file,
        data=interview.text.encode(),
        organization_id=speaks_for.pk,
        title=head["title"],
        role=head["role"],
        kind="interview",
        when=head["when"],
    )
    text = TextVersion.objects.within(scope).get(source=source)
    for passage in interview.passages:
        code_passage(
            scope,
            version_id=text.pk,
            start=passage.start,
            end=passage.end,
            code_id=_code_named(scope, passage.code),
            direction=passage.direction,
        )


def _code_named(scope: Scope, name: str) -> int:
    known = Code.objects.within(scope).filter(name=name).first()
    return (known or add_code(scope, name=name)).pk


def _release(neighbor: Neighbor, _told: Told) -> None:
    release(_as(neighbor, neighbor.sponsor), network_key=key_of(NAME))
