"""Mail to a person: plain text and the same as plain HTML, stored with the work it tells of.

A letter is written into the outbox in the running transaction and handed to the mail server after
it; if the work is undone, there is no letter. Without a mail server it is kept for its reader.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from functools import partial

from django.conf import settings  # noqa: TID251 - this module belongs to web
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from thirdspace.access import clock
from thirdspace.web import jobs
from thirdspace.web.letters import box
from thirdspace.web.letters.box import refused_addresses
from thirdspace.web.letters.delivery import is_kept
from thirdspace.web.models import Letter

__all__ = ["absolute", "is_kept", "ready", "refused_addresses", "send", "send_many", "written"]

#: Letters that one job hands over on one connection.
BATCH = 100


def send(
    to: str,
    subject: str,
    template: str,
    context: Mapping[str, object],
    *,
    calendar: str = "",
    attachments: Sequence[tuple[str, bytes, str]] = (),
) -> None:
    """Send one letter after the running transaction is stored; see :func:`ready`."""
    send_many([ready(to, subject, template, context, calendar=calendar, attachments=attachments)])


def send_many(letters: Sequence[Letter]) -> None:
    """Send letters made by :func:`ready`, after the running transaction is stored."""
    ids = box.put(letters)
    if not is_kept():
        for start in range(0, len(ids), BATCH):
            transaction.on_commit(partial(jobs.deliver.enqueue, ids[start : start + BATCH]))


def ready(
    to: str,
    subject: str,
    template: str,
    context: Mapping[str, object],
    *,
    calendar: str = "",
    attachments: Sequence[tuple[str, bytes, str]] = (),
    stop_url: str = "",
) -> Letter:
    """Return a letter that is written but not yet stored.

    Parameters
    ----------
    to : str
        One address. A mail carries links for one person only.
    subject : str
        One line.
    template : str
        Name without ending: ``"meetings/mail/promise"`` reads ``….txt`` and ``….html``, which
        extend ``web/mail/base.txt`` and ``web/mail/base.html``.
    context : mapping
        What the templates need; links must be absolute.
    calendar : str
        An invitation as iCalendar (RFC 5545), or nothing.
    attachments : sequence of (str, bytes, str)
        Name, content and media type of each file.
    stop_url : str
        Where a mail program stops mail of this kind by one click (RFC 8058), or nothing.
    """
    values = {"subject": subject, **context}
    return written(
        to,
        subject,
        text=render_to_string(f"{template}.txt", values),
        html=render_to_string(f"{template}.html", values),
        calendar=calendar,
        attachments=[[name, kind, b64encode(data).decode()] for name, data, kind in attachments],
        stop_url=stop_url,
    )


def written(to: str, subject: str, *, text: str, **parts: object) -> Letter:
    """Return a letter of words that are written already."""
    letter = Letter(to=to.strip().lower(), subject=" ".join(subject.split()), **parts)
    letter.text = text.strip()
    letter.made_at = clock.now()
    letter.state = Letter.State.KEPT if is_kept() else Letter.State.WAITING
    letter.next_try_at = None if is_kept() else timezone.now()
    return letter


def absolute(path: str) -> str:
    """Return the whole address of a page of this installation, for links in mail."""
    return f"{settings.SITE_URL}{path}"
