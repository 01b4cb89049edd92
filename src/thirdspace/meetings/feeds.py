"""Whose calendar an address opens: looked up before there is a scope, by the hash of its token."""

from __future__ import annotations

import hashlib

from thirdspace.access import entrance, rows
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.meetings.models import CalendarFeed
from thirdspace.meetings.permissions import READ


def hash_of(token: str) -> str:
    """Return what is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def scope_of(token: str) -> Scope:
    """Return the scope of the person whose calendar a token opens.

    Raises
    ------
    NotThere
        Unknown or voided, or its owner has no seat any more, or none that reads meetings.
    """
    with rows.holding_all():
        feed = (
            CalendarFeed.everywhere.select_related("partnership", "person")
            .filter(token_hash=hash_of(token), voided_at=None)
            .first()
        )
        if feed is None:
            raise nothing_here()
        scope = entrance.enter(
            person_id=feed.person_id, person_name=str(feed.person), key=feed.partnership.key
        )
    if not scope.may(READ):
        raise nothing_here()
    return scope
