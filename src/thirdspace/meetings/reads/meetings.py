"""Finding meetings, and those beside them in their series."""

from __future__ import annotations

from thirdspace.access.once import once
from thirdspace.access.routes import nothing_here
from thirdspace.access.scope import Scope
from thirdspace.meetings.models import Meeting, MeetingState


@once
def every(scope: Scope) -> tuple[Meeting, ...]:
    """Return all meetings with their series and who made them, the earliest first.

    Of each only what signals and signs need.
    """
    found = Meeting.objects.within(scope).select_related("series", "made_by").only(
        "title", "starts_at", "minutes", "time_zone", "state", "invited_at", "origin",
        "series__name", "series__cadence", "series__ended_on", "made_by__name",
    )  # fmt: skip
    return tuple(found.order_by("starts_at", "pk"))


def find(scope: Scope, pk: int) -> Meeting:
    """Return a meeting with its series.

    Raises
    ------
    NotThere
        No such meeting, or not the scope's to see.
    """
    found = Meeting.objects.within(scope).select_related("series").filter(pk=pk).first()
    if found is None:
        raise nothing_here()
    return found


def before(scope: Scope, meeting: Meeting) -> Meeting | None:
    """Return the meeting before this one in its series, canceled ones too."""
    earlier = Meeting.objects.within(scope).filter(
        series=meeting.series_id, starts_at__lt=meeting.starts_at
    )
    return earlier.order_by("-starts_at", "-pk").first()


def following(scope: Scope, meeting: Meeting) -> Meeting | None:
    """Return the next meeting of the series that is planned."""
    later = Meeting.objects.within(scope).filter(
        series=meeting.series_id, starts_at__gt=meeting.starts_at, state=MeetingState.PLANNED
    )
    return later.order_by("starts_at", "pk").first()
