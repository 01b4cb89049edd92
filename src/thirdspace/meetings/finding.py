"""What can be found of a meeting by words."""

from __future__ import annotations

from django.urls import reverse

from thirdspace.access import search
from thirdspace.access.scope import Scope
from thirdspace.meetings.holding import seen_like
from thirdspace.meetings.models import AgendaItem, Line, Meeting


def put_in_search(scope: Scope, meeting: Meeting) -> None:
    """Let a meeting be found by its title, its place, its agenda and its notes."""
    items = AgendaItem.objects.within(scope).filter(meeting=meeting).order_by("position", "pk")
    # Only lines that whoever sees the meeting sees: what stays on one side is no part of it.
    lines = Line.objects.within(scope).filter(
        meeting=meeting, removed_at=None, **seen_like(meeting)
    )
    words = [
        meeting.place,
        meeting.cancelled_why,
        *items.values_list("title", flat=True),
        *lines.order_by("position", "pk").values_list("text", flat=True),
    ]
    search.put(
        scope,
        [
            search.entry(
                meeting,
                kind="meeting",
                record_id=meeting.pk,
                title=meeting.title,
                body="\n".join(filter(None, words)),
                url=reverse("meetings:meeting", args=[scope.partnership_key, meeting.pk]),
                at=meeting.starts_at,
            )
        ],
    )
