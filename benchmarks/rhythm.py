"""What meetings leave behind, in bulk: decisions, promises, reflections, tensions, deliverables."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

NOW = datetime(2026, 6, 16, 9, tzinfo=UTC)
FORTNIGHT = timedelta(days=14)
SIDES = ("district", "university", "college", "state")
#: The next meeting is so far ahead: its agenda is not late yet.
AHEAD = timedelta(days=5)


def fill(found: Any, dice: random.Random, meetings: int, decisions: int, promises: int) -> None:
    """Give a place one series with so many meetings, every second with a reflection."""
    own = {"partnership_id": found.partnership.pk, "origin": found.org("district")}
    held = _meetings(found, own, meetings)
    _decisions(found, own, dice, held, decisions)
    _promises(found, own, dice, held, promises)
    _reflections(own, held)
    _deliverables(found, own)


def _meetings(found: Any, own: dict[str, Any], count: int) -> list[Any]:
    from thirdspace.meetings.models import Meeting, MeetingState, Series

    by = found.people["coordinator"]
    series = Series.everywhere.create(**own, name="Steering table", time_zone="America/Chicago")
    made = Meeting.everywhere.bulk_create(
        Meeting(
            **own, series=series, number=count - n, title=f"Steering table {count - n}", minutes=75,
            starts_at=NOW + AHEAD - n * FORTNIGHT, time_zone="America/Chicago", made_by=by,
            made_at=NOW - n * FORTNIGHT, invited_at=NOW - n * FORTNIGHT,
            state=MeetingState.CANCELLED if n % 10 == 9 else MeetingState.CLOSED
            if n else MeetingState.PLANNED,
        )
        for n in range(count)
    )  # fmt: skip
    return [each for each in made if each.state == MeetingState.CLOSED]


def _decisions(
    found: Any, own: dict[str, Any], dice: random.Random, held: list[Any], count: int
) -> None:
    from thirdspace.meetings.models import Decision, DecisionPart

    made = Decision.everywhere.bulk_create(
        Decision(
            **own, number=n + 1, text=f"We try version {n} at two schools", meeting=meeting,
            proposed_by=found.org(SIDES[n % 4]), decided_at=meeting.starts_at,
            made_at=meeting.starts_at,
        )
        for n, meeting in ((n, dice.choice(held)) for n in range(count))
    )  # fmt: skip
    DecisionPart.everywhere.bulk_create(
        DecisionPart(partnership_id=own["partnership_id"], decision=decision,
                     organization=found.org(side), part=part)
        for n, decision in enumerate(made)
        for place, side in enumerate(SIDES)
        for part in (("absent",) if n % 8 == place else ("decided", "counts_for"))
    )  # fmt: skip


def _promises(
    found: Any, own: dict[str, Any], dice: random.Random, held: list[Any], count: int
) -> None:
    from thirdspace.meetings.models import Promise, PromiseState

    people = [
        ("member_district", "district"),
        ("member_university", "university"),
        ("member_college", "college"),
    ]

    def promise(n: int) -> Promise:
        owner, side = people[n % 3]
        meeting = dice.choice(held)
        due = (meeting.starts_at + FORTNIGHT).date()
        still_open = n % 10 == 0
        return Promise(
            **own, number=n + 1, text=f"Send draft {n}", owner=found.people[owner], due=due,
            first_due=due, organization=found.org(side), meeting=meeting,
            made_at=meeting.starts_at, made_by=found.people["coordinator"],
            state=PromiseState.OPEN if still_open else PromiseState.DONE,
            answered_at=None if still_open else meeting.starts_at + timedelta(days=n % 20),
        )  # fmt: skip

    Promise.everywhere.bulk_create(promise(n) for n in range(count))


def _reflections(own: dict[str, Any], held: list[Any]) -> None:
    from thirdspace.meetings.models import Reflection, ReflectionState, Tension, Trial, TrialState

    reflected = held[::2]
    Reflection.everywhere.bulk_create(
        Reflection(
            partnership_id=own["partnership_id"], meeting=meeting, minutes=8,
            state=ReflectionState.SKIPPED if n % 7 == 6 else ReflectionState.SHOWN,
        )
        for n, meeting in enumerate(reflected)
    )  # fmt: skip
    Trial.everywhere.bulk_create(
        Trial(
            **own, meeting=meeting, text="Drafts go out two days before", made_at=meeting.starts_at,
            due=(meeting.starts_at + FORTNIGHT).date(),
            state=TrialState.KEPT if n else TrialState.OPEN,
        )
        for n, meeting in enumerate(reflected)
    )  # fmt: skip
    Tension.everywhere.bulk_create(
        Tension(**own, number=n + 1, text="Calendars pull apart", opened_at=meeting.starts_at)
        for n, meeting in enumerate(reflected[:10])
    )


def _deliverables(found: Any, own: dict[str, Any]) -> None:
    from thirdspace.meetings.models import Deliverable, Dependence

    made = Deliverable.everywhere.bulk_create(
        Deliverable(
            **own, number=n + 1, title=f"Guide {n}", organization=found.org(SIDES[n % 4]),
            due=(NOW + timedelta(days=7 * n)).date(), made_at=NOW - timedelta(days=60),
        )
        for n in range(8)
    )  # fmt: skip
    Dependence.everywhere.bulk_create(
        Dependence(
            partnership_id=own["partnership_id"], deliverable=each,
            organization=found.org("state"), since=(NOW - timedelta(days=10)).date(),
        )
        for each in made[:3]
    )  # fmt: skip
