"""Organizations as lists of decisions and promises name them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from thirdspace.access.scope import Scope
from thirdspace.partnership.models import Organization
from thirdspace.partnership.reads.who import members


@dataclass(frozen=True, slots=True)
class Org:
    """One organization: its id, how it is called, whose mark it carries."""

    id: int
    name: str
    side: str


def org_of(organization: Organization) -> Org:
    """Return an organization as lists name it."""
    return Org(organization.pk, str(organization), organization.side)


def orgs(scope: Scope) -> Mapping[int, Org]:
    """Return every organization that takes or took part, by id."""
    return {pk: org_of(each) for pk, each in members(scope).ever.items()}


def orgs_of(scope: Scope, ids: Collection[int | None]) -> list[Org]:
    """Return the organizations of these ids, those that left too, in their order."""
    return [org for pk, org in orgs(scope).items() if pk in ids]


def member_orgs(scope: Scope) -> list[Org]:
    """Return the organizations that take part today, in their order."""
    return [org_of(each) for each in members(scope).today]
