"""Deliverables by need, and one deliverable with all that hangs on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from thirdspace.access import clock, registries
from thirdspace.access.models import AuditEvent
from thirdspace.access.registries import Card, Happening
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.access.told import told
from thirdspace.meetings.actions.deliverables import OVER
from thirdspace.meetings.models import (
    Deliverable,
    DeliverableEvidence,
    DeliverableKind,
    Dependence,
)
from thirdspace.meetings.sitting import days_late

#: Records offered for each kind, by search.
OFFERED = 12


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who waits for a deliverable; `days` only while it is not over."""

    id: int
    name: str
    side: str
    url: str  # of the deliverable that needs it
    what: str
    since: date
    days: int | None


@dataclass(frozen=True, slots=True)
class DeliverableRow:
    """One deliverable as lists show it."""

    number: int
    short: str
    title: str
    url: str
    kind: str
    kind_label: str
    owed_to: str
    owed_to_side: str
    organization: str
    side: str
    person: str
    due: date | None
    late: str  # “5 days late”, or nothing
    state: str
    state_label: str
    over: bool
    waiting: tuple[Waiting, ...]

    @property
    def longest(self) -> int:
        """Return how long the one who waits longest has waited, in days."""
        return max((each.days or 0 for each in self.waiting), default=0)


@dataclass(frozen=True, slots=True)
class Index:
    """All deliverables, those that need something first, and a count of why they are due."""

    rows: Sequence[DeliverableRow]
    over: Sequence[DeliverableRow]
    required: int
    late: int

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.rows) + len(self.over)


@dataclass(frozen=True, slots=True)
class Shown:
    """A record that shows how far a deliverable is, and why it counts."""

    card: Card
    why: str


@dataclass(frozen=True, slots=True)
class DeliverablePage:
    """One deliverable with what it waits for, what shows it, and what happened."""

    row: DeliverableRow
    note: str
    delivered_on: date | None
    made_on: date
    needs: Sequence[DeliverableRow]  # what it waits for itself
    evidence: Sequence[Shown]
    unseen: int  # records that are not the reader's to see
    events: Sequence[Happening]


def index(scope: Scope) -> Index:
    """Return deliverables: the late first, then those waited for longest, then by their day."""
    rows = _rows(scope, deliverables(scope))
    return Index(
        rows=sorted((row for row in rows if not row.over), key=_need),
        over=sorted((row for row in rows if row.over), key=lambda row: -row.number),
        required=sum(row.kind == DeliverableKind.REQUIREMENT for row in rows),
        late=sum(bool(row.late) for row in rows),
    )


def page(scope: Scope, number: int) -> DeliverablePage:
    """Return one deliverable.

    Raises
    ------
    NotThere
        No such deliverable, or not the scope's to see.
    """
    found = find(scope, number)
    needs = Dependence.objects.within(scope).filter(needed_for=found).values("deliverable_id")
    evidence, unseen = _evidence(scope, found)
    acts = AuditEvent.objects.within(scope).filter(
        kind=Deliverable._meta.label_lower, record_id=found.pk
    )
    return DeliverablePage(
        row=_rows(scope, [found])[0],
        note=found.note,
        delivered_on=timezone.localdate(found.delivered_at) if found.delivered_at else None,
        made_on=timezone.localdate(found.made_at),
        needs=sorted(_rows(scope, deliverables(scope).filter(pk__in=needs)), key=_need),
        evidence=evidence,
        unseen=unseen,
        events=told(scope, acts.order_by("-at", "-id"), linked=False),
    )


def find(scope: Scope, number: int) -> Deliverable:
    """Return a deliverable.

    Raises
    ------
    NotThere
        No such deliverable, or not the scope's to see.
    """
    found = deliverables(scope).filter(number=number).first()
    if found is None:
        raise nothing_here()
    return found


