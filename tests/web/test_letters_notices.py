"""What mail servers send back, in the shapes of RFC 3464."""

from __future__ import annotations

import pytest

from thirdspace.problems import InputProblem
from thirdspace.web.letters.notices import bounced

NOTICE = """\
From: Mail Delivery Subsystem <MAILER-DAEMON@mail.example>
To: thirdspace@partners.example
Subject: Returned mail: see transcript for details
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

{recipients}
--b
Content-Type: text/rfc822-headers

Subject: Do we read it this way?
--b--
"""
GONE = """\
Final-Recipient: rfc822; Ana@example.org
Action: failed
Status: 5.1.1 (no such mailbox)
Diagnostic-Code: smtp; 550 5.1.1 The address
 does not exist
"""
FULL = "Final-Recipient: RFC822;<marcus@example.org>\nAction: failed\nStatus: 5.2.2\n"
LATE = "Final-Recipient: rfc822; ines@example.org\nAction: delayed\nStatus: 4.4.1\n"
TAKEN = "Final-Recipient: rfc822; rosa@example.org\nAction: delivered\nStatus: 2.0.0\n"


def notice(*recipients: str) -> bytes:
    return NOTICE.format(recipients="\n".join(recipients)).replace("\n", "\r\n").encode()


def test_each_that_failed_for_good_is_told_with_its_reason():
    assert bounced(notice(GONE, LATE, FULL, TAKEN)) == [
        ("Ana@example.org", "550 5.1.1 The address does not exist"),
        ("marcus@example.org", "Status 5.2.2"),
    ]


def test_a_delay_and_a_success_are_no_bounce():
    assert bounced(notice(LATE)) == bounced(notice(TAKEN)) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe\x00",
        b"Subject: Out of office\r\n\r\nBack on Monday.",
        notice("Action: failed"),
        b"Content-Type: message/delivery-status\r\n\r\n",
    ],
)
def test_anything_else_is_a_problem(raw):
    with pytest.raises(InputProblem, match="no notice of a mail server"):
        bounced(raw)
