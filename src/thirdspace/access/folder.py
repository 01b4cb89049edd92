"""What rooms read from and write to when a partnership folder comes in or goes out.

Each room registers a :class:`~thirdspace.access.registries.FolderPart`. Parts are read in `order`
inside one transaction; a part adds what it refuses to :attr:`Intake.problems` and goes on, so that
a person sees every refusal at once. Anything refused undoes the whole import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from thirdspace.access.scope import Scope
from thirdspace.formats.csv_table import Row
from thirdspace.formats.folder import Folder
from thirdspace.problems import FileProblem


@dataclass(slots=True)
class Intake:
    """One import under way.

    The first part fills `scopes` (by partnership key) and `organizations` (by partnership key,
    then by name as the folder writes it); later parts look names up there.
    """

    folder: Folder
    person_id: int | None
    person_name: str
    person_for: str = ""  # the organization the person acts for; "" lets the first part choose
    scopes: dict[str, Scope] = field(default_factory=dict)
    organizations: dict[str, dict[str, int]] = field(default_factory=dict)
    problems: list[FileProblem] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)  # "partnerships.yaml: region (kept)"
    stored: Counter[str] = field(default_factory=Counter)  # "sources": how many were new

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table; none when the folder has no such file."""
        found = self.folder.tables.get(table)
        return found.rows if found else ()

    def refuse(
        self, table: str, row: Row | None, column: str, what: str, why: str, next_step: str
    ) -> None:
        """Note one refusal."""
        self.problems.append(
            FileProblem(
                what, why, next_step, file=table, line=row.line if row else None, column=column
            )
        )

    def scope_of(self, table: str, row: Row) -> Scope | None:
        """Return the scope of the partnership a row names; refuse the row when there is none."""
        key = row.values.get("partnership", "")
        if key in self.scopes:
            return self.scopes[key]
        self.refuse(
            table, row, "partnership", f"There is no partnership “{key}”.",
            "partnerships.yaml does not list that key.",
            f"Use one of: {', '.join(sorted(self.scopes)) or 'none is listed'}.",
        )  # fmt: skip
        return None

    def organization_of(
        self, table: str, row: Row, scope: Scope, column: str = "organization"
    ) -> int | None:
        """Return the id of the organization a row names; refuse the row when it is unknown."""
        name = row.values.get(column, "")
        known = self.organizations.get(scope.partnership_key, {})
        if name in known:
            return known[name]
        self.refuse(
            table, row, column, f"There is no organization “{name}” in {scope.partnership_key}.",
            "partnerships.yaml lists the organizations of each partnership.",
            f"Use one of: {', '.join(sorted(known)) or 'none is listed'}.",
        )  # fmt: skip
        return None

    def extra_of(self, table: str, row: Row) -> dict[str, str]:
        """Return what a row says in columns that are not used yet, to be kept and exported."""
        found = self.folder.tables[table]
        return {name: row.values[name] for name in found.extra_columns if row.values.get(name)}


@dataclass(slots=True)
class Outgoing:
    """One export under way: documents, rows by table, and files, in the order they were added."""

    document: dict[str, object] = field(default_factory=dict)
    tables: dict[str, list[Mapping[str, str]]] = field(default_factory=dict)
    sources: dict[str, bytes] = field(default_factory=dict)

    def add(self, table: str, rows: Iterator[Mapping[str, str]] | list[Mapping[str, str]]) -> None:
        """Add rows to a table."""
        self.tables.setdefault(table, []).extend(rows)
