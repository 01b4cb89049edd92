"""What the coefficients for two coders have in common."""

from __future__ import annotations

from thirdspace.methods.agreement.ratings import Ratings
from thirdspace.problems import MethodProblem


def both_coded(ratings: Ratings, name: str) -> Ratings:
    """Keep the units that both coders coded.

    Raises
    ------
    MethodProblem
        There are more than two coders.
    """
    if ratings.coders > 2:
        raise MethodProblem(
            f"There are {ratings.coders} coders.",
            f"{name} compares two.",
            "Take Fleiss’ or Conger’s kappa, or Krippendorff’s alpha.",
            field="ratings",
        )
    return ratings.only(ratings.paired > 0)
