"""Reads what a mail server returns: delivery status notifications (RFC 3464)."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from thirdspace.problems import InputProblem


def bounced(raw: bytes) -> list[tuple[str, str]]:
    """Return the address and the reason of each delivery that failed for good.

    Parameters
    ----------
    raw : bytes
        One mail as it arrived, with its head.

    Returns
    -------
    list of (str, str)
        Empty when the notification tells of a delay or of a success.

    Raises
    ------
    InputProblem
        It is no notification, or it names no recipient.
    """
    told = list(_recipients(message_from_bytes(raw, policy=policy.default)))
    if not told:
        raise InputProblem(
            "This is no notice of a mail server.",
            "It has no part “message/delivery-status” that names a recipient and a status.",
            "Pass on only mail that comes back to the sender's address.",
        )
    return [
        (_after_kind(block["Final-Recipient"]).strip("<> "), _reason(block))
        for block in told
        if block["Status"].strip().startswith("5.")
    ]


def _recipients(message: Message) -> Iterator[Message]:
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status" and part.is_multipart():
            for block in part.get_payload():
                if isinstance(block, Message) and block["Final-Recipient"] and block["Status"]:
                    yield block


def _after_kind(field: str) -> str:
    """Return the value of a field such as ``rfc822; ana@example.org``."""
    return " ".join(field.partition(";")[2].split())


def _reason(block: Message) -> str:
    words = _after_kind(block["Diagnostic-Code"] or "")
    return words or f"Status {block['Status'].strip()}"
