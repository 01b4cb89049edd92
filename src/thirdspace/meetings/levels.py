"""How far something said in a meeting is seen: by its writer, by one's own side, by all of it.

The trail must not tell what a page keeps: what is private leaves an act that nobody's timeline
shows and that holds no words.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from thirdspace.access.models import Visible
from thirdspace.access.scope import Scope, Visibility
from thirdspace.meetings.holding import seen_like
from thirdspace.meetings.models import Meeting, Tension
from thirdspace.meetings.sitting import coordinates


class Level(models.TextChoices):
    """Who sees a tension, from its writer outward."""

    PRIVATE = "private", _("Only me")
    OWN = "own", _("My own side")
    SHARED = "shared", _("Shared")


#: A level only ever opens further.
WIDER = tuple(Level)


def fields_of(level: str, meeting: Meeting | None) -> dict[str, Any]:
    """Return the visibility fields of a tension at a level."""
    if level == Level.SHARED:
        like = seen_like(meeting) if meeting else {"visibility": Visibility.PARTNERSHIP}
        return {"private": False, "named": "", **like}
    return {"private": level == Level.PRIVATE, "visibility": Visibility.OWN, "named": ""}


def level_of(tension: Tension) -> Level:
    """Return the level at which a tension stands."""
    if tension.private:
        return Level.PRIVATE
    return Level.OWN if tension.visibility == Visibility.OWN else Level.SHARED


def may_open(scope: Scope, tension: Tension) -> bool:
    """Say whether a scope may show a tension to more people."""
    if scope.person_id is not None and tension.surfaced_by_id == scope.person_id:
        return True
    return tension.origin_id is not None and coordinates(scope, tension.origin_id)


def unseen() -> Visible:
    """Return a holder that no organization sees, for acts that must not tell who did them."""
    return Tension(visibility=Visibility.NAMED)
