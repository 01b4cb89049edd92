"""Rows of a pasted table to people, those who need a look first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from thirdspace.formats.people_table.cells import clean
from thirdspace.formats.people_table.names import turned
from thirdspace.formats.people_table.organizations import by_domain, match_organizations
from thirdspace.formats.people_table.records import (
    Doubt,
    Fix,
    Known,
    Meaning,
    People,
    PersonRow,
    Sheet,
    SheetRow,
    Trouble,
)

MAX_NAME = 200
MAX_EMAIL = 254
MAX_ROLE = 120
_LOCAL = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_EMAIL = re.compile(
    rf"{_LOCAL}(?:\.{_LOCAL})*@(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]"
)
_NOTHING = Fix()


def read_people(
    sheet: Sheet,
    meanings: Sequence[Meaning],
    organizations: Sequence[Known],
    *,
    fixes: Mapping[int, Fix] | None = None,
) -> People:
    """Who is in the table, and which rows need a look?

    Parameters
    ----------
    sheet : Sheet
        From :func:`read_sheet`.
    meanings : sequence of Meaning
        What each column says, as many as columns.
    organizations : sequence of Known
        Organizations that rows may name.
    fixes : mapping of int to Fix, optional
        What a person typed over rows, by row number. An organization chosen for one row counts
        for every row that writes it the same way.

    Returns
    -------
    People
        Rows that need a look first, then in the order of the sheet. A row that repeats another in
        full counts once.
    """
    reader = _Reader(meanings, organizations, _Chosen.of(sheet, meanings, organizations, fixes))
    filled = _filled_down(sheet.rows, meanings)
    kept = [row for row in filled if not reader.chosen.fix(row.number).leave_out]
    rows = [reader.person(row) for row in kept]
    once = _once(rows)
    doubted = _same_address(once)
    ordered = sorted(doubted, key=lambda row: (not row.doubts, row.number))
    return People(tuple(ordered), len(rows) - len(once))


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Fixes by row, and the organization that each written word stands for."""

    fixes: Mapping[int, Fix]
    named: Mapping[str, int]

    @classmethod
    def of(
        cls,
        sheet: Sheet,
        meanings: Sequence[Meaning],
        organizations: Sequence[Known],
        fixes: Mapping[int, Fix] | None,
    ) -> _Chosen:
        rows = _filled_down(sheet.rows, meanings)
        written = {row.number: _cell(row, meanings, Meaning.ORGANIZATION) for row in rows}
        matches = match_organizations(written.values(), organizations)
        named = {m.written: m.organization for m in matches if m.organization is not None}
        for number, fix in (fixes or {}).items():
            if (
                fix.organization is not None
                and written.get(number)
                and (written[number] not in named)
            ):
                named[written[number]] = fix.organization
        return cls(fixes or {}, named)

    def fix(self, number: int) -> Fix:
        return self.fixes.get(number, _NOTHING)


@dataclass(frozen=True, slots=True)
class _Reader:
    meanings: Sequence[Meaning]
    organizations: Sequence[Known]
    chosen: _Chosen

    def person(self, row: SheetRow) -> PersonRow:
        fix = self.chosen.fix(row.number)
        name = clean(fix.name) if fix.name is not None else self._name(row)
        email = _address(fix.email if fix.email is not None else self._cell(row, Meaning.EMAIL))
        written = self._cell(row, Meaning.ORGANIZATION)
        organization = self._organization(fix, written, email)
        read = PersonRow(
            row.number, name, email, organization, written,
            self._cell(row, Meaning.ROLE)[:MAX_ROLE],
        )  # fmt: skip
        return replace(read, doubts=tuple(Doubt(trouble) for trouble in _troubles(read)))

    def _cell(self, row: SheetRow, meaning: Meaning) -> str:
        return _cell(row, self.meanings, meaning)

    def _name(self, row: SheetRow) -> str:
        whole = turned(self._cell(row, Meaning.FAMILY_FIRST)) or self._cell(
            row, Meaning.GIVEN_FIRST
        )
        parts = (self._cell(row, Meaning.GIVEN), self._cell(row, Meaning.FAMILY))
        return whole or " ".join(part for part in parts if part)

    def _organization(self, fix: Fix, written: str, email: str) -> int | None:
        if fix.organization is not None:
            return fix.organization
        if written:
            return self.chosen.named.get(written)
        return by_domain(email, self.organizations)


def _cell(row: SheetRow, meanings: Sequence[Meaning], meaning: Meaning) -> str:
    found = (cell for cell, means in zip(row.cells, meanings, strict=True) if means is meaning)
    return next(found, "")


def _filled_down(rows: Sequence[SheetRow], meanings: Sequence[Meaning]) -> list[SheetRow]:
    """Let a blank organization take the one above it: merged cells are pasted like that."""
    places = [n for n, meaning in enumerate(meanings) if meaning is Meaning.ORGANIZATION]
    filled, above = [], dict.fromkeys(places, "")
    for row in rows:
        cells = list(row.cells)
        for place in places:
            above[place] = cells[place] = cells[place] or above[place]
        filled.append(SheetRow(row.number, tuple(cells)))
    return filled


def _address(text: str) -> str:
    bare = text.rpartition("<")[2].partition(">")[0].strip(" .,;").lower()
    return bare.removeprefix("mailto:").strip()


def _troubles(row: PersonRow) -> list[Trouble]:
    found = []
    if not row.name:
        found.append(Trouble.NO_NAME)
    elif len(row.name) > MAX_NAME:
        found.append(Trouble.LONG_NAME)
    if trouble := _address_trouble(row.email):
        found.append(trouble)
    if row.organization is None:
        found.append(Trouble.NO_ORGANIZATION)
    return found


def _address_trouble(email: str) -> Trouble | None:
    if not email:
        return Trouble.NO_ADDRESS
    if len(email) <= MAX_EMAIL and _EMAIL.fullmatch(email):
        return None
    place = email.partition("@")[2]
    no_ending = email.count("@") == 1 and place and "." not in place and " " not in email
    return Trouble.NO_ENDING if no_ending else Trouble.NO_SUCH_ADDRESS


def _once(rows: Sequence[PersonRow]) -> list[PersonRow]:
    """Take out rows that say all of it again: the table was pasted twice."""
    seen: set[tuple[object, ...]] = set()
    once = []
    for row in rows:
        said = (row.name, row.email, row.organization, row.written_organization)
        if said not in seen:
            once.append(row)
        seen.add(said)
    return once


def _same_address(rows: Sequence[PersonRow]) -> list[PersonRow]:
    first: dict[str, int] = {}
    doubted = []
    for row in rows:
        other = first.setdefault(row.email, row.number) if row.email else row.number
        if other != row.number:
            doubt = Doubt(Trouble.SAME_ADDRESS, other)
            doubted.append(replace(row, doubts=(*row.doubts, doubt)))
        else:
            doubted.append(row)
    return doubted
