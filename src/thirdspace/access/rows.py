"""A second lock: row-level security on PostgreSQL, on every table that carries a partnership.

The application opens the partnerships of a request inside its transaction; outside, no row can be
read or written, whatever query is sent. SQLite has no such lock; there the first one, `within`,
stands alone. The setting is local to the transaction: a session-wide one would leak through a
connection pool to the next request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection, models, transaction

SETTING = "thirdspace.partnerships"
EVERY = "*"
#: The audit trail of the installation itself has no partnership; only the operator reads it.
_POLICY = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
ALTER TABLE {table} FORCE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS own_partnerships ON {table};
CREATE POLICY own_partnerships ON {table} USING (
  CASE current_setting('thirdspace.partnerships', true) WHEN '*' THEN true ELSE
    partnership_id = ANY (
      string_to_array(nullif(current_setting('thirdspace.partnerships', true), ''), ',')::bigint[])
  END
);
"""


@contextmanager
def holding(partnership_ids: Iterable[int]) -> Iterator[None]:
    """Open the rows of some partnerships for the length of one transaction."""
    with _setting(",".join(str(pk) for pk in partnership_ids)):
        yield


@contextmanager
def holding_all() -> Iterator[None]:
    """Open all rows: the operator's command line, sign-in look-ups, checks and backups."""
    with _setting(EVERY):
        yield


@contextmanager
def _setting(value: str) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic():
        before = _swap(value)
        yield
        if not connection.needs_rollback:  # after an error the rollback does it
            _swap(before)


def _swap(value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [SETTING])
        before = cursor.fetchone()[0] or ""
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, value])
    return before


def locked_models() -> tuple[type[models.Model], ...]:
    """Return every model whose table carries a partnership."""
    return tuple(
        model
        for model in apps.get_models()
        if model.__module__.startswith("thirdspace.")
        and any(field.column == "partnership_id" for field in model._meta.concrete_fields)
    )


def lock_tables(**_signal: Any) -> None:
    """Put the policy on every such table, after each migration (PostgreSQL only)."""
    if connection.vendor != "postgresql":
        return
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in locked_models():
            if model._meta.db_table in existing:
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(_POLICY.format(table=table))
