"""The words and keys of claims.csv and evidence.csv."""

from __future__ import annotations

from dataclasses import dataclass, field

from thirdspace.access.scope import Scope
from thirdspace.claims.models import Claim, Stance, Status, Strength
from thirdspace.partnership.files.cells import Named, named_in

CLAIMS, EVIDENCE = "claims.csv", "evidence.csv"
#: Stands for a record that the organization which exports may not see.
NOT_SHARED = "(not shared)"
#: Where a key that is not of the shape C-07 is kept.
KEY = "(key)"

STATUS_WORDS = {
    Status.OPEN: "open",
    Status.HOLDS: "holds",
    Status.LIMITS: "holds with limits",
    Status.UNSETTLED: "unsettled",
    Status.DOUBTFUL: "doubtful",
    Status.SUPERSEDED: "superseded",
}
STATUSES = {word: value.value for value, word in STATUS_WORDS.items()} | {
    value: value for value in Status.values
}
STANCES = {value: value for value in Stance.values}
STRENGTHS = {str(value): value for value in Strength.values}


@dataclass(slots=True)
class Place(Named):
    """What rows of one partnership refer to while they are stored."""

    claims: dict[str, Claim] = field(default_factory=dict)  # by key


def place_of(scope: Scope) -> Place:
    """Return what rows of a partnership may refer to."""
    named = named_in(scope)
    claims = {key_of(claim): claim for claim in Claim.objects.within(scope)}
    return Place(scope, named.organizations, named.people, claims=claims)


def key_of(claim: Claim) -> str:
    """Return the key of a claim in the folder: its own, or C-07."""
    return claim.extra.get(KEY) or claim.short
