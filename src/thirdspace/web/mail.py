"""Mail to a person: plain text and the same as plain HTML, sent once the work is stored."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.conf import settings  # noqa: TID251 - this module belongs to web
from django.db import transaction
from django.template.loader import render_to_string

from thirdspace.web import jobs


def send(to: str, subject: str, template: str, context: Mapping[str, object]) -> None:
    """Send a mail after the running transaction is stored; if it is undone, nothing goes out.

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
    """
    values = {"subject": subject, **context}
    whole = {
        "to": to,
        "subject": " ".join(subject.split()),
        "text": render_to_string(f"{template}.txt", values).strip(),
        "html": render_to_string(f"{template}.html", values),
    }
    transaction.on_commit(partial(jobs.deliver.enqueue, **whole))


def absolute(path: str) -> str:
    """Return the whole address of a page of this installation, for links in mail."""
    return f"{settings.SITE_URL}{path}"
