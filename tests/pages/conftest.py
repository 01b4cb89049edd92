"""Both worlds are built once a module; each test runs in a savepoint inside."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from cast import build_world
from pages.samples import Stage, stage
from thirdspace.access import rows


@pytest.fixture(scope="module")
def _built(django_db_setup, django_db_blocker) -> Iterator[Stage]:
    with django_db_blocker.unblock(), transaction.atomic(), rows.holding_all():
        yield stage(build_world())
        transaction.set_rollback(True)


@pytest.fixture
def staged(_built: Stage, db) -> Stage:
    """Two worlds with a record of every kind in each."""
    return _built
