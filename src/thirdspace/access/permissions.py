"""Permissions are words in one list; roles are sentences a superintendent can read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Role(models.TextChoices):
    """What a seat lets its holder do. Each has a sentence in :data:`ROLE_SENTENCES`."""

    MEMBER = "member", _("Member")
    COORDINATOR = "coordinator", _("Coordinator")
    SPONSOR = "sponsor", _("Sponsor")
    FACILITATOR = "facilitator", _("Facilitator or coach")
    RESEARCHER = "researcher", _("Researcher")
    FUNDER = "funder", _("Funder")
    CANDIDATE = "candidate", _("Candidate or graduate")


ROLE_SENTENCES: dict[str, _StrPromise] = {
    Role.MEMBER: _("Works in the partnership: reads what is shared, writes and links evidence."),
    Role.COORDINATOR: _("Keeps the partnership going: also manages people and proposes releases."),
    Role.SPONSOR: _("Answers for one organization: reads, comments and approves for it."),
    Role.FACILITATOR: _("Helps the sides talk: reads and drafts, but does not rate."),
    Role.RESEARCHER: _("Studies the partnership: also reads research sources and codes them."),
    Role.FUNDER: _("Sees only what was released to the funder, item by item."),
    Role.CANDIDATE: _("Answers their own questions and sees their own answers."),
}

#: Everybody who works inside the partnership.
INSIDE = (Role.MEMBER, Role.COORDINATOR, Role.SPONSOR, Role.FACILITATOR, Role.RESEARCHER)
#: Those who write in it.
WRITERS = (Role.MEMBER, Role.COORDINATOR, Role.FACILITATOR, Role.RESEARCHER)
#: Everybody with a seat who may open rooms; what they see there is still narrowed to their scope.
READERS = (*INSIDE, Role.FUNDER)

_by_name: dict[str, Permission] = {}


@dataclass(frozen=True, slots=True)
class Permission:
    """One right.

    Parameters
    ----------
    name : str
        ``room.word``.
    sentence : str
        What it lets a person do, readable by a superintendent.
    roles : tuple of Role
        Which roles carry it.
    """

    name: str
    sentence: str | _StrPromise
    roles: tuple[str, ...]

    def __post_init__(self) -> None:
        _by_name[self.name] = self

    def __str__(self) -> str:
        return self.name


def every_permission() -> tuple[Permission, ...]:
    """Return all permissions of all rooms, by name."""
    return tuple(_by_name[name] for name in sorted(_by_name))


def permissions_of(roles: Iterable[str]) -> frozenset[str]:
    """Return the names of all permissions that any of `roles` carries."""
    held = set(roles)
    return frozenset(p.name for p in _by_name.values() if held.intersection(p.roles))
