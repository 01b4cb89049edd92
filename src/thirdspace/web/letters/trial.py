"""Tries out how mail goes out: one test mail, now, with each step in words."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator

from django.conf import settings  # noqa: TID251 - this module belongs to web
from django.core.mail import get_connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thirdspace.problems import Problem
from thirdspace.web import mail
from thirdspace.web.letters.delivery import words_of, written
from thirdspace.web.models import Letter

#: The first kind that fits an error says what happened and what to do.
_KINDS = (
    (
        smtplib.SMTPAuthenticationError,
        gettext_lazy("The mail server refused the sign-in."),
        gettext_lazy("Check user and password in THIRDSPACE_MAIL_URL; some want an app password."),
    ),
    (
        smtplib.SMTPSenderRefused,
        gettext_lazy("The mail server refused the sender."),
        gettext_lazy("Set THIRDSPACE_MAIL_FROM to an address it may send mail for."),
    ),
    (
        smtplib.SMTPRecipientsRefused,
        gettext_lazy("The mail server refused the address."),
        gettext_lazy("Check how the address is written, or try another one."),
    ),
    (
        (ssl.SSLError, smtplib.SMTPNotSupportedError),
        gettext_lazy("No safe connection to the mail server came about."),
        gettext_lazy("Try smtps:// with port 465 or smtp+tls:// with port 587."),
    ),
    (
        smtplib.SMTPResponseException,
        gettext_lazy("The mail server did not take the mail."),
        gettext_lazy("Ask whoever runs the mail server what its words mean."),
    ),
    (
        ValueError,
        gettext_lazy("The mail can't be written to this address."),
        gettext_lazy("Check how the address is written."),
    ),
    (
        OSError,
        gettext_lazy("The mail server can't be reached."),
        gettext_lazy("Check host and port in THIRDSPACE_MAIL_URL, and that mail may leave here."),
    ),
)


def steps(address: str) -> Iterator[str]:
    """Send one test mail and yield a sentence for each step; the last says that it was taken.

    Raises
    ------
    Problem
        No server is set, or it refused: what it said and what to do next.
    """
    if mail.is_kept():
        raise Problem(
            _("No mail server is set."),
            _("Mail is kept here, and its readers find it under “Your mail”."),
            _("Set THIRDSPACE_MAIL_URL, such as smtp+tls://user:password@mail.example:587."),
        )
    post = get_connection()
    yield _("Connecting to %(host)s, port %(port)s.") % {
        "host": settings.EMAIL_HOST, "port": settings.EMAIL_PORT,
    }  # fmt: skip
    try:
        post.open()
        yield _safety()
        yield _signed_in()
        post.send_messages([written(test_letter(address))])
    except (OSError, ValueError) as error:
        raise _problem(error) from error
    finally:
        post.close()
    yield _("The mail server took a test mail for %(address)s. Look for it in the mailbox.") % {
        "address": address
    }


def test_letter(address: str) -> Letter:
    """Return a letter that says that mail arrives."""
    return mail.ready(address, _("A test mail from Thirdspace"), "web/letters/test", {})


def _safety() -> str:
    if settings.EMAIL_USE_TLS or settings.EMAIL_USE_SSL:
        return _("Connected; what is sent is encrypted (TLS).")
    return _("Connected; what is sent is NOT encrypted. smtp+tls:// or smtps:// would be.")


def _signed_in() -> str:
    if settings.EMAIL_HOST_USER:
        return _("Signed in as %(user)s.") % {"user": settings.EMAIL_HOST_USER}
    return _("No sign-in: THIRDSPACE_MAIL_URL names no user.")


def _problem(error: OSError | ValueError) -> Problem:
    what, next_step = next((w, n) for kind, w, n in _KINDS if isinstance(error, kind))
    return Problem(str(what), words_of(error), str(next_step))
