"""A real mail server on this machine that keeps what it gets and refuses what it is told to."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


@dataclass
class Sink:
    """What a server was given; `says` holds its answers other than yes.

    ``says["ana@example.org"]`` answers RCPT for that address, ``says["DATA"]`` a whole mail.
    """

    port: int
    says: dict[str, str] = field(default_factory=dict)
    mails: list[EmailMessage] = field(default_factory=list)
    seconds: float = 0.0  # how long it thinks before it takes a mail

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if answer := self.says.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        time.sleep(self.seconds)
        if answer := self.says.get("DATA"):
            return answer
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    @contextmanager
    def up(self, **settings) -> Iterator[Sink]:
        """Run the server inside."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port, **settings)
        controller.start()
        try:
            yield self
        finally:
            controller.stop(no_assert=True)


def new_sink() -> Sink:
    """Return a server that is down, on a port of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return Sink(probe.getsockname()[1])


def only(password: str) -> dict[str, object]:
    """Return settings of a server at which one signs in."""

    def check(_server, _session, _envelope, _mechanism, sent):
        return AuthResult(success=sent.password == password.encode(), handled=False)

    return {"authenticator": check, "auth_require_tls": False}
