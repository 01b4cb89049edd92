"""What is due by the clock: every registered tick, run by one process at a time."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.db import connections
from django.db.models import Q
from django.utils import timezone

from thirdspace.access import clock, rows
from thirdspace.access.registries import Tick, ticks
from thirdspace.web.models import TickRun

logger = logging.getLogger(__name__)

MINUTE: Final = 60.0
#: A tick that has been at it longer than this died with its process.
LOST: Final = timedelta(hours=1)
#: What is run each minute from outside does not come to the second.
SLACK: Final = timedelta(seconds=10)


def run_due(now: datetime) -> list[str]:
    """Run each tick that is due and return a sentence of each that did something.

    Parameters
    ----------
    now : datetime
        The machine's own time, which decides what is due: the clock of the workspace may stand
        still. The ticks themselves are told the clock's time.
    """
    known = ((name, ticks.get(name)) for name in ticks.names())
    told = (_run(name, tick, now) for name, tick in known if tick and _claim(name, tick, now))
    return [sentence for sentence in told if sentence]


def _claim(name: str, tick: Tick, now: datetime) -> bool:
    """Take a tick if it is due and nobody else is at it."""
    TickRun.everywhere.get_or_create(name=name)
    rested = Q(ran_at=None) | Q(ran_at__lte=now - tick.every + SLACK)
    free = Q(busy_since=None) | Q(busy_since__lte=now - LOST)
    # One statement: of two processes, only one changes the row.
    mine = TickRun.everywhere.filter(rested, free, name=name)
    return bool(mine.update(ran_at=now, busy_since=now))


def _run(name: str, tick: Tick, now: datetime) -> str:
    """Run one tick as the operator of the machine; what goes wrong is noted and stops no other."""
    said, error = "", ""
    try:
        with rows.holding_all():
            said = tick.run(clock.now())
    except Exception as problem:  # whatever it is, the other ticks are due too
        logger.exception("The tick %s failed.", name)
        error = f"{type(problem).__name__}: {problem}"
    # A process that took it over, because this one seemed lost, still has it.
    TickRun.everywhere.filter(name=name, busy_since=now).update(busy_since=None, last_error=error)
    return said


@contextmanager
def each_minute(seconds: float = MINUTE) -> Iterator[None]:
    """Run what is due each minute, beside what happens inside.

    The first time is after a minute: a server that forks its workers does it while this is idle.
    """
    stop = threading.Event()
    beat = threading.Thread(target=_beat, args=(stop, seconds), name="ticks", daemon=True)
    beat.start()
    try:
        yield
    finally:
        stop.set()
        beat.join(timeout=5)  # a tick that takes longer ends with the process


def _beat(stop: threading.Event, seconds: float) -> None:
    while not stop.wait(seconds):
        try:
            run_due(timezone.now())
        except Exception:  # such as a database that is away for a moment
            logger.exception("Nothing could be run that was due; it is tried again.")
        finally:
            connections.close_all()
