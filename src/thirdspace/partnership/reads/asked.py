"""What waits for a yes from each side: asked once a request, whatever room asks."""

from __future__ import annotations

from thirdspace.access.models import Proposal
from thirdspace.access.once import once
from thirdspace.access.scope import Scope


@once
def open_proposals(scope: Scope) -> tuple[Proposal, ...]:
    """Return what is not yet decided in any room, the oldest first."""
    found = Proposal.objects.within(scope).filter(state=Proposal.State.OPEN)
    return tuple(found.select_related("proposed_by").order_by("id"))
