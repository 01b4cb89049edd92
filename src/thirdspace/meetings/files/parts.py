"""The columns of decisions.csv that name organizations by the part they had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from thirdspace.meetings.files.columns import Place
from thirdspace.meetings.models import DecisionPart, Part
from thirdspace.partnership.files.cells import Cells

#: Column -> part; where a part has a line, it follows the name after a colon.
COLUMNS = {
    "decided_by": Part.DECIDED, "absent": Part.ABSENT, "counts_for": Part.COUNTS_FOR,
    "benefits": Part.BENEFITS, "bears_cost": Part.BEARS, "objects": Part.OBJECTS,
}  # fmt: skip

Said = dict[tuple[str, int], str]  # part and organization -> line


def written_parts(place: Place) -> Mapping[int, Mapping[str, str]]:
    """Return the cells of each decision, by its id."""
    said: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    columns = {part: name for name, part in COLUMNS.items()}
    for row in DecisionPart.objects.within(place.scope).order_by("organization__name", "id"):
        name = place.names[row.organization_id]
        words = f"{name}: {row.line}" if row.line else name
        said[row.decision_id][columns[Part(row.part)]].append(words)
    return {
        pk: {column: "\n".join(parts.get(column, ())) for column in COLUMNS}
        for pk, parts in said.items()
    }


def read_parts(cells: Cells[Place]) -> Said | None:
    """Return the parts a row names, or None where the table has no such columns."""
    if not any(cells.has(column) for column in COLUMNS):
        return None
    return {
        (part, pk): line for column, part in COLUMNS.items() for pk, line in _named(cells, column)
    }


def _named(cells: Cells[Place], column: str) -> list[tuple[int, str]]:
    found = []
    for entry in filter(None, map(str.strip, cells.text(column).split("\n"))):
        # The longest name first: one organization's may begin with another's.
        names = sorted(cells.place.organizations, key=len, reverse=True)
        name = next((n for n in names if entry == n or entry.startswith(f"{n}: ")), None)
        if name is None:
            cells.refuse(
                column, f"“{entry[:60]}” names no organization here.",
                "A line is the name of an organization, and may go on after a colon.",
                f"Use one of: {', '.join(sorted(names))}.",
            )  # fmt: skip
            continue
        line = entry[len(name) + 2 :]
        found.append((cells.place.organizations[name].pk, line[:300]))
    return found


def store_parts(place: Place, decision_id: int, said: Said) -> bool:
    """Make a decision's parts what a row says; say whether that changed anything."""
    rows = DecisionPart.objects.within(place.scope).filter(decision_id=decision_id)
    stored = {(row.part, row.organization_id): row.line for row in rows}
    if stored == said:
        return False
    rows.delete()
    DecisionPart.objects.add_many(
        place.scope,
        [
            {"decision_id": decision_id, "part": part, "organization_id": pk, "line": line}
            for (part, pk), line in said.items()
        ],
    )
    return True
