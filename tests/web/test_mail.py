"""Mail goes out only for work that was stored, as text and as HTML."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.test import override_settings

from thirdspace.web import mail

BLOCK = "{{% extends 'web/mail/base.{}' %}}{{% block content %}}{}{{% endblock %}}"
TEMPLATES = {
    "mail/sample.txt": BLOCK.format("txt", "{{ name }}: {{ url }}"),
    "mail/sample.html": BLOCK.format("html", "<p>{{ name }}: <a href='{{ url }}'>Answer</a></p>"),
}
CONTEXT = {"name": "Ana & Marcus", "url": "https://example.org/link/a/"}


@pytest.fixture(autouse=True)
def templates(settings):
    backend = settings.TEMPLATES[0]
    loaders = [
        ("django.template.loaders.locmem.Loader", TEMPLATES),
        "django.template.loaders.app_directories.Loader",
    ]
    options = {**backend["OPTIONS"], "loaders": loaders}
    changed = {key: value for key, value in backend.items() if key != "APP_DIRS"}
    with override_settings(TEMPLATES=[{**changed, "OPTIONS": options}]):
        yield


def send() -> None:
    mail.send("ana@example.org", "Two lines\nin one", "mail/sample", CONTEXT)


@pytest.mark.django_db
def test_it_waits_for_the_commit(django_capture_on_commit_callbacks, mailoutbox):
    with django_capture_on_commit_callbacks(execute=True):
        send()
        assert mailoutbox == []
    (sent,) = mailoutbox
    assert sent.to == ["ana@example.org"]
    assert sent.subject == "Two lines in one"
    assert "Ana & Marcus: https://example.org/link/a/" in sent.body
    assert "please don't forward" in sent.body
    html, kind = sent.alternatives[0]
    assert kind == "text/html"
    assert "Ana &amp; Marcus" in html


def send_and_fail() -> None:
    with transaction.atomic():
        send()
        raise RuntimeError


@pytest.mark.django_db(transaction=True)
def test_work_undone_sends_nothing(mailoutbox):
    with pytest.raises(RuntimeError):
        send_and_fail()
    assert mailoutbox == []
