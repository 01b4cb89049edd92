"""Two partnerships, one full of canary strings: crawl everything as the other."""

from __future__ import annotations

import re
from collections import deque
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.core import mail
from django.test import Client

from cast import CANARY
from pages.samples import Stage

LINK = re.compile(rb'(?:href|src|action|hx-get)="([^"]+)"')
MOST = 900


def crawl(client: Client, start: str) -> dict[str, bytes]:
    """Fetch every page that can be reached by links, and return what each said."""
    waiting, said = deque([start]), {}
    while waiting and len(said) < MOST:
        address = waiting.popleft()
        if address in said:
            continue
        answer = client.get(address, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        said[address] = body + repr(sorted(answer.headers.items())).encode()
        for found in LINK.findall(body):
            url = urldefrag(urljoin(address, found.decode()))[0].replace("&amp;", "&")
            parts = urlsplit(url)
            if not parts.netloc and not parts.path.startswith(("/static/", "/account/logout")):
                waiting.append(url)
    return said


@pytest.mark.parametrize(
    "name", ["coordinator", "member_university", "researcher", "sponsor_district", "funder"]
)
def test_nothing_of_the_other_world_is_anywhere(staged: Stage, name: str) -> None:
    said = crawl(staged.client(name), "/harbor/")
    assert len(said) > 10
    assert not [address for address, body in said.items() if CANARY.encode() in body]


def test_the_canary_is_really_there(staged: Stage) -> None:
    said = crawl(staged.world.b.client("coordinator"), "/far/")
    assert len([address for address, body in said.items() if CANARY.encode() in body]) > 10


def test_the_public_and_the_stranger_see_neither(staged: Stage) -> None:
    for client in (staged.client("nobody"), staged.client("stranger")):
        said = crawl(client, "/")
        joined = b"".join(said.values())
        assert CANARY.encode() not in joined
        assert b"Harbor Leaders" not in joined


def test_search_finds_only_ones_own(staged: Stage) -> None:
    for words in (CANARY, "charter", "together"):
        answer = staged.client("coordinator").get("/harbor/search/", {"q": words})
        assert CANARY.encode() not in answer.content.replace(
            f'value="{CANARY}"'.encode(), b""
        ).replace(f"“{CANARY}”".encode(), b"")


def test_one_sides_own_records_are_nowhere_on_the_other_side(staged: Stage) -> None:
    said = crawl(staged.client("member_university"), "/harbor/")
    assert not [a for a, body in said.items() if staged.district_secret.encode() in body]
    own = crawl(staged.client("member_district"), "/harbor/")
    assert [a for a, body in own.items() if staged.district_secret.encode() in body]


def test_no_mail_crosses(staged: Stage) -> None:
    for message in mail.outbox:
        harbor = all(address.endswith("@harbor.example.org") for address in message.to)
        assert harbor != (CANARY in message.subject + message.body)
