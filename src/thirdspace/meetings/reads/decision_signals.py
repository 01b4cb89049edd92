"""What decisions ask of organizations, and what they tell of ownership."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thirdspace.access import clock, dates
from thirdspace.access.permissions import Role
from thirdspace.access.registries import Owed, Owes, Sign, Signal
from thirdspace.access.scope import Audience, Scope
from thirdspace.meetings.letters.decisions import TASK
from thirdspace.meetings.models import Decision, DecisionPart, DecisionState, Part
from thirdspace.meetings.reads.decision_page import asks
from thirdspace.meetings.reads.decisions import MOST, DecisionRow, decisions, rows_of
from thirdspace.meetings.sitting import listed, seats
from thirdspace.partnership.dynamics import Dynamic

#: An organization absent from so many decisions of the last months is worth a look.
MANY_ABSENT = 3
LATELY = timedelta(days=90)
ANSWERS = (
    ("yes", gettext_lazy("We agree")),
    ("not_yet", gettext_lazy("Not yet")),
    ("no", gettext_lazy("We disagree")),
)


def waiting(scope: Scope) -> list[DecisionRow]:
    """Return the decisions that wait for an answer, the earliest day first."""
    found = decisions(scope).filter(state=DecisionState.WAITING)
    return rows_of(scope, list(found.order_by("answer_by", "id")[:MOST]))


def owed_decisions(scope: Scope) -> list[Owed]:
    """Return the decisions that wait for the answer of a person's organization."""
    if scope.audience is not Audience.PARTNERSHIP:
        return []
    rows = [row for row in waiting(scope) if asks(scope, row)]
    proposals = dict(
        Decision.objects.within(scope)
        .filter(pk__in=[row.id for row in rows])
        .values_list("pk", "proposal_id")
    )
    return [
        _owed(scope, row, proposals[row.id] or 0)
        for row in rows
        if scope.organization_id in {org.id for org in row.silent}
    ]


def _owed(scope: Scope, row: DecisionRow, proposal_id: int) -> Owed:
    agreed = listed([org.name for org in row.agreed])
    return Owed(
        title=row.text,
        detail=_("Needs both; %(names)s agreed.") % {"names": agreed}
        if agreed
        else _("Needs both. No answer is never a yes."),
        url=reverse("meetings:answer_decision", args=[scope.partnership_key, row.number]),
        due=row.answer_by,
        owes=Owes.ON_ME,
        who=row.proposed_by.name if row.proposed_by else "",
        who_side=row.proposed_by.side if row.proposed_by else "joint",
        since=timezone.localdate(row.made_at),
        act=_("Agree or not"),
        task=TASK,
        record_id=proposal_id,
        answers=ANSWERS,
    )


# --- Signals -----------------------------------------------------------------------------------


def decision_signals(scope: Scope) -> list[Signal]:
    """Return decisions that wait past their day, objections, and who was often absent."""
    if scope.audience is not Audience.PARTNERSHIP:
        return []
    held = _answer_for(scope)
    objected = DecisionPart.objects.within(scope).filter(
        part=Part.OBJECTS, decision__state=DecisionState.DECIDED
    )
    contested = decisions(scope).filter(pk__in=objected.values("decision_id")).order_by("-id")
    return [
        *(_past(row, held) for row in waiting(scope) if row.silence),
        *(_objected(row) for row in rows_of(scope, list(contested[:MOST]))),
        *_often_absent(scope),
    ]


def _answer_for(scope: Scope) -> dict[int, str]:
    """Return a coordinator or sponsor of each organization, the first who sits."""
    held = seats(scope).filter(role__in=(Role.COORDINATOR, Role.SPONSOR))
    return {seat.organization_id: str(seat.person) for seat in held.reverse()}


def _past(row: DecisionRow, held: dict[int, str]) -> Signal:
    first, by = row.silent[0], row.answer_by or clock.today()
    return Signal(
        need="act",
        title=row.text,
        detail=row.silence,
        url=row.url,
        side=first.side,
        organization_name=first.name,
        held_by=held.get(first.id, ""),
        held_by_side=first.side,
        since=dates.day(by),
        next_step=_("Answer, or talk about it. A late answer still counts."),
        weight=float((clock.today() - by).days),
    )


def _objected(row: DecisionRow) -> Signal:
    first = row.objections[0]
    return Signal(
        need="talk",
        title=_("%(organization)s objects to “%(decision)s”")
        % {"organization": first.org.name, "decision": row.text},
        detail=first.line,
        url=row.url,
        side=first.org.side,
        organization_name=first.org.name,
        held_by="",
        held_by_side="other",
        since=dates.day(row.decided_at or row.made_at),
        next_step=_("Talk about it; change the decision, or ask both."),
        weight=float(len(row.objections)),
    )


def _often_absent(scope: Scope) -> Iterator[Signal]:
    parts = DecisionPart.objects.within(scope).filter(
        part=Part.ABSENT,
        decision__state=DecisionState.DECIDED,
        decision__decided_at__gte=clock.now() - LATELY,
    )
    absent = Counter(part.organization for part in parts.select_related("organization"))
    for organization, count in sorted(absent.items(), key=lambda item: item[0].pk):
        if count >= MANY_ABSENT:
            yield Signal(
                need="look",
                title=ngettext(
                    "%(organization)s was absent from %(n)d decision",
                    "%(organization)s was absent from %(n)d decisions",
                    count,
                )
                % {"organization": organization, "n": count},
                detail=_("In the last 90 days, by who was in the room."),
                url=reverse("meetings:decisions", args=[scope.partnership_key]),
                side=organization.side,
                organization_name=str(organization),
                held_by="",
                held_by_side="other",
                since="",
                next_step=_("Ask them about the time and place of the meetings."),
                weight=float(count),
            )


# --- Signs of ownership ------------------------------------------------------------------------


def decision_signs(scope: Scope) -> list[Sign]:
    """Return decisions in which all whom they count for had a part as signs of ownership.

    Those decided without some of them are signs against; where it isn't noted for whom a decision
    counts, it is no sign.
    """
    found = Decision.objects.within(scope).filter(state=DecisionState.DECIDED)
    decided = dict(found.exclude(decided_at=None).values_list("pk", "decided_at"))
    had: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    parts = DecisionPart.objects.within(scope).filter(decision__in=decided)
    for pk, part, organization_id in parts.values_list("decision_id", "part", "organization_id"):
        had[pk][part].add(organization_id)
    counted: Counter[tuple[date, bool]] = Counter()
    for pk, parts_had in had.items():
        concerned = parts_had[Part.COUNTS_FOR] | parts_had[Part.ABSENT]
        if len(concerned) > 1:
            together = concerned <= parts_had[Part.DECIDED]
            counted[timezone.localdate(decided[pk]), together] += 1
    return [_sign(on, together, count) for (on, together), count in sorted(counted.items())]


def _sign(on: date, together: bool, count: int) -> Sign:
    words = (
        ngettext("%(n)d decision made by all", "%(n)d decisions made by all", count)
        if together
        else ngettext(
            "%(n)d decision made without some", "%(n)d decisions made without some", count
        )
    )
    return Sign(
        Dynamic.OWNERSHIP,
        together,
        on,
        "joint",
        "",
        computed=True,
        count=count,
        latest=words % {"n": count},
    )
