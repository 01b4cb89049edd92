"""codes.csv: the codebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Max

from thirdspace.access.folder import CHANGED, Intake
from thirdspace.access.scope import Scope
from thirdspace.evidence.actions.codes import below, current_codebook
from thirdspace.evidence.files.tables import CODES
from thirdspace.evidence.files.tally import Tallies
from thirdspace.evidence.models import Code
from thirdspace.formats.csv_table import Row
from thirdspace.partnership.dynamics import Dynamic, dynamic_named

MOST = 120
#: What a folder writes for a code that speaks of no dynamic although its name would.
NO_DYNAMIC = "none"
Codes = dict[str, dict[str, Code]]


def read_codes(intake: Intake, tallies: Tallies) -> Codes:
    """Store the codes of the folder and return all codes by partnership and name."""
    rows = _rows(intake)
    return {key: _store(intake, scope, rows[key], tallies) for key, scope in intake.scopes.items()}


def add_missing(scope: Scope, codes: dict[str, Code], names: Iterable[str]) -> int:
    """Add codes of these names and return how many were new."""
    new = [name for name in dict.fromkeys(names) if name not in codes]
    last = Code.objects.within(scope).aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    made = Code.objects.add_many(
        scope,
        [
            {"name": name, "dynamic": dynamic_named(name), "position": first + place}
            for place, name in enumerate(new)
        ],
    )
    codes.update({code.name: code for code in made})
    return len(made)


def _rows(intake: Intake) -> dict[str, dict[str, Row]]:
    """Return the rows by partnership and code; a row that names no partnership is for all."""
    rows: dict[str, dict[str, Row]] = {key: {} for key in intake.scopes}
    for row in intake.rows(CODES):
        if row.values.get("partnership") and intake.scope_of(CODES, row) is None:
            continue
        whose = [row.values["partnership"]] if row.values.get("partnership") else list(rows)
        name = row.values["code"].strip()
        if not 0 < len(name) <= MOST or any(name in rows[key] for key in whose):
            intake.refuse(
                CODES, row, "code", f"“{name[:80]}” can't be a code here.",
                f"A code is listed once, with 1 to {MOST} characters.",
                "Keep one of the two rows, or mend the name.",
            )  # fmt: skip
            continue
        for key in whose:
            rows[key][name] = row
    return rows


def _store(
    intake: Intake, scope: Scope, rows: Mapping[str, Row], tallies: Tallies
) -> dict[str, Code]:
    codes = {c.name: c for c in Code.objects.within(scope).select_related("parent")}
    known = set(codes)
    tallies.add(scope, "codes", add_missing(scope, codes, rows))
    for name, row in rows.items():
        fields = _fields(intake, row, codes)
        code = codes[name]
        changed = [field for field, value in fields.items() if getattr(code, field) != value]
        if changed:
            for field in changed:
                setattr(code, field, fields[field])
            code.save(update_fields=changed)
            tallies.add(scope, CHANGED, int(name in known))
    _refuse_circles(intake, rows, codes)
    if rows:
        current_codebook(scope)
    return codes


def _fields(intake: Intake, row: Row, codes: Mapping[str, Code]) -> dict[str, Any]:
    cells = row.values
    fields: dict[str, Any] = {"extra": intake.extra_of(CODES, row)}
    if "definition" in cells:
        fields["definition"] = cells["definition"]
    if cells.get("dynamic", "").strip():
        fields["dynamic"] = _dynamic(intake, row)
    if "parent" in cells:
        fields["parent_id"] = _parent(intake, row, codes)
    return fields


def _dynamic(intake: Intake, row: Row) -> str:
    word = row.values["dynamic"].strip()
    found = dynamic_named(word)
    if not found and word.lower() != NO_DYNAMIC:
        intake.refuse(
            CODES, row, "dynamic", f"“{word[:40]}” is none of the five dynamics.",
            "A code speaks to one of them or to none.",
            f"Use one of: {', '.join(Dynamic.values)}, {NO_DYNAMIC}.",
        )  # fmt: skip
    return found


def _parent(intake: Intake, row: Row, codes: Mapping[str, Code]) -> int | None:
    name = row.values["parent"].strip()
    if name and name not in codes:
        intake.refuse(
            CODES, row, "parent", f"There is no code “{name[:80]}”.",
            "The code above must be in the codebook too.", "Add a row for it, or mend the name.",
        )  # fmt: skip
    return codes[name].pk if name in codes else None


def _refuse_circles(intake: Intake, rows: Mapping[str, Row], codes: Mapping[str, Code]) -> None:
    pairs = [(code.pk, code.parent_id) for code in codes.values()]
    for name, row in rows.items():
        code = codes[name]
        if code.parent_id and code.parent_id in below(pairs, code.pk):
            intake.refuse(
                CODES, row, "parent", f"The code “{name}” would stand below itself.",
                "Following the codes above it leads back to it.", "Mend the column “parent”.",
            )  # fmt: skip
