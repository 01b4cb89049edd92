"""One column of a table of this room: how its cells become a field, and a field a cell."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import models

from thirdspace.access.models import naming
from thirdspace.access.scope import Scope
from thirdspace.meetings.rhythm_rules import is_conceivable
from thirdspace.partnership.files.cells import Cells, Named, named_in, written_day

Write = Callable[[Any, "Place"], str]


class Keys:
    """How the folder names records: key <-> id."""

    def __init__(self, pairs: Iterable[tuple[str, int]] = ()) -> None:
        self.ids: dict[str, int] = {}
        self.names: dict[int, str] = {}
        for key, pk in pairs:
            self.add(key, pk)

    def add(self, key: str, pk: int) -> None:
        """Let a key name a record."""
        self.ids[key] = pk
        self.names[pk] = key


@dataclass(slots=True)
class Place(Named):
    """What rows of this room refer to in one partnership, by the keys the folder uses."""

    names: Mapping[int, str] = field(default_factory=dict)  # organizations by id
    addresses: Mapping[int, str] = field(default_factory=dict)  # people by id
    series: Keys = field(default_factory=Keys)
    meetings: Keys = field(default_factory=Keys)
    items: Keys = field(default_factory=Keys)
    lines: Keys = field(default_factory=Keys)


def place_of(scope: Scope) -> Place:
    """Return a place that knows organizations and people, and no record yet."""
    named = named_in(scope)
    return Place(
        scope, named.organizations, named.people,
        names={each.pk: name for name, each in named.organizations.items()},
        addresses={person_id: email for email, (person_id, _at) in named.people.items()},
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the file, the field it fills, and both directions."""

    name: str
    field: str
    read: Callable[[Cells[Place], str], Any]
    write: Write


def words(name: str, most: int, *, to: str = "", needed: bool = False) -> Column:
    """Return a column of plain words, at most so many characters."""

    def read(cells: Cells[Place], column: str) -> str:
        if needed or len(cells.text(column)) > most:
            return cells.words(column, most)
        return cells.text(column)

    return Column(name, to or name, read, lambda value, _place: value)


def needed(column: Column) -> Column:
    """Return a column whose cells may not be empty."""

    def read(cells: Cells[Place], name: str) -> Any:
        if not cells.text(name):
            cells.refuse(name, "The cell is empty.", "Without it the row means nothing.",
                         "Fill it, or leave the row out.")  # fmt: skip
        return column.read(cells, name)

    return Column(column.name, column.field, read, column.write)


def choice(name: str, choices: Iterable[str], default: str) -> Column:
    """Return a column with a fixed set of words."""
    values = {str(value): str(value) for value in choices}
    return Column(
        name, name, lambda cells, column: cells.choice(column, values, default),
        lambda value, _place: value,
    )  # fmt: skip


def number(name: str, *, to: str = "", default: int = 0) -> Column:
    """Return a column of whole numbers from 0 to 100,000."""

    def read(cells: Cells[Place], column: str) -> int:
        text = cells.text(column) or str(default)
        if not text.isascii() or not text.isdigit() or int(text) > 100_000:
            cells.refuse(
                column, f"“{text[:20]}” is not a whole number here.",
                "It must be between 0 and 100000.", "Write digits only.",
            )  # fmt: skip
            return default
        return int(text)

    return Column(name, to or name, read, lambda value, _place: str(value))


def flag(name: str) -> Column:
    """Return a column of yes and no; an empty cell is no."""
    return Column(
        name, name, lambda cells, column: cells.choice(column, {"yes": True, "no": False}, False),
        lambda value, _place: "yes" if value else "",
    )  # fmt: skip


def day(name: str, *, to: str = "") -> Column:
    """Return a column of days."""
    return Column(name, to or name, lambda cells, column: cells.day(column),
                  lambda value, _place: written_day(value))  # fmt: skip


def moment(name: str, *, to: str = "") -> Column:
    """Return a column of exact moments, written in UTC."""
    return Column(name, to or name, _read_moment, lambda value, _place: written_moment(value))


def written_moment(value: datetime | None) -> str:
    """Return a moment as a folder writes it, or "" for none."""
    return value.astimezone(UTC).isoformat() if value else ""


def _read_moment(cells: Cells[Place], column: str) -> datetime | None:
    text = cells.text(column)
    if not text:
        return None
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        read = None
    if read is None or not is_conceivable(read.date()):
        cells.refuse(
            column, f"“{text[:40]}” is not a moment.", "Day, time and zone are read as ISO 8601.",
            "Write 2026-06-16T15:30:00-04:00.",
        )  # fmt: skip
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def organization(name: str, *, to: str = "") -> Column:
    """Return a column that names one organization, or none."""
    return Column(
        name, f"{to or name}_id", lambda cells, column: cells.organization(column),
        lambda value, place: place.names.get(value, ""),
    )  # fmt: skip


def organizations(name: str, *, to: str = "") -> Column:
    """Return a column that names organizations, parted by semicolons."""

    def write(value: str, place: Place) -> str:
        ids = [int(pk) for pk in value.split(",") if pk]
        return "; ".join(sorted(place.names[pk] for pk in ids if pk in place.names))

    return Column(name, to or name,
                  lambda cells, column: naming(cells.organizations(column)), write)  # fmt: skip


def person(name: str, *, to: str = "") -> Column:
    """Return a column that names one person by address, or none."""

    def read(cells: Cells[Place], column: str) -> int | None:
        found = cells.person(column, cells.text(column)) if cells.text(column) else None
        return found[0] if found else None

    return Column(name, f"{to or name}_id", read,
                  lambda value, place: place.addresses.get(value, ""))  # fmt: skip


def reference(name: str, known: Callable[[Place], Keys], *, to: str = "") -> Column:
    """Return a column that names a record of this room by its key, or none."""

    def read(cells: Cells[Place], column: str) -> int | None:
        key = cells.text(column)
        found = known(cells.place).ids.get(key)
        if key and found is None:
            cells.refuse(
                column, f"There is no “{key[:80]}” in this folder or partnership.",
                "A row can only name what is there.", "Mend the name, or add what it names.",
            )  # fmt: skip
        return found

    def write(value: int | None, place: Place) -> str:
        return known(place).names.get(value or 0, "")

    return Column(name, f"{to or name}_id", read, write)


def plain(name: str) -> Column:
    """Return a column of JSON: a list of words, or what was shown once and never changes."""

    def read(cells: Cells[Place], column: str) -> Any:
        try:
            return json.loads(cells.text(column)) if cells.text(column) else None
        except ValueError:
            cells.refuse(column, "The cell is not JSON.", "It was written by an export.",
                         "Leave it as the export wrote it, or empty.")  # fmt: skip
            return None

    return Column(name, name, read, lambda value, _place: json.dumps(value, ensure_ascii=False)
                  if value else "")  # fmt: skip


def same(stored: Any, given: Any) -> bool:
    """Say whether a field already holds what a cell says; an empty cell is no value."""
    return bool((stored or None) == (given or None))


def cells_of(row: models.Model, columns: Mapping[str, Column], place: Place) -> dict[str, str]:
    """Return the cells of one record."""
    return {
        name: column.write(getattr(row, column.field), place) for name, column in columns.items()
    }
