"""What rooms read from and write to when a partnership folder comes in or goes out.

Each room registers a :class:`~thirdspace.access.registries.FolderPart`. Parts are read in `order`
inside one transaction; a part adds what it refuses to :attr:`Intake.problems` and goes on, so that
a person sees every refusal at once. Anything refused undoes the whole import.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from thirdspace.access import audit
from thirdspace.access.scope import Scope
from thirdspace.formats.csv_table import Row
from thirdspace.formats.folder import Folder
from thirdspace.problems import FileProblem

#: Under this name the summary counts what was there already and now says something else.
CHANGED = "changed records"


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
class Tally:
    """What an import did to one partnership: counts by noun, and what was changed."""

    counts: Counter[str] = field(default_factory=Counter)
    changes: list[Any] = field(default_factory=list)

    def changed(self, what: Any) -> None:
        """Count a changed record, and note it as the audit trail shall show it."""
        self.counts[CHANGED] += 1
        self.changes.append(what)

    def change(self, row: Model, fields: Mapping[str, Any]) -> None:
        """Set what differs in a stored row and note what it was before."""
        before = {name: getattr(row, name) for name in fields if getattr(row, name) != fields[name]}
        if not before:
            return
        for name in before:
            setattr(row, name, fields[name])
        row.save(update_fields=list(before))
        after = {name: fields[name] for name in before}
        self.changed(
            {"kind": row._meta.label_lower, "id": row.pk, "before": before, "after": after}
        )

    def tell(self, intake: Intake, scope: Scope, verb: str, partnership: Model) -> bool:
        """Add to the summary and write the one audit record of the import, if it did anything."""
        counts = +self.counts
        intake.stored.update(counts)
        if counts:
            audit.record(
                scope, verb, partnership, label=intake.folder.name,
                after={"stored": dict(counts), "changes": self.changes},
            )  # fmt: skip
        return bool(counts)


@dataclass(slots=True)
class Outgoing:
    """One export under way: documents, rows by table, and files, in the order they were added."""

    document: dict[str, object] = field(default_factory=dict)
    tables: dict[str, list[Mapping[str, str]]] = field(default_factory=dict)
    sources: dict[str, bytes] = field(default_factory=dict)

    def add(self, table: str, rows: Iterator[Mapping[str, str]] | list[Mapping[str, str]]) -> None:
        """Add rows to a table."""
        self.tables.setdefault(table, []).extend(rows)
