"""Decisions as rows: who proposed, who decided, who was absent, who has not answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thirdspace.access import clock, dates, paging
from thirdspace.access.models import Answer, Proposal
from thirdspace.access.scope import Scope
from thirdspace.meetings.models import Decision, DecisionPart, DecisionState, Meeting, Part
from thirdspace.meetings.reads.sides import Org, member_orgs, org_of, orgs, orgs_of
from thirdspace.meetings.sitting import listed
from thirdspace.methods.ownership import DecisionRecord, DecisionShares, decision_shares

#: More waiting ones than this say nothing more on one page.
MOST = 100


@dataclass(frozen=True, slots=True)
class Had:
    """One organization's part in a decision, with a line about it."""

    org: Org
    line: str


@dataclass(frozen=True, slots=True)
class Voice:
    """What an organization said to a decision that needs both; no answer is never a yes."""

    org: Org
    answer: str  # yes · not_yet · no · "" for none
    line: str
    at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision in a list."""

    id: int
    number: int
    short: str
    text: str
    reason: str
    state: str
    state_label: str
    proposed_by: Org | None
    decided: Sequence[Org]
    everyone: bool
    absent: Sequence[Had]
    objections: Sequence[Had]
    counts_for: Sequence[Org]
    benefits: Sequence[Had]
    bears: Sequence[Had]
    needs_both: bool
    voices: Sequence[Voice]
    answer_by: date | None
    if_silent: str
    silence: str
    decided_at: datetime | None
    object_until: date | None
    may_still_object: bool
    made_at: datetime
    meeting_title: str
    meeting_url: str
    url: str

    @property
    def waits(self) -> bool:
        """Say whether it waits for an answer."""
        return self.state == DecisionState.WAITING

    @property
    def agreed(self) -> list[Org]:
        """Return who said yes so far."""
        return [voice.org for voice in self.voices if voice.answer == "yes"]

    @property
    def silent(self) -> list[Org]:
        """Return who has not answered."""
        return [voice.org for voice in self.voices if not voice.answer]


@dataclass(frozen=True, slots=True)
class DecisionList:
    """What waits, then one page of the others, newest first."""

    waiting: Sequence[DecisionRow]
    rows: Sequence[DecisionRow]
    count: int
    next_cursor: str


def decisions(scope: Scope) -> QuerySet[Decision]:
    """Return the decisions a scope may see, with all that a row names."""
    return Decision.objects.within(scope).select_related("proposed_by", "meeting")


def rows_of(scope: Scope, found: Sequence[Decision]) -> list[DecisionRow]:
    """Return decisions, read by :func:`decisions`, as rows; a constant number of queries."""
    known = orgs(scope)
    present = {org.id for org in member_orgs(scope)}
    parts = _parts(scope, found)
    voices = _voices(scope, found, known)
    return [
        _row(scope, each, _Had(parts[each.pk], known), voices.get(each.pk, ()), present)
        for each in found
    ]


def _parts(
    scope: Scope, found: Collection[Decision]
) -> Mapping[int, Mapping[str, list[tuple[int, str]]]]:
    by_decision: dict[int, dict[str, list[tuple[int, str]]]] = defaultdict(
        lambda: defaultdict(list)
    )
    rows = DecisionPart.objects.within(scope).filter(decision__in=found).order_by("id")
    for row in rows:
        by_decision[row.decision_id][row.part].append((row.organization_id, row.line))
    return by_decision


@dataclass(frozen=True, slots=True)
class _Had:
    """The parts of one decision, by kind."""

    parts: Mapping[str, Sequence[tuple[int, str]]]
    known: Mapping[int, Org]

    def had(self, part: str) -> list[Had]:
        return [Had(self.known[pk], line) for pk, line in self.parts.get(part, ())]

    def orgs(self, part: str) -> list[Org]:
        return [self.known[pk] for pk, _line in self.parts.get(part, ())]


def _voices(
    scope: Scope, found: Collection[Decision], known: Mapping[int, Org]
) -> dict[int, list[Voice]]:
    """Return what each organization asked has said, by decision."""
    asked = {each.proposal_id: each for each in found if each.proposal_id}
    latest: dict[tuple[int, int], Answer] = {}
    for answer in Answer.objects.within(scope).filter(proposal__in=asked).order_by("id"):
        latest[answer.proposal_id, answer.organization_id] = answer
    return {
        asked[proposal.pk].pk: [
            _voice(asked[proposal.pk], known[pk], latest.get((proposal.pk, pk)))
            for pk in sorted(proposal.required_ids())
        ]
        for proposal in Proposal.objects.within(scope).filter(pk__in=asked)
    }


def _voice(decision: Decision, org: Org, answer: Answer | None) -> Voice:
    if answer is None:
        return Voice(org, "", "", None, late=False)
    no = "not_yet" if decision.state == DecisionState.NOT_YET else "no"
    by = decision.answer_by
    return Voice(
        org,
        "yes" if answer.yes else no,
        answer.line,
        answer.at,
        late=by is not None and timezone.localdate(answer.at) > by,
    )


def _row(
    scope: Scope, decision: Decision, parts: _Had, voices: Sequence[Voice], present: set[int]
) -> DecisionRow:
    key, meeting, today = scope.partnership_key, decision.meeting, clock.today()
    decided = parts.orgs(Part.DECIDED)
    until = decision.object_until
    return DecisionRow(
        id=decision.pk,
        number=decision.number,
        short=decision.short,
        text=decision.text,
        reason=decision.reason,
        state=decision.state,
        state_label=str(decision.get_state_display()),
        proposed_by=org_of(decision.proposed_by) if decision.proposed_by else None,
        decided=decided,
        everyone=len(decided) > 1 and present <= {org.id for org in decided},
        absent=parts.had(Part.ABSENT),
        objections=parts.had(Part.OBJECTS),
        counts_for=parts.orgs(Part.COUNTS_FOR),
        benefits=parts.had(Part.BENEFITS),
        bears=parts.had(Part.BEARS),
        needs_both=decision.needs_both,
        voices=voices,
        answer_by=decision.answer_by,
        if_silent=decision.if_silent,
        silence=_silence(decision, voices),
        decided_at=decision.decided_at,
        object_until=until,
        may_still_object=until is not None and until >= today,
        made_at=decision.made_at,
        meeting_title=meeting.title if meeting else "",
        meeting_url=reverse("meetings:meeting", args=[key, meeting.pk]) if meeting else "",
        url=reverse("meetings:decision", args=[key, decision.number]),
    )


def _silence(decision: Decision, voices: Sequence[Voice]) -> str:
    """Say who gave no answer by the day, and what that leads to; "" while the day is to come."""
    by = decision.answer_by
    silent = [voice.org.name for voice in voices if not voice.answer]
    if decision.state != DecisionState.WAITING or by is None or by >= clock.today() or not silent:
        return ""
    facts = {"names": listed(silent), "day": dates.day(by), "then": decision.if_silent}
    return _("No answer from %(names)s by %(day)s; %(then)s") % facts


# --- Lists -------------------------------------------------------------------------------------


def made_in(scope: Scope, meeting: Meeting) -> list[DecisionRow]:
    """Return the decisions of a meeting, in their order."""
    found = decisions(scope).filter(meeting=meeting).exclude(state=DecisionState.WITHDRAWN)
    return rows_of(scope, list(found.order_by("number")))


def decision_list(
    scope: Scope, *, proposed_by: int | None = None, cursor: str = ""
) -> DecisionList:
    """Return what waits, by the day of answer, then a page of the others, newest first."""
    found = decisions(scope)
    if proposed_by is not None:
        found = found.filter(proposed_by=proposed_by)
    waiting = found.filter(state=DecisionState.WAITING)
    waiting = waiting.order_by(F("answer_by").asc(nulls_last=True), "id")[:MOST]
    others = found.exclude(state=DecisionState.WAITING)
    page = paging.newest_first(others, field="made_at", cursor=cursor)
    first = [] if cursor else list(waiting)
    rows = rows_of(scope, [*first, *page.rows])
    return DecisionList(rows[: len(first)], rows[len(first) :], found.count(), page.next_cursor)


def proposers(scope: Scope) -> list[Org]:
    """Return the organizations that proposed something."""
    found = Decision.objects.within(scope).order_by()
    return orgs_of(scope, set(found.values_list("proposed_by", flat=True).distinct()))


def shares(scope: Scope) -> DecisionShares:
    """Return who proposed, decided and was absent, over all that was decided; no ranking."""
    found = list(decisions(scope).filter(state=DecisionState.DECIDED).order_by("id"))
    parts = _parts(scope, found)
    known = orgs(scope)
    named = {each.proposed_by_id for each in found if each.proposed_by_id}
    named |= {pk for had in parts.values() for rows in had.values() for pk, _line in rows}
    members = [org.id for org in member_orgs(scope)]
    shown = [*members, *sorted(named - set(members))]
    return decision_shares(
        [_record(each, _Had(parts[each.pk], known)) for each in found],
        organizations=[known[pk].name for pk in shown],
    )


def _record(decision: Decision, parts: _Had) -> DecisionRecord:
    proposer = decision.proposed_by
    absent = _names(parts, Part.ABSENT)
    return DecisionRecord(
        proposed_by=(org_of(proposer).name,) if proposer else None,
        decided_by=_names(parts, Part.DECIDED),
        # A meeting notes who is there; outside of one nobody does.
        absent=() if absent is None and decision.meeting_id else absent,
        benefits=_names(parts, Part.BENEFITS),
        bears_cost=_names(parts, Part.BEARS),
    )


def _names(parts: _Had, part: str) -> tuple[str, ...] | None:
    return tuple(org.name for org in parts.orgs(part)) or None
