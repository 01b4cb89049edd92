"""What promises and decisions ask of a person, of organizations, and what they tell of dynamics."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thirdspace.access import clock, dates
from thirdspace.access.once import once
from thirdspace.access.permissions import Role
from thirdspace.access.registries import Owed, Owes, Sign, Signal
from thirdspace.access.scope import Audience, Scope
from thirdspace.meetings.actions.answers import NUDGE_EVERY
from thirdspace.meetings.letters.promises import TASK
from thirdspace.meetings.models import Promise, PromiseState
from thirdspace.meetings.reads.promises import most_urgent_first
from thirdspace.meetings.reads.sides import Org, orgs
from thirdspace.meetings.sitting import coordinates, days_late, seated
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
    still_open = _still_open(scope)
    mine = list(most_urgent_first(still_open.filter(owner=scope.person_id))[:MOST])
    theirs = list(most_urgent_first(still_open.filter(_waited_for(scope)))[:MOST])
    known = orgs(scope) if mine or theirs else {}
    return [
        *(_owe(scope, promise, known) for promise in mine),
        *(_wait(scope, promise, known) for promise in theirs),
    ]


def _still_open(scope: Scope) -> QuerySet[Promise]:
    """Return open promises with no more than a line of the week names: it may be long."""
    found = Promise.objects.within(scope).filter(state=PromiseState.OPEN)
    return found.select_related("owner", "made_by", "meeting").only(
        "number", "text", "organization", "promised_to", "due", "nudged_at", "made_at",
        "owner__name", "made_by__name", "meeting__title",
    )  # fmt: skip


def _waited_for(scope: Scope) -> Q:
    waited = Q(made_by=scope.person_id)
    if scope.organization_id and coordinates(scope, scope.organization_id):
        waited |= Q(promised_to=scope.organization_id)
    return waited & ~Q(owner=scope.person_id)


def _owe(scope: Scope, promise: Promise, known: Mapping[int, Org]) -> Owed:
    to = known.get(promise.promised_to_id or 0)
    return Owed(
        title=promise.text,
        detail=_from(promise),
        url=reverse("meetings:answer_promise", args=[scope.partnership_key, promise.number]),
        due=promise.due,
        owes=Owes.OWE,
        who=to.name if to else _("Joint"),
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


def _wait(scope: Scope, promise: Promise, known: Mapping[int, Org]) -> Owed:
    key, nudged = scope.partnership_key, promise.nudged_at
    rests = nudged is not None and clock.now() - nudged < NUDGE_EVERY
    return Owed(
        title=promise.text,
        detail=_("Asked on %(day)s") % {"day": dates.day(nudged)} if nudged else _from(promise),
        url=reverse("meetings:promise", args=[key, promise.number]),
        due=promise.due,
        owes=Owes.WAIT,
        who=str(promise.owner),
        who_side=known[promise.organization_id].side,
        since=timezone.localdate(promise.made_at),
        act="" if rests else _("Nudge"),
        post="" if rests else reverse("meetings:nudge", args=[key, promise.number]),
    )


# --- What signals and signs read ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Given:
    """A promise that is open or was kept."""

    owner_id: int
    organization_id: int
    state: str
    due: date | None
    answered_at: datetime | None

    @property
    def open(self) -> bool:
        return self.state == PromiseState.OPEN


@once
def _given(scope: Scope) -> tuple[_Given, ...]:
    found = Promise.objects.within(scope).filter(state__in=(PromiseState.OPEN, PromiseState.DONE))
    fields = ("owner_id", "organization_id", "state", "due", "answered_at")
    return tuple(_Given(*row) for row in found.order_by("id").values_list(*fields))


# --- Signals -----------------------------------------------------------------------------------


def promise_signals(scope: Scope) -> list[Signal]:
    """Return late promises by organization, and those whose owner sits here no more."""
    if scope.audience is not Audience.PARTNERSHIP:
        return []
    still_open = [promise for promise in _given(scope) if promise.open]
    late = [p for p in still_open if p.due and p.due < clock.today()]
    held = seated(scope)
    sitting = {(seat.person_id, seat.organization_id) for seat in held}
    orphans = [p for p in still_open if (p.owner_id, p.organization_id) not in sitting]
    first = reversed([seat for seat in held if seat.role == Role.COORDINATOR])
    holders = {seat.organization_id: str(seat.person) for seat in first}
    known = orgs(scope)
    return [
        *(_late(scope, org, found, holders) for org, found in _by_organization(late, known)),
        *(_orphaned(scope, org, found, holders) for org, found in _by_organization(orphans, known)),
    ]


def _by_organization(
    found: Iterable[_Given], known: Mapping[int, Org]
) -> Iterable[tuple[Org, list[_Given]]]:
    by_org: dict[Org, list[_Given]] = defaultdict(list)
    for promise in found:
        by_org[known[promise.organization_id]].append(promise)
    return by_org.items()


def _late(scope: Scope, org: Org, found: Sequence[_Given], holders: dict[int, str]) -> Signal:
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


def _orphaned(scope: Scope, org: Org, found: Sequence[_Given], holders: dict[int, str]) -> Signal:
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
    known = orgs(scope)
    for promise in _given(scope):
        if sign := _sign_of(promise):
            found[(*sign, known[promise.organization_id])] += 1
    return [
        Sign(
            Dynamic.COMMITMENT, strengthens, on, org.side, org.name, computed=True, count=count,
            latest=_kept(org, count) if strengthens else _past(org, count),
        )
        for (strengthens, on, org), count in sorted(found.items(), key=lambda item: item[0][1])
    ]  # fmt: skip


def _sign_of(promise: _Given) -> tuple[bool, date] | None:
    due = promise.due
    if due is None:
        return None
    if promise.open:
        return (False, due) if due < clock.today() else None
    on = timezone.localdate(promise.answered_at) if promise.answered_at else None
    return (True, on) if on and on <= due else None


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
