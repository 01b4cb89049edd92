"""Row-level security: the second lock. Only PostgreSQL has it."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from thirdspace.access import rows
from thirdspace.partnership.models import Event, Seat

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _needs_postgres() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no row-level security; run with THIRDSPACE_TEST_POSTGRES")


def test_outside_nothing_can_be_read(world) -> None:
    with rows.holding([]):
        assert Seat.everywhere.count() == 0


def test_only_the_opened_partnership_can_be_read(world) -> None:
    with rows.holding([world.a.partnership.pk]):
        seen = set(Seat.everywhere.values_list("partnership_id", flat=True))
    assert seen == {world.a.partnership.pk}


def test_nothing_can_be_written_into_another_partnership(world) -> None:
    with (
        rows.holding([world.a.partnership.pk]),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Event.everywhere.create(partnership=world.b.partnership, kind="x", what="y")


def test_the_setting_ends_with_its_block(world) -> None:
    with rows.holding([world.a.partnership.pk]):
        with rows.holding([world.b.partnership.pk]):
            assert Seat.everywhere.filter(partnership=world.a.partnership).count() == 0
        assert Seat.everywhere.filter(partnership=world.a.partnership).exists()


def test_every_table_with_a_partnership_is_locked(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE policyname = 'own_partnerships'")
        locked = {row[0] for row in cursor.fetchall()}
    assert locked == {model._meta.db_table for model in rows.locked_models()}


def test_the_role_is_not_one_that_passes_by(db) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
