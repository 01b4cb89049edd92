"""What decisions ask of organizations, and what they tell of ownership."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thirdspace.access import clock, dates
from thirdspace.access.once import once
from thirdspace.access.permissions import Role
from thirdspace.access.registries import Owed, Owes, Sign, Signal
from thirdspace.access.scope import Audience, Scope
from thirdspace.meetings.letters.decisions import TASK
from thirdspace.meetings.models import Decision, DecisionPart, DecisionState, Part
from thirdspace.meetings.permissions import DECIDE
from thirdspace.meetings.reads.decision_page import asks
from thirdspace.meetings.reads.decisions import MOST, DecisionRow, decisions, rows_of
from thirdspace.meetings.reads.sides import Org, orgs
from thirdspace.meetings.sitting import listed, seated
from thirdspace.partnership.dynamics import Dynamic
from thirdspace.partnership.reads.asked import open_proposals

#: An organization absent from so many decisions of the last months is worth a look.
MANY_ABSENT = 3
LATELY = timedelta(days=90)
ANSWERS = (
    ("yes", gettext_lazy("We agree")),
    ("not_yet", gettext_lazy("Not yet")),
    ("no", gettext_lazy("We disagree")),
)


def owed_decisions(scope: Scope) -> list[Owed]:
    """Return the decisions that wait for the answer of a person's organization."""
    if scope.audience is not Audience.PARTNERSHIP or not scope.may(DECIDE):
        return []
    asked = _asked(scope)
    waiting = list(_waiting(scope, asked)[:MOST])
    return [
        _owed(scope, row, asked[row.id])
        for row in rows_of(scope, waiting)
        if asks(scope, row) and scope.organization_id in {org.id for org in row.silent}
    ]


def _asked(scope: Scope) -> dict[int, int]:
    """Return the proposal of each decision that waits for a yes, by the decision's id."""
    return {each.record_id: each.pk for each in open_proposals(scope) if each.act == TASK}


def _waiting(scope: Scope, asked: Collection[int]) -> QuerySet[Decision]:
    """Return the decisions that wait for an answer, the earliest day first."""
    found = decisions(scope).filter(pk__in=asked, state=DecisionState.WAITING)
    return found.order_by("answer_by", "id")


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


# --- What signals and signs read ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Decided:
    """When something was decided, and which organizations had which part in it, with a line."""

    at: datetime | None
    parts: Mapping[str, dict[int, str]]


@once
def _decided(scope: Scope) -> Mapping[int, _Decided]:
    rows = DecisionPart.objects.within(scope).filter(decision__state=DecisionState.DECIDED)
    fields = ("decision_id", "decision__decided_at", "part", "organization_id", "line")
    found: dict[int, _Decided] = {}
    for pk, at, part, organization_id, line in rows.order_by("id").values_list(*fields):
        if pk not in found:
            found[pk] = _Decided(at, {each.value: {} for each in Part})
        found[pk].parts[part][organization_id] = line
    return found


# --- Signals -----------------------------------------------------------------------------------


def decision_signals(scope: Scope) -> list[Signal]:
    """Return decisions that wait past their day, objections, and who was often absent."""
    if scope.audience is not Audience.PARTNERSHIP:
        return []
    held = _answer_for(scope)
    over = _waiting(scope, _asked(scope)).filter(answer_by__lt=clock.today())
    return [
        *(_past(row, held) for row in rows_of(scope, list(over[:MOST])) if row.silence),
        *_contested(scope),
        *_often_absent(scope),
    ]


def _contested(scope: Scope) -> list[Signal]:
    """Return a signal for each decision to which somebody objects, the newest first."""
    against = {
        pk: each.parts[Part.OBJECTS]
        for pk, each in _decided(scope).items()
        if each.parts[Part.OBJECTS]
    }
    found = Decision.objects.within(scope).filter(pk__in=against).order_by("-id")
    known = orgs(scope)
    return [_objected(scope, each, against[each.pk], known) for each in found[:MOST]]


def _answer_for(scope: Scope) -> dict[int, str]:
    """Return a coordinator or sponsor of each organization, the first who sits."""
    held = [seat for seat in seated(scope) if seat.role in (Role.COORDINATOR, Role.SPONSOR)]
    return {seat.organization_id: str(seat.person) for seat in reversed(held)}


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


def _objected(
    scope: Scope, decision: Decision, against: Mapping[int, str], known: Mapping[int, Org]
) -> Signal:
    first, line = next(iter(against.items()))
    return Signal(
        need="talk",
        title=_("%(organization)s objects to “%(decision)s”")
        % {"organization": known[first].name, "decision": decision.text},
        detail=line,
        url=reverse("meetings:decision", args=[scope.partnership_key, decision.number]),
        side=known[first].side,
        organization_name=known[first].name,
        held_by="",
        held_by_side="other",
        since=dates.day(decision.decided_at or decision.made_at),
        next_step=_("Talk about it; change the decision, or ask both."),
        weight=float(len(against)),
    )


def _often_absent(scope: Scope) -> Iterator[Signal]:
    since, known = clock.now() - LATELY, orgs(scope)
    lately = [each for each in _decided(scope).values() if each.at and each.at >= since]
    absent = Counter(organization for each in lately for organization in each.parts[Part.ABSENT])
    for organization, count in sorted(absent.items()):
        if count >= MANY_ABSENT:
            yield Signal(
                need="look",
                title=ngettext(
                    "%(organization)s was absent from %(n)d decision",
                    "%(organization)s was absent from %(n)d decisions",
                    count,
                )
                % {"organization": known[organization].name, "n": count},
                detail=_("In the last 90 days, by who was in the room."),
                url=reverse("meetings:decisions", args=[scope.partnership_key]),
                side=known[organization].side,
                organization_name=known[organization].name,
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
    counted: Counter[tuple[date, bool]] = Counter()
    for each in _decided(scope).values():
        concerned = each.parts[Part.COUNTS_FOR].keys() | each.parts[Part.ABSENT].keys()
        if each.at and len(concerned) > 1:
            together = concerned <= each.parts[Part.DECIDED].keys()
            counted[timezone.localdate(each.at), together] += 1
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
