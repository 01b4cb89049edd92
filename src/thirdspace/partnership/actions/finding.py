"""What the search finds of this room: organizations, people and events, open to all members."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from thirdspace.access import clock, search
from thirdspace.access.scope import Scope, Visibility
from thirdspace.partnership.models import Event, Organization, Person, Seat


def list_all(scope: Scope) -> None:
    """Write every entry of this room anew, after an import."""
    people: dict[int, tuple[Person, list[str]]] = {}
    for seat in Seat.objects.within(scope).select_related("person", "organization"):
        _person, words = people.setdefault(seat.person_id, (seat.person, []))
        words.append(f"{seat.title} {seat.organization.name}")
    organizations = Organization.objects.within(scope)
    events = Event.objects.within(scope)
    search.put(scope, [of_organization(scope, organization) for organization in organizations])
    search.put(scope, [of_person(scope, *found) for found in people.values()])
    search.put(scope, [of_event(scope, event) for event in events])


def of_organization(scope: Scope, organization: Organization) -> dict[str, Any]:
    """Return the search entry of an organization."""
    return _open_entry(
        scope, "organization", organization.pk, organization.name, organization.short_name
    )


def of_person(scope: Scope, person: Person, words: Iterable[str]) -> dict[str, Any]:
    """Return the search entry of a person; `words` are titles and organizations."""
    return _open_entry(scope, "person", person.pk, str(person), " ".join(words))


def of_event(scope: Scope, event: Event) -> dict[str, Any]:
    """Return the search entry of an event."""
    return search.entry(
        event,
        kind="event",
        record_id=event.pk,
        title=event.what,
        body=f"{event.kind} {event.mode}",
        url=f"{reverse('partnership:events', args=[scope.partnership_key])}#event-{event.pk}",
    )


def _open_entry(scope: Scope, kind: str, pk: int, title: str, body: str) -> dict[str, Any]:
    # Neither organizations nor people have a visibility: whoever takes part knows who takes part.
    return {
        "kind": kind,
        "record_id": pk,
        "title": title[:300],
        "body": body,
        "url": reverse(f"partnership:{kind}", args=[scope.partnership_key, pk]),
        "at": clock.now(),
        "visibility": Visibility.PARTNERSHIP,
    }
