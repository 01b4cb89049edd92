"""The twelve claims of the partnership and all that bears on them."""

from thirdspace.demo.story.claims.contested import CONTESTED
from thirdspace.demo.story.claims.others import OTHERS
from thirdspace.demo.story.claims.records import Claim

#: In the order they were made: C-01 to C-12.
CLAIMS: tuple[Claim, ...] = tuple(sorted((*CONTESTED, *OTHERS), key=lambda claim: claim.made))

__all__ = ["CLAIMS", "Claim"]
