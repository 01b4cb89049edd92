"""The share of this room in the partnership folder: meetings and what they leave behind.

Not carried: private answers and private tensions, former wordings of lines, the answers to a
promise before the last, evidence of deliverables, and reminders that were sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from thirdspace.access import audit
from thirdspace.access.folder import CHANGED, Intake, Outgoing
from thirdspace.access.models import Visible
from thirdspace.access.scope import Scope
from thirdspace.meetings.files.columns import Column, Place, cells_of, place_of, same
from thirdspace.meetings.files.parts import Said, read_parts, store_parts, written_parts
from thirdspace.meetings.files.tables import TABLES, Kept
from thirdspace.meetings.models import Decision, Line, Promise, Tension
from thirdspace.meetings.models.outcomes import FromMeeting
from thirdspace.partnership.files.cells import Cells
from thirdspace.partnership.models import Partnership

__all__ = ["read", "write"]

_BECAME: tuple[type[FromMeeting], ...] = (Decision, Promise, Tension)


def read(intake: Intake) -> None:
    """Store what the tables hold; a second import of the same folder changes nothing."""
    for scope in intake.scopes.values():
        audit.one_at_a_time(scope.partnership_id)
    places = {key: place_of(scope) for key, scope in intake.scopes.items()}
    for table in TABLES:
        stored = {key: _stored(table, place) for key, place in places.items()}
        for key, rows in _by_partnership(intake, table, places).items():
            _store(intake, table, places[key], stored[key], rows)
    for place in places.values():
        _point_lines(place)
        if not intake.problems:
            partnership = Partnership.objects.within(place.scope).get()
            place.tally.tell(intake, place.scope, "meetings.import_folder", partnership)


def write(scope: Scope, outgoing: Outgoing) -> None:
    """Add what a scope may see, in an order that never changes."""
    place = place_of(scope)
    for table in TABLES:
        outgoing.add(table.file, list(_rows(table, place)))


# --- Out -----------------------------------------------------------------------------------


def _rows(table: Kept, place: Place) -> Iterator[Mapping[str, str]]:
    columns = {column.name: column for column in table.columns}
    stored = _stored(table, place)
    parts = written_parts(place) if table.model is Decision else {}
    for row in stored.values():
        yield {
            "partnership": place.scope.partnership_key,
            **cells_of(row, columns, place),
            **parts.get(row.pk, {}),
            **getattr(row, "extra", {}),
        }


def _stored(table: Kept, place: Place) -> dict[tuple[Any, ...], Any]:
    """Return what is there by its natural key, and let later tables name it."""
    fields = _natural_fields(table)
    rows: dict[tuple[Any, ...], Any] = {}
    found = table.model.objects.within(place.scope).filter(table.carried)
    for row in found.order_by(*table.order):
        rows[tuple(getattr(row, name) for name in fields)] = row
        _name(table, place, row)
    return rows


def _natural_fields(table: Kept) -> list[str]:
    by_name = {column.name: column for column in table.columns}
    return [by_name[name].field for name in table.natural]


def _name(table: Kept, place: Place, row: Any) -> None:
    if table.keys:
        table.keys(place).add(table.key(place, row), row.pk)


# --- In ------------------------------------------------------------------------------------


def _by_partnership(
    intake: Intake, table: Kept, places: Mapping[str, Place]
) -> dict[str, list[Cells[Place]]]:
    found: dict[str, list[Cells[Place]]] = defaultdict(list)
    for row in intake.rows(table.file):
        scope = intake.scope_of(table.file, row)
        if scope:
            place = places[scope.partnership_key]
            found[scope.partnership_key].append(Cells(intake, table.file, row, place))
    return found


def _store(
    intake: Intake,
    table: Kept,
    place: Place,
    stored: dict[tuple[Any, ...], Any],
    rows: Iterable[Cells[Place]],
) -> None:
    natural = _natural_fields(table)
    new: list[tuple[dict[str, Any], Said | None]] = []
    for cells in rows:
        fields = _fields(cells, table.columns)
        said = read_parts(cells) if table.model is Decision else None
        key = tuple(fields.get(name) for name in natural)
        if key not in stored and table.model is Tension:
            _refuse_taken(cells, place, fields)
        if intake.problems:
            continue  # every refusal is told; nothing will be stored
        if key in stored:
            # A column that is left out changes nothing.
            absent = {c.field for c in table.columns if not cells.has(c.name)}
            given = {name: value for name, value in fields.items() if name not in absent}
            _change(table, place, stored[key], given, said)
        else:
            new.append((fields, said))
            stored[key] = None
    if not intake.problems:
        _add(table, place, new)


def _refuse_taken(cells: Cells[Place], place: Place, fields: Mapping[str, Any]) -> None:
    """Refuse a number that a tension has which the folder does not carry."""
    if Tension.objects.taken(place.scope, number=fields["number"]):
        cells.refuse(
            "tension", "This number is taken.", "A tension that is somebody's own has it.",
            "Use another number.",
        )  # fmt: skip


def _fields(cells: Cells[Place], columns: Iterable[Column]) -> dict[str, Any]:
    return {column.field: column.read(cells, column.name) for column in columns} | {
        "extra": cells.extra()
    }


def _change(table: Kept, place: Place, row: Any, fields: dict[str, Any], said: Said | None) -> None:
    if row is None:
        return
    differs = {name: value for name, value in fields.items()
               if not same(getattr(row, name), value)}  # fmt: skip
    if differs:
        table.model.objects.within(place.scope).filter(pk=row.pk).update(**differs)
    if (said is not None and store_parts(place, row.pk, said)) or differs:
        place.tally.counts[CHANGED] += 1
        place.tally.changes.append({"kind": table.model._meta.label_lower, "id": row.pk})


def _add(table: Kept, place: Place, new: list[tuple[dict[str, Any], Said | None]]) -> None:
    # Nobody's, where it names no organization: never the importer's.
    start = {"origin_id": None} if issubclass(table.model, Visible) else {}
    rows = [
        {
            **start,
            **table.blank(),
            **{name: value for name, value in fields.items() if value is not None},
        }
        for fields, _said in new
    ]
    added = table.model.objects.add_many(place.scope, rows)
    for row, (_fields_given, said) in zip(added, new, strict=True):
        _name(table, place, row)
        if said:
            store_parts(place, row.pk, said)
    place.tally.counts[table.noun] += len(added)


def _point_lines(place: Place) -> None:
    """Let each line know the record it became: the folder writes it on the record."""
    for model in _BECAME:
        for record in model.objects.within(place.scope).exclude(line=None):
            lines = Line.objects.within(place.scope).filter(pk__in=[record.line_id], record_id=None)
            lines.update(record_id=record.pk)
