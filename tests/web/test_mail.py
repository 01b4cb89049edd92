"""Mail goes out only for work that was stored, as text and as HTML."""

from __future__ import annotations

import time

import pytest
from django.db import transaction
from django.test import override_settings

from thirdspace.web import mail
from thirdspace.web.models import Letter

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
    assert not Letter.everywhere.exists()


@pytest.mark.django_db
def test_an_address_is_kept_as_people_are_known(django_capture_on_commit_callbacks):
    mail.send(" Ana@Example.org", "Hello", "mail/sample", CONTEXT)
    assert Letter.everywhere.get().to == "ana@example.org"


@pytest.mark.django_db
def test_without_a_server_it_is_kept(settings, mailoutbox, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True) as jobs:
        send()
    kept = Letter.everywhere.get()
    assert (kept.state, kept.next_try_at, jobs, mailoutbox) == ("kept", None, [], [])
    assert "https://example.org/link/a/" in kept.text
    assert "<a href" in kept.html


@pytest.mark.django_db
def test_many_are_stored_at_once_and_handed_over_in_batches(
    mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True) as jobs:
        mail.send_many(
            [mail.ready(f"p{n}@example.org", "Week", "mail/sample", CONTEXT) for n in range(250)]
        )
    assert len(jobs) == 3
    assert [m.to for m in mailoutbox] == [[f"p{n}@example.org"] for n in range(250)]
    assert Letter.everywhere.filter(state="sent").count() == 250


@pytest.mark.django_db
def test_a_letter_is_written_and_stored_in_five_milliseconds():
    count = 200
    started = time.perf_counter()
    mail.send_many(
        [mail.ready(f"p{n}@example.org", "Week", "mail/sample", CONTEXT) for n in range(count)]
    )
    assert (time.perf_counter() - started) / count <= 0.005
