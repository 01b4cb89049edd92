"""Two keys: what binds another organization waits until each has said yes.

No answer is no answer, never a yes. A second thought before the last yes counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from thirdspace.access import audit, clock, entrance
from thirdspace.access.actions import action
from thirdspace.access.models import Answer, Proposal, naming
from thirdspace.access.permissions import INSIDE, WRITERS, Permission, Role
from thirdspace.access.registries import two_key_acts
from thirdspace.access.scope import Scope, Visibility
from thirdspace.problems import InputProblem, NotAllowed, NotThere

PROPOSE = Permission("access.propose", "Propose something that needs a yes from each side", WRITERS)
ANSWER = Permission(
    "access.answer", "Say yes or no for your organization", (Role.COORDINATOR, Role.SPONSOR)
)
READ = Permission("access.read", "See what waits for a yes from both sides", INSIDE)


@action(PROPOSE)
def propose(
    scope: Scope,
    *,
    act: str,
    record_id: int,
    sentence: str,
    organizations: Iterable[int],
    payload: dict[str, Any] | None = None,
) -> Proposal:
    """Put an act before the organizations it binds.

    The proposer's own organization says yes by proposing, if the proposer may answer for it.

    Raises
    ------
    InputProblem
        No organization is bound by it.
    """
    required = set(organizations)
    kind = two_key_acts.get(act)
    if kind is None:
        raise LookupError(f"No room registered the act {act}.")
    if not required:
        raise InputProblem(
            _("Nobody is bound by this."),
            _("An act that needs both must name the organizations."),
            _("Choose at least one organization."),
        )
    proposal = Proposal.objects.add(
        scope,
        act=act,
        record_id=record_id,
        sentence=sentence[:500],
        payload=payload or {},
        required=naming(required),
        proposed_by_id=scope.person_id,
        proposed_at=clock.now(),
        visibility=Visibility.PARTNERSHIP,
    )
    audit.record(scope, "access.propose", proposal, label=sentence)
    answers_too = scope.person_id and scope.may(ANSWER) and scope.may(kind.permission)
    if answers_too and scope.organization_id in required:
        answer(scope, proposal_id=proposal.pk, yes=True)
        proposal.refresh_from_db()
    return proposal


@action(ANSWER)
def answer(scope: Scope, *, proposal_id: int, yes: bool, line: str = "") -> Proposal:
    """Say yes or no for one's organization; the last yes performs the act.

    Raises
    ------
    NotThere
        No such proposal, or it is closed.
    NotAllowed
        It does not bind the scope's organization, or the role does not answer for this kind.
    """
    proposal = _open(scope, proposal_id)
    act = two_key_acts.get(proposal.act)
    if act is None or scope.organization_id not in proposal.required_ids():
        raise NotAllowed(
            _("Your organization is not asked here."),
            _("This binds other organizations."),
            _("Read along, and add a comment where the thing itself is."),
        )
    scope.require(act.permission)
    Answer.objects.add(
        scope,
        proposal=proposal,
        organization_id=scope.organization_id,
        person_id=scope.person_id,
        yes=yes,
        line=line[:500],
        at=clock.now(),
    )
    audit.record(
        scope, "access.answer_yes" if yes else "access.answer_no", proposal,
        label=proposal.sentence, after={"line": line},
    )  # fmt: skip
    _close_if_done(scope, proposal)
    return proposal


def leave(scope: Scope) -> None:
    """Close what waits for the scope's organization, which is leaving: no answer is never a yes."""
    waiting = Proposal.objects.within(scope).filter(
        state=Proposal.State.OPEN, required__contains=f",{scope.organization_id},"
    )
    for proposal in waiting:
        _close(proposal, Proposal.State.DECLINED)
        act = two_key_acts.get(proposal.act)
        if act is not None:
            act.left(scope, proposal)


def standing(scope: Scope, proposals: Sequence[Proposal]) -> dict[int, dict[int, bool]]:
    """Return for each proposal the latest answer of each organization that gave one."""
    rows = (
        Answer.objects.within(scope)
        .filter(proposal__in=[p.pk for p in proposals])
        .order_by("id")
        .values_list("proposal_id", "organization_id", "yes")
    )
    latest: dict[int, dict[int, bool]] = {p.pk: {} for p in proposals}
    for proposal_id, organization_id, yes in rows:
        latest[proposal_id][organization_id] = yes
    return latest


def _open(scope: Scope, proposal_id: int) -> Proposal:
    audit.one_at_a_time(scope.partnership_id)
    proposal = (
        Proposal.objects.within(scope).filter(pk=proposal_id, state=Proposal.State.OPEN).first()
    )
    if proposal is None:
        raise NotThere(
            _("Nothing waits for an answer here."),
            _("It was answered by all, withdrawn, or never there."),
            _("See what is open on the board."),
        )
    return proposal


def _close_if_done(scope: Scope, proposal: Proposal) -> None:
    answers = standing(scope, [proposal])[proposal.pk]
    if not all(answers.values()):
        _close(proposal, Proposal.State.DECLINED)
    elif proposal.required_ids() <= answers.keys():
        _close(proposal, Proposal.State.AGREED)
        act = two_key_acts.get(proposal.act)
        if act is not None:
            # Performed for all who agreed, so by the door itself rather than the last to answer.
            act.perform(entrance.jointly(scope), proposal)


def _close(proposal: Proposal, state: str) -> None:
    proposal.state = state
    proposal.closed_at = clock.now()
    proposal.save(update_fields=["state", "closed_at"])
