"""How other rooms and folders name a measure: by id here, by key in a folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from thirdspace.access.scope import Scope
from thirdspace.improvement.models import Measure


def exists(partnership_id: int, record_ids: Sequence[int]) -> set[int]:
    """Return which of these measures there are, whoever may see them."""
    rows = Measure.everywhere.filter(partnership_id=partnership_id, pk__in=record_ids)
    return set(rows.values_list("pk", flat=True))


def to_key(scope: Scope, record_ids: Sequence[int]) -> Mapping[int, str]:
    """Return the keys by which a folder names these measures."""
    rows = Measure.objects.within(scope).filter(pk__in=record_ids)
    return dict(rows.values_list("pk", "key"))


def from_key(scope: Scope, keys: Sequence[str]) -> Mapping[str, int]:
    """Return the measures that a folder names by these keys."""
    return dict(Measure.objects.within(scope).filter(key__in=keys).values_list("key", "pk"))
