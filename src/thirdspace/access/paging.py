"""Keyset paging: the next page starts after the last row seen, however many rows there are."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """One page of rows and the cursor of the next one ("" when this is the last)."""

    rows: Sequence[M]
    next_cursor: str


def newest_first(rows: QuerySet[M], *, field: str, cursor: str = "", size: int = 50) -> Page[M]:
    """Return one page of `rows`, newest first by `field` and id.

    Parameters
    ----------
    rows : QuerySet
        What may be seen; any ordering is replaced.
    field : str
        A date or number column with an index that ends in ``(-field, -id)``.
    cursor : str
        The `next_cursor` of the page before; one that can't be read starts again at the top.
    size : int
        Rows a page.
    """
    after = _read(cursor)
    if after is not None:
        value, pk = after
        # The first bound lets the database start at the row; the OR alone would scan.
        rows = rows.filter(**{f"{field}__lte": value}).filter(
            Q(**{f"{field}__lt": value}) | Q(**{field: value, "pk__lt": pk})
        )
    found = list(rows.order_by(f"-{field}", "-pk")[: size + 1])
    more = len(found) > size
    return Page(found[:size], _write(found[size - 1], field) if more else "")


def _write(row: Model, field: str) -> str:
    value = getattr(row, field)
    plain = json.dumps([getattr(value, "isoformat", lambda: value)(), row.pk])
    return base64.urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[Any, int] | None:
    if not cursor:
        return None
    try:
        value, pk = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        return (value, int(pk)) if isinstance(value, str | int | float) else None
    except (ValueError, TypeError, binascii.Error):
        return None
