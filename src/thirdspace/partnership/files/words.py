"""The words a partnership folder uses, whatever language the screen speaks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from thirdspace.partnership.models import Kind

KINDS = {
    "school": Kind.SCHOOL,
    "district": Kind.DISTRICT,
    "university": Kind.UNIVERSITY,
    "state agency": Kind.STATE,
    "community organization": Kind.COMMUNITY,
    "funder": Kind.FUNDER,
    "intermediary": Kind.INTERMEDIARY,
}
KIND_WORDS = {kind.value: word for word, kind in KINDS.items()}


@dataclass(slots=True)
class Tally:
    """What an import did to one partnership, for its audit record and the summary."""

    new: Counter[str] = field(default_factory=Counter)
    changes: list[dict[str, Any]] = field(default_factory=list)

    def change(self, row: Model, fields: Mapping[str, Any]) -> None:
        """Set what differs in a stored row and note what it was before."""
        before = {name: getattr(row, name) for name in fields if getattr(row, name) != fields[name]}
        if not before:
            return
        for name in before:
            setattr(row, name, fields[name])
        row.save(update_fields=list(before))
        after = {name: fields[name] for name in before}
        self.changes.append(
            {"kind": row._meta.label_lower, "id": row.pk, "before": before, "after": after}
        )

    @property
    def anything(self) -> bool:
        """Say whether anything was stored."""
        return bool(any(self.new.values()) or self.changes)
