"""Hands letters to the mail server: each once, as far as its protocol lets one know."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Sequence
from datetime import datetime
from email.utils import parseaddr
from functools import partial
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from typing import Final

from django.conf import settings  # noqa: TID251 - this module belongs to web
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.timezone import now as machine_time
from django.utils.translation import gettext as _

from thirdspace.web.letters import box
from thirdspace.web.letters.box import Trouble
from thirdspace.web.models import Letter

#: Letters handed over in one tick; the rest waits for the next.
MOST: Final = 500
_NOWHERE: Final = "django.core.mail.backends.dummy.EmailBackend"


def is_kept() -> bool:
    """Say whether mail is kept here, because no mail server is set."""
    return settings.EMAIL_BACKEND == _NOWHERE


def deliver(letter_ids: Sequence[int]) -> None:
    """Hand over those of the letters that are due and that nobody else has taken.

    All go over one connection. A server that can't be reached is asked once, not for each letter;
    where there is none any more, they go on waiting for one.
    """
    if is_kept():
        return
    post = get_connection()
    down: Trouble | None = None
    try:
        for letter in filter(None, map(box.claim, letter_ids)):
            down = down or _open(post)
            trouble = down or _hand_over(post, letter)
            if trouble:
                box.mark_failed(letter, trouble)
            else:
                box.mark_sent(letter)
    finally:
        post.close()


def try_again(_now: datetime) -> str:
    """Hand over what waited long enough: the tick of the outbox."""
    ids = box.due(machine_time(), MOST)
    # After the tick's own transaction: a claim that is not stored yet would bind nobody.
    transaction.on_commit(partial(deliver, ids))
    return _("Letters due: %(count)s.") % {"count": len(ids)} if ids else ""


def _open(post: BaseEmailBackend) -> Trouble | None:
    try:
        post.open()
    except OSError as error:  # also every error of the protocol
        return Trouble(words_of(error))
    return None


def _hand_over(post: BaseEmailBackend, letter: Letter) -> Trouble | None:
    try:
        post.send_messages([written(letter)])
    except (SMTPRecipientsRefused, SMTPDataError) as error:
        return Trouble(words_of(error), final=answer_of(error)[0] >= 500, of_letter=True)
    except ValueError as error:  # an address or subject that can't be written in a mail
        return Trouble(words_of(error), final=True, of_letter=True)
    except OSError as error:
        post.close()  # the next letter gets a connection that is known to work
        return Trouble(words_of(error))
    return None


def answer_of(error: SMTPRecipientsRefused | SMTPResponseException) -> tuple[int, str]:
    """Return the code and the words with which a server refused."""
    code: int
    words: bytes | str
    if isinstance(error, SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
    else:
        code, words = error.smtp_code, error.smtp_error
    return code, words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def words_of(error: Exception) -> str:
    """Return what to tell of an error: the server's own words where it said some."""
    if isinstance(error, SMTPRecipientsRefused | SMTPResponseException):
        code, words = answer_of(error)
        return _("The mail server said: %(code)s %(words)s") % {"code": code, "words": words}
    return str(error) or type(error).__name__


def written(letter: Letter) -> EmailMultiAlternatives:
    """Return a letter as a mail: text, HTML, invitation and attachments, as far as it has them."""
    mail = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to],
        headers={
            "Message-ID": _message_id(letter),
            "Auto-Submitted": "auto-generated",  # asks absence notices to stay away
            **_stopping(letter),
        },
    )  # fmt: skip
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        mail.attach_alternative(letter.calendar, f"text/calendar; method={_method(letter)}")
    for name, kind, data in letter.attachments:
        mail.attach(name, b64decode(data), kind)
    return mail


def _stopping(letter: Letter) -> dict[str, str]:
    """Return what lets a mail program stop mail of this kind by one click (RFC 8058)."""
    if not letter.stop_url:
        return {}
    return {
        "List-Unsubscribe": f"<{letter.stop_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _method(letter: Letter) -> str:
    """Return what an invitation asks for; the mail must say the same as the calendar inside."""
    found = re.search(r"^METHOD:(\w+)", letter.calendar, re.MULTILINE)
    return found[1] if found else "REQUEST"


def _message_id(letter: Letter) -> str:
    """Return the same id at every try, so that a mailbox can tell a letter that came twice."""
    mark = salted_hmac("thirdspace.letter", f"{letter.pk} {letter.made_at.isoformat()}")
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    return f"<{mark.hexdigest()}@{domain}>"
