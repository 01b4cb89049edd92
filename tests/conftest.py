"""Fixtures of all tests. Every run has a home of its own."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

# Before Django reads its settings, which a setting in pyproject.toml would do earlier than this
# file: tests never touch a person's own home.
os.environ["THIRDSPACE_HOME"] = tempfile.mkdtemp(prefix="thirdspace-tests-")
os.environ.pop("THIRDSPACE_DATABASE_URL", None)
if os.environ.get("THIRDSPACE_TEST_POSTGRES"):
    os.environ["THIRDSPACE_DATABASE_URL"] = os.environ["THIRDSPACE_TEST_POSTGRES"]

os.environ["DJANGO_SETTINGS_MODULE"] = "thirdspace.config.settings"

import django
from django.conf import settings  # noqa: TID251 - tests set their own

# Passwords are hashed cheaply and tries counted in memory: no test measures either.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
django.setup()

from pathlib import Path

import hypothesis
import pytest

from cast import World, build_world
from reference_cases import CASES

# A first call may load SciPy or an oracle: how long an example takes says nothing here.
hypothesis.settings.register_profile("ours", deadline=None)
hypothesis.settings.load_profile("ours")


@pytest.fixture(autouse=True)
def _rows_are_open(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let a test set its stage on PostgreSQL; requests inside it narrow the rows again."""
    from django.db import connection

    from thirdspace.access import rows

    uses_database = bool({"db", "world"} & set(request.fixturenames)) or bool(
        request.node.get_closest_marker("django_db")
    )
    if request.node.get_closest_marker("rows_closed"):
        yield
    elif connection.vendor == "postgresql" and uses_database:
        request.getfixturevalue("db")
        with rows.holding_all():
            yield
    else:
        yield


@pytest.fixture
def counted_on_sqlite() -> None:
    """Count queries where there are no others: the second lock of PostgreSQL asks its own."""
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("queries are counted on SQLite")


@pytest.fixture(autouse=True)
def _counts_start_anew() -> None:
    """Forget what the test before counted: how often somebody tried to sign in."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def world(db) -> World:
    """Two partnerships with their cast."""
    return build_world()


@pytest.fixture
def cases() -> Path:
    """The folder of reference cases; tests that need it are skipped where it is absent."""
    if not CASES.is_dir():
        pytest.skip(f"reference cases are not here: {CASES}")
    return CASES
