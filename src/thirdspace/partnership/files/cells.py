"""How the cells of a room's tables are written and read, whatever the room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Generic, TypeVar

from django.utils import timezone

from thirdspace.access.folder import Intake, Tally
from thirdspace.access.scope import Scope
from thirdspace.formats.csv_table import Row
from thirdspace.formats.dates import read_date
from thirdspace.partnership.models import Organization, Seat
from thirdspace.problems import FileProblem


@dataclass(slots=True)
class Named:
    """What rows of one partnership may name: its organizations and its people."""

    scope: Scope
    organizations: dict[str, Organization]  # by name
    people: dict[str, tuple[int, int]]  # e-mail address -> person and their first organization
    tally: Tally = field(default_factory=Tally)


N = TypeVar("N", bound=Named)


def named_in(scope: Scope) -> Named:
    """Return what rows of a partnership may name."""
    people: dict[str, tuple[int, int]] = {}
    for seat in Seat.objects.within(scope).select_related("person").order_by("id"):
        people.setdefault(seat.person.email.lower(), (seat.person_id, seat.organization_id))
    organizations = {each.name: each for each in Organization.objects.within(scope)}
    return Named(scope, organizations, people)


@dataclass(frozen=True, slots=True)
class Cells(Generic[N]):
    """The cells of one row; each method reads one, and refuses what it can't use."""

    intake: Intake
    table: str
    row: Row
    place: N

    def has(self, column: str) -> bool:
        """Say whether the table has that column at all."""
        return column in self.row.values

    def text(self, column: str) -> str:
        """Return a cell, trimmed."""
        return self.row.values.get(column, "").strip()

    def words(self, column: str, most: int) -> str:
        """Return a cell that must hold words, at most so many characters."""
        words = self.text(column)
        if not 0 < len(words) <= most:
            self.refuse(
                column, f"The cell has {len(words)} characters.",
                f"It must have between 1 and {most}.", "Write it in a sentence or two.",
            )  # fmt: skip
        return words

    def choice(self, column: str, choices: Mapping[str, Any], default: Any) -> Any:
        """Return what a word stands for; `default` for an empty cell."""
        word = " ".join(self.text(column).lower().split())
        if not word:
            return default
        if word not in choices:
            self.refuse(
                column, f"“{word[:60]}” is not known here.",
                "The column has a fixed set of words.", f"Use one of: {', '.join(choices)}.",
            )  # fmt: skip
        return choices.get(word, default)

    def span(self, column: str) -> str:
        """Return a date as exact as it is written, or ""."""
        return self._date(column)[0]

    def day(self, column: str) -> date | None:
        """Return a date's first day, or nothing for an empty cell."""
        return self._date(column)[1]

    def organization(self, column: str) -> int | None:
        """Return the organization a cell names, or nothing for an empty cell."""
        if not self.text(column):
            return None
        return self.intake.organization_of(self.table, self.row, self.place.scope, column)

    def organizations(self, column: str) -> list[int]:
        """Return the organizations a cell names, parted by semicolons."""
        found = []
        for name in self.several(column):
            if name in self.place.organizations:
                found.append(self.place.organizations[name].pk)
            else:
                self.refuse(
                    column, f"There is no organization “{name[:60]}”.",
                    "partnerships.yaml lists the organizations of each partnership.",
                    f"Use one of: {', '.join(sorted(self.place.organizations))}.",
                )  # fmt: skip
        return found

    def several(self, column: str) -> list[str]:
        """Return the parts of a cell between semicolons."""
        return [part.strip() for part in self.text(column).split(";") if part.strip()]

    def person(self, column: str, email: str) -> tuple[int, int] | None:
        """Return a person and the organization of their first seat."""
        found = self.place.people.get(email.lower())
        if found is None:
            self.refuse(
                column, f"Nobody with the address “{email[:80]}” has a seat here.",
                "A person must be listed before they are named.",
                "Add them to people.csv, or mend the address.",
            )  # fmt: skip
        return found

    def extra(self) -> dict[str, str]:
        """Return what the row says in columns that nobody uses yet."""
        return self.intake.extra_of(self.table, self.row)

    def refuse(self, column: str, what: str, why: str, next_step: str) -> None:
        """Note a refusal of this row."""
        self.intake.refuse(self.table, self.row, column, what, why, next_step)

    def _date(self, column: str) -> tuple[str, date | None]:
        if not self.text(column):
            return "", None
        try:
            read = read_date(self.text(column), column=column, file=self.table, line=self.row.line)
        except FileProblem as problem:
            self.intake.problems.append(problem)
            return "", None
        return read.text, read.first_day


def moment(day: date | None) -> datetime | None:
    """Return the first moment of a day here."""
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


def same_day(stored: datetime | None, day: date | None) -> bool:
    """Say whether a stored moment is of that day: a folder knows days only."""
    return (timezone.localdate(stored) if stored else None) == day


def written_day(stored: datetime | date | None) -> str:
    """Return a stored moment or day as a folder writes it."""
    if stored is None:
        return ""
    return (timezone.localdate(stored) if isinstance(stored, datetime) else stored).isoformat()
