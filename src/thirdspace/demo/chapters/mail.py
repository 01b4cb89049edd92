"""Mail of the last two weeks: what was sent before has long been read and thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from thirdspace.access import clock
from thirdspace.access.registries import ticks
from thirdspace.demo.chapters.meetings import MAILED_SINCE
from thirdspace.demo.chronicle import Act, Told, at
from thirdspace.demo.story.members import TODAY
from thirdspace.web.models import Letter


def acts() -> Iterator[Act]:
    """Give the acts of this chapter."""
    yield Act(at(MAILED_SINCE, 0), _throw_away)
    for days in range((TODAY.date() - MAILED_SINCE).days + 1):
        yield Act(at(MAILED_SINCE + timedelta(days), 7), partial(_run, "meetings.reminders"))
    yield Act(at(TODAY.date(), 7), partial(_run, "home.digest"))


def _throw_away(_told: Told) -> None:
    Letter.everywhere.all().delete()


def _run(name: str, _told: Told) -> None:
    tick = ticks.get(name)
    if tick is None:
        raise LookupError(f"Nothing comes round by the name {name}.")
    tick.run(clock.now())
