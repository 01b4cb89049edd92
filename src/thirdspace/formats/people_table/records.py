"""What a pasted table of people holds.

Reasons and troubles are words of a list, so that a screen can say them in its reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Meaning(StrEnum):
    """What a column says of a person."""

    FAMILY_FIRST = "family_first"  # "Bell, Marcus"
    GIVEN_FIRST = "given_first"  # "Marcus Bell"
    GIVEN = "given"
    FAMILY = "family"
    EMAIL = "email"
    ORGANIZATION = "organization"
    ROLE = "role"
    LEAVE_OUT = "leave_out"


class Sure(StrEnum):
    """How sure a guess is."""

    SURE = "sure"
    LIKELY = "likely"
    LEFT_OUT = "left_out"


class Reason(StrEnum):
    """Why a column was read as it was."""

    HEADING = "heading"  # its heading says so
    COMMAS = "commas"  # `count` of `of` names have a comma
    ADDRESSES = "addresses"  # `count` of `of` cells are addresses
    ORGANIZATIONS = "organizations"  # `count` of `of` cells name one of the organizations
    LOOKS = "looks"  # its cells look like it
    NOT_NEEDED = "not_needed"
    UNKNOWN = "unknown"  # nothing says what it is
    SECOND = "second"  # another column says the same better


class Trouble(StrEnum):
    """Why a row needs a look."""

    NO_NAME = "no_name"
    LONG_NAME = "long_name"
    NO_ADDRESS = "no_address"
    NO_ENDING = "no_ending"  # somebody@place
    NO_SUCH_ADDRESS = "no_such_address"
    SAME_ADDRESS = "same_address"  # as in another row, with other words beside it
    NO_ORGANIZATION = "no_organization"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number in the sheet (the first is 1) and its cells, as many as columns."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was pasted: headings ("" where there is none) and the rows below them."""

    headings: tuple[str, ...]
    rows: tuple[SheetRow, ...]

    def column(self, place: int) -> list[str]:
        """Return the cells of one column that hold something."""
        return [row.cells[place] for row in self.rows if row.cells[place]]


@dataclass(frozen=True, slots=True)
class Known:
    """An organization that rows may name."""

    name: str
    short_name: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """Which organization a written word names: its place in the list, or None."""

    written: str
    organization: int | None
    sure: bool
    count: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column, its first values, what it is read as and why."""

    heading: str
    samples: tuple[str, ...]
    meaning: Meaning
    sure: Sure
    reason: Reason
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Fix:
    """What a person typed over one row; None leaves what was pasted."""

    name: str | None = None
    email: str | None = None
    organization: int | None = None
    leave_out: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """One trouble of a row; `row` is the other row of the same address."""

    trouble: Trouble
    row: int | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person, as read; `organization` is a place in the list of organizations."""

    number: int
    name: str
    email: str
    organization: int | None
    written_organization: str
    role: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in the table, those who need a look first, and how many rows only said it again."""

    rows: tuple[PersonRow, ...]
    said_again: int = 0

    @property
    def ready(self) -> tuple[PersonRow, ...]:
        """Return the rows that need no look."""
        return tuple(row for row in self.rows if not row.doubts)

    @property
    def doubtful(self) -> tuple[PersonRow, ...]:
        """Return the rows that need a look."""
        return tuple(row for row in self.rows if row.doubts)
