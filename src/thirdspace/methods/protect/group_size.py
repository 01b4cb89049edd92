"""The smallest group whose answers may be shown."""

from __future__ import annotations

from thirdspace.problems import MethodProblem

SMALLEST_GROUP = 5
SMALLEST_GROUP_AGREED = 3


def check_group_size(k: int) -> None:
    """Refuse groups that can't protect anyone.

    Raises
    ------
    MethodProblem
        Fewer than three: in a group of two each knows the other's answer.
    """
    if k < SMALLEST_GROUP_AGREED:
        raise MethodProblem(
            f"Groups of {k} can’t be shown.",
            f"In a group of fewer than {SMALLEST_GROUP_AGREED} people know each other’s answers.",
            f"Choose {SMALLEST_GROUP_AGREED} if everyone agreed beforehand, else {SMALLEST_GROUP}.",
            field="k",
        )
