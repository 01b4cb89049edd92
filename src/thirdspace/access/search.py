"""Search by words: FTS5 on SQLite, text search on PostgreSQL, behind these four functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from thirdspace.access import clock
from thirdspace.access.models import SearchEntry, Visible
from thirdspace.access.scope import Scope

_FIELDS = ["title", "body", "url", "at", "origin", "visibility", "named"]


def entry(
    holder: Visible,
    *,
    kind: str,
    record_id: int,
    title: str,
    body: str,
    url: str,
    at: datetime | None = None,
) -> dict[str, Any]:
    """Return the fields of one entry, seen by whoever sees `holder`."""
    return {
        "kind": kind,
        "record_id": record_id,
        "title": title[:300],
        "body": body,
        "url": url[:300],
        "at": at or clock.now(),
        "origin_id": holder.origin_id,
        "visibility": holder.visibility,
        "named": holder.named,
    }


def put(scope: Scope, entries: Iterable[Mapping[str, Any]]) -> None:
    """Write entries, replacing those of the same record."""
    rows = [SearchEntry(partnership_id=scope.partnership_id, **fields) for fields in entries]
    SearchEntry.everywhere.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["partnership", "kind", "record_id"],
        update_fields=_FIELDS,
    )


def drop(scope: Scope, *, kind: str, record_ids: Iterable[int]) -> None:
    """Forget records that may no longer be found."""
    SearchEntry.everywhere.filter(
        partnership_id=scope.partnership_id, kind=kind, record_id__in=list(record_ids)
    ).delete()


def find(scope: Scope, words: str, *, kind: str = "") -> QuerySet[SearchEntry]:
    """Return the entries a scope may see that hold all `words`, newest first.

    Ordered by date and not by rank: ranking a common word reads every row that has it.
    """
    entries = SearchEntry.objects.within(scope).order_by("-at", "-id")
    if kind:
        entries = entries.filter(kind=kind)
    words = " ".join(words.replace("\0", " ").split())
    if not words:
        return entries.none()
    return entries.filter(pk__in=_matching(words))


def _matching(words: str) -> RawSQL:
    if connection.vendor == "postgresql":
        # The expression is that of the index. A hyphen parts words: “Year-1” is no negative number.
        return RawSQL(
            "SELECT id FROM access_searchentry WHERE"
            " to_tsvector('thirdspace', replace(title || ' ' || body, '-', ' '))"
            " @@ plainto_tsquery('thirdspace', %s)",
            [words.replace("-", " ")],
        )
    # Each word quoted: what a person types is never read as query syntax.
    quoted = " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
    return RawSQL("SELECT rowid FROM access_search_fts WHERE access_search_fts MATCH %s", [quoted])
