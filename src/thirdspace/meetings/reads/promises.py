"""Promises as rows, by organization, by meeting, and one of them with its answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from thirdspace.access import clock, paging
from thirdspace.access.scope import Scope
from thirdspace.meetings.letters.promises import late
from thirdspace.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingState,
    Promise,
    PromiseState,
)
from thirdspace.meetings.reads.sides import Org, member_orgs, org_of, orgs_of
from thirdspace.methods.reflection import FollowThrough, Pledge, follow_through

#: More open ones than this say nothing more on one page.
MOST = 300
STATES: dict[str, str] = {
    PromiseState.OPEN: "open", PromiseState.DONE: "kept", PromiseState.CANT: "could not",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise in a list."""

    id: int
    number: int
    short: str
    text: str
    owner: str
    organization: Org
    joint: bool
    promised_to: Org | None
    first_due: date | None
    due: date | None
    late: str
    moves: int
    state: str
    state_label: str
    answered_at: datetime | None
    answer_line: str
    made_at: datetime
    meeting_title: str
    meeting_url: str
    item: int | None
    url: str

    @property
    def open(self) -> bool:
        """Say whether it waits for an answer."""
        return self.state == PromiseState.OPEN


@dataclass(frozen=True, slots=True)
class Bank:
    """Promises of one side: district, joint, or university and all others."""

    side: str
    organizations: Sequence[Org]
    rows: Sequence[PromiseRow]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of promises by a moment."""

    kept: int
    late: int
    open: int


@dataclass(frozen=True, slots=True)
class OrganizationKept:
    """How one organization's promises were kept."""

    organization: Org
    found: FollowThrough


@dataclass(frozen=True, slots=True)
class PromiseList:
    """A filtered list: its rows, how many of each kind there are, and the next page's cursor."""

    rows: Sequence[PromiseRow]
    counts: dict[str, int]
    next_cursor: str


def promises(scope: Scope) -> QuerySet[Promise]:
    """Return the promises a scope may see, with all that a row names."""
    return (
        Promise.objects.within(scope)
        .select_related("owner", "organization", "promised_to", "meeting")
        .annotate(place=_place(scope))
    )


def _place(scope: Scope) -> Subquery:
    """Return the place of a promise's item on its agenda, counted from 1."""
    items = AgendaItem.objects.within(scope).filter(meeting=OuterRef("item__meeting"))
    same, earlier = OuterRef("item__position"), Q(position__lt=OuterRef("item__position"))
    up_to = items.filter(earlier | Q(position=same, pk__lte=OuterRef("item")))
    counted = up_to.order_by().values("meeting").annotate(n=Count("pk"))
    return Subquery(counted.values("n"), output_field=IntegerField())


def most_urgent_first(found: QuerySet[Promise]) -> QuerySet[Promise]:
    """Order promises by their day; those without one come last."""
    return found.order_by(F("due").asc(nulls_last=True), "id")


def row_of(scope: Scope, promise: Promise) -> PromiseRow:
    """Return a promise, read by :func:`promises`, as a row."""
    key, meeting = scope.partnership_key, promise.meeting
    still_open = promise.state == PromiseState.OPEN
    return PromiseRow(
        id=promise.pk,
        number=promise.number,
        short=promise.short,
        text=promise.text,
        owner=str(promise.owner),
        organization=org_of(promise.organization),
        joint=promise.joint,
        promised_to=org_of(promise.promised_to) if promise.promised_to else None,
        first_due=promise.first_due,
        due=promise.due,
        late=late(promise.due) if still_open else "",
        moves=promise.moves,
        state=promise.state,
        state_label=str(promise.get_state_display()),
        answered_at=promise.answered_at,
        answer_line=promise.answer_line,
        made_at=promise.made_at,
        meeting_title=meeting.title if meeting else "",
        meeting_url=reverse("meetings:meeting", args=[key, meeting.pk]) if meeting else "",
        item=promise.place,  # type: ignore[attr-defined]
        url=reverse("meetings:promise", args=[key, promise.number]),
    )


# --- Of a meeting ------------------------------------------------------------------------------


def made_in(scope: Scope, meeting: Meeting) -> list[Bank]:
    """Return the promises made in a meeting by side: district, joint, university and others."""
    found = promises(scope).filter(meeting=meeting).exclude(state=PromiseState.WITHDRAWN)
    rows = [row_of(scope, each) for each in most_urgent_first(found)]
    return banks(rows)


