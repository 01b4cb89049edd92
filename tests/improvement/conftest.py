"""A measure with enough values to have shifted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from thirdspace.improvement import actions

MONDAY = date(2025, 9, 1)
#: Twelve weeks around 10, then ten below: a shift down from week 13 on.
SHIFTED = [11, 9, 10, 12, 8, 10, 11, 9, 12, 8, 9, 11, 5, 6, 5, 4, 6, 5, 5, 4, 6, 5]


def weeks(values):
    """One line a week, as pasted from a spreadsheet."""
    days = (MONDAY + timedelta(weeks=n) for n in range(len(values)))
    return "\n".join(f"{day}\t{value}" for day, value in zip(days, values, strict=True))


@pytest.fixture
def shifted(world):
    """Days until a request is answered, in A: lower is better, and it went down."""
    measure = actions.add_measure(
        world.scope("coordinator"),
        name="Days until answered",
        unit="days",
        better="lower",
        baseline=12,
        dynamic="structures",
    )
    actions.record_observations(world.scope("coordinator"), key=measure.key, lines=weeks(SHIFTED))
    measure.refresh_from_db()
    return measure
