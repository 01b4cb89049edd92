"""Mail to a person: plain text and the same as plain HTML, sent once the work is stored."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string


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
    mail = EmailMultiAlternatives(
        " ".join(subject.split()), render_to_string(f"{template}.txt", values).strip(), to=[to]
    )
    mail.attach_alternative(render_to_string(f"{template}.html", values), "text/html")
    transaction.on_commit(partial(mail.send))