def banks(rows: Sequence[PromiseRow]) -> list[Bank]:
    """Return rows by side, all three also when one is empty; nothing without rows."""
    sides: dict[str, list[PromiseRow]] = {"district": [], "joint": [], "university": []}
    for row in rows:
        own = "district" if row.organization.side == "district" else "university"
        sides["joint" if row.joint else own].append(row)
    return [
        Bank(side, list(dict.fromkeys(row.organization for row in part)), part)
        for side, part in sides.items()
        if rows
    ]


def since(scope: Scope, series_id: int, before: datetime) -> Kept:
    """Return what became of a series' promises between its last held meeting and a moment.

    Kept are those answered as done since then; late and open are those open at that moment.
    """
    held = Meeting.objects.within(scope).filter(
        series=series_id, starts_at__lt=before, state=MeetingState.CLOSED
    )
    last = held.order_by("-starts_at").values_list("starts_at", flat=True).first()
    made = Promise.objects.within(scope).filter(
        meeting__series=series_id, made_at__lt=before
    ).exclude(state=PromiseState.WITHDRAWN)  # fmt: skip
    # What was answered this moment counts for a meeting that is still to come.
    ahead = before > clock.now()
    day = timezone.localdate(clock.now() if ahead else before)
    still_open = [
        due
        for due, state, answered_at in made.values_list("due", "state", "answered_at")
        if state == PromiseState.OPEN or (answered_at and not ahead and answered_at >= before)
    ]
    kept = made.filter(state=PromiseState.DONE)
    if not ahead:
        kept = kept.filter(answered_at__lt=before)
    return Kept(
        kept=(kept.filter(answered_at__gte=last) if last else kept).count(),
        late=sum(due is not None and due < day for due in still_open),
        open=sum(due is None or due >= day for due in still_open),
    )


# --- All of them -------------------------------------------------------------------------------


def promise_list(
    scope: Scope, *, show: str = "open", organization_id: int | None = None, cursor: str = ""
) -> PromiseList:
    """Return the promises that are open, late or answered, of all or of one organization.

    Parameters
    ----------
    show : str
        ``open`` and ``late`` by their day, ``answered`` newest first, a page at a time.
    """
    found = promises(scope)
    if organization_id is not None:
        found = found.filter(organization=organization_id)
    still_open = Q(state=PromiseState.OPEN)
    kinds = {
        "open": found.filter(still_open),
        "late": found.filter(still_open, due__lt=clock.today()),
        "answered": found.exclude(still_open),
    }
    counts = {name: rows.count() for name, rows in kinds.items()}
    if show == "answered":
        page = paging.newest_first(kinds[show], field="answered_at", cursor=cursor)
        return PromiseList([row_of(scope, p) for p in page.rows], counts, page.next_cursor)
    rows = most_urgent_first(kinds[show])[:MOST]
    return PromiseList([row_of(scope, promise) for promise in rows], counts, "")


def promising(scope: Scope) -> list[Org]:
    """Return the organizations that promised something."""
    found = Promise.objects.within(scope).order_by()
    return orgs_of(scope, set(found.values_list("organization", flat=True).distinct()))


def kept_by_organization(scope: Scope) -> list[OrganizationKept]:
    """Return how promises were kept by organization, in their order; never by person."""
    pledges: dict[int, list[Pledge]] = {}
    known = Promise.objects.within(scope).exclude(state=PromiseState.WITHDRAWN)
    for promise in known.only("organization_id", "made_at", "state", "due", "answered_at", "moves"):
        pledges.setdefault(promise.organization_id, []).append(_pledge(promise))
    today = clock.today()
    return [
        OrganizationKept(org, follow_through(pledges[org.id], on=today))
        for org in member_orgs(scope)
        if org.id in pledges
    ]


def _pledge(promise: Promise) -> Pledge:
    kept_at = promise.answered_at if promise.state == PromiseState.DONE else None
    return Pledge(
        made=timezone.localdate(promise.made_at),
        state=STATES[promise.state],  # type: ignore[arg-type]
        due=promise.due,
        done=timezone.localdate(kept_at) if kept_at else None,
        moved=promise.moves,
    )
