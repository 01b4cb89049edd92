"""The check of integrity finds what is broken, and nothing in a sound room."""

from __future__ import annotations

from cast import World
from pages.meeting_samples import meeting_records
from thirdspace.meetings import checks
from thirdspace.meetings.models import Deliverable, DeliverableEvidence, Line, Meeting

ALL = (checks.orphan_evidence, checks.lost_wordings, checks.counted_behind)


def found() -> list[str]:
    return [sentence for check in ALL for sentence in check()]


def test_a_sound_room_has_nothing_to_say(world: World) -> None:
    meeting_records(world.a, "First", secret="SECRET")
    assert found() == []


def test_what_is_broken_is_named(world: World) -> None:
    meeting_records(world.a, "First", secret="SECRET")
    due = Deliverable.everywhere.first()
    DeliverableEvidence.everywhere.create(
        partnership=world.a.partnership, deliverable=due, kind="decision", record_id=99_999,
        why="It shows it", at=due.made_at,
    )  # fmt: skip
    line = Line.everywhere.filter(key="line-0").get()
    Line.everywhere.filter(pk=line.pk).update(version=2, text="rewritten behind its back")
    Meeting.everywhere.filter(pk=line.meeting_id).update(line_changes=0)
    assert len(found()) == 3
