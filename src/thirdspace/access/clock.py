"""What time it is, in one place, so that a told story and a test can say so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_fixed: ContextVar[datetime | None] = ContextVar("thirdspace_clock", default=None)
_started_at: list[datetime] = []


def now() -> datetime:
    """Return the present moment, with its zone."""
    return _fixed.get() or (_started_at[0] if _started_at else timezone.now())


def today() -> date:
    """Return the present day in the installation's zone."""
    return timezone.localdate(now())


def stop_at(moment: datetime) -> None:
    """Stop the clock of this process: the demo partnership lives on one day."""
    _started_at[:] = [moment]


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Tell a part of a story as it happened at `moment`."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
