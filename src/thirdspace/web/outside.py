"""Sending to an address outside that a person typed, without being led into the own network.

The name is looked up once, every address it has must be public, and the connection goes to the
very address that was checked. Nothing is followed, nothing of the answer's body is read, and the
whole exchange has an end.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings  # noqa: TID251 - this module belongs to web
from django.utils.translation import gettext as _

from thirdspace.problems import InputProblem

#: Seconds for each step, and for all of them together.
TIMEOUT: Final = 5.0
_PORTS: Final = {"https": 443, "http": 80}
#: Where addresses of the old kind hide in addresses of the new kind (RFC 6052).
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Reply:
    """Whether what was sent was taken, and in a few words how it was answered."""

    taken: bool
    words: str


def check(url: str) -> None:
    """Refuse an address to which nothing may be sent.

    Raises
    ------
    InputProblem
        It is no https address, it holds a password, its name is unknown, or it leads inside.
    """
    _address_of(_split(url))


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """Send `body` and return how it was answered; what goes wrong is an answer, too.

    Parameters
    ----------
    url : str
        As :func:`check` lets it pass; it is checked again, because names change.
    body : bytes
        What to send.
    headers : mapping of str to str
        What goes with it.
    """
    try:
        parts = _split(url)
        connection = _Straight(parts, _address_of(parts))
    except InputProblem as problem:
        return Reply(False, problem.why)
    try:
        with _ended_in_time(connection):
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", path, body, {**headers, "Connection": "close"})
            answer = connection.getresponse()
            return Reply(200 <= answer.status < 300, f"{answer.status} {answer.reason}".strip())
    except (OSError, HTTPException, UnicodeError) as error:
        return Reply(False, str(error) or type(error).__name__)
    finally:
        connection.close()


class _Straight(HTTPConnection):
    """A connection to an address that was checked, whatever its name leads to by now."""

    def __init__(self, parts: SplitResult, address: str) -> None:
        self.default_port = _PORTS[parts.scheme]
        super().__init__(parts.hostname or "", parts.port, timeout=TIMEOUT)
        self._address = address
        self._secure = parts.scheme == "https"

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            # The greeting comes after `sock` is set, so that it can be cut off, too.
            self.sock = context.wrap_socket(
                self.sock, server_hostname=self.host, do_handshake_on_connect=False
            )
            self.sock.do_handshake()


@contextmanager
def _ended_in_time(connection: HTTPConnection) -> Iterator[None]:
    # A timeout of the socket starts anew with each byte; this one does not.
    timer = threading.Timer(TIMEOUT, _cut, [connection])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _cut(connection: HTTPConnection) -> None:
    line: socket.socket | None = connection.sock
    if line is not None:
        with suppress(OSError):  # it ended by itself a moment ago
            line.shutdown(socket.SHUT_RDWR)


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _schemes() and parts.hostname and parts.port != 0
    except ValueError:
        usable = None
    plain = url.isascii() and url.isprintable() and " " not in url
    if not usable or not plain or parts.username is not None:
        raise _refused(_("It must start with https, name a host, and hold no password or space."))
    return parts


def _schemes() -> tuple[str, ...]:
    return ("https", "http") if settings.HOOKS_INSIDE else ("https",)


def _address_of(parts: SplitResult) -> str:
    """Look the host up and return one of its addresses, if all of them are public."""
    port = parts.port or _PORTS[parts.scheme]
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        found = []
    addresses = [str(entry[4][0]) for entry in found]
    if not addresses or not (settings.HOOKS_INSIDE or all(map(_is_public, addresses))):
        # One answer for both: nobody learns from it which names there are inside.
        raise _refused(_("Its host is unknown, or it is not a public one."))
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        hidden = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            hidden = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if hidden is not None:
            return _is_public(str(hidden))
    return ip.is_global and not ip.is_multicast


def _refused(why: str) -> InputProblem:
    return InputProblem(
        _("Nothing can be sent to this address."),
        why,
        _("Copy the whole address from the tool that is to be told."),
        field="url",
    )
