"""What decisions give the other rooms."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.access import registries
from thirdspace.access.models import Proposal, TaskLink
from thirdspace.access.registries import (
    Citable,
    LinkTask,
    SignalSource,
    TaskSource,
    Thanks,
    TwoKeyAct,
)
from thirdspace.access.scope import Scope
from thirdspace.meetings import citing, keys
from thirdspace.meetings.actions.needs_both import answer_decision, left, next_meeting, settle
from thirdspace.meetings.letters.decisions import TASK
from thirdspace.meetings.models import Decision, DecisionState
from thirdspace.meetings.permissions import DECIDE
from thirdspace.meetings.reads.decision_signals import (
    decision_signals,
    decision_signs,
    owed_decisions,
)
from thirdspace.meetings.reads.decisions import decisions, rows_of
from thirdspace.problems import NotThere

SENTENCES = {
    "meetings.decide": gettext_lazy("noted the decision %(label)s"),
    "meetings.change_decision": gettext_lazy("changed the decision %(label)s"),
    "meetings.note_who_decided": gettext_lazy("noted who was there for %(label)s"),
    "meetings.object_to_decision": gettext_lazy("objects to %(label)s: %(line)s"),
    "meetings.withdraw_decision": gettext_lazy("withdrew %(label)s: %(why)s"),
    "meetings.restore_decision": gettext_lazy("let the decision %(label)s stand again"),
    "meetings.ask_both": gettext_lazy("asked each organization about %(label)s"),
    "meetings.postpone_decision": gettext_lazy("said not yet to %(label)s: %(line)s"),
    "meetings.decline_decision": gettext_lazy("said no to %(label)s: %(line)s"),
    "meetings.agree_decision": gettext_lazy("gave the last yes to %(label)s"),
}


def page_of(scope: Scope, kind: str, record_id: int | None) -> str:
    """Return where the timeline leads: the list, which knows decisions by their id."""
    listed_at = reverse("meetings:decisions", args=[scope.partnership_key])
    return f"{listed_at}?id={record_id}" if kind == Decision._meta.label_lower else listed_at


def proposal_page(scope: Scope, proposal: Proposal) -> str:
    """Return where a decision that needs both is read."""
    return page_of(scope, Decision._meta.label_lower, proposal.record_id)


def _asked(scope: Scope, link: TaskLink) -> Decision:
    found = decisions(scope).filter(proposal_id=link.record_id, state=DecisionState.WAITING).first()
    if found is None:
        raise NotThere(
            _("This decision no longer waits for an answer."),
            _("All have answered, somebody said no, or it was withdrawn."),
            _("Nothing is lost. Sign in to see what became of it."),
        )
    return found


def task_context(scope: Scope, link: TaskLink) -> Mapping[str, Any]:
    """Return what the task page shows: what is asked, who said what, what silence leads to."""
    return {"row": rows_of(scope, [_asked(scope, link)])[0]}


def task_done(scope: Scope, link: TaskLink, sent: Mapping[str, str]) -> Thanks:
    """Store the answer that was sent from a link."""
    decision = answer_decision(
        scope,
        number=_asked(scope, link).number,
        answer=sent.get("answer", ""),
        line=sent.get("line", ""),
    )
    return Thanks(became(scope, decision))


def became(scope: Scope, decision: Decision) -> str:
    """Say what an answer led to."""
    if decision.state == DecisionState.DECIDED:
        return _("All have said yes: it is decided.")
    if decision.state == DecisionState.NOT_YET:
        meeting = next_meeting(scope, decision)
        if meeting is None:
            return _("It is not decided. No meeting is planned yet that could talk about it.")
        return _("It goes on the agenda of %(meeting)s.") % {"meeting": meeting.title}
    if decision.state == DecisionState.DECLINED:
        return _("It is not agreed; your reason is kept beside it.")
    return _("The answer of %(organization)s is stored. Others have not answered yet.") % {
        "organization": scope.organization_name
    }


registries.sentences.add("meetings.decisions", registries.Sentences(by_verb=SENTENCES, url=page_of))
registries.signals.add(
    "meetings.decisions", SignalSource(signals=decision_signals, signs=decision_signs)
)
registries.tasks.add("meetings.decisions", TaskSource(owed=owed_decisions))
registries.two_key_acts.add(
    TASK,
    TwoKeyAct(gettext_lazy("A decision"), DECIDE, settle, proposal_page, left),
)
registries.link_tasks.add(
    TASK,
    LinkTask(
        gettext_lazy("A decision that needs both"),
        "meetings/task_decision.html",
        task_context,
        task_done,
    ),
)
registries.citables.add(
    citing.DECISION,
    Citable(
        kind=citing.DECISION,
        label=gettext_lazy("Decision"),
        icon="decision",
        cards=citing.decision_cards,
        find=citing.find_decisions,
        exists=partial(keys.exists, Decision),
        to_key=partial(keys.to_key, Decision),
        from_key=partial(keys.from_key, Decision),
        order=20,
    ),
)
