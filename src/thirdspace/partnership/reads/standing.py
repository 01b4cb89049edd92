"""What waits for a yes, who may do what, and for whom one acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thirdspace.access import clock, dates, keys
from thirdspace.access.models import Proposal
from thirdspace.access.permissions import ROLE_SENTENCES, Role, every_permission
from thirdspace.access.registries import Owed, Signal, two_key_acts
from thirdspace.access.scope import Scope
from thirdspace.partnership.models import Organization, Seat
from thirdspace.partnership.reads.asked import open_proposals
from thirdspace.partnership.reads.who import members


@dataclass(frozen=True, slots=True)
class Key:
    """One organization's standing in a proposal."""

    organization: str
    side: str
    answer: str  # yes · open


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that is not yet decided."""

    id: int
    act: str
    title: str
    sentence: str
    proposed_by: str
    proposed_side: str
    at: datetime
    keys: tuple[Key, ...]
    mine: bool
    url: str

    @property
    def missing(self) -> tuple[Key, ...]:
        """Return whose yes is missing."""
        return tuple(key for key in self.keys if key.answer == "open")


@dataclass(frozen=True, slots=True)
class RoleHead:
    """One role and what it is for."""

    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Right:
    """One right, and for each role whether it carries it."""

    sentence: str
    cells: tuple[tuple[RoleHead, bool], ...]


def waiting(scope: Scope, *, room: str = "") -> tuple[Waiting, ...]:
    """Return the open proposals, oldest first; those that wait for the scope before the others.

    Parameters
    ----------
    scope : Scope
        Who looks.
    room : str
        Only the acts of one room; all by default.
    """
    prefix = f"{room}." if room else ""
    proposals = [each for each in open_proposals(scope) if each.act.startswith(prefix)]
    if not proposals:
        return ()
    answers = keys.standing(scope, proposals)
    names = members(scope).ever
    found = [_waiting(scope, proposal, answers[proposal.pk], names) for proposal in proposals]
    return tuple(sorted(found, key=lambda row: not row.mine))


def _waiting(
    scope: Scope,
    proposal: Proposal,
    answers: Mapping[int, bool],
    names: Mapping[int, Organization],
) -> Waiting:
    act = two_key_acts.get(proposal.act)
    required = [names[pk] for pk in sorted(proposal.required_ids()) if pk in names]
    return Waiting(
        id=proposal.pk,
        act=proposal.act,
        title=str(act.title) if act else proposal.act,
        sentence=proposal.sentence,
        proposed_by=str(proposal.proposed_by or ""),
        proposed_side=names[proposal.origin_id or 0].side
        if proposal.origin_id in names
        else "joint",
        at=proposal.proposed_at,
        keys=tuple(
            Key(str(each), each.side, "yes" if answers.get(each.pk) else "open")
            for each in required
        ),
        mine=act is not None
        and scope.may(keys.ANSWER)
        and scope.may(act.permission)
        and scope.organization_id in proposal.required_ids() - answers.keys(),
        url=act.url(scope, proposal) if act else "",
    )


def role_heads() -> tuple[RoleHead, ...]:
    """Return every role with its sentence."""
    return tuple(RoleHead(str(role.label), str(ROLE_SENTENCES[role])) for role in Role)


def rights() -> tuple[Right, ...]:
    """Return every right of every room, with the roles that carry it."""
    heads = role_heads()
    return tuple(
        Right(
            str(right.sentence),
            tuple((head, role in right.roles) for head, role in zip(heads, Role, strict=True)),
        )
        for right in every_permission()
    )


def own_organizations(scope: Scope) -> list[Organization]:
    """Return the organizations the person may act for in this partnership today."""
    held = Seat.objects.within(scope).filter(Seat.held_on(clock.today()), person=scope.person_id)
    members = Organization.objects.within(scope).filter(pk__in=held.values("organization_id"))
    return list(members.order_by("name"))


def owed(scope: Scope) -> list[Owed]:
    """Return the proposals of this room that wait for the scope's own yes or no."""
    if not scope.may(keys.ANSWER):
        return []
    return [
        Owed(
            title=row.sentence,
            detail=_("Waits for a yes or no of your organization."),
            url=_page(scope),
            who=row.proposed_by,
            who_side=row.proposed_side,
            since=timezone.localdate(row.at),
            act=_("Agree or not"),
        )
        for row in _of_this_room(scope)
        if row.mine
    ]


def signals(scope: Scope) -> list[Signal]:
    """Return the proposals of this room for the board: to act on, or to wait for."""
    return [
        Signal(
            need="act" if row.mine else "wait",
            title=row.sentence,
            detail=_("Waits for %(who)s.")
            % {"who": ", ".join(key.organization for key in row.missing)},
            url=_page(scope),
            side="joint",
            organization_name="",
            held_by=scope.organization_name if row.mine else "",
            held_by_side=scope.organization_side if row.mine else "other",
            since=dates.day(row.at),
            next_step=_("Say yes or no for your organization.") if row.mine else "",
            weight=float((clock.now() - row.at).days),
        )
        for row in _of_this_room(scope)
    ]


def _of_this_room(scope: Scope) -> tuple[Waiting, ...]:
    return waiting(scope, room="partnership")


def _page(scope: Scope) -> str:
    return reverse("partnership:waiting", args=[scope.partnership_key])
