"""How a folder names decisions and promises, D-41 and P-12, and which of them exist."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from thirdspace.access.scope import Scope
from thirdspace.meetings.models import Decision, Promise

_LETTERS: dict[type[Decision] | type[Promise], str] = {Decision: "D", Promise: "P"}


def to_key(
    model: type[Decision] | type[Promise], scope: Scope, ids: Sequence[int]
) -> Mapping[int, str]:
    """Return how a folder names records."""
    return {row.pk: row.short for row in model.objects.within(scope).filter(pk__in=ids)}


def from_key(
    model: type[Decision] | type[Promise], scope: Scope, names: Sequence[str]
) -> Mapping[str, int]:
    """Return the records that names stand for; a name of nothing is left out."""
    numbers = {name: number_in(model, name) for name in names}
    found = dict(
        model.objects.within(scope)
        .filter(number__in=[number for number in numbers.values() if number])
        .values_list("number", "pk")
    )
    return {name: found[number] for name, number in numbers.items() if number in found}


def number_in(model: type[Decision] | type[Promise], name: str) -> int | None:
    """Return the number in a short name such as D-41, or None in any other words."""
    fits = re.fullmatch(rf"{_LETTERS[model]}-(\d{{1,9}})", name.strip(), re.ASCII)
    return int(fits[1]) if fits else None


def exists(
    model: type[Decision] | type[Promise], partnership_id: int, ids: Sequence[int]
) -> set[int]:
    """Return which of the ids are records of a partnership."""
    rows = model.everywhere.filter(partnership_id=partnership_id, pk__in=ids)
    return set(rows.values_list("pk", flat=True))