def records(scope: Scope, words: str, kind: str) -> list[Card]:
    """Return records to choose from: what the words find, or the newest of each kind."""
    wanted = [each for each in registries.citables.entries() if kind in ("", each.kind)]
    return [card for each in wanted for card in each.find(scope, words, OFFERED)]


def choices(scope: Scope, *, but: int) -> list[tuple[int, str]]:
    """Return the other deliverables that are not over, by number."""
    others = Deliverable.objects.within(scope).exclude(number=but).exclude(state__in=OVER)
    return [(each.number, f"{each.short} {each.title}") for each in others.order_by("number")]


def deliverables(scope: Scope) -> QuerySet[Deliverable]:
    """Return what a scope may see, with who it is due to and who makes it."""
    return Deliverable.objects.within(scope).select_related("owed_to", "organization", "person")


def _need(row: DeliverableRow) -> tuple[bool, date, int, int]:
    soonest = row.due or date.max
    return (not row.late, soonest if row.late else date.min, -row.longest, _order(row))


def _order(row: DeliverableRow) -> int:
    return (row.due or date.max).toordinal()


def _rows(scope: Scope, found: Iterable[Deliverable]) -> list[DeliverableRow]:
    listed = list(found)
    waits: dict[int, list[Dependence]] = defaultdict(list)
    asked = Dependence.objects.within(scope).filter(deliverable__in=listed)
    for each in asked.select_related("organization", "needed_for").order_by("since", "id"):
        waits[each.deliverable_id].append(each)
    seen = set(Deliverable.objects.within(scope).values_list("pk", flat=True))
    return [_row(scope, each, waits[each.pk], seen) for each in listed]


def _row(
    scope: Scope, found: Deliverable, waits: Sequence[Dependence], seen: set[int]
) -> DeliverableRow:
    over = found.state in OVER
    return DeliverableRow(
        number=found.number,
        short=found.short,
        title=found.title,
        url=url_of(scope, found),
        kind=found.kind,
        kind_label=found.get_kind_display(),
        owed_to=str(found.owed_to or ""),
        owed_to_side=found.owed_to.side if found.owed_to else "joint",
        organization=str(found.organization or ""),
        side=found.organization.side if found.organization else "joint",
        person=str(found.person or ""),
        due=found.due,
        late=late(found),
        state=found.state,
        state_label=found.get_state_display(),
        over=over,
        waiting=tuple(
            _waiting(scope, each, over)
            for each in waits
            if each.needed_for_id is None or each.needed_for_id in seen
        ),
    )


def late(found: Deliverable) -> str:
    """Return how late it is, or nothing."""
    if found.due is None or found.state in OVER or found.due >= clock.today():
        return ""
    return days_late((clock.today() - found.due).days)


def _waiting(scope: Scope, each: Dependence, over: bool) -> Waiting:
    other, organization = each.needed_for, each.organization
    return Waiting(
        id=each.pk,
        name=f"{other.short} {other.title}" if other else str(organization),
        side=organization.side if organization else "joint",
        url=url_of(scope, other) if other else "",
        what=each.what,
        since=each.since,
        days=None if over else (clock.today() - each.since).days,
    )


def _evidence(scope: Scope, found: Deliverable) -> tuple[list[Shown], int]:
    rows = list(
        DeliverableEvidence.objects.within(scope).filter(deliverable=found).order_by("-at", "-id")
    )
    by_kind: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        by_kind[row.kind].append(row.record_id)
    cards = {
        (kind, pk): card
        for kind, ids in by_kind.items()
        if (citable := registries.citables.get(kind))
        for pk, card in citable.cards(scope, ids).items()
    }
    shown = [
        Shown(cards[row.kind, row.record_id], row.why)
        for row in rows
        if (row.kind, row.record_id) in cards
    ]
    return shown, len(rows) - len(shown)


def url_of(scope: Scope, found: Deliverable) -> str:
    return reverse("meetings:deliverable", args=[scope.partnership_key, found.number])
