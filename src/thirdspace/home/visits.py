"""When a person was last on a board, kept in their session.

A visit is noted at most once an hour, so that reading along writes nothing, and so that a second
look a minute later still tells what changed since the visit before.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.backends.base import SessionBase

from thirdspace.access import clock

KEPT = "visits"
ONE_VISIT = timedelta(hours=1)


def last_visit(session: SessionBase, key: str) -> datetime | None:
    """Return when the person last came to the board of a partnership, and note that they are here.

    Parameters
    ----------
    session : SessionBase
        Of the person.
    key : str
        The partnership's.
    """
    now = clock.now()
    before, seen = (_moment(text) for text in session.get(KEPT, {}).get(key, ("", "")))
    if seen is not None and timedelta(0) <= now - seen < ONE_VISIT:
        return before
    written = [seen.isoformat() if seen else "", now.isoformat()]
    session[KEPT] = {**session.get(KEPT, {}), key: written}
    return seen


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
