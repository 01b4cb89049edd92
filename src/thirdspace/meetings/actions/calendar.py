"""A person's own address for the calendar of a partnership."""

from __future__ import annotations

import secrets

from django.db.models import QuerySet

from thirdspace.access import audit, clock
from thirdspace.access.actions import action
from thirdspace.access.scope import Scope
from thirdspace.meetings.feeds import hash_of
from thirdspace.meetings.levels import unseen
from thirdspace.meetings.models import CalendarFeed
from thirdspace.meetings.permissions import READ


@action(READ)
def make_feed(scope: Scope) -> str:
    """Make a new address, which voids the one before; return its token, which is kept nowhere."""
    _open(scope).update(voided_at=clock.now())
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.add(
        scope, token_hash=hash_of(token), person_id=scope.person_id, made_at=clock.now()
    )
    # That somebody reads meetings in another calendar is nobody else's business.
    audit.record(scope, "meetings.make_feed", feed, within=unseen())
    return token


@action(READ)
def void_feed(scope: Scope) -> None:
    """Close one's address: calendars that have it get nothing more."""
    feed = _open(scope).first()
    if feed is not None:
        _open(scope).update(voided_at=clock.now())
        audit.record(scope, "meetings.void_feed", feed, within=unseen())


def _open(scope: Scope) -> QuerySet[CalendarFeed]:
    return CalendarFeed.objects.within(scope).filter(person=scope.person_id or 0, voided_at=None)
