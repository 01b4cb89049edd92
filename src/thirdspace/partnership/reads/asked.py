"""What waits for a yes from each side: asked once a request, whatever room asks."""

from __future__ import annotations

from collections.abc import Mapping

from thirdspace.access import keys
from thirdspace.access.models import Proposal
from thirdspace.access.once import once
from thirdspace.access.scope import Scope


@once
def open_proposals(scope: Scope) -> tuple[Proposal, ...]:
    """Return what is not yet decided in any room, the oldest first."""
    found = Proposal.objects.within(scope).filter(state=Proposal.State.OPEN)
    return tuple(found.select_related("proposed_by").order_by("id"))


@once
def answers(scope: Scope) -> Mapping[int, Mapping[int, bool]]:
    """Return the latest yes or no to each of them, by organization."""
    proposals = open_proposals(scope)
    return keys.standing(scope, proposals) if proposals else {}
