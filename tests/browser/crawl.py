"""One real address of every page that a person can reach by following links."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

_HREF = re.compile(r'href="([^"#][^"]*)"')
_ENTITY = "&amp;"


@dataclass
class Crawl:
    """What one person found: the first address of each route, and all that did not open."""

    base: str
    found: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    broken: list[tuple[int, str]] = field(default_factory=list)


def crawl(request: APIRequestContext, base: str, start: str = "/") -> Crawl:
    """Follow every link from `start`, opening the first three addresses of each route."""
    walk = Crawl(base)
    opened: dict[str, int] = {}
    waiting, seen = deque([start]), {start}
    while waiting:
        address = waiting.popleft()
        name = route_of(address)
        if name is None or opened.get(name, 0) >= 3:
            continue
        opened[name] = opened.get(name, 0) + 1
        for link in _open(walk, request, name, address):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return walk


def route_of(address: str) -> str | None:
    """Return the full name of the route of an address; nothing for static files."""
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return None


def _open(walk: Crawl, request: APIRequestContext, name: str, address: str) -> list[str]:
    answer = request.get(walk.base + address)
    if answer.status != 200:
        walk.broken.append((answer.status, address))
        return []
    download = answer.headers.get("content-disposition", "").startswith("attachment")
    if download or "text/html" not in answer.headers["content-type"]:
        walk.files.setdefault(name, address)
        return []
    if answer.url == walk.base + address:
        walk.found.setdefault(name, address)
    return [link for link in _links(walk.base, answer.url, answer.text()) if link]


def _links(base: str, here: str, text: str) -> list[str]:
    whole = (urldefrag(urljoin(here, h.replace(_ENTITY, "&"))).url for h in _HREF.findall(text))
    ours = (url.removeprefix(base) for url in whole if url.startswith(base + "/"))
    # A link from a mail that is kept here opens a task once: it may be done already.
    return [address for address in ours if not address.startswith("/link/")]
