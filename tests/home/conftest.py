"""A room that only these tests have, so that each test says what the rooms tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from home import owing
from home.owing import Owing
from thirdspace.access import audit, clock, registries, search
from thirdspace.access.registries import (
    Card,
    Citable,
    EventSource,
    Happening,
    Sign,
    Signal,
    SignalSource,
)
from thirdspace.access.scope import Scope, Visibility
from thirdspace.claims.models import Claim, EvidenceLink
from thirdspace.evidence.models import Case

NOW = datetime(2026, 6, 16, 14, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock.at(NOW):
        yield


@pytest.fixture
def room() -> Iterator[Room]:
    """A room whose signals, signs, events and records a test fills."""
    made = Room()
    registries.signals.add("test", SignalSource(lambda _s: made.signals, lambda _s: made.signs))
    registries.events.add("test", EventSource(made.happenings))
    registries.citables.add("note", made.citable())
    yield made
    for registry, name in (("signals", "test"), ("events", "test"), ("citables", "note")):
        del getattr(registries, registry)._entries[name]


@pytest.fixture
def owed() -> Iterator[Owing]:
    """A room in which people owe what a test says."""
    made = Owing()
    owing.register(made)
    yield made
    owing.forget()


class Room:
    """What the test room tells the others. Its records are cases: they have a visibility."""

    def __init__(self) -> None:
        self.signals: list[Signal] = []
        self.signs: list[Sign] = []
        self.events: list[Happening] = []
        self.figures: dict[int, str] = {}
        self.withheld: dict[int, str] = {}

    def happenings(self, _scope, before: datetime | None, most: int) -> list[Happening]:
        newest_first = sorted(self.events, key=lambda event: event.at, reverse=True)
        return [event for event in newest_first if before is None or event.at < before][:most]

    def add_signal(self, need: str, title: str, weight: float = 0.0) -> None:
        self.signals.append(
            Signal(
                need=need, title=title, detail="", url="/", side="joint", organization_name="",
                held_by="", held_by_side="", since="2 days", next_step="Talk", weight=weight,
            )
        )  # fmt: skip

    def add_sign(self, dynamic: str, on: date, *, strengthens: bool, **more) -> None:
        fields = {"side": "district", "organization_name": "Harbor County", "computed": False}
        self.signs.append(Sign(dynamic, strengthens, on, **{**fields, **more}))

    def add_event(self, sentence: str, days_ago: int, organization: str = "") -> None:
        at = NOW - timedelta(days=days_ago)
        self.events.append(
            Happening(
                at=at, when=f"{at:%d %b}", side="joint", actor="", organization_name=organization,
                sentence=sentence,
            )
        )  # fmt: skip

    def citable(self) -> Citable:
        return Citable(
            kind="note", label="Note", icon="file", cards=self.cards,
            find=lambda _scope, _words, _most: [], exists=lambda _partnership, ids: set(ids),
            to_key=lambda _scope, _ids: {}, from_key=self.from_key,
        )  # fmt: skip

    def cards(self, scope: Scope, ids: Sequence[int]) -> dict[int, Card]:
        notes = Case.objects.within(scope).filter(pk__in=ids).select_related("origin")
        return {
            note.pk: Card(
                kind="note", record_id=note.pk, kind_label="Note", icon="file", words=note.name,
                is_quote=True, source_label=f"From {note.origin}", url=f"/note/{note.pk}/",
                side=note.origin.side, organization_id=note.origin_id,
                organization_name=str(note.origin), figure=self.figures.get(note.pk),
                withheld=self.withheld.get(note.pk, ""),
            )
            for note in notes
        }  # fmt: skip

    def from_key(self, scope: Scope, keys: Sequence[str]) -> dict[str, int]:
        numbers = {f"N-{note.pk}": note.pk for note in Case.objects.within(scope)}
        return {key: numbers[key] for key in keys if key in numbers}


def add_note(scope: Scope, words: str, visibility: str = Visibility.PARTNERSHIP) -> Case:
    """Add a record that can be evidence, and that can be found."""
    note = Case.objects.add(scope, name=words, visibility=visibility)
    found = search.entry(
        note, kind="note", record_id=note.pk, title=words, body=words, url=f"/note/{note.pk}/"
    )
    search.put(scope, [found])
    return note


def add_claim(
    scope: Scope, number: int, statement: str, visibility: str = Visibility.PARTNERSHIP
) -> Claim:
    """Add a claim, told in the audit trail."""
    claim = Claim.objects.add(
        scope, number=number, statement=statement, visibility=visibility,
        made_at=clock.now(), changed_at=clock.now(),
    )  # fmt: skip
    audit.record(scope, "claims.add_claim", claim, label=statement)
    return claim


def link(
    scope: Scope, claim: Claim, record, stance: str, *, why: str = "It shows it", kind: str = "note"
) -> None:
    """Link a record to a claim and count it there."""
    EvidenceLink.objects.add(
        scope, claim=claim, kind=kind, record_id=record.pk, stance=stance, why=why,
        side=scope.organization_side, record_organization_id=scope.organization_id,
        linked_at=clock.now(), organization_id=scope.organization_id,
    )  # fmt: skip
    Claim.objects.within(scope).filter(pk=claim.pk).update(**{stance: getattr(claim, stance) + 1})
    claim.refresh_from_db()
