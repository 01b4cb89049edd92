"""Events as evidence and in the timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from itertools import islice

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thirdspace.access import dates
from thirdspace.access.registries import Card, Happening
from thirdspace.access.scope import Scope
from thirdspace.formats.dates import read_date
from thirdspace.partnership.models import Event

KIND = "event"


def cards(scope: Scope, ids: Sequence[int]) -> Mapping[int, Card]:
    """Return how each event reads as evidence."""
    events = Event.objects.within(scope).filter(pk__in=ids).select_related("organization")
    return {event.pk: _card(scope, event) for event in events}


def find(scope: Scope, words: str, limit: int) -> Sequence[Card]:
    """Return events whose words hold `words`, latest first."""
    events = Event.objects.within(scope).select_related("organization")
    found = events.filter(what__icontains=words.strip()).order_by("-when", "position")
    return [_card(scope, event) for event in found[:limit]]


def exists(partnership_id: int, ids: Sequence[int]) -> set[int]:
    """Return which of the ids are events of a partnership."""
    events = Event.everywhere.filter(partnership_id=partnership_id, pk__in=ids)
    return set(events.values_list("pk", flat=True))


def to_key(scope: Scope, ids: Sequence[int]) -> Mapping[int, str]:
    """Return how a folder names events: by date and words."""
    return {event.pk: _key(event) for event in Event.objects.within(scope).filter(pk__in=ids)}


def from_key(scope: Scope, names: Sequence[str]) -> Mapping[str, int]:
    """Return the events a folder names."""
    wanted = set(names)
    events = Event.objects.within(scope).order_by("-position", "-id")
    return {_key(event): event.pk for event in events if _key(event) in wanted}


def happenings(scope: Scope, before: datetime | None, limit: int) -> Sequence[Happening]:
    """Return what happened before a moment, latest first; what has no date is left out."""
    events = Event.objects.within(scope).exclude(when="").select_related("organization")
    if before:
        events = events.filter(when__lte=timezone.localtime(before).date().isoformat())
    latest = events.order_by("-when", "-position").iterator(chunk_size=200)
    lines = (_happening(scope, event) for event in latest)
    return list(islice((line for line in lines if before is None or line.at < before), limit))


def _key(event: Event) -> str:
    return f"{event.when} {event.what}".strip()


def _card(scope: Scope, event: Event) -> Card:
    return Card(
        kind=KIND,
        record_id=event.pk,
        kind_label=_("Event"),
        icon="calendar",
        words=event.what,
        is_quote=False,
        source_label=event.kind or _("What happened"),
        url=_url(scope, event),
        side=event.organization.side if event.organization else "joint",
        organization_id=event.organization_id,
        organization_name=str(event.organization or ""),
        when=dates.partial_day(event.when),
    )


def _happening(scope: Scope, event: Event) -> Happening:
    return Happening(
        at=timezone.make_aware(datetime.combine(read_date(event.when).first_day, time.min)),
        when=dates.partial_day(event.when),
        side=event.organization.side if event.organization else "joint",
        actor="",
        organization_name=str(event.organization or ""),
        sentence=event.what,
        url=_url(scope, event),
    )


def _url(scope: Scope, event: Event) -> str:
    return f"{reverse('partnership:events', args=[scope.partnership_key])}#event-{event.pk}"
