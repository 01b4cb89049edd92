"""What the masthead and foot of every page need, as one frozen object."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from thirdspace.access import registries
from thirdspace.access.scope import Scope

#: Pages that the masthead and foot link to, whoever looks.
OPEN_PAGES: Final = {
    "partnerships": "home:partnerships",
    "week": "home:week",
    "networks": "network:index",
    "mail": "web:mail",
    "help": "web:help",
    "patterns": "web:patterns",
    "login": "account_login",
    "logout": "account_logout",
    "password": "account_change_password",
}
#: Pages inside a partnership.
INNER_PAGES: Final = {"board": "home:board", "search": "home:search"}


@dataclass(frozen=True, slots=True)
class Room:
    """One entry of the rooms' navigation; `current` is the value of ``aria-current``."""

    name: str
    url: str
    current: str = ""


@dataclass(frozen=True, slots=True)
class Partnership:
    """The partnership of the masthead."""

    key: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who looks, and for which organization."""

    name: str
    side: str = "other"
    organization: str = ""


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything around a page's own content."""

    urls: dict[str, str]
    partnership: Partnership | None = None
    person: Person | None = None
    rooms: tuple[Room, ...] = ()


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Give every template the ``shell``; a page without a scope has neither rooms nor search."""
    scope: Scope | None = getattr(request, "scope", None)
    if scope is None:
        return {"shell": Shell(urls=_urls(OPEN_PAGES), person=_signed_in(request))}
    key = scope.partnership_key
    urls = _urls(OPEN_PAGES) | _urls(INNER_PAGES, key)
    return {
        "shell": Shell(
            urls=urls,
            partnership=Partnership(key, scope.partnership_name, urls["board"]),
            person=Person(scope.person_name, scope.organization_side, scope.organization_name),
            rooms=_rooms(scope, request.path),
        )
    }


def _signed_in(request: HttpRequest) -> Person | None:
    user = getattr(request, "user", None)
    return Person(str(user)) if user and user.is_authenticated else None


def _url(name: str, *args: str) -> str:
    """Return the address of a page, or nothing where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _urls(pages: dict[str, str], *args: str) -> dict[str, str]:
    return {key: _url(name, *args) for key, name in pages.items()}


def _rooms(scope: Scope, path: str) -> tuple[Room, ...]:
    found = tuple(_open_rooms(scope))
    here = max((r.url for r in found if path.startswith(r.url)), key=len, default="")
    mark = "page" if path == here else "true"
    return tuple(Room(r.name, r.url, mark if r.url == here else "") for r in found)


def _open_rooms(scope: Scope) -> Iterator[Room]:
    for room in registries.rooms.entries():
        url = _url(room.url_name, scope.partnership_key)
        if url and scope.may(room.permission):
            yield Room(str(room.name), url)
