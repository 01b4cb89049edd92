"""A mail server of this machine for the tests of mail."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from smtp_sink import Sink, new_sink


@pytest.fixture
def down(settings) -> Sink:
    """A mail server that is set but down."""
    sink = new_sink()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
    settings.EMAIL_TIMEOUT = 5
    return sink


@pytest.fixture
def sink(down) -> Iterator[Sink]:
    """A mail server that is set and up."""
    with down.up():
        yield down
