"""What deliverables ask of people: those they hold, those they wait for, those that are late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thirdspace.access import clock, dates
from thirdspace.access.registries import Owed, Owes, Signal
from thirdspace.access.scope import Audience, Scope
from thirdspace.meetings.actions.deliverables import OVER
from thirdspace.meetings.models import Deliverable, DeliverableKind, Dependence
from thirdspace.meetings.reads.deliverables import deliverables, late, url_of

#: How long somebody may wait before the board says so.
PATIENCE = timedelta(days=30)
MOST = 20


def owed(scope: Scope) -> list[Owed]:
    """Return what a person holds, and what their organization waits for."""
    if not scope.person_id:
        return []
    mine = _open(scope).filter(person_id=scope.person_id).order_by("due", "id")[:MOST]
    return [*(_owes(scope, each) for each in mine), *_awaited(scope)]


def _open(scope: Scope) -> QuerySet[Deliverable]:
    return deliverables(scope).exclude(state__in=OVER)


def _owes(scope: Scope, found: Deliverable) -> Owed:
    return Owed(
        title=found.title,
        detail=f"{found.short}. {found.get_kind_display()}.",
        url=url_of(scope, found),
        due=found.due,
        owes=Owes.OWE,
        who=str(found.owed_to or _("the partnership")),
        who_side=found.owed_to.side if found.owed_to else "joint",
        since=timezone.localdate(found.made_at),
        act=_("Say how far it is"),
    )


def _awaited(scope: Scope) -> list[Owed]:
    ours = Q(organization=scope.organization_id) | Q(needed_for__organization=scope.organization_id)
    waits = _still_waiting(scope).filter(ours)
    waits = waits.exclude(deliverable__organization=scope.organization_id)
    return [_waits(scope, each) for each in waits[:MOST]]


def _waits(scope: Scope, each: Dependence) -> Owed:
    found = each.deliverable
    return Owed(
        title=found.title,
        detail=each.what or found.short,
        url=url_of(scope, found),
        due=found.due,
        owes=Owes.WAIT,
        who=str(found.person or found.organization or _("All together")),
        who_side=found.organization.side if found.organization else "joint",
        since=each.since,
    )


def signals(scope: Scope) -> list[Signal]:
    """Return what deliverables ask of the partnership; outside it, nothing."""
    if scope.audience is not Audience.PARTNERSHIP:
        return []
    required = Q(kind=DeliverableKind.REQUIREMENT, due__lt=clock.today())
    waits = _still_waiting(scope).filter(since__lt=clock.today() - PATIENCE)
    awaited = Exists(waits.filter(deliverable=OuterRef("pk")))
    found = list(_open(scope).filter(required | awaited).order_by("due", "id"))
    overdue = [x for x in found if x.kind == DeliverableKind.REQUIREMENT and late(x)]
    return [
        *(_late_requirement(scope, each) for each in overdue[:MOST]),
        *(_waited_for(scope, each) for each in _longest(waits.filter(deliverable__in=found))),
    ]


def _still_waiting(scope: Scope) -> QuerySet[Dependence]:
    """Return who waits for what is not over, the longest first."""
    seen = Q(needed_for=None) | Q(needed_for__in=Deliverable.objects.within(scope))
    waits = Dependence.objects.within(scope).filter(seen).exclude(deliverable__state__in=OVER)
    return waits.select_related(
        "organization", "needed_for", "deliverable__organization", "deliverable__person"
    ).order_by("since", "id")


def _late_requirement(scope: Scope, found: Deliverable) -> Signal:
    due = found.due or clock.today()
    return _signal(
        scope, found, "act",
        _("%(what)s: %(late)s") % {"what": found.title, "late": late(found)},
        _("Asked for by %(who)s.") % {"who": found.owed_to},
        due,
        _("Deliver it, or agree on a new day with %(who)s.") % {"who": found.owed_to},
    )  # fmt: skip


def _longest(waits: Iterable[Dependence]) -> list[Dependence]:
    """Return, for each deliverable, who has waited for it longest."""
    first: dict[int, Dependence] = {}
    for each in waits:
        first.setdefault(each.deliverable_id, each)
    return list(first.values())[:MOST]


def _waited_for(scope: Scope, each: Dependence) -> Signal:
    days = (clock.today() - each.since).days
    return _signal(
        scope, each.deliverable, "wait",
        ngettext(
            "%(who)s has waited %(n)d day for “%(what)s”",
            "%(who)s has waited %(n)d days for “%(what)s”",
            days,
        )
        % {"who": each.organization or (each.needed_for and each.needed_for.short), "n": days,
           "what": each.deliverable.title},
        each.what,
        each.since,
        _("Say when it comes, or what holds it up."),
    )  # fmt: skip


def _signal(
    scope: Scope, found: Deliverable, need: str, title: str, detail: str, since: date, step: str
) -> Signal:
    side = found.organization.side if found.organization else "joint"
    return Signal(
        need=need, title=title, detail=detail, url=url_of(scope, found), side=side,
        organization_name=str(found.organization or ""), held_by=str(found.person or ""),
        held_by_side=side, since=dates.day(since), next_step=step,
        weight=float((clock.today() - since).days),
    )  # fmt: skip
