"""Decisions and promises as evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from thirdspace.access import dates, search
from thirdspace.access.registries import Card
from thirdspace.access.scope import Audience, Scope
from thirdspace.meetings.keys import number_in
from thirdspace.meetings.models import Decision, DecisionPart, Part, Promise

DECISION, PROMISE = "decision", "promise"


def decision_cards(scope: Scope, ids: Sequence[int]) -> Mapping[int, Card]:
    """Return how each decision reads as evidence."""
    rows = list(_decisions(scope).filter(pk__in=ids))
    deciding = _deciding(scope, rows)
    return {row.pk: _decision(scope, row, deciding.get(row.pk, 0)) for row in rows}


def find_decisions(scope: Scope, words: str, limit: int) -> Sequence[Card]:
    """Return decisions with these words or this short name, newest first."""
    number = number_in(Decision, words)
    found = _decisions(scope).order_by("-made_at", "-pk")
    if number:
        found = found.filter(number=number)
    elif words.strip():
        found = found.filter(pk__in=_with_words(scope, words, DECISION))
    rows = list(found[:limit])
    deciding = _deciding(scope, rows)
    return [_decision(scope, row, deciding.get(row.pk, 0)) for row in rows]


def promise_cards(scope: Scope, ids: Sequence[int]) -> Mapping[int, Card]:
    """Return how each promise reads as evidence."""
    return {row.pk: _promise(scope, row) for row in _promises(scope).filter(pk__in=ids)}


def find_promises(scope: Scope, words: str, limit: int) -> Sequence[Card]:
    """Return promises with these words or this short name, newest first."""
    number = number_in(Promise, words)
    found = _promises(scope).order_by("-made_at", "-pk")
    if number:
        found = found.filter(number=number)
    elif words.strip():
        found = found.filter(pk__in=_with_words(scope, words, PROMISE))
    return [_promise(scope, row) for row in found[:limit]]


def _with_words(scope: Scope, words: str, kind: str) -> QuerySet[Any, Any]:
    return search.find(scope, words, kind=kind).order_by().values("record_id")


def _decisions(scope: Scope) -> QuerySet[Decision]:
    return Decision.objects.within(scope).select_related("proposed_by", "meeting")


def _promises(scope: Scope) -> QuerySet[Promise]:
    return Promise.objects.within(scope).select_related("owner", "organization", "meeting")


def _deciding(scope: Scope, rows: Sequence[Decision]) -> dict[int, int]:
    """Return how many organizations decided each."""
    parts = DecisionPart.objects.within(scope).filter(decision__in=rows, part=Part.DECIDED)
    return dict(parts.order_by().values_list("decision_id").annotate(n=Count("pk")))


def _decision(scope: Scope, row: Decision, deciding: int) -> Card:
    proposer = row.proposed_by
    together = deciding > 1 or proposer is None
    return Card(
        kind=DECISION,
        record_id=row.pk,
        kind_label=_("Decision"),
        icon="decision",
        words=row.text,
        is_quote=False,
        source_label=_source(row, row.get_state_display()),
        url=reverse("meetings:decision", args=[scope.partnership_key, row.number]),
        side="joint" if together or proposer is None else proposer.side,
        organization_id=row.proposed_by_id,
        organization_name=str(proposer or ""),
        when=dates.day(row.decided_at or row.made_at),
    )


def _promise(scope: Scope, row: Promise) -> Card:
    inside = scope.audience is Audience.PARTNERSHIP
    state = f"{row.get_state_display()}, {row.owner}" if inside else row.get_state_display()
    return Card(
        kind=PROMISE,
        record_id=row.pk,
        kind_label=_("Promise"),
        icon="check",
        words=row.text,
        is_quote=False,
        source_label=_source(row, state),
        url=reverse("meetings:promise", args=[scope.partnership_key, row.number]),
        side="joint" if row.joint else row.organization.side,
        organization_id=row.organization_id,
        organization_name=str(row.organization),
        when=dates.day(row.answered_at or row.made_at),
    )


def _source(row: Decision | Promise, state: str) -> str:
    where = f", {row.meeting.title}" if row.meeting else ""
    return f"{row.short}, {state}{where}"
