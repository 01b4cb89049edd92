"""What promises and decisions ask of a person, of organizations, and what they tell of dynamics."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thirdspace.access import clock, dates
from thirdspace.access.permissions import Role
from thirdspace.access.registries import Owed, Owes, Sign, Signal
from thirdspace.access.scope import Audience, Scope
from thirdspace.meetings.actions.answers import NUDGE_EVERY
from thirdspace.meetings.letters.promises import TASK
from thirdspace.meetings.models import Promise, PromiseState
from thirdspace.meetings.reads.promises import most_urgent_first, promises
from thirdspace.meetings.reads.sides import Org, org_of, orgs
from thirdspace.meetings.sitting import coordinates, days_late, seats
from thirdspace.partnership.dynamics import Dynamic

#: At most what one screen can use.
MOST = 100
ANSWERS = (
    ("done", gettext_lazy("Done")),
    ("new_date", gettext_lazy("New date")),
    ("cant", gettext_lazy("Can’t")),
)


def owed_by(scope: Scope) -> list[Owed]:
    """Return what a person promised and what they wait for, each by its day."""
    if scope.person_id is None or scope.audience is not Audience.PARTNERSHIP:
        return []
    still_open = promises(scope).filter(state=PromiseState.OPEN).select_related("made_by")
    mine = most_urgent_first(still_open.filter(owner=scope.person_id))[:MOST]
    theirs = most_urgent_first(still_open.filter(_waited_for(scope)))[:MOST]
    return [
        *(_owe(scope, promise) for promise in mine),
        *(_wait(scope, promise) for promise in theirs),
    ]


def _waited_for(scope: Scope) -> Q:
    waited = Q(made_by=scope.person_id)
    if scope.organization_id and coordinates(scope, scope.organization_id):
        waited |= Q(promised_to=scope.organization_id)
    return waited & ~Q(owner=scope.person_id)


def _owe(scope: Scope, promise: Promise) -> Owed:
    to = promise.promised_to
    return Owed(
        title=promise.text,
        detail=_from(promise),
        url=reverse("meetings:answer_promise", args=[scope.partnership_key, promise.number]),
        due=promise.due,
        owes=Owes.OWE,
        who=str(to) if to else _("Joint"),
        who_side=to.side if to else "joint",
        since=timezone.localdate(promise.made_at),
        act=_("Answer"),
        task=TASK,
        record_id=promise.pk,
        answers=ANSWERS,
    )


def _from(promise: Promise) -> str:
    facts = {"day": dates.day(promise.made_at), "meeting": promise.meeting, "by": promise.made_by}
    if promise.meeting:
        return _("From %(meeting)s, %(day)s") % {**facts, "meeting": promise.meeting.title}
    if promise.made_by and promise.made_by_id != promise.owner_id:
        return _("Noted by %(by)s, %(day)s") % facts
    return _("Noted on %(day)s") % facts


def _wait(scope: Scope, promise: Promise) -> Owed:
    key, nudged = scope.partnership_key, promise.nudged_at
    rests = nudged is not None and clock.now() - nudged < NUDGE_EVERY
    return Owed(
        title=promise.text,
        detail=_("Asked on %(day)s") % {"day": dates.day(nudged)} if nudged else _from(promise),
        url=reverse("meetings:promise", args=[key, promise.number]),
        due=promise.due,
        owes=Owes.WAIT,
        who=str(promise.owner),
        who_side=promise.organization.side,
        since=timezone.localdate(promise.made_at),
        act="" if rests else _("Nudge"),
        post="" if rests else reverse("meetings:nudge", args=[key, promise.number]),
    )


# --- Signals -----------------------------------------------------------------------------------


def promise_signals(scope: Scope) -> list[Signal]:
    """Return late promises by organization, and those whose owner sits here no more."""
    if scope.audience is not Audience.PARTNERSHIP:
        return []
    still_open = list(
        Promise.objects.within(scope)
        .filter(state=PromiseState.OPEN)
        .select_related("organization")
        .only("due", "owner_id", "organization")
    )
    held = list(seats(scope).values_list("person_id", "organization_id", "role", "person__name"))
    sitting = {(person, organization) for person, organization, _role, _name in held}
    holders = {o: name for _p, o, role, name in reversed(held) if role == Role.COORDINATOR}
    late = [p for p in still_open if p.due and p.due < clock.today()]
    orphans = [p for p in still_open if (p.owner_id, p.organization_id) not in sitting]
    return [
        *(_late(scope, org, found, holders) for org, found in _by_organization(late)),
        *(_orphaned(scope, org, found, holders) for org, found in _by_organization(orphans)),
    ]


def _by_organization(found: Iterable[Promise]) -> Iterable[tuple[Org, list[Promise]]]:
    by_org: dict[Org, list[Promise]] = defaultdict(list)
    for promise in found:
        by_org[org_of(promise.organization)].append(promise)
    return by_org.items()


def _late(scope: Scope, org: Org, found: Sequence[Promise], holders: dict[int, str]) -> Signal:
    first = min(promise.due for promise in found if promise.due)
    days = (clock.today() - first).days
    title = ngettext(
        "%(n)d promise of %(organization)s is late", "%(n)d promises of %(organization)s are late",
        len(found),
    )  # fmt: skip
    return _signal(
        scope, org, holders, query=f"?show=late&organization={org.id}",
        title=title % {"n": len(found), "organization": org.name},
        detail=_("The oldest is %(late)s.") % {"late": days_late(days)},
        since=dates.day(first),
        next_step=_("Answer: done, a new date, or can’t."),
        weight=float(days),
    )  # fmt: skip


def _orphaned(scope: Scope, org: Org, found: Sequence[Promise], holders: dict[int, str]) -> Signal:
    title = ngettext(
        "%(n)d promise of %(organization)s has nobody to keep it",
        "%(n)d promises of %(organization)s have nobody to keep them", len(found),
    )  # fmt: skip
    return _signal(
        scope, org, holders, query=f"?show=open&organization={org.id}",
        title=title % {"n": len(found), "organization": org.name},
        detail=_("Whoever promised has left their seat."),
        since="",
        next_step=_("Give each to somebody who sits there now."),
        weight=float(len(found)),
    )  # fmt: skip


def _signal(
    scope: Scope, org: Org, holders: dict[int, str], *, query: str, title: str, detail: str,
    since: str, next_step: str, weight: float,
) -> Signal:  # fmt: skip
    return Signal(
        need="act",
        title=title,
        detail=detail,
        url=reverse("meetings:promises", args=[scope.partnership_key]) + query,
        side=org.side,
        organization_name=org.name,
        held_by=holders.get(org.id, ""),
        held_by_side=org.side,
        since=since,
        next_step=next_step,
        weight=weight,
    )


# --- Signs of commitment -----------------------------------------------------------------------


def promise_signs(scope: Scope) -> list[Sign]:
    """Return promises kept by their day as signs of commitment; those past it and open, against.

    “Can't” is no sign: it was said in time to go on without.
    """
    found: Counter[tuple[bool, date, Org]] = Counter()
    known, by_id = Promise.objects.within(scope).exclude(due=None), orgs(scope)
    rows = known.values_list("organization_id", "state", "due", "answered_at")
    for organization_id, state, due, answered_at in rows:
        sign = _sign_of(state, due, answered_at) if due else None
        if sign:
            found[(*sign, by_id[organization_id])] += 1
    return [
        Sign(
            Dynamic.COMMITMENT, strengthens, on, org.side, org.name, computed=True, count=count,
            latest=_kept(org, count) if strengthens else _past(org, count),
        )
        for (strengthens, on, org), count in sorted(found.items(), key=lambda item: item[0][1])
    ]  # fmt: skip


def _sign_of(state: str, due: date, answered_at: datetime | None) -> tuple[bool, date] | None:
    if state == PromiseState.DONE and answered_at:
        on = timezone.localdate(answered_at)
        return (True, on) if on <= due else None
    late = state == PromiseState.OPEN and due < clock.today()
    return (False, due) if late else None


def _kept(org: Org, count: int) -> str:
    words = ngettext(
        "%(n)d promise of %(organization)s kept by its day",
        "%(n)d promises of %(organization)s kept by their day", count,
    )  # fmt: skip
    return words % {"n": count, "organization": org.name}


def _past(org: Org, count: int) -> str:
    words = ngettext(
        "%(n)d promise of %(organization)s open past its day",
        "%(n)d promises of %(organization)s open past their day", count,
    )  # fmt: skip
    return words % {"n": count, "organization": org.name}
