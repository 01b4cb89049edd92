"""Decisions that need both: asked of each organization, answered by each. Silence is no yes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, keys, links
from thirdspace.access.actions import action
from thirdspace.access.models import Proposal
from thirdspace.access.scope import Scope
from thirdspace.access.words import said, said_or_not
from thirdspace.meetings.actions.carrying import place_for
from thirdspace.meetings.actions.outcomes import label, not_past, numbered, open_to_all, sees
from thirdspace.meetings.actions.parts import parts_of, put_parts
from thirdspace.meetings.letters.decisions import TASK, ask, tell_outcome
from thirdspace.meetings.models import (
    AgendaItem,
    Decision,
    DecisionState,
    ItemKind,
    Meeting,
    MeetingState,
    Part,
)
from thirdspace.meetings.permissions import DECIDE, WRITE
from thirdspace.meetings.sitting import answering, listed
from thirdspace.partnership.reads.who import members
from thirdspace.problems import Conflict, InputProblem

#: What a decision is after an answer that is no yes, and how that is called in the trail.
NO = {"not_yet": DecisionState.NOT_YET, "no": DecisionState.DECLINED}
VERBS = {"not_yet": "meetings.postpone_decision", "no": "meetings.decline_decision"}


@action(WRITE)
def ask_both(
    scope: Scope,
    *,
    number: int,
    organization_ids: Collection[int],
    answer_by: date,
    if_silent: str,
    reason: str = "",
) -> Decision:
    """Put a decision before the organizations it binds; who proposed it is always among them.

    Parameters
    ----------
    organization_ids : collection of int
        Whose yes it needs.
    answer_by : date
        By when; a later answer still counts and is shown as late.
    if_silent : str
        What happens if nobody answers by then; said beforehand.

    Raises
    ------
    InputProblem
        Only one side is asked, one can't answer, the day is over, or it is not said what silence
        leads to.
    Conflict
        It waits for an answer already.
    """
    decision = numbered(scope, Decision, number)
    _refuse_settled(decision)
    required = set(organization_ids) | _proposers(scope, decision)
    _refuse_unable(scope, decision, required)
    decision.if_silent = said(if_silent, most=300, field="if_silent")
    decision.answer_by = not_past(answer_by, field="answer_by")
    decision.reason = said_or_not(reason, most=500, field="reason") or decision.reason
    decision.needs_both, decision.state = True, DecisionState.WAITING
    decision.decided_at = decision.object_until = None
    _nobody_decided(scope, decision, required)
    proposal = _propose(scope, decision, required)
    decision.proposal_id = proposal.pk
    decision.save(update_fields=[
        "if_silent", "answer_by", "reason", "needs_both", "state", "decided_at", "object_until",
        "proposal_id",
    ])  # fmt: skip
    audit.record(
        scope, "meetings.ask_both", decision, label=label(decision),
        after={"answer_by": decision.answer_by, "if_silent": decision.if_silent},
    )  # fmt: skip
    ask(scope, decision, proposal)
    return decision


def _proposers(scope: Scope, decision: Decision) -> set[int]:
    return {pk for pk in (decision.proposed_by_id or scope.organization_id,) if pk}


def _refuse_settled(decision: Decision) -> None:
    if decision.state == DecisionState.WAITING:
        raise Conflict(
            _("It waits for an answer already."),
            _("Two questions at once could both be agreed."),
            _("Wait for the answers, or withdraw the first question."),
            theirs=label(decision),
            yours=label(decision),
        )
    agreed = decision.needs_both and decision.state == DecisionState.DECIDED
    if agreed or decision.state == DecisionState.WITHDRAWN:
        raise InputProblem(
            _("%(short)s can't be asked again.") % {"short": decision.short},
            _("It stands as: %(state)s.") % {"state": decision.get_state_display()},
            _("Note a new decision and ask about that one."),
        )


def _refuse_unable(scope: Scope, decision: Decision, required: Collection[int]) -> None:
    """Refuse to ask one side alone, or one that could not see it or has nobody to answer."""
    if len(required) < 2:
        raise InputProblem(
            _("Only one organization is asked."),
            _("What needs both needs a yes from at least two."),
            _("Choose whom else it binds; alone you need no yes but your own."),
            field="organizations",
        )
    names = {each.pk: str(each) for each in members(scope).today}
    able = answering(scope, required, set(DECIDE.roles) & set(keys.ANSWER.roles))
    unable = [pk for pk in required if pk not in able or not sees(decision, pk)]
    if unable:
        raise InputProblem(
            _("%(names)s can't answer.")
            % {"names": listed([names.get(pk, _("An organization")) for pk in unable])},
            _("It needs a coordinator or a sponsor who sits there today and sees the decision."),
            _("Let them name one, or leave them out."),
            field="organizations",
        )


def _nobody_decided(scope: Scope, decision: Decision, required: Collection[int]) -> None:
    """Take back who decided and objected: from now on each says so itself."""
    absent = parts_of(scope, decision)[Part.ABSENT]
    put_parts(scope, decision, {
        Part.DECIDED: {}, Part.OBJECTS: {},
        Part.ABSENT: {pk: line for pk, line in absent.items() if pk not in required},
    })  # fmt: skip


def _propose(scope: Scope, decision: Decision, required: Collection[int]) -> Proposal:
    proposal = keys.propose(
        scope, act=TASK, record_id=decision.pk, sentence=named(decision), organizations=required
    )
    if not open_to_all(decision):
        # The answers, with their reasons, are seen by whoever sees the decision.
        proposal.origin_id, proposal.named = decision.origin_id, decision.named
        proposal.visibility = decision.visibility
        proposal.save(update_fields=["origin", "named", "visibility"])
    return proposal


def named(decision: Decision) -> str:
    """Return how a decision is named where the whole partnership reads along."""
    return label(decision)[:500] if open_to_all(decision) else decision.short


# --- Answers -----------------------------------------------------------------------------------


@action(DECIDE)
def answer_decision(scope: Scope, *, number: int, answer: str, line: str = "") -> Decision:
    """Say for one's organization: yes, not yet, or no. The last yes decides it.

    Raises
    ------
    InputProblem
        No such answer, or no reason where it is no yes.
    NotThere
        Nothing waits for an answer.
    NotAllowed
        One's organization is not asked.
    """
    decision = numbered(scope, Decision, number)
    if answer not in ("yes", *NO):
        raise InputProblem(
            _("There is no answer in what was sent."),
            _("It must say yes, not yet or no."),
            _("Choose one of the three."),
            field="answer",
        )
    words = (said_or_not if answer == "yes" else said)(line, most=500, field="line")
    proposal = keys.answer(
        scope, proposal_id=decision.proposal_id or 0, yes=answer == "yes", line=words
    )
    if answer in NO:
        _close(scope, decision, answer, words)
    if proposal.state != Proposal.State.OPEN:
        links.void(scope, proposal, TASK)
        decision.refresh_from_db()
        tell_outcome(scope, decision, line=words)
    return decision


def _close(scope: Scope, decision: Decision, answer: str, line: str) -> None:
    decision.state = NO[answer]
    decision.save(update_fields=["state"])
    audit.record(scope, VERBS[answer], decision, label=label(decision), after={"line": line})
    if answer == "not_yet":
        _bring_to_next_meeting(scope, decision, line)


def next_meeting(scope: Scope, decision: Decision) -> Meeting | None:
    """Return the next planned meeting of the series a decision comes from, or of any series."""
    planned = Meeting.objects.within(scope).filter(
        state=MeetingState.PLANNED, starts_at__gt=clock.now()
    )
    if decision.meeting:
        planned = planned.filter(series=decision.meeting.series_id)
    return planned.order_by("starts_at", "id").first()


def _bring_to_next_meeting(scope: Scope, decision: Decision, line: str) -> None:
    meeting = next_meeting(scope, decision)
    if meeting is None:
        return
    told = open_to_all(decision) or not open_to_all(meeting)
    # By hand: a sponsor who says "not yet" may not write agendas, but this answer does.
    AgendaItem.objects.add(
        scope, meeting=meeting, position=place_for(scope, meeting), kind=ItemKind.DECIDE,
        title=(label(decision) if told else decision.short)[:200], note=line[:300] if told else "",
        brought_by_id=scope.organization_id,
    )  # fmt: skip


def settle(scope: Scope, proposal: Proposal) -> None:
    """Let a decision stand that all who were asked said yes to; the door performs it."""
    decision = Decision.objects.within(scope).get(pk=proposal.record_id)
    decision.state, decision.decided_at = DecisionState.DECIDED, clock.now()
    decision.save(update_fields=["state", "decided_at"])
    agreed = dict.fromkeys(sorted(proposal.required_ids()), "")
    counts_for = parts_of(scope, decision)[Part.COUNTS_FOR]
    put_parts(scope, decision, {Part.DECIDED: agreed, Part.COUNTS_FOR: {**agreed, **counts_for}})
    audit.record(scope, "meetings.agree_decision", decision, label=label(decision))


def left(scope: Scope, proposal: Proposal) -> None:
    """Close a decision that waited for an organization that is leaving: that is no yes."""
    decision = Decision.objects.within(scope).get(pk=proposal.record_id)
    line = _("%(organization)s left before it answered.") % {
        "organization": scope.organization_name
    }
    links.void(scope, proposal, TASK)
    decision.state = DecisionState.DECLINED
    decision.save(update_fields=["state"])
    audit.record(
        scope, "meetings.decline_decision", decision, label=label(decision), after={"line": line}
    )


def close_question(scope: Scope, decision: Decision) -> None:
    """Close what waits for answers, and the links to it, because it was withdrawn."""
    waiting = Proposal.objects.within(scope).filter(
        pk=decision.proposal_id or 0, state=Proposal.State.OPEN
    )
    for proposal in waiting:
        proposal.state, proposal.closed_at = Proposal.State.DECLINED, clock.now()
        proposal.save(update_fields=["state", "closed_at"])
        links.void(scope, proposal, TASK)
